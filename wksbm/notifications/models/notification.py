"""Pemberitahuan: one thing told to one person, written once however often and by whomever it is found."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from wksbm.core.models import Scattered, ScopedQuerySet

KEPT_FOR = timedelta(days=90)
"""Days after which a notification is forgotten, read or not: what still waits stands on the work list anyway."""


class NotificationQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "NotificationQuerySet":
        """The own ones. Whether their thing may still be seen is asked of its kind when they are shown."""
        return self.filter(recipient=user)

    def unread(self) -> "NotificationQuerySet":
        return self.filter(read_at=None)


class Notification(Scattered):
    """What was told: the kind, the row's id and the slot. Its ids are scattered, for restricted ones leave no gap."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=30)
    about_id = models.BigIntegerField()
    slot = models.CharField(max_length=32)
    restricted = models.BooleanField(default=False)
    at_once = models.BooleanField(default=False)
    alone = models.BooleanField(default=False)
    written_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)
    mail_waits = models.BooleanField(default=True, help_text="To be put into a mail; false once it is, or never will.")
    delivery = models.ForeignKey(
        "notifications.Delivery", on_delete=models.SET_NULL, null=True, related_name="notifications"
    )

    objects = NotificationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recipient", "kind", "about_id", "slot"], name="told_once"),
        ]
        indexes = [
            models.Index(fields=["recipient", "-written_at", "-id"], name="notification_newest"),
            models.Index(fields=["recipient"], condition=Q(read_at=None), name="notification_unread"),
            models.Index(fields=["network", "recipient"], condition=Q(mail_waits=True), name="notification_to_mail"),
            models.Index(fields=["written_at"], name="notification_age"),
            models.Index(fields=["about_id", "kind"], name="notification_about"),
        ]
