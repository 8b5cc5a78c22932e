"""What a program needs, what each organisation pledges of it, and what of that has come."""

from decimal import Decimal

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programs.models.program import OfProgramQuerySet, Program
from programs.models.program_states import UNDER_WAY
from programs.models.program_words import ResourceKind, Unit
from wksbm.core.audit import tracked
from wksbm.core.models import Scoped

SOMETHING = MinValueValidator(Decimal("0.01"), _("Tulis berapa banyaknya."))


def amount(label) -> models.DecimalField:
    """How much of it; money is whole rupiah."""
    return models.DecimalField(label, max_digits=14, decimal_places=2, validators=[SOMETHING])


@tracked()
class Resource(Scoped):
    """One thing that the program needs: money, goods, labour or a skill, in its unit."""

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="resources")
    kind = models.CharField(_("Jenis"), max_length=8, choices=ResourceKind)
    what = models.CharField(_("Apa"), max_length=80)
    amount = amount(_("Berapa"))
    unit = models.CharField(_("Satuan"), max_length=6, choices=Unit)

    objects = OfProgramQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="money_is_counted_in_rupiah",
                condition=Q(kind="uang", unit="rupiah") | ~Q(kind="uang") & ~Q(unit="rupiah"),
            )
        ]
        indexes = [models.Index(fields=["network", "program"], name="resources_of_program")]

    def __str__(self) -> str:
        return self.what


class PledgeQuerySet(OfProgramQuerySet):
    def due(self, today) -> "PledgeQuerySet":
        """Of programs under way, past the day or due on it, and not all of it has come: the one definition."""
        return self.filter(due_on__lte=today, program__state__in=UNDER_WAY, arrived__lt=F("amount"))


@tracked()
class Pledge(Scoped):
    """Janji lembaga: how much of a resource an organisation brings, and by when. `arrived` is the sum of its arrivals,
    kept with them in one transaction, so that lists need not add up."""

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="pledges")
    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="pledges")
    organization = models.ForeignKey(
        "members.Organization", on_delete=models.PROTECT, related_name="+", verbose_name=_("Lembaga")
    )
    amount = amount(_("Berapa"))
    due_on = models.DateField(_("Paling lambat"), null=True, blank=True)
    arrived = models.DecimalField(max_digits=14, decimal_places=2, default=0, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = PledgeQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["network", "resource", "organization"], name="one_pledge_a_resource"),
        ]
        indexes = [
            models.Index(fields=["network", "program"], name="pledges_of_program"),
            models.Index(fields=["network", "due_on"], condition=Q(arrived__lt=F("amount")), name="pledges_due"),
        ]


@tracked()
class PledgeArrival(Scoped):
    """Something of a pledge has come. Never changed: a mistake is a row with less than nothing that says so."""

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="arrivals")
    pledge = models.ForeignKey(Pledge, on_delete=models.PROTECT, related_name="arrivals")
    amount = models.DecimalField(_("Berapa"), max_digits=14, decimal_places=2)
    on = models.DateField(_("Tanggal"))
    note = models.CharField(_("Keterangan"), max_length=150, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = OfProgramQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        indexes = [models.Index(fields=["network", "program", "on"], name="arrivals_of_program")]
