"""Hari istirahat: days on which the network asks nothing of anybody (Lebaran, Nyepi, Natal, a death in the RW)."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wksbm.core.audit import tracked
from wksbm.core.models import Scoped, ScopedQuerySet


class RestDayQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "RestDayQuerySet":
        return self.filter(network_id__in=user.network_ids_with("members.view_network"))

    def touching(self, since: date, until: date) -> "RestDayQuerySet":
        """Those with at least one day from `since` to `until`, both included."""
        return self.filter(starts_on__lte=until, ends_on__gte=since)


@tracked()
class RestDay(Scoped):
    """From a day to a day, both included: no digest leaves, nothing rises, and these days do not count as late.

    Emergencies are told all the same.
    """

    starts_on = models.DateField(_("Mulai"))
    ends_on = models.DateField(_("Sampai"))
    reason = models.CharField(_("Mengapa"), max_length=80, help_text=_("Misalnya Lebaran, Nyepi, atau ada yang wafat."))

    objects = RestDayQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(name="rest_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on")))
        ]
        indexes = [models.Index(fields=["network", "starts_on"], name="rest_day_of_network")]

    def __str__(self) -> str:
        return self.reason

    @property
    def day_count(self) -> int:
        return (self.ends_on - self.starts_on).days + 1

    @property
    def in_one_month(self) -> bool:
        return (self.starts_on.year, self.starts_on.month) == (self.ends_on.year, self.ends_on.month)
