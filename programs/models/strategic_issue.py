"""Isu strategis: what the network's organisations weigh together and take up, one in a half-year."""

from dataclasses import dataclass
from datetime import date
from statistics import median

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from members.models import Organization
from programs.models.agenda import Decision
from wksbm.core.audit import tracked
from wksbm.core.fields import SealedTextField
from wksbm.core.models import Scoped, ScopedQuerySet

ENOUGH_SCORES = 3
"""Organisations of the inner circle that must have weighed an issue before a meeting can choose it."""
WEAK = 2
"""A median of so much or less is weak."""
PERIOD_MONTHS = 6


@dataclass(frozen=True)
class Criterion:
    """One of the five questions by which an alliance weighs an issue; each is answered from 1 (no) to 5 (very much)."""

    name: str
    label: str
    question: str
    is_decisive: bool = False
    """Whether a weak median is flagged: an issue that the alliance can hardly move, or that is not its own."""


CRITERIA = (
    Criterion("actual", _("Aktual"), _("Apakah sedang terjadi dan dirasakan warga sekarang?")),
    Criterion("urgent", _("Mendesak bagi orang banyak"), _("Seberapa mendesak bagi kepentingan orang banyak?")),
    Criterion("humane", _("Sesuai nilai kemanusiaan"), _("Sesuai nilai kemanusiaan dan cita-cita perubahan?")),
    Criterion("feasible", _("Mungkin berhasil"), _("Bisakah jejaring ini benar-benar menanganinya?"), True),
    Criterion("fitting", _("Sesuai tugas anggota"), _("Sesuai tugas lembaga-lembaga anggota?"), True),
)
"""The five criteria of a strategic issue, in their usual order."""


class IssueState(models.TextChoices):
    PROPOSED = "usulan", _("Diusulkan")
    CHOSEN = "ditetapkan", _("Ditetapkan")
    POSTPONED = "ditunda", _("Ditunda")
    REFUSED = "ditolak", _("Tidak diteruskan")
    DONE = "selesai", _("Selesai")


MOVES_BY_MEETING = {
    (IssueState.PROPOSED, IssueState.CHOSEN),
    (IssueState.PROPOSED, IssueState.POSTPONED),
    (IssueState.PROPOSED, IssueState.REFUSED),
}
MOVES_BY_BOARD = {
    (IssueState.POSTPONED, IssueState.PROPOSED),
    (IssueState.CHOSEN, IssueState.DONE),
}
"""Every move there is: a meeting chooses, puts off or refuses; the board proposes again and ends."""


def period_of(day: date) -> date:
    """The first day of the half-year in which `day` lies."""
    return date(day.year, 1 if day.month <= PERIOD_MONTHS else 1 + PERIOD_MONTHS, 1)


class StrategicIssueQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "StrategicIssueQuerySet":
        """Everybody who takes part in the network: an issue is about the neighbourhood, never about a person."""
        return self.filter(network_id__in=user.network_ids_with("programs.view_issue"))

    def proposed(self) -> "StrategicIssueQuerySet":
        return self.filter(state=IssueState.PROPOSED)

    def chosen(self) -> "StrategicIssueQuerySet":
        """Those that the network works on now."""
        return self.filter(state=IssueState.CHOSEN)

    def put_aside(self) -> "StrategicIssueQuerySet":
        """Postponed, refused or done."""
        return self.filter(state__in=(IssueState.POSTPONED, IssueState.REFUSED, IssueState.DONE))

    def weighed(self) -> "StrategicIssueQuerySet":
        """Proposed, and weighed by enough organisations of the inner circle: a meeting can choose."""
        counted = models.Count("scores", filter=Q(scores__organization__in=Organization.objects.in_core()))
        return self.proposed().annotate(weighed_by=counted).filter(weighed_by__gte=ENOUGH_SCORES)


@tracked()
class StrategicIssue(Scoped):
    """One issue, from its proposal to what came of it. At most one is taken up in a half-year."""

    class Level(models.TextChoices):
        RW = "rw", _("RW")
        VILLAGE = "desa", _("Desa atau kelurahan")
        REGENCY = "kabupaten", _("Kabupaten atau kota")
        NATION = "nasional", _("Nasional")

    class Aim(models.TextChoices):
        POVERTY = "kemiskinan", _("Pengentasan kemiskinan")
        WORK = "kerja", _("Kerja dan penghasilan")
        INTEGRATION = "integrasi", _("Integrasi sosial")

    title = models.CharField(_("Isunya"), max_length=120)
    description = SealedTextField(_("Apa yang terjadi"), max_length=2000)
    evidence = SealedTextField(_("Buktinya"), max_length=2000, blank=True)
    level = models.CharField(_("Diselesaikan di tingkat"), max_length=10, choices=Level, default=Level.RW)
    aim = models.CharField(_("Menyangkut"), max_length=10, choices=Aim, blank=True)
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Diusulkan lembaga"),
    )
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=IssueState, default=IssueState.PROPOSED, editable=False)
    period = models.DateField(null=True, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, editable=False, related_name="+")
    result = SealedTextField(_("Apa hasilnya"), max_length=2000, blank=True)
    ended_at = models.DateTimeField(null=True, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)

    objects = StrategicIssueQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["network", "-proposed_at", "-id"], name="issue_newest")]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "period"], condition=Q(period__isnull=False), name="one_issue_a_period"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def period_told(self) -> str:
        """`Semester I 2026`, or "" while it is not chosen."""
        if self.period is None:
            return ""
        return _now("Semester %(part)s %(year)d") % {
            "part": "I" if self.period.month <= PERIOD_MONTHS else "II",
            "year": self.period.year,
        }


class IssueScoreQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "IssueScoreQuerySet":
        return self.filter(issue__in=StrategicIssue.objects.visible_to(user))


def score(criterion: Criterion) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(criterion.label, validators=[MinValueValidator(1), MaxValueValidator(5)])


@tracked()
class IssueScore(Scoped):
    """How one organisation weighs an issue, 1 to 5 on each criterion. It may weigh anew; the older stays in history."""

    issue = models.ForeignKey(StrategicIssue, on_delete=models.PROTECT, related_name="scores")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+", verbose_name=_("Lembaga yang menilai")
    )
    actual, urgent, humane, feasible, fitting = (score(criterion) for criterion in CRITERIA)
    note = models.CharField(_("Catatan"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = IssueScoreQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["network", "issue", "organization"], name="one_score_an_organisation")
        ]

    @property
    def values(self) -> list[int]:
        """The five scores in the order of the criteria."""
        return [getattr(self, criterion.name) for criterion in CRITERIA]


@dataclass(frozen=True)
class Weight:
    """The median of one criterion over the organisations that weighed; `is_flagged` where it is decisive and weak."""

    criterion: Criterion
    median: float
    is_flagged: bool


def weights(scores: list[IssueScore]) -> list[Weight]:
    """The medians of these scores, one a criterion; nothing where nobody has weighed yet."""
    if not scores:
        return []
    found = []
    for criterion in CRITERIA:
        middle = median(getattr(row, criterion.name) for row in scores)
        found.append(Weight(criterion, middle, criterion.is_decisive and middle <= WEAK))
    return found
