"""Bantuan ganda: what was agreed about two programs that would help the same people with the same thing."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programs.models.program import OfProgramQuerySet, Program
from wksbm.core.audit import tracked
from wksbm.core.models import Scoped


@tracked()
class OverlapAnswer(Scoped):
    """How a program goes on beside another one that it doubles; an answer is replaced by a newer one."""

    class Way(models.TextChoices):
        JOIN = "gabung", _("Gabung ke program itu")
        SPLIT = "bagi", _("Bagi sasarannya")
        GO_ON = "lanjut", _("Tetap jalan, dengan alasan")

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="overlap_answers")
    other = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(_("Jalan keluarnya"), max_length=6, choices=Way)
    why = models.CharField(_("Penjelasannya"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = OfProgramQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "program", "other"], name="one_answer_an_overlap"),
        ]
        indexes = [models.Index(fields=["network", "other"], name="overlaps_with_program")]
