"""Layanan singkat: needs that end with one errand."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.access import Role
from pmks_cases.models.case import Case
from pmks_cases.models.resident import Resident
from wksbm.core.audit import tracked
from wksbm.core.fields import SealedTextField
from wksbm.core.models import Scattered, ScopedQuerySet


class ErrandQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "ErrandQuerySet":
        """Those that this person wrote down or does, and for the board all of its network."""
        networks = user.network_ids_with("pmks_cases.view_case")
        whole = [pk for pk in networks if user.roles_in(pk) & {Role.CHAIR, Role.SECRETARY}]
        return self.filter(Q(network_id__in=whole) | Q(network_id__in=networks, by=user))


@tracked()
class Errand(Scattered):
    """Layanan singkat: a need that ends with one errand. Five fields and no more; one tap makes a case of it."""

    resident = models.ForeignKey(
        Resident, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Siapa")
    )
    subject_name = SealedTextField(_("Siapa"), max_length=100, blank=True)
    rt = models.ForeignKey("members.Rt", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    what = SealedTextField(_("Apa"), max_length=200)
    helper = SealedTextField(_("Siapa membantu"), max_length=100)
    on = models.DateField(_("Kapan"))
    result = SealedTextField(_("Hasil"), max_length=300, blank=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, editable=False, related_name="errands")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = ErrandQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["network", "-on", "-id"], name="errand_newest")]

    @property
    def name(self) -> str:
        """The resident's name, or the one that was written down."""
        return self.resident.name if self.resident_id else self.subject_name
