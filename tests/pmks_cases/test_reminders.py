"""Who is told of visits, cases, reports and imports, when, in which words; who is not, and what is taken back."""

import datetime as dt
import re
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from members.actions import follow_ups
from members.models import FollowUp, RestDay, User, Volunteer
from members.reminders import promises
from pmks_cases.actions import (
    assignments,
    case_promises,
    case_secrecy,
    early_reports,
    kinship,
    postponed_visits,
    resident_imports,
    visits,
)
from pmks_cases.models import Case, EarlyReport, Kinship, ResidentImport
from pmks_cases.reminders import visits as visit_reminders
from tests.conftest import give_office, make_user, train
from wksbm.notifications.actions import writing
from wksbm.notifications.actions.delivering import said
from wksbm.notifications.kinds import Days
from wksbm.notifications.models import Notification

WAITING = "Ada yang menunggu Anda"


@pytest.fixture
def psm(person):
    return person("psm")


@pytest.fixture
def chair(person):
    return person("chair")


@pytest.fixture
def due_case(make_case, make_resident, network, psm):
    """`due_case(days)`: a case of the PSM whose visit is so many days from today."""

    def make(days: int = 0, *, companion=psm, resident=None, **values):
        case = make_case(resident or make_resident(f"Warga{uuid4().hex[:6]}"), **values)
        next_visit_on = network.today() + dt.timedelta(days=days)
        Case.objects.filter(pk=case.pk).update(psm=companion, next_visit_on=next_visit_on, state="verifikasi")
        case.refresh_from_db()
        return case

    return make


@pytest.fixture
def send(network, person):
    def make(*, by=None, **values):
        values = {"saw": "Ibu tua tidak makan dua hari", "place": "Rumah pojok", **values}
        return early_reports.send(network, by=by or person("rt_head"), values=values)

    return make


def told(*kinds: str) -> list[tuple[str, str]]:
    rows = Notification.objects.filter(kind__in=kinds) if kinds else Notification.objects.all()
    return sorted(rows.values_list("recipient__username", "kind"))


def lines(user):
    user = User.objects.get(pk=user.pk)
    rows = Notification.objects.visible_to(user).order_by("written_at", "pk")
    return [told for _row, told in said(user, list(rows))]


def words(user) -> list[str]:
    return [line.title for line in lines(user)]


# --- Visits ------------------------------------------------------------------------------------------------


def test_a_visit_of_today_is_told_to_its_companion_by_number(due_case, psm, secretary):
    case = due_case()
    assert [writing.write_due(), writing.write_due()] == [1, 0]
    (line,) = lines(psm)
    assert line.title == f"Kunjungan hari ini: kasus {case.number}"
    assert line.url == reverse("pmks_cases:record_visit", args=[case.network.slug, case.number])
    assert words(secretary) == []


def test_the_day_after_she_is_asked_and_led_to_where_she_can_put_it_off(due_case, psm, signed_in):
    case = due_case(-1)
    writing.write_due()
    assert told() == [("psm-004", "visit_late")]
    (line,) = lines(psm)
    assert line.title == f"Kunjungan kasus {case.number} terlambat. Sibuk? Serahkan atau undur."
    assert signed_in(psm).get(line.url).status_code == 200


def test_it_rises_to_the_secretary_and_then_to_the_chair(due_case, psm, secretary, chair):
    case = due_case(-7)
    writing.write_due()
    assert told() == [
        ("chair-004", "visit_to_chair"),
        ("psm-004", "visit_late"),
        ("secretary-004", "visit_to_coordinator"),
    ]
    assert words(chair) == [f"Kunjungan kasus {case.number} terlambat 7 hari, pendamping Psm-004"]
    assert [line.detail for line in lines(psm)] == ["Sudah diketahui Secretary-004 dan Chair-004."]


def test_what_does_not_fit_into_her_week_is_not_hers_to_be_late(due_case, psm, network):
    Volunteer.objects.create(user=psm, hours_a_week=2)
    first, second = due_case(-2, urgency=3), due_case(-1, urgency=3)
    due_case(0, urgency=1)
    due_case(-9, urgency=1)
    writing.write_due()
    assert set(Notification.objects.values_list("about_id", "kind")) == {
        (first.pk, "visit_late"),
        (second.pk, "visit_late"),
    }
    assert len(words(psm)) == 2


