"""The rows behind a figure: what the numbers count, asked as rows of who looks.

Each question here is the one that the roll-ups or the live figures ask (`wksbm.portal.actions.numbers`), so that a list
is as long as its figure for who sees every ordinary case. Guarded ones are in neither; `counted_here` parts them.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from members.models import FollowUp, Network
from pmks_cases.models import Case, CaseMove, EarlyReport
from pmks_cases.models.case import Urgency
from pmks_cases.models.case_due import is_unaccompanied, is_unvisited, visit_is_late
from pmks_cases.models.case_states import ENDED_STATES, OPEN_STATES
from pmks_cases.models.counted import counted_cases
from wksbm.portal.numbers import Period

OPEN, OPENED, CLOSED = "terbuka", "baru", "ditutup"
LATE_VISIT, UNVISITED, URGENT = "kunjungan-terlambat", "90-hari", "mendesak"
ALONE = "tanpa-pendamping"
OF_CASES = (OPEN, OPENED, CLOSED, LATE_VISIT, ALONE, UNVISITED, URGENT)
LATE_PROMISE, PROMISED = "terlambat", "masa"
OF_PROMISES = (LATE_PROMISE, PROMISED)
_IN_A_DAY = timedelta(hours=24)


@dataclass(frozen=True)
class Bounds:
    """The first instant of a period, and the first after it, in the network's time zone."""

    since: datetime
    until: datetime


def bounds(network: Network, period: Period) -> Bounds:
    zone = ZoneInfo(network.time_zone)
    return Bounds(
        datetime.combine(period.first, time.min, zone),
        datetime.combine(period.last + timedelta(days=1), time.min, zone),
    )


def open_at(rows: QuerySet, instant: datetime) -> QuerySet:
    """Of these cases: those opened and not ended before that instant; of one to come, those open now."""
    if instant > timezone.now():
        return rows.filter(state__in=OPEN_STATES)
    ended = CaseMove.objects.filter(
        network_id=OuterRef("network_id"), case=OuterRef("pk"), end__in=ENDED_STATES, at__lt=instant
    )
    return rows.filter(~Exists(ended), opened_at__lt=instant)


def cases_behind(rows: QuerySet, what: str, network: Network, period: Period, today: date) -> QuerySet:
    """Of these cases: those that the figure `what` (one of `OF_CASES`) tells of, guarded ones among them."""
    within = bounds(network, period)
    if what == OPEN:
        return open_at(rows, within.until)
    if what == OPENED:
        return rows.filter(opened_at__gte=within.since, opened_at__lt=within.until)
    if what == CLOSED:
        return rows.filter(closed_at__gte=within.since, closed_at__lt=within.until)
    if what == LATE_VISIT:
        return rows.filter(visit_is_late(today))
    if what == ALONE:
        return rows.filter(is_unaccompanied(today))
    if what == UNVISITED:
        return rows.filter(is_unvisited(today))
    if what == URGENT:
        return _urgent(rows.filter(opened_at__gte=within.since, opened_at__lt=within.until))
    raise ValueError(what)


def _urgent(rows: QuerySet) -> QuerySet:
    """Urgent when they were opened, which their history tells. One of the last 24 hours that nobody has seen is not
    judged yet."""
    first = Case.pgh_event_model.objects.filter(pgh_obj_id=OuterRef("pk"), pgh_label="insert").order_by("pgh_id")
    a_day_ago = timezone.now() - _IN_A_DAY
    known_longer = EarlyReport.objects.filter(case=OuterRef("pk"), sent_at__lt=a_day_ago)
    fresh = Q(opened_at__gte=a_day_ago, urgency__gte=Urgency.HIGH, last_visit_on=None) & ~Exists(known_longer)
    was = Coalesce(Subquery(first.values("urgency")[:1]), F("urgency"))
    return rows.annotate(urgency_when_opened=was).filter(~fresh, urgency_when_opened__gte=Urgency.HIGH)


def promises_behind(rows: QuerySet, what: str, period: Period, today: date) -> QuerySet:
    """Of these promises: the late ones, or those whose day was in the period and is over, or that are done."""
    if what == LATE_PROMISE:
        return rows.late(today)
    if what == PROMISED:
        judged = Q(state=FollowUp.State.DONE) | Q(state=FollowUp.State.OPEN, due_on__lt=today)
        return rows.filter(judged, due_on__range=(period.first, period.last))
    raise ValueError(what)


def counted_here(rows: QuerySet) -> tuple[QuerySet, QuerySet]:
    """These rows as the figures count them, and the guarded ones among them that no figure tells of."""
    counts = Q(restricted=False) if rows.model is FollowUp else counted_cases()
    return rows.filter(counts), rows.exclude(counts)
