"""Program bersama: what several organisations of the network plan, carry and measure together."""

from datetime import date, timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.access import Role
from pmks_cases.models.case import NeedKind
from pmks_cases.models.plan import Effort
from programs.models.agenda import Decision
from programs.models.meeting import Meeting
from programs.models.program_states import OPEN_STATES, UNDER_WAY, State
from programs.models.program_words import Answer, Function, HelpKind, Level, TargetGroup, TargetKind, Tier, WorkModel
from programs.models.strategic_issue import StrategicIssue
from wksbm.core.audit import tracked
from wksbm.core.models import Scoped, ScopedQuerySet

BOARD = frozenset({Role.CHAIR, Role.SECRETARY})
NEAR_DAYS = 30
"""Two programs that lie so many days apart still reach the same people one after the other."""


def led_by(user, network_id: int) -> list[int]:
    """The organisations of a network for which this person speaks today."""
    offices = user.current_memberships
    return [office.organization_id for office in offices if office.network_id == network_id and office.organization_id]


def is_board(user, network_id: int) -> bool:
    """Chair or secretary of the network: they edit every program of it."""
    return not BOARD.isdisjoint(user.roles_in(network_id))


class ProgramQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "ProgramQuerySet":
        """The programs of the networks whose meetings this person's office takes part in; nobody is named in them."""
        return self.filter(network_id__in=user.network_ids_with("programs.view_program"))

    def editable_by(self, user) -> "ProgramQuerySet":
        """Those that this person may write: the board all of its network, an officer those that his own leads."""
        offices = user.current_memberships
        boards = [office.network_id for office in offices if office.role in BOARD]
        own = [office.organization_id for office in offices if office.organization_id]
        mine = user.network_ids_with("programs.write_program")
        return self.filter(Q(network_id__in=boards) | Q(lead_id__in=own), network_id__in=mine)

    def open(self) -> "ProgramQuerySet":
        """Neither evaluated nor stopped."""
        return self.filter(state__in=OPEN_STATES)

    def to_decide(self) -> "ProgramQuerySet":
        """Proposed, and waiting for a meeting."""
        return self.filter(state=State.PROPOSED)

    def evaluation_due(self, today: date) -> "ProgramQuerySet":
        """Approved or running, and past the last day: the one definition of "evaluasi jatuh tempo"."""
        return self.filter(state__in=UNDER_WAY, ends_on__lt=today)

    def begin_due(self, today: date) -> "ProgramQuerySet":
        """Approved, its first day has come, and its end has not."""
        return self.filter(state=State.APPROVED, starts_on__lte=today, ends_on__gte=today)

    def of_organization(self, organization_id: int) -> "ProgramQuerySet":
        """Those that it leads or takes part in."""
        partners = ProgramPartner.objects.filter(organization_id=organization_id).values("program_id")
        return self.filter(Q(lead_id=organization_id) | Q(pk__in=partners))

    def in_year(self, year: int) -> "ProgramQuerySet":
        """Those with at least one day in this year."""
        return self.filter(starts_on__lte=date(year, 12, 31), ends_on__gte=date(year, 1, 1))

    def doubling(self, program: "Program") -> "ProgramQuerySet":
        """Bantuan ganda: other open programs of the network for the same people and need, with the same kind of help,
        at the same time (or within `NEAR_DAYS` days of it), whichever organisation leads them.

        The one definition of overlap. Nothing while the program does not say yet for whom, what and when.
        """
        if not (program.starts_on and program.ends_on and program.target_groups and program.needs):
            return self.none()
        same_people = Q(target_groups__overlap=[*program.target_groups, TargetGroup.EVERYBODY])
        if TargetGroup.EVERYBODY in program.target_groups:
            same_people = ~Q(target_groups=[])
        near = timedelta(days=NEAR_DAYS)
        return (
            self.open()
            .filter(
                same_people,
                network_id=program.network_id,
                needs__overlap=program.needs,
                help_kinds__overlap=program.help_kinds,
                starts_on__lte=program.ends_on + near,
                ends_on__gte=program.starts_on - near,
            )
            .exclude(pk=program.pk)
        )


def several(choices, label, **more) -> ArrayField:
    """Some of a list of words, kept in the order of that list."""
    return ArrayField(models.CharField(max_length=16, choices=choices), verbose_name=label, default=list, **more)


def one(choices, label, **more) -> models.CharField:
    """One word of a list, or none yet."""
    return models.CharField(label, max_length=16, choices=choices, blank=True, **more)


def reason(label) -> models.CharField:
    return models.CharField(label, max_length=300, blank=True)


