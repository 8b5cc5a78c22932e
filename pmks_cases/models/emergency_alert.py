"""Alerts of an emergency to those who may know."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from pmks_cases.models.case import Case
from pmks_cases.models.case_knowledge import of_known_case
from pmks_cases.models.early_report import EarlyReport
from pmks_cases.models.visit import Visit
from wksbm.core.audit import tracked
from wksbm.core.models import Scattered, ScopedQuerySet


class EmergencyAlertQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "EmergencyAlertQuerySet":
        """The own ones, of what one still may know."""
        may_know = Q(of_known_case(user)) | Q(report__in=EarlyReport.objects.visible_to(user))
        return self.filter(may_know, recipient=user)

    def unseen(self) -> "EmergencyAlertQuerySet":
        return self.filter(seen_at=None)


@tracked()
class EmergencyAlert(Scattered):
    """Somebody who may know is told of an emergency at once; it waits on top of the work list until it is answered."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    report = models.ForeignKey(EarlyReport, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    raised_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True)

    objects = EmergencyAlertQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["network", "recipient"], condition=Q(seen_at=None), name="alert_unseen")]
