"""The cases of the demo: a year in every state and level, and something to do today for each role."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from PIL import Image

from members.models import FollowUp, Network, User
from pmks_cases.actions import consents, photos
from pmks_cases.models import (
    Case,
    CaseMove,
    EarlyReport,
    EmergencyAlert,
    Errand,
    Kinship,
    Measurement,
    Photo,
    Visit,
)
from pmks_cases.models.case import Secrecy
from pmks_cases.models.case_states import State

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


@pytest.fixture
def home(loaded):
    return Network.objects.get(rw="004")


def user(username: str) -> User:
    return User.objects.get(username=username)


def case_of(name: str) -> Case:
    return Case.objects.get(resident__name=name)


def own_promises(username: str):
    return FollowUp.objects.visible_to(user(username)).open().filter(doer__username=username)


def test_there_is_a_case_in_every_state_that_a_case_rests_in():
    assert set(Case.objects.values_list("state", flat=True)) == set(State) - {State.CLOSED}


def test_there_are_cases_of_every_level():
    assert set(Case.objects.values_list("secrecy", flat=True)) == set(Secrecy)


def test_the_visits_lie_within_the_last_twelve_months_and_in_no_future(home):
    days = list(Visit.objects.of(home).values_list("on", flat=True))
    assert len(days) > 100
    assert min(days) > home.today() - timedelta(days=366)
    assert max(days) <= home.today()
    assert all(visit.at <= visit.received_at <= timezone.now() for visit in Visit.objects.all())


def test_each_case_moves_forward_in_time_along_the_ways_that_there_are():
    for case in Case.objects.all():
        moves = list(CaseMove.objects.filter(case=case).order_by("at"))
        assert moves[0].end == State.REPORTED
        assert [move.start for move in moves[1:]] == [move.end for move in moves[:-1]], case.name
        assert moves[-1].end == case.state
        assert moves[0].at >= case.opened_at - timedelta(minutes=1)


def test_no_promise_was_kept_before_it_was_given():
    kept = FollowUp.objects.filter(state=FollowUp.State.DONE)
    assert kept.exists()
    assert [promise.what for promise in kept if promise.done_at < promise.created_at] == []


def test_the_volunteer_has_visits_today_and_late_ones_with_a_landmark(home):
    due = Case.objects.visible_to(user("yati")).of(home).within_hours(home.today()).filter(psm__username="yati")
    assert due.count() >= 5
    assert due.filter(next_visit_on__lt=home.today()).count() >= 2
    assert {case.rt.number for case in due} == {"001", "002", "003"}
    assert all(case.landmark for case in due)


def test_the_chair_has_decisions_waiting_and_people_whom_nobody_visits(home):
    cases = Case.objects.visible_to(user("bambang")).of(home)
    assert cases.filter(state=State.MEETING).count() >= 2
    assert cases.without_companion().count() >= 2
    assert cases.beyond_hours(home.today()).exists()
    assert own_promises("bambang").late(home.today()).exists()


def test_the_secretary_has_reports_to_check_one_of_them_late_and_a_late_promise(home):
    reports = EarlyReport.objects.visible_to(user("endang")).of(home)
    assert reports.to_check().count() >= 3
    assert reports.overdue(home.today()).count() == 1
    assert own_promises("endang").late(home.today()).exists()
    assert set(reports.values_list("state", flat=True)) >= {"masuk", "dipantau", "tidak_terbukti", "jadi_kasus"}


def test_an_emergency_was_told_and_answered():
    assert EmergencyAlert.objects.exists()
    assert not EmergencyAlert.objects.unseen().exists()


@pytest.mark.parametrize("username", ["made", "siti", "bagus", "hadi"])
def test_who_sees_no_case_has_a_promise_that_names_no_more_than_was_chosen(username):
    who = user(username)
    assert not Case.objects.visible_to(who).exists()
    (promise,) = (row for row in own_promises(username) if row.instruction)  # a meeting's own names no case
    assert promise.told_to(who)
    told = promise.instruction
    assert "Dimas" not in told
    assert ("Karsinah" in told) == (username == "made")


def test_the_child_with_a_wheelchair_has_a_guardian_who_refused_the_photo():
    case = case_of("Dimas Saputra")
    assert case.secrecy == Secrecy.RESTRICTED
    doors = consents.closed_doors(case)
    assert doors.photo_refused
    assert doors.name_refused
    assert {answer.guardian_relation for answer in case.consents.all()} == {"ibu"}
    assert not Photo.objects.filter(visit__case=case).exists()
    assert Measurement.objects.filter(case=case).count() == 2


def test_the_chair_is_shut_out_of_the_girls_case_and_of_the_report_on_it():
    case = case_of("Nabila Putri")
    assert case.secrecy == Secrecy.SECRET
    assert [username for username in ("bambang", "endang", "yati", "laras", "wening") if sees(username, case)] == [
        "endang",
        "yati",
    ]
    report = EarlyReport.objects.get(case=case)
    assert not EarlyReport.objects.visible_to(user("bambang")).filter(pk=report.pk).exists()


def sees(username: str, case: Case) -> bool:
    return Case.objects.visible_to(user(username)).filter(pk=case.pk).exists()


def test_trained_volunteers_each_have_a_secret_case_the_untrained_one_has_none():
    def secret(username):
        return Case.objects.visible_to(user(username)).filter(secrecy=Secrecy.SECRET).count()

    assert (secret("yati"), secret("wening"), secret("laras")) == (2, 1, 0)


def test_one_case_was_opened_again_and_one_is_still_looked_after():
    again = Case.objects.exclude(previous=None).get()
    cared_for = Case.objects.get(state=State.AFTERCARE, resident__name="Tjipto Hardjono")
    assert again.previous.state == State.DONE
    assert again.name == again.previous.name
    assert cared_for.closing_reason == "tercapai"


def test_there_are_errands_and_kin_of_officers():
    assert Errand.objects.count() >= 2
    assert all(errand.result for errand in Errand.objects.all())
    assert set(Kinship.objects.filter(user__username="bambang").values_list("relation", flat=True)) == {"diri", "ipar"}


def test_the_photos_are_jpegs_of_houses():
    assert Photo.objects.count() >= 5
    for photo in Photo.objects.all():
        assert Image.open(BytesIO(photos.content(photo))).format == "JPEG"


def test_the_neighbours_have_a_case_of_their_own():
    dewi = Case.objects.visible_to(user("dewi"))
    assert {case.network.rw for case in dewi} == {"005"}
    by_hand = {"Kasmirah", "Rina Marlina"}
    assert {case.name for case in dewi} >= by_hand
