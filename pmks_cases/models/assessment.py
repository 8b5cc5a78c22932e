"""What was understood of the problem: categories with their criteria, and the assessment (asesmen) itself."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pmks_cases.models.case import Case
from pmks_cases.models.case_knowledge import OfCaseQuerySet
from wksbm.core.audit import tracked
from wksbm.core.fields import SealedTextField
from wksbm.core.models import Scattered, Scoped


@tracked()
class CaseCategory(Scattered):
    """One of the 26 categories on a case. Ticks decide nothing: a person verifies, a meeting sets."""

    class Standing(models.TextChoices):
        SUSPECTED = "diduga", _("Diduga")
        VERIFIED = "terverifikasi", _("Terverifikasi")
        SET = "ditetapkan", _("Ditetapkan")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="categories")
    category = models.ForeignKey("pmks_cases.Category", on_delete=models.PROTECT, related_name="+")
    is_main = models.BooleanField(_("Utama"), default=False)
    standing = models.CharField(max_length=13, choices=Standing, default=Standing.SUSPECTED)
    reason = SealedTextField(
        _("Mengapa tetap dipilih"), max_length=300, blank=True, help_text="Where age or sex speak against it."
    )
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network", "case", "category"], condition=Q(removed_at=None), name="category_once_a_case"
            ),
            models.UniqueConstraint(
                fields=["network", "case"], condition=Q(removed_at=None, is_main=True), name="one_main_category"
            ),
        ]


@tracked()
class CaseCriterion(Scoped):
    """One ticked criterion, with what shows it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    case_category = models.ForeignKey(CaseCategory, on_delete=models.PROTECT, related_name="criteria")
    criterion = models.ForeignKey("pmks_cases.Criterion", on_delete=models.PROTECT, related_name="+")
    evidence = SealedTextField(_("Yang menunjukkannya"), max_length=300, blank=True)
    removed_at = models.DateTimeField(null=True)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network", "case_category", "criterion"],
                condition=Q(removed_at=None),
                name="criterion_once_a_category",
            )
        ]


@tracked()
class Assessment(Scattered):
    """The needs as somebody found them on a day. A later one does not change an earlier one."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assessments")
    on = models.DateField(_("Tanggal"))
    situation = SealedTextField(_("Keadaannya"), max_length=1500)
    strengths = SealedTextField(_("Yang sudah bisa dan dimiliki"), max_length=500, blank=True)
    family_support = SealedTextField(_("Keluarga dan tetangga"), max_length=500, blank=True)
    aid_received = SealedTextField(_("Bantuan yang sudah diterima"), max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["network", "case", "-at"], name="assessment_of_case")]
