"""Closed minutes stand in the database itself: whoever asks, and however."""

import datetime as dt

import pgtrigger
import pytest
from django.db import DatabaseError, transaction

from programs.actions import agenda, attendances, decisions, meetings
from programs.models import AgendaItem, Attendance, Decision, Element, Meeting
from tests.programs.opening import opened


@pytest.fixture
def closed(meeting, secretary, chair, come):
    come(meeting, Element.RT, Element.RW, Element.FAITH)
    line = agenda.add(meeting, by=secretary, title="Kerja bakti")
    decisions.decide(line, by=chair, text="Minggu pagi")
    return meetings.close(opened(meeting, by=chair), by=chair)


CHANGES = {
    "a line is changed": lambda closed: AgendaItem.objects.update(title="Lain"),
    "a line comes": lambda closed: AgendaItem.objects.create(network=closed.network, meeting=closed, title="Lain"),
    "a line goes": lambda closed: Decision.objects.all().delete() and AgendaItem.objects.all().delete(),
    "a decision is changed": lambda closed: Decision.objects.update(text="Lain"),
    "a decision comes": lambda closed: Decision.objects.create(
        network=closed.network, item=AgendaItem.objects.get(), text="Lain", by=closed.chair
    ),
    "somebody was there after all": lambda closed: Attendance.objects.update(is_present=True),
    "somebody gets another name": lambda closed: Attendance.objects.update(name="Lain"),
    "somebody comes": lambda closed: Attendance.objects.create(network=closed.network, meeting=closed, name="Lain"),
    "somebody goes": lambda closed: Attendance.objects.all().delete(),
    "they are opened again": lambda closed: Meeting.objects.update(state=Meeting.State.RUNNING),
    "it gets another day": lambda closed: Meeting.objects.update(held_on=closed.held_on - dt.timedelta(days=1)),
}


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_changes_what_was_closed(closed, change):
    with pytest.raises(DatabaseError, match="closed minutes do not change"), transaction.atomic():
        CHANGES[change](closed)
    assert (AgendaItem.objects.get().title, Decision.objects.get().text) == ("Kerja bakti", "Minggu pagi")
    assert Attendance.objects.filter(name__startswith="Utusan ", is_present=True).count() == Attendance.objects.count()


def test_what_the_law_asks_for_passes_by_name(closed):
    with pgtrigger.ignore("programs.AgendaItem:closed_minutes_stand"):
        AgendaItem.objects.update(discussion="")
    assert AgendaItem.objects.get().discussion == ""


def test_open_minutes_change_as_before(meeting, secretary):
    line = agenda.add(meeting, by=secretary, title="Kerja bakti")
    AgendaItem.objects.filter(pk=line.pk).update(title="Lain")
    invited = attendances.invite(meeting, by=secretary, name="Pak Anwar")
    assert (AgendaItem.objects.get().title, Attendance.objects.get()) == ("Lain", invited)
