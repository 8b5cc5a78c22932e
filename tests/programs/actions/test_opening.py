"""A meeting is opened and closed on its day or later, and what was opened by mistake is planned again."""

import datetime as dt

import pytest

from programs.actions import agenda, decisions, meetings
from programs.models import AgendaItem, Element, Meeting
from tests.programs.opening import opened
from wksbm.core.refusals import RefusedByRule


def state_of(meeting) -> str:
    return Meeting.objects.get(pk=meeting.pk).state


def moved(meeting, days: int):
    Meeting.objects.filter(pk=meeting.pk).update(held_on=meeting.network.today() + dt.timedelta(days=days))
    return meeting


@pytest.mark.parametrize("days", [0, -2])
def test_it_is_opened_on_its_day_and_afterwards(meeting, chair, days):
    assert meetings.start(moved(meeting, days), by=chair).state == Meeting.State.RUNNING


def test_before_its_day_it_is_not_opened(meeting, chair):
    with pytest.raises(RefusedByRule, match="ubah dahulu harinya"):
        meetings.start(moved(meeting, 1), by=chair)
    assert state_of(meeting) == Meeting.State.PLANNED


def test_before_its_day_it_is_not_closed(meeting, chair):
    opened(meeting, by=chair)
    with pytest.raises(RefusedByRule, match="ubah dahulu harinya"):
        meetings.close(moved(meeting, 1), by=chair)
    assert state_of(meeting) == Meeting.State.RUNNING


def test_one_in_which_nothing_was_noted_is_planned_again(meeting, chair, secretary, come):
    come(meeting, Element.RT)
    agenda.add(meeting, by=secretary, title="Kerja bakti")
    again = meetings.unopen(opened(meeting, by=chair), by=secretary)
    assert (again.state, again.started_at) == (Meeting.State.PLANNED, None)


def test_what_was_noted_stays_open(meeting, chair, secretary):
    line = agenda.add(opened(meeting, by=chair), by=secretary, title="Kerja bakti")
    decisions.note(line, by=secretary, discussion="Minggu pagi", revision=line.revision)
    with pytest.raises(RefusedByRule, match="sudah ada catatannya"):
        meetings.unopen(meeting, by=secretary)
    assert state_of(meeting) == Meeting.State.RUNNING


def test_what_was_decided_stays_open(meeting, chair, secretary, come):
    come(meeting, Element.RT, Element.RW, Element.FAITH)
    line = agenda.add(opened(meeting, by=chair), by=secretary, title="Kerja bakti")
    decisions.decide(line, by=chair, text="Minggu pagi")
    with pytest.raises(RefusedByRule, match="sudah ada catatannya"):
        meetings.unopen(meeting, by=secretary)
    assert AgendaItem.objects.get().meeting.state == Meeting.State.RUNNING


def test_one_from_the_notebook_and_a_planned_one_are_not_taken_back(meeting, network, chair, secretary):
    values = {"begins": dt.time(19), "place": "Balai", "chair": chair, "note_taker": secretary}
    noted = meetings.record_afterwards(network, by=secretary, held_on=network.today(), **values)
    assert (meetings.may_be_unopened(noted), meetings.may_be_unopened(meeting)) == (False, False)