def test_in_each_network_her_week_is_counted_as_its_own_list_counts_it(due_case, psm, other_network, make_case):
    """The list of a network shows what fits there; what is told agrees, though it asks all networks at once."""
    Volunteer.objects.create(user=psm, hours_a_week=1)
    here = due_case()
    give_office(psm, "psm", other_network)
    boss = make_user("sekretaris-lain")
    give_office(boss, "secretary", other_network)
    from pmks_cases.actions import cases

    there = cases.open_case(
        other_network, by=boss, values={"need": "kursi", "need_kind": "kesehatan", "subject_name": "Orang Lain"}
    )
    Case.objects.filter(pk=there.pk).update(psm=psm, next_visit_on=other_network.today(), state="verifikasi")
    writing.write_due()
    assert set(Notification.objects.values_list("about_id", flat=True)) == {here.pk, there.pk}


def test_a_visit_that_was_made_or_put_off_says_nothing_and_is_told_on_its_new_day(due_case, psm, network):
    case, other = due_case(-1), due_case(-1)
    writing.write_due()
    visits.record(case, by=psm, client_id=uuid4(), at=timezone.now(), met="dia", values={})
    postponed_visits.postpone(other, by=psm, day=network.today(), why="Anak sakit")
    assert words(psm) == []
    writing.write_due()
    assert words(psm) == [f"Kunjungan hari ini: kasus {other.number}"]


def test_nothing_rises_and_nobody_is_asked_on_a_day_of_rest(due_case, network, chair):
    due_case(-8)
    RestDay.objects.create(network=network, starts_on=network.today(), ends_on=network.today(), reason="Nyepi")
    assert writing.write_due() == 0


def test_who_is_companion_and_secretary_is_not_told_twice(due_case, secretary, chair):
    due_case(-4, companion=secretary)
    writing.write_due()
    assert told() == [("secretary-004", "visit_late")]


def test_of_a_visit_without_companion_the_secretary_is_told(due_case, secretary):
    case = due_case(-3, companion=None)
    writing.write_due()
    assert words(secretary) == [f"Kunjungan kasus {case.number} terlambat 3 hari, belum ada pendamping"]


def test_who_is_shut_out_is_never_told_and_the_next_on_the_board_is(due_case, secretary, chair, psm):
    case = due_case(-4)
    case_secrecy.forbid(case, by=chair, user=secretary)
    writing.write_due()
    assert told() == [("chair-004", "visit_to_coordinator"), ("psm-004", "visit_late")]
    assert words(chair) == [WAITING]
    assert words(psm) == [WAITING]
    assert set(Notification.objects.values_list("restricted", flat=True)) == {True}


def test_a_rahasia_case_rises_only_inside_its_team_and_says_nothing(due_case, secretary, chair, trained_psm, network):
    other = train(make_user("psm-kedua"))
    give_office(other, "psm", network)
    case = due_case(-8, secrecy="rahasia", companion=secretary)
    case_secrecy.join_team(case, by=secretary, user=trained_psm)
    case_secrecy.join_team(case, by=secretary, user=other)
    Case.objects.filter(pk=case.pk).update(psm=trained_psm)
    case_secrecy.leave_team(case, by=trained_psm, user=secretary)
    writing.write_due()
    assert told() == [("psm-004", "visit_late"), ("psm-kedua", "visit_to_coordinator")]
    assert (words(trained_psm), words(other)) == ([WAITING], [WAITING])


