"""What a person reads in the portal."""

from django.utils import timezone

from wksbm.notifications.actions.delivering import said
from wksbm.notifications.models import Notification

COUNTED = 100


def unread_count(user) -> int:
    """How many wait unread that still hold; at most a hundred are counted."""
    rows = Notification.objects.visible_to(user).unread().order_by("-written_at", "-pk")[:COUNTED]
    return len(said(user, list(rows)))


def read(notification: Notification, *, by) -> None:
    """Its reader has seen it. A second time changes nothing."""
    Notification.objects.visible_to(by).unread().filter(pk=notification.pk).update(read_at=timezone.now())


def read_all(*, by) -> int:
    return Notification.objects.visible_to(by).unread().update(read_at=timezone.now())
