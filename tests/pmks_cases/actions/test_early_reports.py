"""Laporan dini: who reads one, who is shut out of it, and what becomes of it."""

import datetime as dt
from io import BytesIO

import pytest
from django.utils import timezone
from PIL import Image

from members.models import FollowUp
from pmks_cases.actions import early_reports
from pmks_cases.models import Case, EarlyReport, EmergencyAlert, Exclusion, Family, Kinship, Photo
from pmks_cases.models.case import Secrecy, Urgency
from tests.conftest import give_office, make_user, train
from wksbm.core.models import ReadEntry
from wksbm.core.read_log import note_read
from wksbm.core.refusals import RefusedByRule

State = EarlyReport.State


@pytest.fixture
def send(network, person):
    def send(saw="Anak itu tidak sekolah sejak Lebaran", *, by=None, photo=None, excluded=(), suspects=(), **values):
        values = {"saw": saw, "place": "Dekat pos ronda", **values}
        by = by or person("dasawisma_kader")
        return early_reports.send(network, by=by, values=values, photo=photo, excluded=excluded, suspects=suspects)

    return send


@pytest.fixture
def a_photo():
    content = BytesIO()
    Image.new("RGB", (60, 40), "green").save(content, "JPEG")
    content.seek(0)
    return content


def seen_by(user) -> set:
    user.forget_offices()
    return set(EarlyReport.objects.visible_to(user))


def test_an_ordinary_report_is_read_by_its_writer_the_secretary_and_the_chair_only(send, person):
    report = send()
    readers = {"dasawisma_kader", "secretary", "chair"}
    for role in ("chair", "secretary", "treasurer", "psm", "rt_head", "village_head", "village_operator", "auditor"):
        assert (report in seen_by(person(role))) == (role in readers), role
    assert report in seen_by(report.writer)


def test_it_is_checked_within_three_days_and_an_emergency_the_same_day(send, network):
    assert send().check_by == network.today() + dt.timedelta(days=3)
    assert send(urgency=Urgency.EMERGENCY).check_by == network.today()
    assert send(danger=True).check_by == network.today()


def test_an_emergency_alerts_those_who_may_know_at_once(send, person):
    chair, secretary = person("chair"), person("secretary")
    report = send(urgency=Urgency.EMERGENCY, excluded=[chair])
    told = EmergencyAlert.objects.filter(report=report)
    assert {alert.recipient for alert in told} == {secretary}


@pytest.mark.parametrize("said", [{"saw": "Tiap malam ia dipukuli"}, {"danger": True}])
def test_violence_makes_it_rahasia_and_leaves_the_photo_out(send, a_photo, said):
    report = send(photo=a_photo, **said)
    assert (report.secrecy, report.danger) == (Secrecy.SECRET, True)
    assert not Photo.objects.filter(report=report).exists()


def test_an_ordinary_report_keeps_its_photo(send, a_photo):
    assert send(photo=a_photo).photos.count() == 1


# --- Shut out ----------------------------------------------------------------------------------------------


def test_who_must_not_know_is_shut_out_from_the_first_second(send, person):
    chair = person("chair")
    report = send(excluded=[chair])
    assert report not in seen_by(chair)
    assert report in seen_by(person("secretary"))


@pytest.mark.parametrize("typed", ["Pak Slamet", "slamet riyadi", "Slamet Riyadi, S.Pd."])
def test_a_name_shuts_out_the_officer_who_is_meant(send, network, typed):
    chair = make_user("ketua.baru", name="Slamet Riyadi")
    give_office(chair, "chair", network)
    assert send(not_for=typed) not in seen_by(chair)
    assert send(not_for="Pak Karto") in seen_by(chair)


def test_the_family_of_a_suspect_is_shut_out_of_an_ordinary_report_too(send, person, make_resident, network):
    family = Family.objects.create(network=network, kk_number="9901010101010009")
    suspect, himself = make_resident("Karto", family=family), make_resident("Budi", family=family)
    chair = person("chair")
    Kinship.objects.create(network=network, user=chair, resident=himself, relation="diri")
    report = send(suspects=[suspect])
    assert report.secrecy == Secrecy.ORDINARY
    assert report not in seen_by(chair)
    assert report in seen_by(person("secretary"))


