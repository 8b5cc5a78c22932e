"""How one sees that a program works: its signs and their measurements, who took part, what was reached and learnt."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programs.models.program import OfProgramQuerySet, Program
from programs.models.program_words import Onward, Step
from wksbm.core.audit import tracked
from wksbm.core.models import Scoped

MOST_INDICATORS = 8


def figure(label) -> models.DecimalField:
    return models.DecimalField(label, max_digits=12, decimal_places=2)


@tracked()
class Indicator(Scoped):
    """Tandanya apa: a sign that is counted, as it stands now and as it is wanted, and how it is counted."""

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="indicators")
    sign = models.CharField(_("Tandanya apa"), max_length=150)
    unit = models.CharField(_("Dihitung dalam apa"), max_length=20)
    baseline = figure(_("Keadaan sekarang"))
    target = figure(_("Yang ingin dicapai"))
    how = models.CharField(_("Diukur dari mana"), max_length=150)
    revision = models.PositiveIntegerField(default=1, editable=False)

    objects = OfProgramQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["network", "program"], name="indicators_of_program")]

    def __str__(self) -> str:
        return self.sign

    def clean(self):
        super().clean()
        if self.baseline is not None and self.baseline == self.target:
            raise ValidationError({"target": _("Yang ingin dicapai sama dengan keadaan sekarang.")})


@tracked()
class IndicatorMeasurement(Scoped):
    """How a sign stood on a day. The baseline is written with the sign itself; these come after it."""

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="measurements")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="measurements")
    value = figure(_("Nilainya"))
    on = models.DateField(_("Tanggal"))
    source = models.CharField(_("Dari mana diketahui"), max_length=150, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = OfProgramQuerySet.as_manager()

    class Meta:
        ordering = ["on", "at", "pk"]
        indexes = [models.Index(fields=["network", "program", "on"], name="measurements_of_program")]


@tracked()
class Participation(Scoped):
    """How many women and men of the residents took part in one step, on one day; nobody's name."""

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="participations")
    step = models.CharField(_("Dalam hal apa"), max_length=12, choices=Step)
    women = models.PositiveSmallIntegerField(_("Perempuan"), default=0)
    men = models.PositiveSmallIntegerField(_("Laki-laki"), default=0)
    on = models.DateField(_("Tanggal"))
    note = models.CharField(_("Keterangan"), max_length=150, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = OfProgramQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        indexes = [models.Index(fields=["network", "program", "on"], name="participation_of_program")]


@tracked()
class Evaluation(Scoped):
    """What was reached, what was learnt, and what comes after; written once, at the end."""

    program = models.OneToOneField(Program, on_delete=models.PROTECT, related_name="evaluation")
    reached = models.TextField(_("Apa yang tercapai"), max_length=1000)
    lessons = models.TextField(_("Pelajarannya"), max_length=1000)
    onward = models.CharField(_("Sesudah ini"), max_length=12, choices=Onward)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = OfProgramQuerySet.as_manager()
