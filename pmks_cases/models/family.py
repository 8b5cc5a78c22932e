"""Keluarga: the people on one family card (KK)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wksbm.core.audit import tracked
from wksbm.core.fields import DigestField, SealedField
from wksbm.core.models import Scoped, ScopedQuerySet
from wksbm.core.sealing import digests

PERSONAL_FIELDS = ("kk_number",)


class FamilyQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "FamilyQuerySet":
        """Families with at least one resident that this person sees."""
        from pmks_cases.models.resident import Resident

        return self.filter(pk__in=Resident.objects.visible_to(user).values("family_id"))

    def with_kk_number(self, number: str) -> "FamilyQuerySet":
        """The family of one network with this whole number."""
        return self.filter(kk_digest__in=digests(number))


@tracked(exclude=["kk_digest"])
class Family(Scoped):
    """One KK. A house may hold several; a person who lives here may stand on a card elsewhere."""

    kk_number = SealedField(_("Nomor KK"), null=True)
    kk_digest = DigestField(of="kk_number")
    dasawisma = models.ForeignKey(
        "members.Dasawisma",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Dasawisma"),
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = FamilyQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network", "kk_digest"], name="one_family_a_kk_number")]
        indexes = [models.Index(fields=["network", "dasawisma"], name="family_of_dasawisma")]
