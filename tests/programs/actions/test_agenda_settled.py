"""What was settled meanwhile leaves the agenda of a planned meeting, unless somebody has laid a hand on it."""

import pytest

from pmks_cases.models import Case
from pmks_cases.models.case_states import State
from programs.actions import agenda, decisions, meetings
from programs.models import AgendaItem, Meeting
from tests.programs.opening import opened

Place = AgendaItem.Place


@pytest.fixture
def case(make_waiting_case):
    return make_waiting_case()


def settle(case) -> None:
    Case.objects.filter(pk=case.pk).update(state=State.PLAN)


def left(meeting, secretary) -> int:
    """How many lines there are after one more proposal."""
    agenda.propose(meeting, by=secretary)
    return AgendaItem.objects.filter(meeting=meeting).count()


def test_a_case_that_was_decided_elsewhere_leaves_and_one_that_waits_stays(meeting, secretary, case, make_waiting_case):
    waiting = make_waiting_case()
    assert left(meeting, secretary) == 2
    settle(case)
    assert left(meeting, secretary) == 1
    assert AgendaItem.objects.get().case_id == waiting.pk


TOUCHES = {
    "put off": lambda line, by: agenda.place(line, by=by, place=Place.WAITS),
    "dropped": lambda line, by: agenda.place(line, by=by, place=Place.DROPPED),
    "noted": lambda line, by: decisions.note(line, by=by, discussion="Tunggu kabar", revision=line.revision),
}


@pytest.mark.parametrize("touch", TOUCHES)
def test_what_somebody_has_touched_stays(meeting, secretary, case, touch):
    agenda.propose(meeting, by=secretary)
    TOUCHES[touch](AgendaItem.objects.get(), secretary)
    settle(case)
    assert left(meeting, secretary) == 1


def test_what_was_moved_stays_and_what_kept_its_place_leaves(meeting, secretary, make_waiting_case):
    cases = [make_waiting_case() for _n in range(3)]
    agenda.propose(meeting, by=secretary)
    first, second, third = AgendaItem.objects.filter(meeting=meeting).values_list("pk", flat=True)
    agenda.reorder(meeting, by=secretary, ids=[second, first, third])
    for case in cases:
        settle(case)
    agenda.propose(meeting, by=secretary)
    assert set(AgendaItem.objects.values_list("pk", flat=True)) == {first, second}


def test_what_the_secretary_added_stays(meeting, secretary):
    agenda.add(meeting, by=secretary, title="Kerja bakti")
    assert [left(meeting, secretary), left(meeting, secretary)] == [1, 1]


def test_what_was_left_over_stays_as_often_as_it_is_proposed(meeting, secretary, chair):
    asked = agenda.add(meeting, by=secretary, title="Kerja bakti")
    meetings.cancel(meeting, by=secretary, why="Hujan")
    values = {name: getattr(meeting, name) for name in ("network", "held_on", "begins", "place", "chair")}
    other = meetings.plan(by=secretary, note_taker=chair, **values)
    assert [left(other, secretary), left(other, secretary)] == [1, 1]
    assert AgendaItem.objects.get(meeting=other).about_id == asked.pk


def test_once_it_runs_nothing_leaves(meeting, secretary, chair, case):
    agenda.propose(meeting, by=secretary)
    opened(meeting, by=chair)
    settle(case)
    assert left(Meeting.objects.get(pk=meeting.pk), secretary) == 1
