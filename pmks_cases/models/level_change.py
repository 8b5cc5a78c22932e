"""Each change of a case's level: from which to which, by whom, why."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from pmks_cases.models.case import Case, Secrecy
from pmks_cases.models.case_knowledge import OfCaseQuerySet
from wksbm.core.audit import tracked
from wksbm.core.fields import SealedTextField
from wksbm.core.models import Scattered

PERSONAL_FIELDS = ("why",)


@tracked()
class LevelChange(Scattered):
    """A case became rahasia, terbatas or biasa after it was opened. Written once."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="level_changes")
    before = models.CharField(max_length=8, choices=Secrecy)
    after = models.CharField(max_length=8, choices=Secrecy)
    why = SealedTextField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["network", "case", "-at"], name="level_change_of_case")]
