"""What is old is forgotten: the portal keeps no diary of what it told whom."""

from django.utils import timezone

from wksbm.notifications.models import Delivery, Notification
from wksbm.notifications.models.notification import KEPT_FOR


def forget() -> int:
    """Remove notifications and ended messages older than 90 days; returns how many."""
    before = timezone.now() - KEPT_FOR
    gone = Notification.objects.filter(written_at__lt=before).delete()[0]
    ended = Delivery.objects.filter(created_at__lt=before).exclude(state=Delivery.State.WAITING)
    return gone + ended.delete()[0]
