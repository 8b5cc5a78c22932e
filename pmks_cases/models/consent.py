"""Persetujuan: what the person (or guardian) has agreed to, question by question (UU 27/2022 art. 20 to 25)."""

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pmks_cases.models.case import Case
from pmks_cases.models.case_knowledge import OfCaseQuerySet
from wksbm.core.audit import tracked
from wksbm.core.fields import SealedTextField
from wksbm.core.models import Scattered


class ConsentQuerySet(OfCaseQuerySet):
    def in_force(self) -> "ConsentQuerySet":
        """The newest answer to each question of each case; a withdrawn yes is a no."""
        return self.order_by("case", "purpose", F("organization").asc(nulls_first=True), "-at", "-pk").distinct(
            "case", "purpose", "organization"
        )


@tracked()
class Consent(Scattered):
    """One answer to one question. Never changed: a new answer is a new row. "Tidak" is normal."""

    class Purpose(models.TextChoices):
        DATA = "data", _("Datanya disimpan di jejaring")
        PHOTO = "foto", _("Difoto")
        TOLD = "diberitahukan", _("Diceritakan kepada lembaga")
        NAMED = "disebut", _("Namanya disebut di musyawarah")

    class Way(models.TextChoices):
        SIGNATURE = "ttd", _("Tanda tangan")
        THUMBPRINT = "cap_jempol", _("Foto cap jempol")
        RECORDING = "rekaman", _("Rekaman suara")
        SPOKEN = "lisan", _("Diucapkan di depan saksi")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=14, choices=Purpose)
    organization = models.ForeignKey(
        "members.Organization", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer = models.BooleanField()
    given_by = SealedTextField(_("Siapa yang menjawab"), max_length=100)
    guardian_relation = models.CharField(_("Hubungannya dengan anak"), max_length=60, blank=True)
    way = models.CharField(_("Bagaimana diberikan"), max_length=10, choices=Way)
    witness = SealedTextField(_("Saksi"), max_length=100, blank=True)
    proof = models.ForeignKey("pmks_cases.Photo", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recording = models.CharField(
        max_length=100, blank=True, help_text="Sealed sound of the spoken answer; one for all answers of that day."
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["network", "case", "purpose", "-at"], name="consent_of_case")]