@tracked()
class Program(Scoped):
    """One joint program. It names nobody whom it helps: groups, needs and a number stand there.

    `revision` tells two people at one part of it apart.
    """

    title = models.CharField(_("Nama program"), max_length=100)
    lead = models.ForeignKey(
        "members.Organization", on_delete=models.PROTECT, related_name="+", verbose_name=_("Lembaga penanggung jawab")
    )
    issue = models.ForeignKey(
        StrategicIssue, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="programs"
    )
    aim = models.TextField(_("Yang ingin dicapai"), max_length=600, blank=True)
    place = models.CharField(_("Di mana"), max_length=120, blank=True)

    target_kind = one(TargetKind, _("Untuk siapa"))
    target_groups = several(TargetGroup.choices, _("Siapa mereka"), blank=True)
    target_count = models.PositiveIntegerField(
        _("Berapa yang direncanakan"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    needs = several(NeedKind.choices, _("Kebutuhannya"), blank=True)
    help_kinds = several(HelpKind.choices, _("Bentuk bantuannya"), blank=True)

    function = one(Function, _("Fungsi"))
    effort = one(Effort, _("Jenis upaya"))
    level = one(Level, _("Dikerjakan dengan siapa"))
    tier = one(Tier, _("Sejauh mana"))
    work_model = one(WorkModel, _("Cara kerjanya"))

    starts_on = models.DateField(_("Mulai"), null=True, blank=True)
    ends_on = models.DateField(_("Selesai"), null=True, blank=True)

    benefit = one(Answer, _("Apakah manfaatnya nyata bagi warga?"))
    benefit_why = reason(_("Mengapa manfaatnya begitu"))
    rights = one(Answer, _("Apakah hak warga terpenuhi dan dihormati?"))
    rights_why = reason(_("Mengapa soal hak begitu"))
    fairness = one(Answer, _("Apakah pembagiannya adil?"))
    fairness_why = reason(_("Mengapa soal keadilan begitu"))
    upkeep = one(Answer, _("Apakah bisa terus terpelihara sesudah program selesai?"))
    upkeep_why = reason(_("Mengapa soal keberlanjutan begitu"))
    ethics_meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Musyawarah")
    )
    ethics_note = models.CharField(_("Catatan musyawarahnya"), max_length=500, blank=True)

    state = models.CharField(max_length=10, choices=State, default=State.DRAFT, editable=False)
    joined_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, editable=False, related_name="+")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)

    objects = ProgramQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="program_ends_after_it_starts",
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            )
        ]
        indexes = [
            models.Index(fields=["network", "-created_at", "-id"], name="program_newest"),
            models.Index(fields=["network", "state", "ends_on"], name="program_by_state"),
            models.Index(fields=["network", "lead"], name="program_of_lead"),
            models.Index(fields=["network", "issue"], name="program_of_issue"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def is_draft(self) -> bool:
        return self.state == State.DRAFT

    @property
    def is_under_way(self) -> bool:
        """Approved and not ended: help is given, pledges come, indicators are measured."""
        return self.state in UNDER_WAY

    def may_be_written_by(self, user) -> bool:
        """The same as `editable_by`, of a program that is read already."""
        if not user.has_perm("programs.write_program", self):
            return False
        return is_board(user, self.network_id) or self.lead_id in led_by(user, self.network_id)

    def words(self, column: str) -> list[str]:
        """The words of a column of several choices, in the order of the list."""
        choices = dict(self._meta.get_field(column).base_field.choices)
        return [str(label) for value, label in choices.items() if value in getattr(self, column)]


class OfProgramQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "OfProgramQuerySet":
        """Of the programs that this person reads."""
        return self.filter(network_id__in=user.network_ids_with("programs.view_program"))


@tracked()
class ProgramPartner(Scoped):
    """An organisation that carries a program together with the one that leads it."""

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="partners")
    organization = models.ForeignKey(
        "members.Organization", on_delete=models.PROTECT, related_name="+", verbose_name=_("Lembaga")
    )
    added_at = models.DateTimeField(default=timezone.now)

    objects = OfProgramQuerySet.as_manager()

    class Meta:
        ordering = ["organization__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["network", "program", "organization"], name="partner_once"),
        ]
        indexes = [models.Index(fields=["network", "organization"], name="programs_of_partner")]


@tracked()
class ProgramMove(Scoped):
    """A move that was taken: from where to where, by whom, why, and of a meeting's by which decision."""

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="moves")
    start = models.CharField(max_length=10, choices=State)
    end = models.CharField(max_length=10, choices=State)
    why = models.CharField(max_length=1000, blank=True)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = OfProgramQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["network", "program", "at"], name="moves_of_program")]
