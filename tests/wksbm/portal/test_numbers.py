"""The numbers of a network: what they say, what they never say, and what they cost."""

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from members.actions import follow_ups
from pmks_cases.actions import assignments, case_secrecy, cases, early_reports, visits
from pmks_cases.models import Case, EarlyReport
from pmks_cases.models.case_states import ClosingReason, State
from tests.conftest import make_network, make_user, train, where_rt
from wksbm.portal.actions.numbers import by_need, by_rt, numbers_of, own_month
from wksbm.portal.numbers import Flow, Numbers, OwnMonth, Period, Share, together


@pytest.fixture
def today(network) -> dt.date:
    return network.today()


def this_month(network) -> Period:
    return Period.of_months(network.today())


def of(network, period=None) -> Numbers:
    return numbers_of([network], period or this_month(network))[network.pk]


def test_a_network_of_which_nothing_is_known_has_nothing(network):
    found = of(network)
    assert (found.opened, found.open_cases, found.late_visits, found.promises_on_time) == (0, 0, 0, Share())
    assert (found.median_days_to_first_visit, found.urgent_seen.percent) == (None, None)
    assert [month.open for month in found.series] == [0] * 12
    assert found.before == Flow()


def test_cases_are_counted_as_opened_closed_and_still_visited(network, make_case, person, trained_psm):
    chair = person("chair")
    _stays, closes, is_visited_on = (make_case(psm=trained_psm, subject_name=name) for name in "ABC")
    for case in (closes, is_visited_on):
        cases.move(case, by=chair, end=State.VERIFICATION)
    cases.move(closes, by=chair, end=State.CLOSED, why="pindah", closing_reason=ClosingReason.MOVED)
    Case.objects.filter(pk=is_visited_on.pk).update(state=State.MONITORING)
    cases.move(is_visited_on, by=chair, end=State.CLOSED, why="bisa", closing_reason=ClosingReason.INDEPENDENT)
    found = of(network)
    assert (found.opened, found.closed, found.ended) == (3, 2, 1)
    assert (found.open_cases, found.aftercare) == (2, 1)
    assert found.closed_by_reason == {"mandiri": 1, "pindah": 1}
    assert found.open_cases == Case.objects.of(network).open().count()


def test_the_series_goes_on_from_what_stood_open_before_it(network, make_case):
    for months_ago in (0, 1, 1, 14):
        case = make_case(subject_name=f"{months_ago}")
        middle = timezone.now().replace(day=15) - dt.timedelta(days=30.44 * months_ago)
        Case.objects.filter(pk=case.pk).update(opened_at=middle)
    series = of(network).series
    assert [month.open for month in series] == [1] * 10 + [3, 4]
    assert [month.opened for month in series] == [0] * 10 + [2, 1]


def visit(case, by, *, at, met="dia"):
    return visits.record(case, by=by, client_id=uuid.uuid4(), at=at, met=met, values={})


def test_the_median_tells_of_the_first_visit_that_met_somebody(network, make_case, trained_psm):
    now = timezone.now()
    for days, name in ((1, "A"), (2, "B"), (9, "C")):
        case = make_case(psm=trained_psm, subject_name=name)
        Case.objects.filter(pk=case.pk).update(opened_at=now - dt.timedelta(days=days))
        visit(case, trained_psm, at=now - dt.timedelta(hours=3), met="tidak_bertemu")
        visit(case, trained_psm, at=now)
        visit(case, trained_psm, at=now - dt.timedelta(hours=1, minutes=30))
    unseen = make_case(psm=trained_psm, subject_name="D")
    Case.objects.filter(pk=unseen.pk).update(opened_at=now - dt.timedelta(days=2))
    found = of(network, Period.of_months(network.today(), 12))
    assert sorted(found.first_visit_days) == [1, 2, 9]
    assert (found.median_days_to_first_visit, found.first_visits, found.opened) == (2, 3, 4)
    assert (found.visits, found.visits_nobody_met) == (9, 3)


def test_an_urgent_case_counts_as_unseen_only_when_its_day_is_over(network, make_case, trained_psm):
    now = timezone.now()
    period = Period.of_months(network.today(), 12)
    fresh, late, seen = (make_case(psm=trained_psm, subject_name=name, urgency=3) for name in "ABC")
    make_case(psm=trained_psm, subject_name="tidak mendesak")
    Case.objects.filter(pk=late.pk).update(opened_at=now - dt.timedelta(hours=25))
    assert of(network, period).urgent_seen == Share(0, 1)
    visit(late, trained_psm, at=now)
    visits.record(seen, by=trained_psm, client_id=uuid.uuid4(), at=now, met="dia", values={"urgency": 1})
    assert of(network, period).urgent_seen == Share(1, 2)
    visit(fresh, trained_psm, at=now)
    assert of(network, period).urgent_seen == Share(2, 3)


