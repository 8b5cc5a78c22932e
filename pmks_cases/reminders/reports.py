"""Early reports that wait to be checked: told to those who may check them, once more after their day."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from members.models import User
from members.reminders import WAITING
from members.reminders.rising import batches_of, boards_of, day_slot, is_still_late, late_slot, told_before
from pmks_cases.actions import telling
from pmks_cases.models import EarlyReport, EmergencyAlert
from pmks_cases.models.case import Urgency
from pmks_cases.models.exclusion import guarded
from wksbm.notifications.kinds import About, Days, Found, Kind, Told, register_kind

SAME_DAY = Q(danger=True) | Q(urgency=Urgency.EMERGENCY)
"""Checked on the day on which they come."""


class _Waiting(NamedTuple):
    id: int
    network_id: int
    checker_id: int | None
    writer_id: int | None
    slot: str
    restricted: bool


def reports_waiting(days: Days) -> Iterator[Found]:
    """As soon as one has come; who wrote it knows of it."""
    found = _to_check(days).exclude(SAME_DAY).filter(check_by__gte=days.today)
    return (told for told, row in _for_checkers(telling.REPORT_WAITING, found) if told.recipient_id != row.writer_id)


def reports_of_danger(days: Days) -> Iterator[Found]:
    """At once, for they are checked the same day. Of an emergency most are told by its alert."""
    found = _to_check(days).filter(SAME_DAY, check_by=days.today)
    alerted = EmergencyAlert.objects.filter(report__in=found.values("pk")).values_list("report_id", "recipient_id")
    known = set(alerted)
    for told, row in _for_checkers(telling.REPORT_TODAY, found):
        if told.recipient_id != row.writer_id and (told.about_id, told.recipient_id) not in known:
            yield told


def reports_late(days: Days) -> Iterator[Found] | None:
    """After its day, and when it is long ago once a month, to all who may check it. Not on a day of rest."""
    if days.resting:
        return None
    found = _to_check(days).overdue(days.today).annotate(slot=late_slot("check_by", days.today))
    return (told for told, _row in _for_checkers(telling.REPORT_LATE, found))


def _to_check(days: Days) -> QuerySet:
    here = EarlyReport.objects.filter(network_id__in=days.networks)
    return here.to_check().annotate(slot=day_slot("check_by"))


def _for_checkers(kind: str, rows: QuerySet) -> Iterator[tuple[Found, _Waiting]]:
    """What nobody was told of yet, with each who may say what becomes of it: the board, or the PSM it was given to."""
    waiting = rows.annotate(guarded=guarded("report")).exclude(told_before(kind))
    for batch in batches_of(waiting, "pk", "network_id", "checker_id", "writer_id", "slot", "guarded"):
        found = [_Waiting(*columns) for columns in batch]
        boards = boards_of(row.network_id for row in found)
        checkers = User.objects.in_bulk({row.checker_id for row in found if row.checker_id})
        for network_id, rows_there in groupby(found, key=lambda row: row.network_id):
            there = {row.id: row for row in rows_there}
            people = {person.pk: person for person in boards.get(network_id, {}).values()}
            people |= {row.checker_id: checkers[row.checker_id] for row in there.values() if row.checker_id}
            for person in people.values():
                may = EarlyReport.objects.checkable_by(person).filter(pk__in=list(there))
                for pk in may.values_list("pk", flat=True):
                    row = there[pk]
                    yield Found(network_id, person.pk, pk, row.slot, row.restricted), row


# --- The words ---------------------------------------------------------------------------------------------


def say_waiting(user, abouts: Sequence[About]) -> dict[About, Told]:
    """What is late by now says so in its own words."""
    return {
        about: _told(row, _("Laporan dini menunggu diperiksa"))
        for about, row in _checkable(user, abouts)
        if about.slot == row.check_by.isoformat() and row.check_by >= row.network.today()
    }


def say_late(user, abouts: Sequence[About]) -> dict[About, Told]:
    late = _("Laporan dini belum diperiksa, terlambat %(days)d hari")
    return {
        about: _told(row, late % {"days": (row.network.today() - row.check_by).days})
        for about, row in _checkable(user, abouts)
        if is_still_late(about.slot, row.check_by, row.network.today())
    }


def _checkable(user, abouts: Sequence[About]) -> list[tuple[About, EarlyReport]]:
    found = EarlyReport.objects.checkable_by(user).to_check().filter(pk__in=[about.id for about in abouts])
    rows = {row.pk: row for row in found.annotate(guarded=guarded("report")).select_related("network")}
    return [(about, rows[about.id]) for about in abouts if about.id in rows]


def _told(row: EarlyReport, title: str) -> Told:
    url = reverse("pmks_cases:report", args=[row.network.slug, row.pk])
    return Told(_(WAITING) if row.guarded else title, url, str(row.network))


register_kind(
    Kind(telling.REPORT_WAITING, reports_waiting, say_waiting),
    Kind(telling.REPORT_TODAY, reports_of_danger, say_waiting, at_once=True),
    Kind(telling.REPORT_LATE, reports_late, say_late),
)
