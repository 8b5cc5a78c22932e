"""Kegiatan: what the member organisations do on a day, in the calendar that all of them share."""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models import Organization
from wksbm.core.audit import tracked
from wksbm.core.models import Scoped, ScopedQuerySet

USUAL_LENGTH = timedelta(hours=2)
"""How long something lasts of which nobody has said when it ends."""


def end_of(day: date, begins: time, ends: time | None) -> datetime:
    """When it ends, by the same clock; an end before its beginning is after midnight."""
    begun = datetime.combine(day, begins)
    if ends is None:
        return begun + USUAL_LENGTH
    return datetime.combine(day + timedelta(days=ends <= begins), ends)


class ActivityQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "ActivityQuerySet":
        """Everybody who sees the calendar of the network."""
        return self.filter(network_id__in=user.network_ids_with("programs.view_activity"))

    def taking_place(self) -> "ActivityQuerySet":
        """Those that were not called off."""
        return self.filter(cancelled_at=None)

    def concerning(self, user) -> "ActivityQuerySet":
        """Those that this person answers for, and those of the organisations whose officer he is."""
        own = [office.organization_id for office in user.current_memberships if office.organization_id]
        return self.filter(models.Q(in_charge=user) | models.Q(organization__in=own))

    def between(self, first: date, last: date) -> "ActivityQuerySet":
        return self.filter(held_on__range=(first, last)).order_by("held_on", "begins", "pk")


@tracked()
class Activity(Scoped):
    """One activity of an organisation, or of the whole network where none is named. Times are the network's clock.

    It names nobody who is helped: everybody who sees the calendar reads it.
    """

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Lembaga")
    )
    program = models.ForeignKey(
        "programs.Program", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="activities"
    )
    title = models.CharField(_("Kegiatan"), max_length=100)
    held_on = models.DateField(_("Tanggal"))
    begins = models.TimeField(_("Pukul"))
    ends = models.TimeField(_("Sampai"), null=True, blank=True)
    place = models.CharField(_("Tempat"), max_length=120)
    in_charge = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("Penanggung jawab")
    )
    note = models.CharField(_("Catatan"), max_length=300, blank=True)
    cancelled_at = models.DateTimeField(null=True, editable=False)
    cancelled_why = models.CharField(max_length=200, blank=True, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        ordering = ["held_on", "begins", "pk"]
        indexes = [models.Index(fields=["network", "held_on"], name="activity_of_day")]

    def __str__(self) -> str:
        return self.title

    @property
    def ends_at(self) -> datetime:
        """By the network's clock, without a zone."""
        return end_of(self.held_on, self.begins, self.ends)
