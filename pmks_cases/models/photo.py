"""Photos of visits and reports, and photographed proofs of consent."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from pmks_cases.models.case import Case
from pmks_cases.models.early_report import EarlyReport
from pmks_cases.models.visit import Visit
from wksbm.core.audit import tracked
from wksbm.core.models import Scattered, ScopedQuerySet

MOST_PHOTOS = 3
"""Of one visit."""


class PhotoQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "PhotoQuerySet":
        """Photos of the visits, reports and consents that this person sees."""
        return self.filter(
            Q(visit__in=Visit.objects.visible_to(user))
            | Q(report__in=EarlyReport.objects.visible_to(user))
            | Q(case__in=Case.objects.visible_to(user))
        )


@tracked()
class Photo(Scattered):
    """One photo: shrunk, without its hidden data (place, phone, time), sealed, with a small one beside it.

    The files' names are made by chance and say nothing. Belongs to exactly one of visit, report and case (a consent's
    proof).
    """

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, null=True, blank=True, related_name="photos")
    report = models.ForeignKey(EarlyReport, on_delete=models.PROTECT, null=True, blank=True, related_name="photos")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="proofs")
    file = models.CharField(max_length=100, help_text="Sealed JPEG, at most 1600 pixels a side.")
    thumbnail = models.CharField(max_length=100, help_text="Sealed JPEG, at most 240 pixels a side.")
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(visit__isnull=False, report=None, case=None)
                | Q(visit=None, report__isnull=False, case=None)
                | Q(visit=None, report=None, case__isnull=False),
                name="photo_of_one_thing",
            )
        ]
