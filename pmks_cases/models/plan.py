"""The plan: what is to be reached and how one will see it, the steps there, referrals to others."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pmks_cases.models.case import Case
from pmks_cases.models.case_knowledge import OfCaseQuerySet
from pmks_cases.models.case_states import OPEN_STATES
from wksbm.core.audit import tracked
from wksbm.core.fields import SealedTextField
from wksbm.core.models import Scattered


class Effort(models.TextChoices):
    """The four kinds of effort (upaya): preventif, kuratif, rehabilitatif, developmental."""

    PREVENT = "preventif", _("Mencegah")
    CURE = "kuratif", _("Mengatasi")
    RESTORE = "rehabilitatif", _("Memulihkan")
    DEVELOP = "developmental", _("Mengembangkan")


@tracked()
class Goal(Scattered):
    """What is to be reached: the state now, the state wanted, the sign by which it is seen, and by when.

    `baseline` and `target` count in `unit`; without a unit they are levels from -2 to +2 (goal attainment scaling).
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="goals")
    wanted = SealedTextField(_("Yang ingin dicapai"), max_length=200)
    sign = SealedTextField(_("Tandanya apa"), max_length=200)
    unit = models.CharField(_("Satuan"), max_length=20, blank=True)
    baseline = models.DecimalField(_("Keadaan sekarang"), max_digits=10, decimal_places=2)
    target = models.DecimalField(_("Yang ingin dicapai, angkanya"), max_digits=10, decimal_places=2)
    due_on = models.DateField(_("Kapan"))
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(default=timezone.now)
    dropped_at = models.DateTimeField(null=True, help_text="No longer part of the plan; it stays in the story.")
    dropped_why = SealedTextField(_("Mengapa dilepas"), max_length=300, blank=True)
    revision = models.PositiveIntegerField(default=1, editable=False)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["network", "case"], name="goal_of_case")]


@tracked()
class Measurement(Scattered):
    """How a goal stood on a day. The first one is the baseline, written with the goal."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="measurements")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="measurements")
    value = models.DecimalField(_("Nilainya"), max_digits=10, decimal_places=2)
    on = models.DateField(_("Tanggal"))
    source = SealedTextField(_("Dari mana diketahui"), max_length=150, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        ordering = ["on", "at"]
        indexes = [models.Index(fields=["network", "case", "on"], name="measurement_of_case")]


@tracked()
class PlanStep(Scattered):
    """One step of the plan. Its person, day and outcome stand in the promise (follow-up) that it makes."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="steps")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, null=True, blank=True, related_name="steps")
    effort = models.CharField(_("Jenis upaya"), max_length=14, choices=Effort)
    follow_up = models.OneToOneField("members.FollowUp", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        ordering = ["added_at", "pk"]
        indexes = [models.Index(fields=["network", "case"], name="step_of_case")]


class ReferralTarget(models.TextChoices):
    PROTECTION_UNIT = "uptd_ppa", _("UPTD PPA / SAPA 129")
    POLICE = "polisi", _("Polisi (110, Unit PPA)")
    HEALTH = "puskesmas", _("Puskesmas atau rumah sakit")
    PUSKESOS = "puskesos", _("Puskesos desa")
    SOCIAL_OFFICE = "dinsos", _("Dinas Sosial")
    TKSK = "tksk", _("TKSK kecamatan")
    OTHER = "lain", _("Lembaga lain")


class ReferralQuerySet(OfCaseQuerySet):
    def unsettled_first_steps(self) -> "ReferralQuerySet":
        """Fixed first steps of open cases that were neither taken nor explained: what `is_settled` says of one."""
        return self.filter(is_first_step=True, sent_on=None, explanation="", case__state__in=OPEN_STATES)


@tracked()
class Referral(Scattered):
    """Help asked of somebody outside. For violence against children and others the first one is fixed.

    Of AKTK, AMPK, ABH, KTK and KTRAF the first step is UPTD PPA or SAPA 129, the police when there is danger. It can
    be explained why it was not taken; it cannot be skipped.
    """

    class FamilyAnswer(models.TextChoices):
        """Whether the family agreed that this place is told."""

        YES = "ya", _("Ya")
        NOT_ASKED = "belum", _("Belum ditanya")
        NO = "tidak", _("Tidak")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="referrals")
    target = models.CharField(_("Dirujuk ke"), max_length=10, choices=ReferralTarget)
    is_first_step = models.BooleanField(default=False)
    sent_on = models.DateField(_("Tanggal dihubungi"), null=True)
    spoke_with = SealedTextField(_("Bicara dengan siapa"), max_length=100, blank=True)
    explanation = SealedTextField(_("Mengapa belum dihubungi"), max_length=300, blank=True)
    family_answer = models.CharField(_("Keluarga setuju"), max_length=5, choices=FamilyAnswer, blank=True)
    safety_why = SealedTextField(_("Mengapa demi keselamatan"), max_length=300, blank=True)
    answer = SealedTextField(_("Jawabannya"), max_length=500, blank=True)
    answered_on = models.DateField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "case"], condition=Q(is_first_step=True), name="one_first_step")
        ]
        indexes = [models.Index(fields=["network", "case", "-at"], name="referral_of_case")]

    @property
    def is_settled(self) -> bool:
        """Contacted, or explained why not."""
        return self.sent_on is not None or bool(self.explanation)


_DEVELOP = (
    *("modal", "usaha", "latih", "kursus", "magang", "kerja", "dagang", "jualan", "ternak", "kebun"),
    *("sekolah", "beasiswa", "belajar", "keterampilan", "tabung"),
)
_RESTORE = ("terapi", "pulih", "dampingi", "temani", "konseling", "kursi roda", "alat bantu", "kunjungi", "kontrol")
_PREVENT = ("penyuluhan", "sosialisasi", "imunisasi", "posyandu", "jaga", "pantau", "cegah", "bpjs", "akta", "ktp")
_WORDS_OF_EFFORT = ((Effort.DEVELOP, _DEVELOP), (Effort.RESTORE, _RESTORE), (Effort.PREVENT, _PREVENT))
_EFFORT_OF_NEED = {
    "pendidikan": Effort.DEVELOP,
    "penghasilan": Effort.DEVELOP,
    "kerja": Effort.DEVELOP,
    "perawatan": Effort.RESTORE,
    "surat": Effort.PREVENT,
    "perlindungan": Effort.CURE,
}


def likely_effort(what: str, need_kind: str = "") -> Effort:
    """The kind of effort that the words of a step speak of, else the one that its field of need asks for first.

    It is only chosen beforehand: who writes the step may choose another.
    """
    said = what.casefold()
    for effort, words in _WORDS_OF_EFFORT:
        if any(word in said for word in words):
            return effort
    return _EFFORT_OF_NEED.get(need_kind, Effort.CURE)


FIRST_STEP_CATEGORIES = frozenset({"AKTK", "AMPK", "ABH", "KTK", "KTRAF"})
"""Categories whose first step is fixed, and for which "mediasi" and "tangani sendiri" are not offered."""
