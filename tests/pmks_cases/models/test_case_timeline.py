"""One history of everything: its order, what it leaves out, what it costs."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from members.actions import follow_ups
from pmks_cases.actions import assignments
from pmks_cases.models import Addendum, Assessment, Consent, EarlyReport, Goal, Measurement, Referral, Visit
from pmks_cases.models.case_timeline import PAGE_SIZE, timeline_of
from wksbm.core.models import ReadEntry
from wksbm.core.read_log import note_read

pytestmark = pytest.mark.django_db


def ago(days: int) -> dt.datetime:
    return timezone.now() - dt.timedelta(days=days)


@pytest.fixture
def full(make_case, make_resident, secretary, person, network):
    """A case with one of everything, each on a day of its own."""
    psm = person("psm")
    case = make_case(make_resident("Dimas"))
    of_case = {"network": network, "case": case}
    EarlyReport.objects.create(
        **of_case,
        saw="duduk sendiri",
        place="teras",
        writer=person("rt_head"),
        sent_at=ago(40),
        check_by=ago(37).date(),
    )
    case.moves.update(at=ago(38))
    case = assignments.assign(case, by=secretary, psm=psm, note="datang sore")
    case.handovers.update(at=ago(36))
    case.moves.filter(end="verifikasi").update(at=ago(35))
    visit = Visit.objects.create(**of_case, by=psm, at=ago(30), on=ago(30).date(), met="keluarga", told="kamar gelap")
    Addendum.objects.create(network=network, visit=visit, text="ibunya menelepon", by=psm, at=ago(20))
    Consent.objects.create(
        **of_case, purpose="data", answer=True, given_by="Wati", way="lisan", witness="Joko", by=psm, at=ago(29)
    )
    Assessment.objects.create(**of_case, on=ago(28).date(), situation="tidak sekolah", by=psm)
    goal = Goal.objects.create(
        **of_case, wanted="sekolah lagi", sign="buku wali", baseline=0, target=5, due_on=ago(-60).date(), set_by=psm
    )
    Goal.objects.update(set_at=ago(27))
    Measurement.objects.create(**of_case, goal=goal, value=2, on=ago(10).date(), by=psm)
    Referral.objects.create(
        **of_case, target="dinsos", sent_on=ago(9).date(), by=psm, answer="disetujui", answered_on=ago(5).date()
    )
    promise = follow_ups.make(network, by=secretary, what="ukur badan", doer=psm, due_on=network.today(), origin=case)
    follow_ups.finish(promise, by=psm, outcome="sudah")
    note_read(ReadEntry.Kind.CASE, by=secretary, network=network, subject="kasus", of=case)
    return case


def test_everything_stands_in_one_order_the_newest_first(full, secretary):
    entries = timeline_of(full, secretary).entries
    assert [entry.at for entry in entries] == sorted((entry.at for entry in entries), reverse=True)
    assert [entry.kind for entry in entries] == [
        "read",
        "promise_entry",
        "promise",
        "referral_answer",
        "referral",
        "measurement",
        "addendum",
        "goal",
        "assessment",
        "consent",
        "visit",
        "move",
        "handover",
        "move",
        "report",
    ]
    assert {entry.text for entry in entries} >= {"kamar gelap", "ibunya menelepon", "ukur badan", "sekolah lagi"}


def test_it_is_one_statement_however_much_there_is_and_one_more_for_reports(full, secretary):
    timeline_of(full, secretary)
    with CaptureQueriesContext(connection) as captured:
        timeline_of(full, secretary)
    assert len(captured) == 2
    EarlyReport.objects.update(case=None)
    with CaptureQueriesContext(connection) as captured:
        timeline_of(full, secretary)
    assert len(captured) == 1


def test_no_entry_names_who_wrote_the_report(full, secretary, person):
    writer = person("rt_head").name
    assert all(writer not in str(entry) for entry in timeline_of(full, secretary).entries)


def test_what_the_report_said_is_for_who_may_read_it(full, secretary, person):
    said = {entry.kind: entry.text for entry in timeline_of(full, secretary).entries}
    assert said["report"] == "duduk sendiri"
    said = {entry.kind: entry.text for entry in timeline_of(full, person("psm")).entries}
    assert said["report"] == ""


def test_visits_are_counted_and_their_photos(full, secretary, person, network):
    Visit.objects.create(
        network=network, case=full, by=person("psm"), at=ago(2), on=ago(2).date(), met="dia", told="senang"
    )
    counts = [entry.count for entry in timeline_of(full, secretary).entries if entry.kind == "visit"]
    assert counts == [200, 100]


def test_many_reads_of_one_person_and_day_are_one_line(full, secretary, network):
    for _turn in range(3):
        note_read(ReadEntry.Kind.CASE, by=secretary, network=network, subject="kasus", of=full)
    reads = [entry for entry in timeline_of(full, secretary).entries if entry.kind == "read"]
    assert [(entry.who, entry.count) for entry in reads] == [(secretary.name, 4)]


def test_another_case_brings_nothing_in(full, make_case, make_resident, secretary):
    before = len(timeline_of(full, secretary).entries)
    make_case(make_resident("Orang Lain"))
    assert len(timeline_of(full, secretary).entries) == before


def test_a_long_history_goes_on_on_the_next_page(full, secretary, network, person):
    count = len(timeline_of(full, secretary).entries)
    Visit.objects.bulk_create(
        Visit(network=network, case=full, by=person("psm"), at=ago(100 + turn), on=ago(100 + turn).date(), met="dia")
        for turn in range(PAGE_SIZE)
    )
    first = timeline_of(full, secretary)
    second = timeline_of(full, secretary, page=2)
    assert (len(first.entries), first.newer, first.older) == (PAGE_SIZE, None, 2)
    assert (len(second.entries), second.newer, second.older) == (count, 1, None)
