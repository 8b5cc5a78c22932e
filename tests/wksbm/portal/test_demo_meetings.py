"""The year of meetings of the demo: what was decided in each of its months, and what came of it."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.urls import reverse
from django.utils import timezone

from members.models import FollowUp, Network, User
from programs.models import AgendaItem, Attendance, Decision, DecisionPromise, Meeting, Picture, Program
from programs.models.program_states import State
from wksbm.documents.models import Stationery

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


@pytest.fixture
def network(loaded):
    return Network.objects.get(rw="004")


@pytest.fixture
def year(network):
    """The twelve that were held, the earliest first; one more was called for a single thing."""
    held = Meeting.objects.of(network).closed().exclude(kind=Meeting.Kind.SPECIAL)
    return list(held.order_by("held_on"))


def counted(meeting) -> dict:
    return Attendance.objects.quorum_of(meeting)


def test_there_was_one_every_month(network, year):
    days = [meeting.held_on for meeting in year]
    assert len(days) == 12
    assert {(later - earlier).days // 7 for earlier, later in pairwise(days)} <= {3, 4}
    assert days[0] > network.today() - timedelta(days=366)


def test_all_but_one_were_quorate_and_one_was_without_women(year):
    assert [counted(meeting)["is_quorate"] for meeting in year].count(False) == 1
    assert [counted(meeting)["without_women"] for meeting in year].count(True) == 1
    not_quorate = next(meeting for meeting in year if not counted(meeting)["is_quorate"])
    assert not Decision.objects.filter(item__meeting=not_quorate).exists()
    (talked,) = AgendaItem.objects.filter(meeting=not_quorate)
    assert Decision.objects.filter(item__kind=talked.kind, item__about_id=talked.pk).count() == 1


def test_one_was_recorded_from_the_notebook_with_the_list_that_people_signed(year):
    (recorded,) = (meeting for meeting in year if meeting.recorded_afterwards)
    assert Picture.objects.filter(meeting=recorded).count() == 1


def test_each_happened_in_its_own_time(year):
    for meeting in year:
        assert meeting.created_at <= meeting.started_at <= meeting.closed_at
        for decision in Decision.objects.filter(item__meeting=meeting):
            assert timezone.localdate(decision.at) == meeting.held_on


def test_most_promises_were_kept_in_time_some_late_and_two_are_not_kept(network):
    promises = [tie.follow_up for tie in DecisionPromise.objects.filter(network=network).select_related("follow_up")]
    open_now = [row for row in promises if row.state == FollowUp.State.OPEN]
    late = [row for row in promises if row.state == FollowUp.State.DONE and row.done_at.date() > row.due_on]
    assert all(row.due_on < network.today() for row in open_now)
    assert (len(promises) > 20, len(open_now), len(late)) == (True, 2, 4)


def test_programs_and_the_strategic_issue_were_decided_in_these_meetings(network, year):
    kinds = AgendaItem.objects.filter(meeting__in=year).values_list("kind", flat=True)
    assert sorted(kind for kind in kinds if kind in (AgendaItem.Kind.PROGRAM, AgendaItem.Kind.ISSUE)) == [
        AgendaItem.Kind.ISSUE,
        AgendaItem.Kind.PROGRAM,
        AgendaItem.Kind.PROGRAM,
    ]
    states = set(Program.objects.of(network).values_list("state", flat=True))
    assert states >= {State.EVALUATED, State.RUNNING, State.PROPOSED, State.DRAFT}


def test_the_one_in_three_days_begins_with_what_was_not_kept(network, signed_in):
    coming = Meeting.objects.of(network).to_come().get()
    assert coming.held_on == network.today() + timedelta(days=3)
    lines = list(AgendaItem.objects.filter(meeting=coming).discussed())
    assert [line.kind for line in lines[:3]] == [AgendaItem.Kind.UNDONE, AgendaItem.Kind.UNDONE, AgendaItem.Kind.CASE]
    assert len(lines) == 10
    page = signed_in(User.objects.get(username="endang")).get(
        reverse("programs:meeting", args=[network.slug, coming.pk])
    )
    assert "Buka kotak bensin di balai" in page.content.decode()


def test_the_head_of_rt_001_is_a_man_in_every_list(network):
    found = Attendance.objects.filter(network=network, user__username="made").values_list("sex", flat=True)
    assert set(found) == {Attendance.Sex.MALE}


def test_the_networks_letters_carry_its_emblem(network):
    assert bytes(Stationery.objects.get(network=network).logo).startswith(b"\x89PNG")