def promise(network, by, due_on, **more):
    return follow_ups.make(network, by=by, what="antar beras", doer=by, due_on=due_on, **more)


def test_promises_are_kept_late_or_broken_and_those_to_come_are_not_judged(network, secretary, today):
    period = Period.of_months(today, 12)
    day = dt.timedelta(days=1)
    kept, late, _broken, _to_come = (promise(network, secretary, today + n * day) for n in (0, -1, -3, 2))
    withdrawn = promise(network, secretary, today - day)
    for one in (kept, late):
        follow_ups.finish(one, by=secretary, outcome="sudah")
    follow_ups.withdraw(withdrawn, by=secretary, reason="batal")
    found = of(network, period)
    assert found.promises_on_time == Share(1, 3)
    assert (found.late_promises, found.longest_promise_late_days) == (1, 3)


def test_what_is_late_is_told_with_the_longest(network, make_case, trained_psm, secretary, today):
    for name, days in (("A", 4), ("B", 21), ("C", -1)):
        case = make_case(psm=trained_psm, subject_name=name)
        cases.move(case, by=secretary, end=State.VERIFICATION)
        Case.objects.filter(pk=case.pk).update(next_visit_on=today - dt.timedelta(days=days))
    report = early_reports.send(network, by=trained_psm, values={"saw": "atap bocor", "place": "langgar"})
    EarlyReport.objects.filter(pk=report.pk).update(check_by=today - dt.timedelta(days=2))
    found = of(network)
    assert (found.late_visits, found.longest_late_days) == (2, 21)
    assert (found.late_reports, found.longest_report_late_days, found.reports) == (1, 2, 1)


def test_a_case_without_a_visit_for_ninety_days_is_told(network, make_case, trained_psm, secretary, today):
    for name, days in (("A", 91), ("B", 89)):
        case = make_case(psm=trained_psm, subject_name=name)
        cases.move(case, by=secretary, end=State.VERIFICATION)
        Case.objects.filter(pk=case.pk).update(last_visit_on=today - dt.timedelta(days=days))
    assert of(network).unvisited_90_days == 1


def test_who_has_nobody_is_told_after_three_days(network, make_case, trained_psm, secretary):
    for name, days, companion in (
        ("sendirian", 5, {}),
        ("baru dilaporkan", 2, {}),
        ("didampingi", 5, {"psm": trained_psm}),
        ("jabatan PSM berakhir", 5, {"psm": make_user("psm-lama")}),
        ("didampingi dari luar", 5, {"outside_companion": "tksk"}),
        ("ditutup", 5, {"state": State.CLOSED}),
    ):
        case = make_case(subject_name=name)
        opened_at = timezone.now() - dt.timedelta(days=days)
        Case.objects.filter(pk=case.pk).update(opened_at=opened_at, **{"psm": None} | companion)
    assert of(network).unaccompanied == 2
    guarded = Case.objects.filter(opened_at__lt=timezone.now() - dt.timedelta(days=4), psm=None)
    guarded.update(secrecy="rahasia")
    assert of(network).unaccompanied == 1


def test_volunteers_are_counted_with_each_level_once(network, trained_psm):
    train(trained_psm, "dasar")
    train(trained_psm, "bimtek")
    found = of(network)
    assert (found.volunteers, found.trained, found.trained_by_level) == (1, 1, {"dasar": 1, "lanjutan": 1})


@pytest.mark.parametrize("how", ["rahasia", "somebody is shut out"])
def test_a_guarded_case_is_in_no_number(network, make_case, make_resident, trained_psm, secretary, person, today, how):
    chair = person("chair")
    plain = make_case(make_resident("Biasa"), psm=trained_psm)
    cases.move(plain, by=secretary, end=State.VERIFICATION)
    period = Period.of_months(today, 12)
    exact = lambda: (by_need([network], exact=True), by_rt([network], exact=True))  # noqa: E731
    before, tables = of(network, period), exact()
    guarded = make_case(make_resident("Dijaga"), psm=trained_psm, urgency=3, need_kind="perlindungan")
    cases.move(guarded, by=secretary, end=State.VERIFICATION)
    report = early_reports.send(network, by=trained_psm, values={"saw": "atap bocor", "place": "langgar"})
    early_reports.join(report, by=secretary, case=guarded)
    EarlyReport.objects.filter(pk=report.pk).update(check_by=today - dt.timedelta(days=9))
    visit(guarded, trained_psm, at=timezone.now())
    visits.greet(guarded.resident, by=trained_psm, client_id=uuid.uuid4(), at=timezone.now(), case=guarded)
    made = promise(network, secretary, today - dt.timedelta(days=5), origin=guarded)
    follow_ups.finish(made, by=secretary, outcome="sudah")
    promise(network, secretary, today - dt.timedelta(days=5), origin=guarded)
    Case.objects.filter(pk=guarded.pk).update(next_visit_on=today - dt.timedelta(days=90))
    assert of(network, period) != before
    if how == "rahasia":
        case_secrecy.set_secrecy(guarded, by=secretary, secrecy="rahasia", why="demikian")
    else:
        case_secrecy.shut_out(guarded, by=secretary, user=chair)
    assert of(network, period) == before
    assert exact() == tables


