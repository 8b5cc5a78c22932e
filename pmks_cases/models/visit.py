"""Kunjungan and sapaan, and what is added to them later."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.access import Role
from pmks_cases.models.case import Case, Urgency
from pmks_cases.models.case_knowledge import of_known_case
from pmks_cases.models.plan import Effort
from pmks_cases.models.resident import Resident
from wksbm.core.audit import tracked
from wksbm.core.fields import SealedTextField
from wksbm.core.models import Scattered, ScopedQuerySet

CHANGEABLE_FOR = timedelta(days=7)
"""After this a visit takes an addendum only."""

PERSONAL_FIELDS = ("told", "companion", "alone_why", "latitude", "longitude")


class Level(models.IntegerChoices):
    """How one thing stands, as the volunteer sees it: a note, never a decision."""

    BAD = 0, _("Gawat")
    SHORT = 1, _("Kurang")
    ENOUGH = 2, _("Cukup")
    GOOD = 3, _("Baik")


INDICATORS = ("food", "health", "school", "housing", "safety")
"""The five quick indicators, columns of `Visit`."""


def _indicator(name: str) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(name, choices=Level, null=True, blank=True)


class VisitQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "VisitQuerySet":
        """Visits of the cases that this person sees, the own ones without a case, and for the board all of those."""
        of_case = Q(of_known_case(user))
        networks = user.network_ids_with("pmks_cases.record_greeting")
        whole = [
            pk
            for pk in user.network_ids_with("pmks_cases.view_case")
            if user.roles_in(pk) & {Role.CHAIR, Role.SECRETARY}
        ]
        greetings = Q(case=None) & (Q(by=user, network_id__in=networks) | Q(network_id__in=whole))
        return self.filter(of_case | greetings)

    def newest_first(self) -> "VisitQuerySet":
        return self.order_by("-at", "-pk")


@tracked()
class Visit(Scattered):
    """One visit of a case, or a greeting (sapaan) at somebody's door, with or without a case.

    `client_id` is made on the phone: the same visit sent five times is one. `at` is when it was, `received_at` when it
    reached the portal. Who could not be met needs nothing but that.
    """

    class Kind(models.TextChoices):
        VISIT = "kunjungan", _("Kunjungan")
        GREETING = "sapaan", _("Sapaan")

    class Met(models.TextChoices):
        SUBJECT = "dia", _("Orangnya")
        FAMILY = "keluarga", _("Keluarga")
        NEIGHBOUR = "tetangga", _("Tetangga")
        NOBODY = "tidak_bertemu", _("Tidak bertemu siapa pun")

    class Place(models.TextChoices):
        HOME = "rumah", _("Di rumah")
        OFFICE = "kantor", _("Di sekretariat")
        PHONE = "telepon", _("Lewat telepon")
        OTHER = "lain", _("Di tempat lain")

    client_id = models.UUIDField(default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.VISIT)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="visits")
    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    companion = SealedTextField(_("Ditemani oleh"), max_length=100, blank=True)
    alone_why = SealedTextField(
        _("Terpaksa sendiri, karena"),
        max_length=200,
        blank=True,
        help_text="Why a house that is visited in pairs was visited by one.",
    )
    at = models.DateTimeField(_("Kapan"))
    on = models.DateField(editable=False, help_text="The day of `at` in the network's zone.")
    place = models.CharField(_("Di mana"), max_length=8, choices=Place, default=Place.HOME)
    met = models.CharField(_("Bertemu siapa?"), max_length=14, choices=Met)
    food = _indicator(_("Pangan"))
    health = _indicator(_("Kesehatan"))
    school = _indicator(_("Sekolah"))
    housing = _indicator(_("Tempat tinggal"))
    safety = _indicator(_("Keamanan"))
    effort = models.CharField(_("Jenis upaya"), max_length=14, choices=Effort, blank=True)
    told = SealedTextField(_("Catatan"), max_length=1000, blank=True)
    urgency = models.PositiveSmallIntegerField(_("Seberapa mendesak?"), choices=Urgency, null=True, blank=True)
    next_visit_on = models.DateField(_("Kunjungan berikutnya"), null=True, blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    received_at = models.DateTimeField(auto_now_add=True)
    kept_on_phone = models.BooleanField(default=False, help_text="It waited on the phone for a signal.")
    revision = models.PositiveIntegerField(default=1, editable=False)

    objects = VisitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "client_id"], name="one_visit_a_phone_id"),
            models.CheckConstraint(
                condition=Q(case__isnull=False) | Q(resident__isnull=False, kind="sapaan"),
                name="visit_is_of_a_case_or_a_greeting",
            ),
        ]
        indexes = [
            models.Index(fields=["network", "case", "-at"], name="visit_of_case"),
            models.Index(fields=["network", "by", "-on"], name="visit_of_volunteer"),
            models.Index(fields=["network", "resident", "-at"], name="visit_of_resident"),
            models.Index(fields=["network", "on"], name="visit_of_day"),
        ]

    @property
    def changeable_until(self):
        return self.received_at + CHANGEABLE_FOR

    @property
    def may_still_change(self) -> bool:
        return timezone.now() < self.changeable_until


class OfVisitQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "OfVisitQuerySet":
        return self.filter(visit__in=Visit.objects.visible_to(user))


@tracked()
class Addendum(Scattered):
    """What somebody adds to a visit that cannot change any more."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="addenda")
    text = SealedTextField(_("Tambahan"), max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = OfVisitQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
