"""What a meeting may decide about a proposed program, and what becomes of it then."""

from programs.actions import programs
from programs.actions.outcomes import Outcomes, register_outcomes
from programs.models import AgendaItem, Decision, Program
from programs.models.program_states import State

Outcome = Decision.Outcome
LEADS_TO = {Outcome.APPROVED: State.APPROVED, Outcome.REWORK: State.DRAFT, Outcome.REFUSED: State.STOPPED}


def offered(program) -> list[Outcome]:
    """Approve, mend first, or not go on: only while it is proposed. About an evaluation words are noted."""
    return list(LEADS_TO) if isinstance(program, Program) and program.state == State.PROPOSED else []


def come(program, *, by, decision: Decision) -> None:
    """Move the program as it was decided, and remember by which decision."""
    programs.decided(program, by=by, end=LEADS_TO[decision.outcome], decision=decision)


register_outcomes(Outcomes(AgendaItem.Kind.PROGRAM, offered, come))