def test_a_rahasia_report_is_in_no_number(network, trained_psm, secretary, today):
    before = of(network)
    report = early_reports.send(
        network, by=trained_psm, values={"saw": "anak itu dipukuli", "place": "langgar", "danger": True}
    )
    EarlyReport.objects.filter(pk=report.pk).update(check_by=today - dt.timedelta(days=9))
    assert of(network) == before


def test_an_unfounded_guarded_report_stays_out_when_it_is_destroyed(network, trained_psm, secretary, person):
    values = {"saw": "atap bocor", "place": "langgar"}
    chair = person("chair")
    plain = early_reports.send(network, by=trained_psm, values=values)
    guarded = early_reports.send(network, by=trained_psm, values=values, excluded=[chair])
    for report in (plain, guarded):
        early_reports.close_as_unfounded(report, by=secretary, note="tidak benar")
        early_reports.destroy(report.pk)
    assert of(network).reports_by_outcome == {"tidak_terbukti": 1}


def test_the_tables_inside_the_network_are_exact(network, make_case):
    for number, need in enumerate(("kesehatan", "kesehatan", "pangan")):
        make_case(need_kind=need, subject_name=str(number), rt=where_rt(network, "002"))
    make_case(need_kind="pangan", subject_name="tanpa RT")
    Case.objects.filter(subject_kind="perseorangan", need_kind="pangan", rt=None).update(need_kind="papan")
    needs = by_need([network], exact=True)[network.pk]
    assert [(row.key, row.count) for row in needs.rows] == [("kesehatan", 2), ("pangan", 1), ("papan", 1)]
    places = by_rt([network], exact=True)[network.pk]
    assert [(row.label.replace("\u00a0", " "), row.count) for row in places.rows] == [("RT 002", 3), ("Tanpa RT", 1)]


def test_what_a_volunteer_did_in_a_month(network, make_case, make_resident, trained_psm, secretary, today):
    resident, neighbour = make_resident("Sulastri"), make_resident("Tetangga")
    case = make_case(resident, psm=trained_psm)
    visit(case, trained_psm, at=timezone.now())
    for met in (resident, neighbour):
        visits.greet(met, by=trained_psm, client_id=uuid.uuid4(), at=timezone.now())
    kept = promise(network, trained_psm, today)
    follow_ups.finish(kept, by=trained_psm, outcome="sudah")
    promise(network, trained_psm, today)
    assert own_month(trained_psm, network, today) == OwnMonth(today.replace(day=1), 1, 2, 2, Share(1, 1))


def test_her_month_stays_hers_when_the_case_is_handed_over_and_when_she_is_shut_out(
    network, make_case, make_resident, trained_psm, secretary, today, person
):
    case = make_case(make_resident("Sulastri"), psm=trained_psm)
    visit(case, trained_psm, at=timezone.now())
    before = own_month(trained_psm, network, today)
    assert before.visits == before.families == 1
    assignments.assign(case, by=secretary, psm=person("psm"), note="Pindah RT")
    assert own_month(trained_psm, network, today) == before
    case_secrecy.forbid(Case.objects.get(pk=case.pk), by=secretary, user=trained_psm)
    assert own_month(trained_psm, network, today) == before


def test_several_networks_together_have_the_exact_median():
    first = Numbers(first_visit_days={1: 3, 9: 1}, late_visits=2, longest_late_days=4, urgent_seen=Share(1, 2))
    second = Numbers(first_visit_days={3: 4}, late_visits=1, longest_late_days=21, urgent_seen=Share(0, 1))
    whole = together([first, second])
    assert (whole.median_days_to_first_visit, whole.late_visits, whole.longest_late_days) == (3, 3, 21)
    assert whole.urgent_seen == Share(1, 3)
    assert together([]) == Numbers()


def test_ten_networks_take_as_many_statements_as_one_and_eight_at_most(network, region, make_case):
    others = [make_network(region, rw=f"1{n:02d}", slug=f"rw-{n}", name=f"RW {n}") for n in range(9)]
    make_case(subject_name="A")
    counts = []
    for networks in ([network], [network, *others]):
        numbers_of(networks, this_month(network))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            numbers_of(networks, this_month(network))
        counts.append(len(asked))
    assert counts == [5, 5]
