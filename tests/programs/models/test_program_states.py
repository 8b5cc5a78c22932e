"""The table of a program's states: whichever verbs come in whichever order, it is never left."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from programs.actions import program_measures, programs
from programs.models import Program, ProgramMove
from programs.models.program_states import MOVES, OPEN_STATES, Need, State, Taker, way_between
from tests.programs import joint
from wksbm.core.refusals import RefusedByRule
from wksbm.revisions import EditedMeanwhile

ENDED = set(State) - set(OPEN_STATES)
VERBS = ("propose", "take_back", "begin", "stop", "evaluate", "disetujui", "perbaiki", "ditolak")


def test_no_way_leads_out_of_an_ended_program_and_every_open_one_has_a_way_on():
    assert [move for move in MOVES if move.start in ENDED] == []
    assert {move.start for move in MOVES} == set(OPEN_STATES)


def test_only_a_meeting_approves_and_only_evaluation_ends_well():
    assert {move.taker for move in MOVES if move.end == State.APPROVED} == {Taker.MEETING}
    ends = [move for move in MOVES if move.end == State.EVALUATED]
    assert [(move.start, set(move.needs)) for move in ends] == [(State.RUNNING, {Need.MEASURED, Need.EVALUATION})]


def test_a_draft_is_left_for_a_meeting_only_with_blocks_ethics_and_overlaps():
    way = way_between(State.DRAFT, State.PROPOSED, Taker.EDITOR)
    assert set(way.needs) == {Need.SMART, Need.ETHICS, Need.OVERLAPS}


def test_every_way_has_one_line_in_the_table():
    ways = [(move.start, move.end, move.taker) for move in MOVES]
    assert len(set(ways)) == len(ways)


def take(verb: str, program, people) -> None:
    by = people["secretary"]
    if verb == "stop":
        programs.stop(program, by=by, why="Dananya habis")
    elif verb == "evaluate":
        values = {row.pk: 9 for row in program.indicators.all()}
        program_measures.evaluate(
            program, by=by, reached="Cukup", lessons="Sabar", onward="selesai", values=values, why="Cukup"
        )
    elif verb in ("propose", "take_back", "begin"):
        getattr(programs, verb)(program, by=by)
    else:
        end = {"disetujui": State.APPROVED, "perbaiki": State.DRAFT, "ditolak": State.STOPPED}[verb]
        if program.state != State.PROPOSED:
            # No meeting is offered anything to decide about it then.
            with pytest.raises(RefusedByRule):
                programs.decided(program, by=by, end=end, decision=Words())
            return
        joint.decided(program, verb, chair=people["chair"], secretary=by, text="Kata musyawarah")


class Words:
    """A decision that has nothing but its words: the table refuses before it is stored."""

    text = "Kata musyawarah"


@pytest.mark.django_db
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(verbs=st.lists(st.sampled_from(VERBS), min_size=1, max_size=7))
def test_whatever_is_tried_the_program_moves_along_its_table(network, person, verbs):
    people = {role: person(role) for role in ("secretary", "chair")}
    program = joint.ready(network, by=people["secretary"], title=f"Program {Program.objects.count()}", needs=["papan"])
    Program.objects.exclude(pk=program.pk).update(needs=["sandang"])
    for verb in verbs:
        before = program.state
        try:
            take(verb, program, people)
        except (RefusedByRule, EditedMeanwhile):
            program.refresh_from_db()
            assert program.state == before
            continue
        program.refresh_from_db()
        hand = Taker.MEETING if verb in ("disetujui", "perbaiki", "ditolak") else Taker.EDITOR
        assert program.state == before or way_between(before, program.state, hand)
    moves = list(ProgramMove.objects.filter(program=program).order_by("pk"))
    states = [State.DRAFT, *(move.end for move in moves)]
    assert [move.start for move in moves] == states[:-1]
    assert program.state == states[-1]
    approvals = [move for move in moves if move.end == State.APPROVED]
    assert all(move.decision is not None for move in approvals)
