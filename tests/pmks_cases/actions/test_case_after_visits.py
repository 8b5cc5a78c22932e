"""What a case takes over from its visits, and what it takes back."""

import datetime as dt
from uuid import uuid4

import pytest
from django.utils import timezone

from pmks_cases.actions import assignments, cases, early_reports, postponed_visits, visits
from pmks_cases.models import Case, EarlyReport, Visit
from wksbm.core.refusals import RefusedByRule

DAY = dt.timedelta(days=1)
NOBODY = "tidak_bertemu"


@pytest.fixture
def psm(person):
    return person("psm")


@pytest.fixture
def case(make_case, make_resident, psm, secretary):
    """Opened forty days ago."""
    made = assignments.assign(make_case(make_resident()), by=secretary, psm=psm)
    Case.objects.filter(pk=made.pk).update(opened_at=timezone.now() - 40 * DAY)
    made.refresh_from_db()
    return made


@pytest.fixture
def visit_of(psm):
    """`visit_of(case, days)`: so many days ago, with the family."""

    def of(case, days, **more):
        at = timezone.now() - days * DAY
        return visits.record(
            case, **{"by": psm, "client_id": uuid4(), "at": at, "met": "keluarga", "values": {}} | more
        )

    return of


def stands(case) -> tuple:
    case.refresh_from_db()
    return case.last_visit_on, case.next_visit_on


# --- From before the case ------------------------------------------------------------------------------------


def test_a_visit_from_before_the_case_is_refused_beside_the_day(case, visit_of):
    before = stands(case)
    with pytest.raises(RefusedByRule, match="sebelum kasusnya dibuka") as refused:
        visit_of(case, 42)
    assert refused.value.field == "at"
    assert (stands(case), Visit.objects.count()) == (before, 0)
    assert visit_of(case, 39).on == case.network.today() - 39 * DAY


def test_the_visit_after_which_the_case_was_opened_the_same_day_is_taken(case, visit_of):
    at = timezone.now() - dt.timedelta(hours=3)
    Case.objects.filter(pk=case.pk).update(opened_at=timezone.now())
    case.refresh_from_db()
    visit = visit_of(case, 0, at=at)
    assert stands(case)[0] == visit.on


def test_of_a_case_that_came_of_a_report_visits_count_from_the_report_on(case, visit_of, psm, network):
    report = early_reports.send(network, by=psm, values={"saw": "atapnya bocor", "place": "gang 3", "urgency": 2})
    EarlyReport.objects.filter(pk=report.pk).update(case=case, sent_at=timezone.now() - 60 * DAY)
    visit_of(case, 59)
    assert stands(case)[0] == network.today() - 59 * DAY
    with pytest.raises(RefusedByRule):
        visit_of(case, 62)


def test_of_a_new_episode_visits_count_from_its_own_opening(case, visit_of, secretary, psm):
    Case.objects.filter(pk=case.pk).update(state="selesai")
    case.refresh_from_db()
    again = cases.reopen(case, by=secretary, why="kambuh lagi")
    with pytest.raises(RefusedByRule):
        visit_of(again, 5)


def test_what_waited_on_a_phone_is_taken_and_moves_no_date(case, visit_of):
    before = stands(case)
    visit = visit_of(case, 50, values={"kept_on_phone": True, "told": "beras habis"})
    assert (Visit.objects.get().told, stands(case)) == ("beras habis", before)
    assert visits.change(visit, by=visit.by, values={"told": "beras tinggal sedikit"}).told == "beras tinggal sedikit"
    assert stands(case) == before


def test_a_mended_day_from_before_the_case_is_refused_beside_the_day(case, visit_of):
    visit = visit_of(case, 1)
    before = stands(case)
    with pytest.raises(RefusedByRule) as refused:
        visits.change(visit, by=visit.by, values={"at": visit.at - 45 * DAY})
    assert (refused.value.field, stands(case)) == ("at", before)


# --- Mended --------------------------------------------------------------------------------------------------


def test_who_was_not_met_after_all_leaves_the_case_as_it_was_seen_before(case, visit_of, network):
    first = visit_of(case, 20)
    second = visit_of(case, 2)
    visits.change(second, by=second.by, values={"met": NOBODY})
    assert stands(case) == (first.on, second.on + 7 * DAY)
    visits.change(first, by=first.by, values={"met": NOBODY})
    assert stands(case)[0] is None
    visits.change(second, by=second.by, values={"met": "dia"})
    assert stands(case)[0] == second.on


def test_a_mended_day_moves_the_last_visit_back(case, visit_of, network):
    visit = visit_of(case, 0)
    next_on = stands(case)[1]
    visits.change(visit, by=visit.by, values={"at": visit.at - 30 * DAY})
    assert stands(case) == (network.today() - 30 * DAY, next_on)


def test_a_visit_that_is_the_newest_no_longer_leaves_day_and_urgency_to_the_one_that_is(case, visit_of, network):
    soon, later = network.today() + 9 * DAY, network.today() + 80 * DAY
    visit_of(case, 10, values={"urgency": 3}, next_visit_on=soon)
    newest = visit_of(case, 1, values={"urgency": 1}, next_visit_on=later)
    visits.change(newest, by=newest.by, values={"at": newest.at - 20 * DAY})
    assert stands(case) == (network.today() - 10 * DAY, soon)
    assert case.urgency == 3


def test_the_day_of_one_that_became_the_newest_is_never_past(case, visit_of, network):
    visit_of(case, 20, next_visit_on=network.today() - 6 * DAY)
    newest = visit_of(case, 1)
    visits.change(newest, by=newest.by, values={"at": newest.at - 25 * DAY})
    assert stands(case) == (network.today() - 20 * DAY, network.today())


def test_a_visit_put_off_since_stays_put_off_when_a_word_is_mended(case, visit_of, psm, network):
    visit = visit_of(case, 1)
    day = network.today() + 12 * DAY
    postponed_visits.postpone(case, by=psm, day=day, why="hujan deras")
    visits.change(visit, by=psm, values={"told": "sudah makan"})
    assert stands(case)[1] == day
    visits.change(visit, by=psm, values={"next_visit_on": network.today() + 3 * DAY})
    assert stands(case)[1] == network.today() + 3 * DAY


def test_a_mended_visit_that_was_urgent_after_all_is_followed_sooner(case, visit_of, psm, network):
    visit = visit_of(case, 0, values={"urgency": 1})
    assert stands(case)[1] == visit.on + 90 * DAY
    visits.change(visit, by=psm, values={"urgency": 3})
    assert (case.network.today() <= stands(case)[1], case.next_visit_on) == (True, visit.on + 7 * DAY)
    assert case.urgency == 3


def test_mending_an_older_visit_leaves_the_case_to_the_newest(case, visit_of, psm):
    older, newest = visit_of(case, 20), visit_of(case, 1)
    before = stands(case)
    visits.change(older, by=psm, values={"met": NOBODY, "urgency": 3})
    assert stands(case) == before == (newest.on, newest.next_visit_on)
    assert case.urgency == 2
