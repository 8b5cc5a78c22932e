"""Kunjungan diundur: from which day to which, by whom, why."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from pmks_cases.models.case import Case
from pmks_cases.models.case_knowledge import OfCaseQuerySet
from wksbm.core.audit import tracked
from wksbm.core.fields import SealedTextField
from wksbm.core.models import Scattered

PERSONAL_FIELDS = ("why",)


@tracked()
class PostponedVisit(Scattered):
    """A visit was put off to a later day before it was made. Written once."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="postponed_visits")
    before = models.DateField()
    after = models.DateField()
    why = SealedTextField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["network", "case", "-at"], name="postponed_visit_of_case")]
