"""Whom nothing reaches: mails that were given up, and people who read neither mail nor portal.

What is restricted counts for nothing here: who looks must not learn that somebody was told of it.
"""

import logging
from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.db import DatabaseError, transaction
from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from wksbm.core import jobs
from wksbm.notifications.actions.delivering import said
from wksbm.notifications.models import Delivery, Notification

log = logging.getLogger(__name__)

SILENT_AFTER = timedelta(days=3)
"""What waits unread for so long, and was mailed to nobody, has not reached its person."""
PEOPLE_A_BATCH = 200


def given_up_on(people: QuerySet, network) -> QuerySet:
    """Those whose last mail of this network did not arrive, with `failure` (its kind) and `waiting` (unread things)."""
    failed = _failed_mails(network)
    found = people.filter(_is_given_up_on(failed), is_active=True)
    return _with_waiting(found.annotate(failure=Subquery(failed.values("failure")[:1])), network)


def reading_neither(people: QuerySet, network, now: datetime | None = None) -> QuerySet:
    """Those who get no mail of the day and have not looked into the inbox for days, with `waiting`."""
    return _with_waiting(people.filter(_reads_neither(network, now), is_active=True), network)


def unreached(people: QuerySet, network) -> QuerySet:
    """Both at once, for who only counts them."""
    return people.filter(_reads_neither(network) | _is_given_up_on(_failed_mails(network)), is_active=True)


def _failed_mails(network) -> QuerySet:
    """Of the person of an outer query: the mails that were given up and after which none arrived."""
    failed = _mails_of(network).filter(state=Delivery.State.GIVEN_UP).order_by("-ended_at")
    arrived = _mails_of(network).filter(state=Delivery.State.SENT)
    later = arrived.filter(recipient=OuterRef("recipient"), ended_at__gt=OuterRef("ended_at"))
    return failed.filter(~Exists(later), recipient=OuterRef("pk"))


def _is_given_up_on(failed: QuerySet) -> Q:
    return Q(Exists(failed), email__isnull=False)


def _reads_neither(network, now: datetime | None = None) -> Q:
    old = _openly_told(network).unread().filter(written_at__lt=(now or timezone.now()) - SILENT_AFTER)
    unmailed = Q(email=None) | Q(mail_preference__daily=False)
    return unmailed & Q(Exists(old.filter(recipient=OuterRef("pk"))))


def _openly_told(network) -> QuerySet:
    return Notification.objects.of(network).filter(restricted=False)


def _mails_of(network) -> QuerySet:
    """Those that carry something of this network which is not restricted."""
    return Delivery.objects.filter(Exists(_openly_told(network).filter(delivery=OuterRef("pk"))))


def _with_waiting(people: QuerySet, network) -> QuerySet:
    unread = _openly_told(network).unread().filter(recipient=OuterRef("pk")).order_by()
    counted = unread.values("recipient").annotate(count=Count("pk")).values("count")
    return people.annotate(waiting=Coalesce(Subquery(counted, output_field=IntegerField()), 0))


def try_again(recipient) -> None:
    """The address is mended: what was given up for this person goes out again, as one message."""
    with transaction.atomic():
        mails = list(
            Delivery.objects.filter(recipient=recipient).given_up().select_for_update().order_by("at_once", "-pk")
        )
        if not mails:
            return
        first, rest = mails[0], [mail.pk for mail in mails[1:]]
        Notification.objects.filter(delivery__in=rest).update(delivery=first)
        Delivery.objects.filter(pk__in=rest).update(state=Delivery.State.DROPPED)
        again = {"state": Delivery.State.WAITING, "tries": 0, "ended_at": None, "failure": ""}
        Delivery.objects.filter(pk=first.pk).update(**again, send_at=timezone.now(), created_at=timezone.now())
        jobs.enqueue("notifications.deliver")


def set_aside(now: datetime | None = None) -> int:
    """What waits unread and no longer holds counts as read: it was done without the inbox. Returns how many.

    Whom nothing reaches is asked in SQL, which does not know whether a thing still holds.
    """
    now = now or timezone.now()
    old = Notification.objects.unread().filter(written_at__lt=now - SILENT_AFTER)
    waiting_for = sorted(set(old.values_list("recipient_id", flat=True)))
    total = 0
    for start in range(0, len(waiting_for), PEOPLE_A_BATCH):
        people = get_user_model().objects.in_bulk(waiting_for[start : start + PEOPLE_A_BATCH])
        rows: dict[int, list[Notification]] = {}
        for row in old.filter(recipient_id__in=people):
            rows.setdefault(row.recipient_id, []).append(row)
        over = [row.pk for pk, some in rows.items() for row in _no_longer_holding(people[pk], some)]
        total += Notification.objects.filter(pk__in=over).update(read_at=now)
    return total


def _no_longer_holding(person, rows: list[Notification]) -> list[Notification]:
    try:
        holding = {row.pk for row, _told in said(person, rows)}
    except DatabaseError:
        raise
    except Exception:  # what cannot be said is not over: it waits until the fault is mended
        log.exception("Pemberitahuan seseorang tidak bisa diperiksa.")
        return []
    return [row for row in rows if row.pk not in holding]
