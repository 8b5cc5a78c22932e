"""What a meeting talks about and decides of a program: proposed ones, and those whose evaluation is due."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from programs.actions import programs
from programs.actions.agenda_sources import told_day
from programs.actions.outcomes import Outcomes, register_outcomes
from programs.actions.proposals import LOOKED_AT, Proposed, register_source
from programs.models import AgendaItem, Decision, OverlapAnswer, Program
from programs.models.program_states import State

Outcome = Decision.Outcome
LEADS_TO = {Outcome.APPROVED: State.APPROVED, Outcome.REWORK: State.DRAFT, Outcome.REFUSED: State.STOPPED}


def offered(program) -> list[Outcome]:
    """Approve, mend first, or not go on: only while it is proposed. About an evaluation words are noted."""
    return list(LEADS_TO) if isinstance(program, Program) and program.state == State.PROPOSED else []


def come(program, *, by, decision: Decision) -> None:
    """Move the program as it was decided, and remember by which decision."""
    programs.decided(program, by=by, end=LEADS_TO[decision.outcome], decision=decision)


def to_decide(network, today: date) -> Iterator[Proposed]:
    """Programs that wait for a meeting, each with why it goes on beside one that it doubles."""
    rows = list(Program.objects.of(network).to_decide().select_related("lead").order_by("starts_on", "pk")[:LOOKED_AT])
    beside = {}
    for answer in OverlapAnswer.objects.filter(program__in=rows, way=OverlapAnswer.Way.GO_ON).select_related("other"):
        beside[answer.program_id] = answer
    for row in rows:
        reason = _("Diusulkan %(lead)s, mulai %(day)s") % {"lead": row.lead.name, "day": told_day(row.starts_on)}
        if answer := beside.get(row.pk):
            facts = {"reason": reason, "other": answer.other.title, "why": answer.why}
            reason = _("%(reason)s. Bantuan ganda dengan “%(other)s”, tetap jalan: %(why)s") % facts
        yield Proposed(AgendaItem.Kind.PROGRAM, row.title, reason, 500, row)


def to_evaluate(network, today: date) -> Iterator[Proposed]:
    """Programs past their last day that nobody has evaluated yet, the longest waiting first."""
    rows = Program.objects.of(network).evaluation_due(today).order_by("ends_on", "pk")
    for row in rows[:LOOKED_AT]:
        title = _("Evaluasi program: %(title)s") % {"title": row.title}
        reason = _("Selesai %(day)s, belum dievaluasi") % {"day": told_day(row.ends_on)}
        yield Proposed(AgendaItem.Kind.PROGRAM, title, reason, 470, row)


register_outcomes(Outcomes(AgendaItem.Kind.PROGRAM, offered, come))
register_source(to_decide, to_evaluate)
