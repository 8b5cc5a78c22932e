"""The year that the demo tells in bulk: true in itself on any day, and with a story for the charts."""

from collections import Counter
from datetime import date, timedelta
from statistics import median

import pytest

from members.actions import tallies
from members.models import FollowUp, Network
from pmks_cases.danger_words import speaks_of_danger
from pmks_cases.models import Case, CaseCategory, EarlyReport, EmergencyAlert, Resident, Visit
from pmks_cases.models.case import Secrecy
from pmks_cases.models.case_states import ENDED_STATES, State
from tests.wksbm.portal.demo_years import Row, faults, imagined, stored
from wksbm.portal.actions.demo_families import cards
from wksbm.portal.actions.demo_files import tables
from wksbm.portal.actions.demo_notebook import Notebook
from wksbm.portal.actions.demo_place import flood_day

pytestmark = pytest.mark.django_db

DAYS = [
    date(2026, 11, 22),
    date(2026, 12, 31),
    date(2027, 1, 1),
    date(2027, 1, 31),
    date(2027, 2, 1),
    date(2027, 2, 28),
    date(2027, 3, 13),
    date(2027, 8, 31),
    date(2028, 2, 29),
    date(2028, 6, 5),
    date(2029, 10, 14),
]
"""Ends of months and years, a leap day, a meeting's Saturday, a Monday and a Sunday."""
any_day = pytest.mark.parametrize("today", DAYS, ids=str)


@any_day
@pytest.mark.parametrize("rw", ["004", "005", "003"])
def test_every_row_says_the_same_as_the_others(rw, today):
    assert faults(imagined(rw, today)) == []


def test_a_row_that_says_something_else_is_found():
    year = imagined("004", DAYS[0])
    ended = next(case for case in year.cases if case["closing_reason"])
    ended["closing_reason"] = ""
    visited = next(case for case in year.open_cases() if case["last_visit_on"])
    visited["last_visit_on"] -= timedelta(days=1)
    assert len(faults(year)) >= 2


@any_day
def test_the_flood_is_a_hump_of_reports(today):
    flood = flood_day(today)
    assert timedelta(days=15) <= today - flood <= timedelta(days=356)
    sent = [report["sent_at"].date() for report in imagined("004", today).reports]
    after = sum(flood < day <= flood + timedelta(days=30) for day in sent)
    others = [
        sum(flood + timedelta(days=step) < day <= flood + timedelta(days=step + 30) for day in sent)
        for step in (
            *range(-330, 0, 30),
            *range(30, 331, 30),
        )
    ]
    assert after >= 2 * max(others)


@any_day
def test_the_first_visit_comes_sooner_as_more_volunteers_are_trained(today):
    year = imagined("004", today)
    nobody, one, two, three = (
        median(year.days_to_first_visit(today - timedelta(days=before), today - timedelta(days=until)))
        for before, until in ((366, 236), (235, 151), (150, 76), (75, 0))
    )
    assert nobody > one > max(two, three)
    assert nobody >= 3 * three


@any_day
def test_visits_are_late_where_the_secretary_is_ill_and_nowhere_else(today):
    late = imagined("005", today).late_visits()
    assert len(late) >= 3
    assert late[-1] >= 21
    assert imagined("004", today).late_visits() == []
    assert imagined("003", today).late_visits() == []


@any_day
def test_reports_and_promises_wait_there_too(today):
    year = imagined("005", today)
    assert sum(report["state"] == "masuk" and report["check_by"] < today for report in year.reports) >= 1
    assert sum(promise["state"] == "open" and promise["due_on"] < today for promise in year.promises) >= 1


@any_day
def test_one_network_is_small_and_calm(today):
    sizes = {rw: len(imagined(rw, today).cases) for rw in ("004", "005", "003")}
    assert sizes["003"] * 2 < sizes["005"] < sizes["004"]


@any_day
def test_cases_end_for_many_reasons(today):
    ends = Counter(case["closing_reason"] for rw in ("004", "005") for case in imagined(rw, today).cases)
    assert {"tercapai", "mandiri", "dialihkan", "pindah"} <= set(ends)
    assert ends["tercapai"] + ends["mandiri"] > sum(ends.values()) / 4


@any_day
def test_the_year_is_a_year(today):
    for rw in ("004", "005", "003"):
        year = imagined(rw, today)
        first = min(report["sent_at"].date() for report in year.reports)
        assert timedelta(days=330) < today - first < timedelta(days=366)
        assert max(visit["on"] for visit in year.rows[Visit]) >= today - timedelta(days=31)


def test_the_same_day_tells_the_same_year():
    first, second = (Notebook() for _turn in range(2))
    for notebook in (first, second):
        imagined("005", DAYS[0], notebook=notebook)
    assert as_told(first) == as_told(second)


