"""Sending what waits in the outbox: each message by one worker at a time, again when it failed, given up in the end."""

import logging
import random
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from wksbm.core import jobs
from wksbm.notifications.actions.bundling import bundle, is_night, is_quiet
from wksbm.notifications.channels import Refused, Unreachable, channels
from wksbm.notifications.kinds import About, Told, days_at, kinds
from wksbm.notifications.links import preference_of
from wksbm.notifications.models import Delivery, Notification
from wksbm.notifications.models.delivery import OWN_SLOT

log = logging.getLogger(__name__)

BATCH = 25
MAX_TRIES = 8
"""Refusals of one message before it is given up; with pauses from two minutes on, the last comes four hours later."""
GIVEN_UP_AFTER = timedelta(days=3)
"""A mail server that does not answer counts as no refusal, but after three days the message is old."""
LONGEST_PAUSE = timedelta(hours=4)
SECONDS_A_RUN = 240
"""A run ends before the next one begins to look; what is left is woken up again."""


class Asleep(NamedTuple):
    """Networks in which it is night, and those in which it is a day of rest; and the days whose digests may leave: the
    day that it is where nobody sleeps."""

    night: list[int]
    resting: list[int]
    days: list[str]


def deliver(*, seconds: float = SECONDS_A_RUN, now: datetime | None = None) -> int:
    """Bundle what is due and send what waits, until nothing does; returns how many messages left.

    A digest that was made by day and could not leave waits through the quiet hours and days of rest of any network
    that it carries, and what goes alone through the quiet hours; `now` says which these are.
    """
    now = now or timezone.now()
    bundle(now)
    here = days_at(now)
    asleep = Asleep(
        [pk for days in here if is_night(days) for pk in days.networks],
        [pk for days in here if days.resting for pk in days.networks],
        sorted({days.today.isoformat() for days in here if not is_quiet(days)}),
    )
    if _waiting_now(asleep)[BATCH : BATCH + 1]:
        jobs.enqueue("notifications.deliver")  # another hand, if there is one
    until = timezone.now() + timedelta(seconds=seconds)
    sent = 0
    while timezone.now() < until:
        lease = uuid.uuid4()
        batch = _claim(lease, asleep)
        if not batch:
            break
        sent += _send_batch(batch, lease)
    return sent


def _waiting_now(asleep: Asleep) -> QuerySet:
    """Whose time has come, which nobody holds, and which may leave now."""
    now = timezone.now()
    free = Q(leased_until=None) | Q(leased_until__lt=now)
    of_its_day = Q(at_once=True) | Q(slot__startswith=OWN_SLOT) | Q(slot__in=asleep.days)
    found = Delivery.objects.waiting().filter(free, of_its_day, send_at__lte=now).values_list("pk", flat=True)
    if not (asleep.night or asleep.resting):
        return found
    held = Q(network_id__in=asleep.night) | Q(network_id__in=asleep.resting, alone=False)
    of_asleep = Notification.objects.filter(held, delivery=OuterRef("pk"))
    return found.filter(Q(at_once=True) | ~Exists(of_asleep))


def _claim(lease: uuid.UUID, asleep: Asleep) -> list[Delivery]:
    """Take some of them: who takes rows writes his lease into them and commits before he sends, so that a row is in one
    worker's hands until the lease ends, and free again when he died. Others take the next ones meanwhile."""
    leased_until = timezone.now() + timedelta(seconds=settings.DELIVERY_LEASE_SECONDS)
    with transaction.atomic():
        taken = _waiting_now(asleep).select_for_update(skip_locked=True, of=("self",))
        taken = list(taken.order_by("-at_once", "send_at")[:BATCH])
        Delivery.objects.filter(pk__in=taken).update(lease=lease, leased_until=leased_until)
    claimed = Delivery.objects.filter(lease=lease, state=Delivery.State.WAITING).select_related(
        "recipient__mail_preference"
    )
    return list(claimed.order_by("-at_once", "send_at", "pk"))


def _send_batch(batch: list[Delivery], lease: uuid.UUID) -> int:
    """Send these through their channels; each is marked the moment it left, so that a death repeats one at most."""
    sent = 0
    with channels[batch[0].channel]() as channel:
        carried = _carried_by(batch)
        for delivery in batch:
            if timezone.now() > delivery.leased_until - timedelta(seconds=settings.EMAIL_TIMEOUT):
                break  # the lease would end in the middle of sending: the next run takes these
            try:
                words = _words_of(delivery, carried.get(delivery.pk, []))
                if not words:
                    _end(delivery, lease, Delivery.State.DROPPED)
                    continue
                channel.send(delivery, words)
            except Refused as refusal:
                _put_off(delivery, lease, refusal, final=refusal.final or delivery.tries + 1 >= MAX_TRIES)
            except Unreachable as failure:
                _put_off_all(batch, lease, failure)
                break
            else:
                _end(delivery, lease, Delivery.State.SENT)
                sent += 1
    return sent


