"""The numbers of networks, and a volunteer's own month. Ask for networks that the reader sees.

What happened comes from roll-ups (`members.models.tally`), what stands today from partial indexes that hold nothing but
the rows asked for. So many statements for one network as for two hundred.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Sum, Value
from django.db.models.functions import Greatest, TruncDate
from django.utils import timezone

from members.access import Role
from members.actions import tallies
from members.actions.promise_tallies import LATE, ON_TIME, PROMISE_KEPT
from members.models import FollowUp, Membership, Network, Tally, Training
from pmks_cases.actions import case_tallies as kinds
from pmks_cases.models import Case, EarlyReport, Visit
from pmks_cases.models.case import Urgency
from pmks_cases.models.case_due import ACCOMPANYING, is_unaccompanied, is_unvisited, visit_is_late
from pmks_cases.models.counted import counted_cases, counted_reports
from wksbm.portal.actions.one_way_tables import by_need, by_rt, closed_and_why, closing_labels, needs_and_rts
from wksbm.portal.numbers.figures import Flow, MonthOfCases, Numbers, OwnMonth, Share
from wksbm.portal.numbers.period import Period, first_of_month

__all__ = ["by_need", "by_rt", "closed_and_why", "closing_labels", "needs_and_rts", "numbers_of", "own_month"]

SERIES_MONTHS = 12
COUNTED_AT_ONCE = 20
"""So many networks at most are counted again while somebody waits for the page; the others within the minute."""
LEVELS = (Training.Level.BASIC, Training.Level.ADVANCED, Training.Level.CONSOLIDATION, Training.Level.TOT)
_FLOWS = (
    *(kinds.OPENED_NEED, kinds.ENDED_NEED, kinds.CLOSED, kinds.FIRST_VISIT, kinds.URGENT, kinds.VISIT, kinds.REPORT),
    *(kinds.ERRAND, kinds.REFERRAL, PROMISE_KEPT),
)
_IN_A_DAY = timedelta(hours=24)


def numbers_of(
    networks: Iterable[Network], period: Period, *, today_of: Callable[[Network], date] = Network.today
) -> dict[int, Numbers]:
    """The figures of these networks by their id: the same few statements however many they are."""
    networks = list(networks)
    todays = {network.pk: today_of(network) for network in networks}
    ids = list(todays)
    if not ids:
        return {}
    tallies.apply_changes(ids, at_most=COUNTED_AT_ONCE)
    offices = _offices(ids)
    serving = sorted({(network, user) for network, held in offices.items() for _role, user, _level in held})
    live = _live(networks, todays, period, serving)
    flows = _flows(ids, period)
    series = _series(ids, period)
    found = {}
    for pk, today in todays.items():
        now, before = flows[pk, True], flows[pk, False]
        of_today = live[pk]
        levels = {(user, level) for role, user, level in offices[pk] if role == Role.PSM}
        months = series[pk]
        found[pk] = Numbers(
            network_id=pk,
            **_flow(now, of_today["urgent_to_come"][0], of_today["promises_open"][0]),
            before=Flow(**_flow(before, of_today["urgent_to_come_before"][0], of_today["promises_open_before"][0])),
            series=months,
            open_cases=months[-1].open,
            aftercare=months[-1].aftercare,
            late_visits=of_today["late_visits"][0],
            longest_late_days=_days(of_today["late_visits"], today),
            late_promises=of_today["late_promises"][0],
            longest_promise_late_days=_days(of_today["late_promises"], today),
            unvisited_90_days=of_today["unvisited"][0],
            unaccompanied=of_today["unaccompanied"][0],
            late_reports=of_today["late_reports"][0],
            longest_report_late_days=_days(of_today["late_reports"], today),
            volunteers=len({user for user, _level in levels}),
            trained=len({user for user, level in levels if level in LEVELS}),
            trained_by_level={
                level: count for level in LEVELS if (count := sum(1 for _user, held in levels if held == level))
            },
        )
    return found


# --- What happened: from the roll-ups -----------------------------------------------------------------------


def _flows(ids: list[int], period: Period) -> dict[tuple[int, bool], dict[str, dict[str, int]]]:
    """By network, and whether in the period or in the one before: each kind's keys with their counts."""
    before = period.before()
    rows = (
        Tally.objects.filter(network_id__in=ids, kind__in=_FLOWS, month__gte=before.first, month__lte=period.last)
        .annotate(now=Q(month__gte=period.first))
        .values("network_id", "now", "kind", "key")
        .annotate(sum=Sum("count"))
        .order_by()
        .values_list("network_id", "now", "kind", "key", "sum")
    )
    found: dict = defaultdict(lambda: defaultdict(dict))
    for network, is_now, kind, key, count in rows:
        found[network, is_now][kind][key] = count
    return found


