"""Serah terima: each time that a case is given to a companion."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pmks_cases.models.case import Case, OutsideCompanion
from pmks_cases.models.case_knowledge import OfCaseQuerySet
from wksbm.core.audit import tracked
from wksbm.core.fields import SealedTextField
from wksbm.core.models import Scattered

PERSONAL_FIELDS = ("note",)


@tracked()
class Handover(Scattered):
    """A case given to a companion, the first one too, with what the next one must know."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="handovers")
    giver = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    taker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    outside = models.CharField(max_length=10, choices=OutsideCompanion, blank=True)
    note = SealedTextField(_("Yang perlu diketahui penerusnya"), max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["network", "case", "-at"], name="handover_of_case")]
