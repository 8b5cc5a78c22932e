"""What a person reads in the portal."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from wksbm.notifications.actions.delivering import said
from wksbm.notifications.kinds import Told
from wksbm.notifications.models import Notification

COUNTED = 100
PAGE_SIZE = 30
LOOKED_AT = 250
"""Rows whose words are asked for at a time: most of the old ones are done and say nothing any more."""


@dataclass(frozen=True)
class Page:
    """Some of what was told and still holds, and the id after which the rest begins (None at the end).

    What says nothing leaves no trace, neither a gap nor an id: a row may have become somebody else's secret.
    """

    lines: list[tuple[Notification, Told]]
    after: int | None

    def __iter__(self) -> Iterator[tuple[Notification, Told]]:
        return iter(self.lines)


def newest(user, *, after: str = "") -> Page:
    """What was told to this person and still holds, the newest first; the part after the row of that id."""
    rows = Notification.objects.visible_to(user).order_by("-written_at", "-pk")
    start = rows.filter(pk=int(after)).first() if after.isdecimal() and len(after) < 19 else None
    found: list[tuple[Notification, Told]] = []
    while len(found) <= PAGE_SIZE:
        batch = list(_older(rows, start)[:LOOKED_AT])
        found += said(user, batch, forgiving=True)
        if len(batch) < LOOKED_AT:
            break
        start = batch[-1]
    shown = found[:PAGE_SIZE]
    return Page(shown, shown[-1][0].pk if len(found) > PAGE_SIZE else None)


def _older(rows, start: Notification | None):
    """The first condition alone lets the index find the place; the second settles equal instants."""
    if start is None:
        return rows
    at = start.written_at
    return rows.filter(Q(written_at__lte=at), Q(written_at__lt=at) | Q(pk__lt=start.pk))


def unread_count(user) -> int:
    """How many wait unread that still hold; at most a hundred are counted."""
    rows = Notification.objects.visible_to(user).unread().order_by("-written_at", "-pk")[:COUNTED]
    return len(said(user, list(rows), forgiving=True))


def read(notification: Notification, *, by) -> None:
    """Its reader has seen it. A second time changes nothing."""
    Notification.objects.visible_to(by).unread().filter(pk=notification.pk).update(read_at=timezone.now())


def read_all(*, by) -> int:
    """Everything that was told to this person so far is seen; returns how many were not."""
    return Notification.objects.visible_to(by).unread().update(read_at=timezone.now())