def test_the_kin_of_a_suspect_is_shut_out_of_an_ordinary_case_too(make_case, make_resident, person, network):
    suspect = make_resident("Karto")
    chair = person("chair")
    Kinship.objects.create(network=network, user=chair, resident=suspect, relation="saudara")
    case = make_case(make_resident("Sri"), suspects=[suspect])
    assert case not in Case.objects.visible_to(chair)


def test_kin_of_the_subject_knows_nothing_of_a_rahasia_report(send, person, make_resident, network):
    girl, chair = make_resident("Dewi"), person("chair")
    Kinship.objects.create(network=network, user=chair, resident=girl, relation="anak")
    assert send(resident=girl, danger=True) not in seen_by(chair)
    assert send(resident=girl) in seen_by(chair)


def test_kin_of_somebody_who_was_only_named_knows_nothing_of_a_rahasia_report(send, person, make_resident, network):
    family = Family.objects.create(network=network, kk_number="9901010101010007")
    make_resident("Dewi Lestari", family=family)
    chair = person("chair")
    himself = make_resident("Karto", family=family)
    Kinship.objects.create(network=network, user=chair, resident=himself, relation="diri")
    assert send(about="Dik dewi lestari", danger=True) in seen_by(chair)  # not her whole name
    assert send(about="dewi lestari", danger=True) not in seen_by(chair)
    assert send(about="Bu Dewi Lestari", danger=True) in seen_by(person("secretary"))


def test_an_officer_of_the_same_card_is_found_by_his_name(send, make_resident, network):
    family = Family.objects.create(network=network, kk_number="9901010101010008")
    girl = make_resident("Dewi", family=family)
    make_resident("Slamet Riyadi", family=family)
    chair = make_user("ketua.lain", name="Pak Slamet Riyadi")
    give_office(chair, "chair", network)
    assert send(resident=girl, danger=True) not in seen_by(chair)


def test_when_nobody_on_the_board_may_know_a_trained_psm_checks_it(send, person):
    chair, secretary, psm = person("chair"), person("secretary"), train(person("psm"))
    report = send(excluded=[chair, secretary], danger=True)
    assert report.checker == psm
    assert [report in seen_by(user) for user in (chair, secretary, psm)] == [False, False, True]


def test_an_untrained_psm_never_checks_and_the_report_waits_for_the_next_who_may(send, person):
    chair, secretary, psm = person("chair"), person("secretary"), person("psm")
    report = send(excluded=[chair, secretary], danger=True)
    assert report.checker is None
    assert early_reports.who_may_check(report) == []
    assert report not in seen_by(psm)
    train(psm)
    early_reports.give_waiting_to_checkers()
    report.refresh_from_db()
    assert report.checker == psm
    assert report in seen_by(psm)


def test_a_shut_out_psm_is_not_the_one_who_checks(send, person, network):
    psm = train(person("psm"))
    other = make_user("relawan.dua")
    give_office(other, "psm", network)
    train(other)
    report = send(excluded=[person("chair"), person("secretary"), psm])
    assert report.checker == other


# --- What becomes of it ------------------------------------------------------------------------------------


def test_a_case_from_a_rahasia_report_is_rahasia(send, secretary, make_case, make_resident):
    report = send(danger=True)
    case = make_case(make_resident("Dewi"))
    early_reports.became_case(report, case, by=secretary)
    report.refresh_from_db()
    case.refresh_from_db()
    assert (report.state, report.case) == (State.BECAME_CASE, case)
    assert case.is_secret


@pytest.mark.parametrize("said", ["Anak itu tidak sekolah", "Anak itu dipukuli"])
def test_who_does_not_see_the_rahasia_case_that_came_of_it_does_not_see_the_report_any_more(
    send, secretary, person, make_case, make_resident, said
):
    chair, report = person("chair"), send(said)
    assert report in seen_by(chair)
    early_reports.became_case(report, make_case(make_resident("Dewi"), secrecy="rahasia"), by=secretary)
    assert report not in seen_by(chair)
    assert report in seen_by(secretary)
    assert report in seen_by(report.writer)


def test_it_joins_an_open_case_and_takes_along_who_must_not_know(send, secretary, person, make_case, make_resident):
    chair = person("chair")
    report, case = send(excluded=[chair]), make_case(make_resident("Dewi"))
    early_reports.join(report, by=secretary, case=case)
    report.refresh_from_db()
    assert (report.state, report.case) == (State.JOINED, case)
    assert case not in Case.objects.visible_to(chair)


