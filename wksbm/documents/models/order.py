"""A long paper that somebody has asked for and a worker makes."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from wksbm.core.fields import SealedTextField
from wksbm.core.models import Scattered, ScopedQuerySet
from wksbm.documents.models.document import IssuedDocument

KEPT_FOR = timedelta(days=30)
"""The document itself stays; the order is only how it came about."""


class PaperOrderQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "PaperOrderQuerySet":
        """The own ones."""
        return self.filter(asked_by=user, network_id__in=user.network_ids_with("members.view_network"))

    def waiting(self) -> "PaperOrderQuerySet":
        return self.filter(ended_at=None)

    def done(self) -> "PaperOrderQuerySet":
        return self.filter(document__isnull=False)


class PaperOrder(Scattered):
    """`job` is where its progress is told. Ended without a document means that it could not be made; `refused` says
    why."""

    kind = models.CharField(max_length=40)
    origin_id = models.BigIntegerField(null=True)
    choices = SealedTextField(help_text="JSON: what was chosen on the form.")
    job = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)
    refused = models.CharField(max_length=200, blank=True)
    document = models.OneToOneField(IssuedDocument, on_delete=models.PROTECT, null=True, related_name="+")

    objects = PaperOrderQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["network", "asked_by"], name="order_of_person"),
            models.Index(fields=["network", "asked_at"], condition=models.Q(ended_at=None), name="order_waiting"),
        ]