def as_told(notebook: Notebook) -> list:
    """All rows, each id by its place among the ids; numbers of cases are drawn by chance as ids are."""
    places: dict[int, int] = {}
    told = []
    for model, rows in notebook.rows.items():
        for row in rows:
            plain = {}
            for name, value in row.items():
                if name == "number":
                    continue
                is_id = type(value) is int and value > 10**15
                plain[name] = places.setdefault(value, len(places)) if is_id else value
            told.append((model._meta.label, plain))
    return told


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_families_are_as_they_are_in_an_rw(today):
    everybody = [person for network in cards(today).values() for card in network for person in card.people]
    names = [person["name"] for person in everybody]
    assert len(names) == len(set(names))
    ages = [(today - person["birth_on"]).days / 365.25 for person in everybody if not person["without_nik"]]
    assert min(ages) >= 0
    assert max(ages) < 100
    assert 0.15 < sum(age < 18 for age in ages) / len(ages) < 0.4
    assert 0.08 < sum(age >= 60 for age in ages) / len(ages) < 0.3
    for network in cards(today).values():
        heads = [[person["kk_level"] for person in card.people].count(1) for card in network]
        assert set(heads) == {1}


def test_no_report_speaks_of_danger():
    told = tables("needs.toml")
    sentences = [saw for need in told["need"] for saw in need["saw"]]
    sentences += [*told["said"]["other_reports"], *told["said"]["waiting_reports"]]
    assert [sentence for sentence in sentences if speaks_of_danger(sentence)] == []


class TestStored:
    """What stands in the database after the load."""

    @pytest.fixture
    def networks(self, loaded):
        return {network.rw: network for network in Network.objects.all()}

    def test_all_that_was_told_is_true_there_too(self, networks):
        for network in networks.values():
            year = stored(network)
            assert len(year.cases) >= 15
            assert faults(year) == []

    def test_late_visits_are_a_handful_at_home_and_clear_in_one_other_rw(self, networks):
        late = {
            rw: Case.objects.filter(network=network).visits_late(network.today()) for rw, network in networks.items()
        }
        assert 1 <= late["004"].count() <= 6
        assert late["005"].count() >= 3
        assert min(late["005"].values_list("next_visit_on", flat=True)) <= networks["005"].today() - timedelta(days=21)
        assert late["003"].count() == 0

    def test_every_emergency_was_answered_and_no_case_is_secret(self, networks):
        assert EmergencyAlert.objects.filter(report__urgency=4).count() >= 5
        assert EmergencyAlert.objects.filter(seen_at=None).count() == 0
        assert Case.objects.filter(network=networks["003"], secrecy=Secrecy.SECRET).count() == 0

    def test_who_moved_away_or_died_is_so_in_the_register(self, networks):
        gone = Case.objects.filter(closing_reason__in=["pindah", "meninggal"], resident__isnull=False)
        told = [case for case in gone.select_related("resident") if case.psm.username != "yati"]
        assert told
        for case in told:
            assert case.resident.status == {"pindah": 3, "meninggal": 2}[case.closing_reason]
            assert case.resident.status_on == case.closed_at.astimezone().date()

    def test_the_history_knows_how_urgent_each_was_when_it_was_opened(self, networks):
        first = {}
        for event in Case.pgh_event_model.objects.order_by("pgh_id").values("pgh_obj_id", "urgency"):
            first.setdefault(event["pgh_obj_id"], event["urgency"])
        reports = EarlyReport.objects.filter(state="jadi_kasus", network=networks["005"])
        assert reports.filter(urgency=4).exists()
        assert [report.pk for report in reports if first[report.case_id] != report.urgency] == []

    def test_the_charts_are_counted_when_the_load_ends(self, networks):
        assert tallies.waiting() == []
        assert [tallies.differences(network) for network in networks.values()] == [[], [], []]

    def test_the_chair_stands_in_for_the_secretary_who_is_ill(self, networks):
        promise = FollowUp.objects.get(network=networks["005"], origin_id=None, doer__username="soeparman")
        assert "selama sekretaris sakit" in promise.what

    def test_categories_fit_who_they_are_about(self, networks):
        chosen = CaseCategory.objects.filter(case__resident__isnull=False, reason=b"").select_related(
            "category", "case__resident"
        )
        assert chosen.count() >= 5
        for one in chosen:
            resident: Resident = one.case.resident
            age = resident.age_on(one.case.network.today())
            assert not one.category.speaks_against(age, resident.sex), one.category.code

    def test_no_ended_case_is_visited_any_more(self, networks):
        assert not Case.objects.filter(state__in=ENDED_STATES, next_visit_on__isnull=False).exists()
        assert not Case.objects.filter(state=State.CLOSED).exists()


def test_a_row_without_a_word_is_none():
    assert Row(a=1)["b"] is None
