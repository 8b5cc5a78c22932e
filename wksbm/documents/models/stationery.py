"""How a network's letters look and count: paper, logo, pattern of numbers; and how far each series has come."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wksbm.core.audit import tracked
from wksbm.core.models import Scoped, ScopedQuerySet


class StationeryQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "StationeryQuerySet":
        return self.filter(network_id__in=user.network_ids_with("documents.change_stationery"))


@tracked(exclude=["logo"])  # its history would keep every picture for ever
class Stationery(Scoped):
    """Without a row the usual holds: F4, no logo, the pattern of the letterhead."""

    class PaperSize(models.TextChoices):
        F4 = "f4", _("F4/folio (21,5 × 33 cm)")
        A4 = "a4", _("A4 (21 × 29,7 cm)")

    paper_size = models.CharField(_("Ukuran kertas"), max_length=2, choices=PaperSize, default=PaperSize.F4)
    pattern = models.CharField(_("Pola nomor surat"), max_length=80, blank=True)
    logo = models.BinaryField(null=True, help_text="PNG, at most 400 pixels a side.")

    objects = StationeryQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network"], name="one_stationery_a_network")]


class CounterQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "CounterQuerySet":
        return self.none()


class Counter(Scoped):
    """The last number of one series in one year. Its row is the lock: who takes a number holds it until the commit.

    Of a series drawn by chance the row stays at nought.
    """

    series = models.CharField(max_length=10)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    objects = CounterQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network", "series", "year"], name="one_counter_a_series")]
