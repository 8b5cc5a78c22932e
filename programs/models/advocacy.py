"""Advokasi: what the network says to those who decide beyond it, and what they answered."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programs.models.strategic_issue import StrategicIssue
from wksbm.core.audit import tracked
from wksbm.core.fields import SealedTextField
from wksbm.core.models import Scoped, ScopedQuerySet


class AdvocacyState(models.TextChoices):
    PLANNED = "rencana", _("Direncanakan")
    RUNNING = "berjalan", _("Berjalan")
    ANSWERED = "ditanggapi", _("Ditanggapi")
    WON = "berhasil", _("Berhasil")
    PARTLY = "sebagian", _("Sebagian berhasil")
    LOST = "gagal", _("Belum berhasil")


ENDED = (AdvocacyState.WON, AdvocacyState.PARTLY, AdvocacyState.LOST)
MOVES = {
    AdvocacyState.PLANNED: (AdvocacyState.RUNNING, AdvocacyState.LOST),
    AdvocacyState.RUNNING: (AdvocacyState.ANSWERED, *ENDED),
    AdvocacyState.ANSWERED: ENDED,
}
"""Where an advocacy may go from each state; what ended stays so, whoever goes on plans a new one."""


class AdvocacyQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "AdvocacyQuerySet":
        return self.filter(issue__in=StrategicIssue.objects.visible_to(user))

    def in_year(self, year: int) -> "AdvocacyQuerySet":
        """Planned in this year, or still going on in it."""
        ended_before = models.Q(ended_on__year__lt=year)
        return self.filter(planned_on__year__lte=year).exclude(ended_before)


@tracked()
class Advocacy(Scoped):
    """One policy that helps or hinders, what should change in it, and who can change it."""

    class Stance(models.TextChoices):
        FOR = "menunjang", _("Menunjang, perlu dijaga")
        AGAINST = "menghambat", _("Menghambat, perlu diubah")

    issue = models.ForeignKey(StrategicIssue, on_delete=models.PROTECT, related_name="advocacies")
    policy = models.CharField(
        _("Kebijakan atau aturan yang dituju"),
        max_length=200,
        help_text=_("Misalnya: Perdes tentang dana jimpitan, jam buka Puskesmas pembantu."),
    )
    stance = models.CharField(_("Kebijakan ini"), max_length=10, choices=Stance)
    change = SealedTextField(_("Perubahan yang diharapkan"), max_length=1000)
    decided_by = models.CharField(_("Siapa yang memutuskan"), max_length=120)
    arguments = SealedTextField(_("Alasan kita"), max_length=2000, blank=True)
    state = models.CharField(max_length=10, choices=AdvocacyState, default=AdvocacyState.PLANNED, editable=False)
    planned_on = models.DateField(editable=False)
    ended_on = models.DateField(null=True, editable=False)
    result = SealedTextField(_("Hasilnya"), max_length=1000, blank=True, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)

    objects = AdvocacyQuerySet.as_manager()

    class Meta:
        ordering = ["planned_on", "pk"]
        indexes = [models.Index(fields=["network", "planned_on", "id"], name="advocacy_by_day")]

    def __str__(self) -> str:
        return self.policy

    @property
    def ways(self) -> list[AdvocacyState]:
        """Where it may go from here."""
        return list(MOVES.get(self.state, ()))


class AdvocacyContactQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "AdvocacyContactQuerySet":
        return self.filter(advocacy__in=Advocacy.objects.visible_to(user))


@tracked()
class AdvocacyContact(Scoped):
    """One talk, letter or petition, with whom, and what came of it. Written once."""

    class Form(models.TextChoices):
        AUDIENCE = "audiensi", _("Audiensi")
        LETTER = "surat", _("Surat")
        MEDIA = "media", _("Media")
        PETITION = "petisi", _("Petisi")
        OTHER = "lain", _("Lainnya")

    advocacy = models.ForeignKey(Advocacy, on_delete=models.PROTECT, related_name="contacts")
    on = models.DateField(_("Tanggal"))
    form = models.CharField(_("Bentuknya"), max_length=10, choices=Form)
    with_whom = models.CharField(_("Dengan siapa"), max_length=120)
    said = SealedTextField(_("Apa yang dibicarakan dan hasilnya"), max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    noted_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = AdvocacyContactQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["network", "advocacy", "on"], name="contacts_of_advocacy")]
