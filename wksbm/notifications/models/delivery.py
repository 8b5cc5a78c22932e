"""The outbox: what is to leave through a channel. The database says what is to be sent; Redis only wakes workers up."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

OWN_SLOT = "own "
"""Begins the slot of a message that carries one thing by itself; the notification's id follows."""


class DeliveryQuerySet(models.QuerySet):
    def visible_to(self, user) -> "DeliveryQuerySet":
        """Own ones, and those that carry something not restricted to people of a network that the person leads.

        One that carries only restricted things would tell that there is something to tell.
        """
        from wksbm.notifications.models.notification import Notification

        led = user.network_ids_with("members.view_unreached")
        told = Notification.objects.filter(delivery=OuterRef("pk"), network_id__in=led, restricted=False)
        return self.filter(Q(recipient=user) | Q(Exists(told)))

    def waiting(self) -> "DeliveryQuerySet":
        return self.filter(state=Delivery.State.WAITING)

    def given_up(self) -> "DeliveryQuerySet":
        return self.filter(state=Delivery.State.GIVEN_UP)


class Delivery(models.Model):
    """One message to one person: a digest of a day, or one thing at once. `slot` keeps it single.

    `key` goes out in the message's own id, so that who receives can count. A worker that sends holds a lease with an
    end, committed before it sends: when it dies, the next run takes over.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Menunggu dikirim")
        SENT = "sent", _("Terkirim")
        DROPPED = "dropped", _("Tidak perlu lagi")
        GIVEN_UP = "given_up", _("Tidak sampai")

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    channel = models.CharField(max_length=10)
    slot = models.CharField(max_length=32)
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    at_once = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    send_at = models.DateTimeField(default=timezone.now)
    leased_until = models.DateTimeField(null=True)
    lease = models.UUIDField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=60, blank=True, help_text="The kind of the last refusal, never its text.")
    ended_at = models.DateTimeField(null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recipient", "channel", "slot"], name="one_message_a_slot"),
        ]
        indexes = [
            models.Index(fields=["-at_once", "send_at"], condition=Q(state="waiting"), name="delivery_waiting"),
            models.Index(fields=["recipient"], condition=Q(state="given_up"), name="delivery_given_up"),
            models.Index(fields=["created_at"], name="delivery_age"),
        ]

    @property
    def is_alone(self) -> bool:
        """Made for one thing that does not wait for the day's digest."""
        return self.slot.startswith(OWN_SLOT)