def _carried_by(batch: list[Delivery]) -> dict[int, list[Notification]]:
    carried: dict[int, list[Notification]] = {}
    for row in Notification.objects.filter(delivery__in=batch).order_by("written_at", "pk"):
        carried.setdefault(row.delivery_id, []).append(row)
    return carried


def _words_of(delivery: Delivery, rows: list[Notification]) -> list[Told]:
    """What of a message still holds, asked just before it is sent; nothing for who has no address any more, or has
    cancelled such mails while this one waited.

    A thing that cannot be put into words is a fault of ours: it counts as a refusal of this one message, so that it
    never stands in the way of everybody else's mail.
    """
    if not (delivery.recipient.email and delivery.recipient.is_active and _still_wished(delivery)):
        return []
    try:
        return [_sent_out(row, told) for row, told in said(delivery.recipient, rows)]
    except DatabaseError:
        raise
    except Exception as fault:
        log.exception("Pesan %s tidak bisa disusun.", delivery.pk)
        raise Refused(type(fault).__name__) from fault


def _still_wished(delivery: Delivery) -> bool:
    wish = preference_of(delivery.recipient)
    return wish.urgent if delivery.at_once else wish.daily


def _sent_out(row: Notification, told: Told) -> Told:
    """What leaves the portal leads to the notification, which asks for sign-in and goes on: an address may carry a
    case's number."""
    return told._replace(url=reverse("notifications:open", args=[row.pk]))


def said(user, rows: list[Notification], *, forgiving: bool = False) -> list[tuple[Notification, Told]]:
    """The rows that this person may still see and that still hold, with their words; a question for each kind, or for
    several that are read together.

    `forgiving`: a kind that cannot say its words is passed over, and noted, so that one bad row shuts nobody out of
    the rest. A message must not be: it would leave without what it should tell.
    """
    abouts: dict[str, list[About]] = {}
    for row in rows:
        abouts.setdefault(row.kind, []).append(About(row.about_id, row.slot))
    known = {kinds[name]: some for name, some in abouts.items() if name in kinds}
    ids: dict[Callable, set[int]] = {}
    for kind, some in known.items():
        if kind.read:
            ids.setdefault(kind.read, set()).update(about.id for about in some)
    found = {read: _unless_faulty(partial(read, user, some), read.__name__, forgiving) for read, some in ids.items()}
    words = {
        kind.name: _unless_faulty(
            partial(kind.say, user, some, found[kind.read]) if kind.read else partial(kind.say, user, some),
            kind.name,
            forgiving,
        )
        for kind, some in known.items()
    }
    return [
        (row, told) for row in rows if (told := words.get(row.kind, {}).get(About(row.about_id, row.slot))) is not None
    ]


def _unless_faulty(ask: Callable[[], dict], name: str, forgiving: bool) -> dict:
    try:
        return ask()
    except DatabaseError:
        raise
    except Exception:
        if not forgiving:
            raise
        log.exception("%s tidak bisa disebutkan.", name)
        return {}


def _end(delivery: Delivery, lease: uuid.UUID, state: str) -> None:
    _write(delivery, lease, state=state, ended_at=timezone.now(), failure="")


def _put_off(delivery: Delivery, lease: uuid.UUID, failure: Exception, *, final: bool) -> None:
    if final:
        _write(
            delivery,
            lease,
            state=Delivery.State.GIVEN_UP,
            ended_at=timezone.now(),
            tries=delivery.tries + 1,
            failure=str(failure),
        )
    else:
        _write(delivery, lease, tries=delivery.tries + 1, send_at=_after(delivery.tries), failure=str(failure))


def _put_off_all(batch: list[Delivery], lease: uuid.UUID, failure: Exception) -> None:
    """Nobody answers there: everything in hand waits, and only its age counts against it."""
    now = timezone.now()
    rows = Delivery.objects.filter(lease=lease, state=Delivery.State.WAITING)
    old = rows.filter(created_at__lt=now - GIVEN_UP_AFTER)
    old.update(state=Delivery.State.GIVEN_UP, ended_at=now, failure=str(failure), lease=None, leased_until=None)
    rows.update(send_at=_after(0), failure=str(failure), lease=None, leased_until=None)


def _write(delivery: Delivery, lease: uuid.UUID, **columns) -> None:
    """Only who still holds the lease writes: another may have taken over."""
    Delivery.objects.filter(pk=delivery.pk, lease=lease).update(lease=None, leased_until=None, **columns)


def _after(tries: int) -> datetime:
    """Twice as long after each try, never the same moment for all."""
    pause = min(timedelta(seconds=settings.DELIVERY_PAUSE_SECONDS) * 2**tries, LONGEST_PAUSE)
    return timezone.now() + pause * random.uniform(0.75, 1.25)  # noqa: S311  spread, no secret