@pytest.mark.parametrize(
    ("find", "day"),
    [
        (promises.promises_due, "due_on"),
        (promises.promises_late, "due_on"),
        (visit_reminders.visits_due, "next_visit_on"),
        (visit_reminders.visits_late, "next_visit_on"),
    ],
)
def test_what_is_due_is_found_by_an_index_of_its_day(find, day, network, secretary):
    """A question that no partial index fits would read every open thing, however few of them are due."""
    later, by = network.today() + dt.timedelta(days=9), secretary
    FollowUp.objects.bulk_create(
        FollowUp(network=network, what="x", doer=by, due_on=later, created_by=by) for _n in range(2000)
    )
    Case.objects.bulk_create(
        Case(
            network=network, number=f"26-{n}", need_kind="pangan", state="monitoring", opened_by=by, next_visit_on=later
        )
        for n in range(2000)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE members_followup, pmks_cases_case")
    plan = find(Days((network.pk,), network.today(), 9, resting=False)).order_by().explain()
    assert re.search(rf"Index Cond: .*\b{day}\b", plan)
    assert not [table for table in ("members_followup", "pmks_cases_case") if f"Seq Scan on {table}" in plan]


# --- Cases given away, and what is taken back ----------------------------------------------------------------


def test_the_next_companion_is_told_and_the_one_before_not_reminded_any_more(due_case, psm, secretary, network):
    next_one = make_user("psm-baru")
    give_office(next_one, "psm", network)
    case = due_case(-1)
    writing.write_due()
    assignments.assign(case, by=secretary, psm=next_one, note="Pelan-pelan bicara")
    assert told() == [("psm-baru", "case_assigned")]
    assert words(next_one) == [f"Anda sekarang mendampingi kasus {case.number}"]
    writing.write_due()
    assert told("visit_late") == [("psm-baru", "visit_late")]


def test_who_takes_a_case_himself_is_not_told(make_case, make_resident, secretary):
    assignments.assign(make_case(make_resident()), by=secretary, psm=secretary)
    assert told() == []


def test_who_is_shut_out_forgets_what_he_was_told_in_the_same_transaction(due_case, psm, secretary, chair):
    case = due_case(-4)
    promise = case_promises.promise(case, by=chair, what="Antar", doer=psm, due_on=case.network.today())
    writing.write_due()
    assert ("psm-004", "follow_up_due") in told()
    case_secrecy.forbid(case, by=secretary, user=psm)
    assert [name for name, _kind in told() if name == "psm-004"] == []
    assert set(Notification.objects.values_list("restricted", flat=True)) == {True}
    promise.refresh_from_db()
    assert promise.doer == secretary


def test_when_a_case_becomes_rahasia_all_but_its_team_forget_it(due_case, psm, secretary, chair):
    case = due_case(-7)
    writing.write_due()
    assert len(told()) == 3
    case_secrecy.set_secrecy(case, by=secretary, secrecy="rahasia", why="Ada kekerasan")
    assert told() == [("secretary-004", "visit_to_coordinator")]
    assert words(secretary) == [WAITING]


def test_who_leaves_the_team_forgets_it(due_case, trained_psm, secretary):
    case = due_case(0, secrecy="rahasia", companion=secretary)
    case_secrecy.join_team(case, by=secretary, user=trained_psm)
    assignments.assign(case, by=secretary, psm=trained_psm, note="Hati-hati")
    writing.write_due()
    assert told() == [("psm-004", "case_assigned"), ("psm-004", "visit_due")]
    case_secrecy.leave_team(case, by=secretary, user=trained_psm)
    assert told() == []


def test_who_says_that_he_is_kin_forgets_the_case_of_his_family(
    due_case, trained_psm, secretary, make_resident, network
):
    girl = make_resident("Melati")
    case = due_case(0, secrecy="rahasia", companion=secretary, resident=girl)
    case_secrecy.join_team(case, by=secretary, user=trained_psm)
    assignments.assign(case, by=secretary, psm=trained_psm, note="Hati-hati")
    assert told() == [("psm-004", "case_assigned")]
    kinship.state(network, by=trained_psm, resident=girl, relation=Kinship.Relation.CHILD)
    assert told() == []


def test_who_hands_over_everything_forgets_the_rahasia_cases(due_case, trained_psm, secretary, network):
    case = due_case(-1, secrecy="rahasia", companion=secretary)
    case_secrecy.join_team(case, by=secretary, user=trained_psm)
    Case.objects.filter(pk=case.pk).update(psm=trained_psm)
    writing.write_due()
    assert told() == [("psm-004", "visit_late")]
    gift = assignments.Gift(case, psm=secretary)
    assignments.hand_over_all(network, by=trained_psm, giver=trained_psm, gifts=[gift], note="Saya pindah")
    assert told() == [("secretary-004", "case_assigned")]


# --- Reports -----------------------------------------------------------------------------------------------


def test_a_report_is_told_to_the_board_and_not_to_its_writer(send, secretary, chair):
    send(by=secretary)
    assert [writing.write_due(), writing.write_due()] == [1, 0]
    assert told() == [("chair-004", "report_waiting")]
    assert words(chair) == ["Laporan dini menunggu diperiksa"]


def test_a_report_is_late_after_its_day_and_then_told_to_its_writer_too(send, secretary, chair, network):
    report = send(by=secretary)
    EarlyReport.objects.filter(pk=report.pk).update(check_by=network.today() - dt.timedelta(days=1))
    writing.write_due()
    assert told() == [("chair-004", "report_late"), ("secretary-004", "report_late")]
    assert words(chair) == ["Laporan dini belum diperiksa, terlambat 1 hari"]
    early_reports.close_as_unfounded(report, by=chair, note="Sudah dibantu anaknya")
    assert words(chair) == []


def test_a_report_of_danger_is_told_at_once_and_says_nothing(send, secretary, chair):
    send(danger=True)
    writing.write_due()
    assert told() == [("chair-004", "report_today"), ("secretary-004", "report_today")]
    assert set(Notification.objects.values_list("at_once", "restricted")) == {(True, True)}
    assert words(chair) == [WAITING]


def test_a_report_of_an_emergency_is_told_once(send, secretary, chair):
    send(urgency=4)
    writing.write_due()
    assert told() == [("chair-004", "emergency"), ("secretary-004", "emergency")]
    assert words(chair) == ["Ada keadaan darurat yang menunggu Anda"]


def test_who_must_not_know_of_a_report_is_not_told(network, person, secretary, chair, trained_psm):
    values = {"saw": "Istri Pak RW dipukul", "place": "Rumah pojok", "danger": True}
    early_reports.send(network, by=person("rt_head"), values=values, excluded=[secretary, chair])
    writing.write_due()
    assert told() == [("psm-004", "report_today")]


# --- Imports -----------------------------------------------------------------------------------------------


def test_who_sent_a_file_is_told_how_far_it_has_got_without_its_name(network, secretary, chair):
    sent = resident_imports.send(network, by=secretary, file_name="Bu Sulastri.csv", content=b"Nama;RT\nSulastri;001\n")
    resident_imports.check(sent.pk)
    sent.refresh_from_db()
    assert told() == [("secretary-004", "resident_import")]
    assert not [word for word in words(secretary) if "Sulastri" in word]
    assert words(secretary) == [
        {"checked": "Impor warga siap Anda periksa dan simpan", "refused": "Berkas warga tidak bisa dibaca"}[sent.state]
    ]
    assert words(chair) == []


def test_a_saved_import_says_so_and_its_preview_no_more(network, secretary):
    row = ResidentImport.objects.create(network=network, created_by=secretary, file_name="x.csv", state="checked")
    from pmks_cases.actions import telling

    telling.import_got(row)
    row.state = "saved"
    row.save()
    telling.import_got(row)
    assert words(secretary) == ["Impor warga selesai"]


# --- Promises of cases --------------------------------------------------------------------------------------


def test_a_promise_of_a_rahasia_case_rises_inside_its_team_and_says_nothing(
    due_case, secretary, chair, trained_psm, network
):
    case = due_case(30, secrecy="rahasia", companion=secretary)
    case_secrecy.join_team(case, by=secretary, user=trained_psm)
    row = case_promises.promise(case, by=secretary, what="Telepon UPTD", doer=trained_psm, due_on=network.today())
    type(row).objects.filter(pk=row.pk).update(due_on=network.today() - dt.timedelta(days=9))
    writing.write_due()
    assert told() == [("psm-004", "follow_up_late"), ("secretary-004", "follow_up_to_coordinator")]
    assert (words(trained_psm), words(secretary), words(chair)) == ([WAITING], [WAITING], [])


def test_a_promise_that_is_handed_over_with_its_case_is_told_to_the_next_companion(due_case, psm, secretary, network):
    next_one = make_user("psm-baru")
    give_office(next_one, "psm", network)
    case = due_case(5)
    case_promises.promise(case, by=secretary, what="Antar", doer=psm, due_on=network.today())
    writing.write_due()
    assignments.assign(case, by=secretary, psm=next_one, note="Begini")
    assert told() == [("psm-baru", "case_assigned"), ("psm-baru", "follow_up_handed_over")]
    assert follow_ups.may_settle(next_one, next_one.follow_ups.get())