def _flow(counts: dict[str, dict[str, int]], urgent_to_come: int, promises_open: int) -> dict:
    """The fields of a `Flow`. An urgent case of the last 24 hours is not judged yet; a promise whose day is over and
    that is open is not kept."""
    urgent, kept, visits = counts[kinds.URGENT], counts[PROMISE_KEPT], counts[kinds.VISIT]
    seen, on_time = urgent.get(kinds.SEEN, 0), kept.get(ON_TIME, 0)
    nobody = visits.get(Visit.Met.NOBODY, 0)
    return {
        "opened": sum(counts[kinds.OPENED_NEED].values()),
        "closed": sum(counts[kinds.CLOSED].values()),
        "ended": sum(counts[kinds.ENDED_NEED].values()),
        "closed_by_reason": dict(sorted(counts[kinds.CLOSED].items(), key=lambda item: (-item[1], item[0]))),
        "first_visit_days": {int(days): count for days, count in counts[kinds.FIRST_VISIT].items()},
        "urgent_seen": Share(seen, seen + max(0, urgent.get(kinds.UNSEEN, 0) - urgent_to_come)),
        "promises_on_time": Share(on_time, on_time + kept.get(LATE, 0) + promises_open),
        "visits": visits.get(Visit.Kind.VISIT, 0) + nobody,
        "visits_nobody_met": nobody,
        "greetings": visits.get(Visit.Kind.GREETING, 0),
        "errands": sum(counts[kinds.ERRAND].values()),
        "referrals_by_target": dict(sorted(counts[kinds.REFERRAL].items(), key=lambda item: (-item[1], item[0]))),
        "reports": sum(counts[kinds.REPORT].values()),
        "reports_by_outcome": dict(counts[kinds.REPORT]),
    }


def _series(ids: list[int], period: Period) -> dict[int, tuple[MonthOfCases, ...]]:
    """Twelve months up to the period's end. What was before them is one sum: what stood open when they began."""
    first = first_of_month(period.last, 1 - SERIES_MONTHS)
    rows = (
        Tally.objects.filter(
            network_id__in=ids,
            kind__in=(kinds.OPENED_NEED, kinds.ENDED_NEED, kinds.CLOSED),
            month__lte=period.last,
        )
        .annotate(since=Greatest("month", Value(first_of_month(first, -1))))
        .values("network_id", "since", "kind")
        .annotate(sum=Sum("count"))
        .order_by()
        .values_list("network_id", "since", "kind", "sum")
    )
    sums: dict[tuple, int] = {(network, month, kind): count for network, month, kind, count in rows}
    found = {}
    for network in ids:
        months = []
        open_cases = aftercare = 0
        for number in range(-1, SERIES_MONTHS):
            month = first_of_month(first, number)
            opened = sums.get((network, month, kinds.OPENED_NEED), 0)
            ended = sums.get((network, month, kinds.ENDED_NEED), 0)
            closed = sums.get((network, month, kinds.CLOSED), 0)
            open_cases += opened - ended
            aftercare += closed - ended
            months.append(MonthOfCases(month, opened, closed, ended, open_cases, aftercare))
        found[network] = tuple(months[1:])
    return found


# --- What stands today ---------------------------------------------------------------------------------------


def _live(
    networks: list[Network], todays: dict[int, date], period: Period, serving: list[tuple[int, int]]
) -> dict[int, dict[str, tuple[int, date | None]]]:
    """By network and question: how many, and the oldest day among them. One statement."""
    found: dict = defaultdict(lambda: defaultdict(lambda: (0, None)))
    groups: dict[tuple[date, str], list[int]] = defaultdict(list)
    for network in networks:
        groups[todays[network.pk], network.time_zone].append(network.pk)
    questions = [one for (today, zone), ids in groups.items() for one in _questions(ids, today, zone, period, serving)]
    for pk, name, count, oldest in questions[0].union(*questions[1:], all=True):
        found[pk][name] = (count, oldest)
    return found


