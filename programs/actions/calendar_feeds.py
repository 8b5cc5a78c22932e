"""The secret address of a person's calendar: made, renewed, ended."""

from django.urls import reverse
from django.utils import timezone

from members.models.invitation import new_token, token_digest
from programs.models import CalendarFeed
from wksbm.core.audit import recorded


def make(user) -> str:
    """A new address; the one before ends with it. Returns its path, whose token is stored nowhere."""
    with recorded("calendar_feeds.make", by=user):
        token = new_token()
        CalendarFeed.objects.update_or_create(
            user=user, defaults={"token_digest": token_digest(token), "made_at": timezone.now()}
        )
    return reverse("calendar_feed", args=[token])


def end(user) -> None:
    """No calendar reads anything any more. A second time changes nothing."""
    with recorded("calendar_feeds.end", by=user):
        CalendarFeed.objects.filter(user=user).delete()


def reader_of(token: str):
    """Whose calendar this token opens: somebody who holds an office today; else nobody."""
    found = CalendarFeed.objects.open_for(token_digest(token)).select_related("user").first()
    return found.user if found and found.user.current_memberships else None
