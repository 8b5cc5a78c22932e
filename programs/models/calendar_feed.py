"""Kalender di HP: the address at which a phone's calendar reads what its person has to do."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from wksbm.core.audit import tracked


class CalendarFeedQuerySet(models.QuerySet):
    def visible_to(self, user) -> "CalendarFeedQuerySet":
        """Only the own one."""
        return self.filter(user=user)

    def open_for(self, digest: bytes) -> "CalendarFeedQuerySet":
        """The one whose address carries the token of this digest, while its person may sign in."""
        return self.filter(token_digest=digest, user__is_active=True)


@tracked(exclude=["token_digest"])
class CalendarFeed(models.Model):
    """A secret address of one person. Only the digest of its token is stored; a new token makes the old one void."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    token_digest = models.BinaryField(max_length=32, unique=True)
    made_at = models.DateTimeField(default=timezone.now)

    objects = CalendarFeedQuerySet.as_manager()
