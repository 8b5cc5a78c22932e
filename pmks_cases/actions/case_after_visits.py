"""What a case takes over from its visits: when it was seen last, when it is seen next, how urgent it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _

from pmks_cases.models import Case, EarlyReport, Visit
from pmks_cases.models.case import VISIT_EVERY, Urgency
from wksbm.core.refusals import RefusedByRule
from wksbm.core.templatetags.portal_tags import longdate

Met = Visit.Met

AGAIN_AFTER_NOBODY = 7
"""Who was not met is looked for again within a week."""
LATE_EVENING = timedelta(hours=3)
"""A case that is opened after midnight may come of a visit of the evening."""
TAKEN_OVER = ("last_visit_on", "next_visit_on", "urgency")


def day_of(at: datetime, network) -> date:
    """The calendar day of an instant in the network's zone."""
    return timezone.localdate(at, ZoneInfo(network.time_zone))


def proposed_next(on: date, urgency: int, met: str = Met.SUBJECT) -> date:
    """The day of the next visit by the risk; within a week when nobody was met."""
    days = VISIT_EVERY[Urgency(urgency)]
    return on + timedelta(days=min(days, AGAIN_AFTER_NOBODY) if met == Met.NOBODY else days)


def opened_on(case: Case) -> date:
    return day_of(case.opened_at - LATE_EVENING, case.network)


def begins_on(case: Case) -> date:
    """The day that the case was opened, or that its first early report was sent: no visit of it lies before."""
    reported = EarlyReport.objects.of(case.network).filter(case=case).aggregate(first=Min("sent_at"))["first"]
    return min(opened_on(case), day_of(reported, case.network)) if reported else opened_on(case)


def is_before(case: Case, on: date) -> bool:
    """Whether this day lies before the case began. Asks the database only for a day before the opening."""
    return on < opened_on(case) and on < begins_on(case)


def refuse_before(case: Case, on: date) -> None:
    if is_before(case, on):
        raise RefusedByRule(
            _("Tanggal ini sebelum kasusnya dibuka, %(day)s. Yang dilihat sebelum itu bisa ditulis di catatan.")
            % {"day": longdate(begins_on(case))},
            field="at",
        )


def take_over(case: Case, visit: Visit, *, is_newest: bool) -> None:
    """The case stands as its newest visit says; one that waited on a phone does not undo a later one, and one from
    before the case began moves no date."""
    if not is_before(case, visit.on):
        if visit.met != Met.NOBODY:
            case.last_visit_on = max(filter(None, [case.last_visit_on, visit.on]))
        if is_newest:
            case.next_visit_on = visit.next_visit_on
    if is_newest:
        case.urgency = visit.urgency or case.urgency
    case.save_revised(*TAKEN_OVER)


@dataclass(frozen=True)
class AsItStood:
    """What a visit said before it was mended."""

    at: datetime
    on: date
    met: str
    next_visit_on: date | None
    urgency: int | None

    @classmethod
    def of(cls, visit: Visit) -> "AsItStood":
        return cls(visit.at, visit.on, visit.met, visit.next_visit_on, visit.urgency)


def come_sooner(case: Case, visit: Visit, before: AsItStood) -> None:
    """A mended visit that met nobody after all, or that was more urgent, is followed as soon as such a one is, unless
    the day of the next one was mended too."""
    if visit.next_visit_on != before.next_visit_on or (visit.met, visit.urgency) == (before.met, before.urgency):
        return
    soon = max(case.network.today(), proposed_next(visit.on, visit.urgency or case.urgency, visit.met))
    visit.next_visit_on = min(filter(None, [visit.next_visit_on, soon]))


def take_over_mended(case: Case, visit: Visit, before: AsItStood, others: Iterable[Visit]) -> None:
    """The case stands as its visits say now that one of them was mended. `others` are all the others of the case.

    A next day that somebody has moved meanwhile stays, unless it was mended in this visit.
    """
    visits = [visit, *others]
    since = opened_on(case)
    if any(each.on < since for each in [*visits, before]):
        since = begins_on(case)
    counted = [each for each in visits if each.on >= since]
    case.last_visit_on = max((each.on for each in counted if each.met != Met.NOBODY), default=None)
    was_newest = before.on >= since and not any(each.at > before.at for each in counted if each is not visit)
    newest = max(counted, key=lambda each: each.at, default=None)
    if newest is visit:
        if not was_newest or visit.next_visit_on != before.next_visit_on:
            case.next_visit_on = visit.next_visit_on
        if not was_newest or visit.urgency != before.urgency:
            case.urgency = visit.urgency or case.urgency
    elif newest is not None and was_newest:
        if case.next_visit_on == before.next_visit_on and newest.next_visit_on is not None:
            case.next_visit_on = max(case.network.today(), newest.next_visit_on)
        if case.urgency == before.urgency:
            case.urgency = newest.urgency or case.urgency
    case.save_revised(*TAKEN_OVER)