def _questions(
    ids: list[int], today: date, zone: str, period: Period, serving: list[tuple[int, int]]
) -> list[QuerySet]:
    before = period.before()
    cases = Case.objects.filter(counted_cases(), network_id__in=ids)
    promises = FollowUp.objects.filter(network_id__in=ids, restricted=False).late(today)
    reports = EarlyReport.objects.filter(counted_reports(), network_id__in=ids)
    a_day_ago = timezone.now() - _IN_A_DAY
    known_longer = EarlyReport.objects.filter(case=OuterRef("pk"), sent_at__lt=a_day_ago)
    fresh = cases.filter(
        ~Exists(known_longer), opened_at__gte=a_day_ago, urgency__gte=Urgency.HIGH, last_visit_on=None
    ).annotate(opened_on=TruncDate("opened_at", tzinfo=ZoneInfo(zone)))
    return [
        _asked(cases.filter(visit_is_late(today)), "late_visits", "next_visit_on"),
        _asked(cases.filter(is_unvisited(today)), "unvisited", "last_visit_on"),
        _asked(cases.filter(is_unaccompanied(today, serving)), "unaccompanied", "next_visit_on"),
        _asked(promises, "late_promises", "due_on"),
        _asked(promises.filter(due_on__range=(period.first, period.last)), "promises_open", "due_on"),
        _asked(promises.filter(due_on__range=(before.first, before.last)), "promises_open_before", "due_on"),
        _asked(reports.overdue(today), "late_reports", "check_by"),
        _asked(fresh.filter(opened_on__range=(period.first, period.last)), "urgent_to_come", "next_visit_on"),
        _asked(fresh.filter(opened_on__range=(before.first, before.last)), "urgent_to_come_before", "next_visit_on"),
    ]


def _asked(rows: QuerySet, name: str, day: str) -> QuerySet:
    grouped = rows.order_by().values("network_id").annotate(name=Value(name), count=Count("pk"), oldest=Min(day))
    return grouped.values_list("network_id", "name", "count", "oldest")


def _days(asked: tuple[int, date | None], today: date) -> int:
    return (today - asked[1]).days if asked[1] else 0


def _offices(ids: list[int]) -> dict[int, set[tuple[str, int, str | None]]]:
    """By network: each who may accompany a case today, by role, with each level of training, or None."""
    offices = Membership.objects.current().filter(network_id__in=ids, role__in=ACCOMPANYING).order_by()
    found: dict[int, set] = defaultdict(set)
    for network, *held in offices.values_list("network_id", "role", "user_id", "user__volunteer__trainings__level"):
        found[network].add(tuple(held))
    return found


# --- One's own -----------------------------------------------------------------------------------------------


def own_month(user, network: Network, month: date) -> OwnMonth:
    """What this volunteer did here in the month of that day.

    Of all that her own hand has noted, whoever has the case by now: a month that shrank after a hand-over would take
    her work from her, and one that shrank when a case became rahasia would tell her so.
    """
    period = Period.of_months(month)
    days = (period.first, period.last)
    visits = Visit.objects.of(network).filter(by=user, on__range=days)
    kinds_of = [0, 0]
    doors = set()
    for kind, case, *families in visits.values_list(
        "kind", "case_id", "resident__family_id", "case__family_id", "case__resident__family_id", "resident_id"
    ):
        kinds_of[kind == Visit.Kind.GREETING] += 1
        *families, resident = families
        family = next(filter(None, families), None)
        doors.add(("family", family) if family else ("resident", resident) if resident else ("case", case))
    today = network.today()
    promises = FollowUp.objects.of(network).filter(doer=user, due_on__range=days)
    zone = ZoneInfo(network.time_zone)
    kept = judged = 0
    for state, due_on, done_at in promises.values_list("state", "due_on", "done_at"):
        if state == FollowUp.State.DONE:
            judged += 1
            kept += timezone.localdate(done_at, zone) <= due_on
        elif state == FollowUp.State.OPEN and due_on < today:
            judged += 1
    return OwnMonth(period.first, kinds_of[0], kinds_of[1], len(doors), Share(kept, judged))
