"""A volunteer's month as her report tells it: counts, numbers of cases and RT, nobody's name.

Her own page counts every visit that she may know of. The report is read by the board too, so it is asked of the rows
and not of what anybody may see: visits of hers to cases that are not guarded, promises that are not restricted. It says
the same to whoever makes it, and no difference between two reports, or between a report and a book, tells that there is
a case more. What became guarded after the report was issued leaves the count, and the issued file is served no more
(`rests_on`).
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from django.utils import timezone

from members.models import FollowUp, Network
from pmks_cases.actions.case_papers import guarded_among
from pmks_cases.models import Referral, Visit
from wksbm.portal.numbers import Period, Share


@dataclass(frozen=True)
class VisitedCase:
    """One case of the month: on which days she came, and how often nobody was there."""

    number: str
    rt: str
    days: tuple[int, ...]
    missed: int = 0


@dataclass(frozen=True)
class PsmMonth:
    """What one volunteer did in one network and one month, as far as it may lie open."""

    visits: int = 0
    greetings: int = 0
    opened: int = 0
    """Of the cases that she visited those that began in the month."""
    closed: int = 0
    referrals: int = 0
    promises: Share = field(default_factory=Share)
    efforts: dict[str, int] = field(default_factory=dict)
    """Visits by kind of effort, where one was noted."""
    cases: tuple[VisitedCase, ...] = ()


def month_of(person, network: Network, month: Period) -> PsmMonth:
    """The month of this volunteer, the same for whoever asks."""
    days = (month.first, month.last)
    visits = list(
        Visit.objects.of(network)
        .filter(by=person, on__range=days)
        .select_related("case__rt")
        .only("on", "kind", "met", "effort", "case__number", "case__opened_at", "case__closed_at", "case__rt__number")
        .order_by("on", "at", "pk")
    )
    referrals = list(Referral.objects.of(network).filter(by=person, sent_on__range=days).values_list("case", flat=True))
    hidden = guarded_among({row.case_id for row in visits if row.case_id} | set(referrals))
    visits = [row for row in visits if row.case_id not in hidden]
    of_case = defaultdict(list)
    for row in visits:
        if row.case_id:
            of_case[row.case].append(row)
    zone = ZoneInfo(network.time_zone)

    def within(moment) -> bool:
        return moment is not None and month.first <= timezone.localdate(moment, zone) <= month.last

    cases = [_visited(case, rows) for case, rows in of_case.items()]
    return PsmMonth(
        visits=sum(row.kind == Visit.Kind.VISIT for row in visits),
        greetings=sum(row.kind == Visit.Kind.GREETING for row in visits),
        opened=sum(within(case.opened_at) for case in of_case),
        closed=sum(within(case.closed_at) for case in of_case),
        referrals=sum(case not in hidden for case in referrals),
        promises=_promises(person, network, days, zone),
        efforts=dict(Counter(row.effort for row in visits if row.effort)),
        cases=tuple(sorted(cases, key=lambda one: (one.rt, one.number))),
    )


def _visited(case, rows: list[Visit]) -> VisitedCase:
    missed = sum(row.met == Visit.Met.NOBODY for row in rows)
    return VisitedCase(case.number, case.rt.number if case.rt_id else "", tuple(row.on.day for row in rows), missed)


def _promises(person, network: Network, days: tuple, zone: ZoneInfo) -> Share:
    """As on her own page (`numbers.own_month`), without those that only who sees their origin sees."""
    rows = FollowUp.objects.of(network).filter(doer=person, due_on__range=days, restricted=False)
    kept = judged = 0
    for state, due_on, done_at in rows.values_list("state", "due_on", "done_at"):
        if state == FollowUp.State.DONE:
            judged += 1
            kept += timezone.localdate(done_at, zone) <= due_on
        elif state == FollowUp.State.OPEN and due_on < network.today():
            judged += 1
    return Share(kept, judged)