def test_a_rahasia_report_does_not_join_an_ordinary_case(send, secretary, make_case, make_resident):
    report, case = send(danger=True), make_case(make_resident("Dewi"))
    with pytest.raises(RefusedByRule, match="rahasia"):
        early_reports.join(report, by=secretary, case=case)


def test_watching_makes_a_promise_that_only_who_sees_the_report_sees(send, secretary, person, network):
    chair = person("chair")
    report = send(excluded=[chair])
    on = network.today() + dt.timedelta(days=7)
    early_reports.watch(report, by=secretary, look_again_on=on, note="Tengok lagi")
    promise = FollowUp.objects.of_origin(report).get()
    assert (promise.doer, promise.due_on) == (secretary, on)
    assert promise in FollowUp.objects.visible_to(secretary)
    assert promise not in FollowUp.objects.visible_to(chair)


def test_a_watched_report_is_settled_later_and_its_promise_is_withdrawn(send, secretary, network):
    report = send()
    early_reports.watch(report, by=secretary, look_again_on=network.today())
    early_reports.close_as_unfounded(report, by=secretary, note="Sudah sekolah lagi")
    assert not FollowUp.objects.of_origin(report).open().exists()


def test_the_second_who_settles_is_told(send, secretary):
    report = send()
    early_reports.close_as_unfounded(report, by=secretary, note="Salah lihat")
    with pytest.raises(RefusedByRule, match="orang lain"):
        early_reports.close_as_unfounded(report, by=secretary, note="Salah lihat")


def test_who_does_not_check_it_settles_nothing(send, person):
    psm = person("psm")
    report = send(by=psm)
    with pytest.raises(RefusedByRule, match="orang lain"):
        early_reports.close_as_unfounded(report, by=psm, note="Lupakan saja")


# --- Destroyed ---------------------------------------------------------------------------------------------


def closed_months_ago(report, by, months: int) -> None:
    early_reports.close_as_unfounded(report, by=by, note="Salah lihat")
    EarlyReport.objects.filter(pk=report.pk).update(settled_at=timezone.now() - dt.timedelta(days=31 * months))


def test_an_unfounded_report_is_destroyed_after_six_months_with_everything_about_people(
    send, secretary, person, make_resident, network, a_photo, settings
):
    report = send(
        photo=a_photo,
        resident=make_resident("Dewi"),
        about="Dewi",
        not_for="Pak Karto",
        excluded=[person("chair")],
        suspects=[make_resident("Karto")],
    )
    early_reports.watch(report, by=secretary, look_again_on=network.today(), note="Dewi ditengok")
    photo = report.photos.get()
    closed_months_ago(report, secretary, 7)
    lines = list(Exclusion.objects.filter(report=report).values_list("pk", flat=True))
    assert early_reports.destroy_unfounded() == 1
    left = EarlyReport.objects.get(pk=report.pk)
    assert left.state == State.DESTROYED
    assert (left.saw, left.place, left.about, left.not_for, left.answer) == ("", "", "", "", "")
    assert (left.resident, left.rt, left.writer) == (None, None, None)
    for event in EarlyReport.pgh_event_model.objects.filter(id=report.pk):
        assert (event.saw, event.about, event.resident_id, event.writer_id) == ("", "", None, None)
    assert not Exclusion.objects.filter(report=report).exists()
    assert not Exclusion.pgh_event_model.objects.filter(id__in=lines).exists()
    assert not Photo.objects.filter(pk=photo.pk).exists()
    assert FollowUp.objects.of_origin(report).get().what == ""


def test_a_younger_or_a_settled_one_is_not_destroyed(send, secretary):
    young, watched = send(), send()
    closed_months_ago(young, secretary, 5)
    assert early_reports.destroy_unfounded() == 0
    early_reports.destroy(watched.pk)
    watched.refresh_from_db()
    assert watched.saw


def test_what_was_read_of_a_report_is_hidden_with_the_rahasia_case_that_it_becomes(
    send, make_case, make_resident, secretary, person, network
):
    report = send()
    note_read(ReadEntry.Kind.PHOTO, by=secretary, network=network, subject="foto", of=report)
    assert ReadEntry.objects.visible_to(person("chair")).count() == 1
    case = make_case(make_resident("Rani"), secrecy="rahasia")
    early_reports.became_case(report, case, by=secretary)
    assert not ReadEntry.objects.visible_to(person("chair")).exists()
