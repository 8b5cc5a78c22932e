"""Aspirasi and masalah lingkungan: what any member brings, and what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wksbm.core.audit import tracked
from wksbm.core.fields import SealedTextField
from wksbm.core.models import Scoped, ScopedQuerySet


class AspirationQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "AspirationQuerySet":
        """Who reads what is talked about in meetings: they are about the neighbourhood, not about a person. And the
        own ones."""
        reads = user.network_ids_with("programs.read_minutes")
        writes = user.network_ids_with("programs.write_aspiration")
        return self.filter(Q(network_id__in=reads) | Q(written_by=user, network_id__in=writes))

    def unanswered(self) -> "AspirationQuerySet":
        return self.filter(answered_at=None)

    def answered(self) -> "AspirationQuerySet":
        return self.filter(answered_at__isnull=False)


@tracked()
class Aspiration(Scoped):
    """One wish or one problem of the neighbourhood; answered with a decision and a date."""

    class Kind(models.TextChoices):
        ASPIRATION = "aspirasi", _("Aspirasi")
        CLEANLINESS = "kebersihan", _("Kebersihan")
        DRAINS = "saluran", _("Saluran air")
        SAFETY = "keamanan", _("Keamanan")
        STOPPED = "kegiatan", _("Kegiatan yang berhenti")
        OTHER = "lain", _("Lainnya")

    kind = models.CharField(_("Tentang"), max_length=12, choices=Kind, default=Kind.ASPIRATION)
    text = SealedTextField(_("Apa yang ingin disampaikan"), max_length=1000)
    rt = models.ForeignKey(
        "members.Rt", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Di RT mana")
    )
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    answer = SealedTextField(_("Jawaban"), max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    objects = AspirationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["network", "-written_at", "-id"], name="aspiration_newest"),
            models.Index(fields=["network", "written_at"], condition=Q(answered_at=None), name="aspiration_open"),
            models.Index(
                fields=["network", "-answered_at", "-id"],
                condition=Q(answered_at__isnull=False),
                name="aspiration_answered",
            ),
        ]
