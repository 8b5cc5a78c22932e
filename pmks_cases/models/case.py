"""Kasus: a person, family, group or community whom the network accompanies, from the first word to the last visit."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery, Value
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from members.models.asked import Asked
from pmks_cases.models.case_due import WaitingCases
from pmks_cases.models.case_knowledge import case_known_to
from pmks_cases.models.case_states import (
    ENDED_STATES,
    OPEN_STATES,
    VISITED_STATES,
    ClosingReason,
    Decision,
    State,
)
from pmks_cases.models.category import Category
from pmks_cases.models.exclusion import GUARDED
from wksbm.core.audit import tracked
from wksbm.core.fields import SealedTextField
from wksbm.core.models import Scattered

Secrecy = Category.Secrecy
SubjectKind = Category.Subject

PERSONAL_FIELDS = (
    "subject_name",
    "need",
    "wish",
    "own_part",
    "landmark",
    "contact_name",
    "contact_phone",
    "legal_basis_why",
)
TEAM_SIZE = 3
"""A rahasia case is known to at most so many people."""


class Urgency(models.IntegerChoices):
    """How urgent, and with it how soon somebody comes again."""

    LOW = 1, _("Rendah")
    MEDIUM = 2, _("Sedang")
    HIGH = 3, _("Tinggi")
    EMERGENCY = 4, _("Darurat")


VISIT_EVERY = {Urgency.LOW: 90, Urgency.MEDIUM: 30, Urgency.HIGH: 7, Urgency.EMERGENCY: 1}
"""Days until the next visit; an emergency is seen the next day."""


FIRST_VISIT_WITHIN = {Urgency.LOW: 7, Urgency.MEDIUM: 3, Urgency.HIGH: 1, Urgency.EMERGENCY: 0}
"""Days from the assignment to the first visit."""


class NeedKind(models.TextChoices):
    """What is needed, by field: the list of basic needs, with papers and protection, for which people come most."""

    FOOD = "pangan", _("Pangan")
    CLOTHING = "sandang", _("Sandang")
    HOUSING = "papan", _("Tempat tinggal")
    SCHOOL = "pendidikan", _("Sekolah dan keterampilan")
    HEALTH = "kesehatan", _("Kesehatan dan alat bantu")
    INCOME = "penghasilan", _("Penghasilan")
    WORK = "kerja", _("Pekerjaan")
    CARE = "perawatan", _("Perawatan dan teman")
    PROTECTION = "perlindungan", _("Perlindungan")
    PAPERS = "surat", _("Surat dan jaminan")


class OutsideCompanion(models.TextChoices):
    """Who accompanies where no PSM of the network may: a rahasia case is never stuck."""

    VILLAGE_PSM = "psm_desa", _("PSM desa")
    TKSK = "tksk", _("TKSK kecamatan")
    PROTECTION_UNIT = "uptd_ppa", _("UPTD PPA")


class CaseQuerySet(WaitingCases):
    def visible_to(self, user, permission: str = "pmks_cases.view_case") -> "CaseQuerySet":
        """Cases that this person may know of, see `case_known_to`."""
        return self.filter(Asked(case_known_to(user, permission)), network_id__in=user.network_ids_with(permission))

    def open(self) -> "CaseQuerySet":
        return self.filter(state__in=OPEN_STATES)

    def ended(self) -> "CaseQuerySet":
        return self.filter(state__in=ENDED_STATES)

    def about(self, resident=None, family=None) -> "CaseQuerySet":
        """About a person, or about the family on whose card the person stands."""
        if resident is not None:
            same_card = Q(family_id=resident.family_id) if resident.family_id else Q(pk__in=[])
            return self.filter(Q(resident=resident) | same_card)
        return self.filter(Q(family=family) | Q(resident__family=family))

    def for_work_list(self) -> "CaseQuerySet":
        """With what a work list says of a case, and no more: each sealed column takes its time to open."""
        return self.select_related("resident", "rt", "psm").only(
            *("number", "secrecy", "state", "subject_name", "need", "landmark", "contact_phone", "visit_in_pairs"),
            *("next_visit_on", "last_visit_on", "opened_at", "resident__name", "resident__birth_on"),
            *("resident__present_address", "rt__number", "psm__name"),
        )

    def with_data_answer(self) -> "CaseQuerySet":
        """With what `Case.known_as` needs, so that a list asks no question for each row."""
        return self.annotate(data_answer=data_answer_at())


@tracked()
class Case(Scattered):
    """One episode of help. Reopening makes a new one that points to the one before.

    The number is drawn by chance, so that its gaps tell nothing. Who is not in the register yet stands with a name and
    an RT. `next_visit_on` is kept by the verbs of visits and cases.
    """

    number = models.CharField(_("Nomor"), max_length=9, editable=False)
    subject_kind = models.CharField(_("Tentang siapa"), max_length=12, choices=SubjectKind, default=SubjectKind.PERSON)
    resident = models.ForeignKey(
        "pmks_cases.Resident", on_delete=models.PROTECT, null=True, blank=True, related_name="cases"
    )
    family = models.ForeignKey(
        "pmks_cases.Family", on_delete=models.PROTECT, null=True, blank=True, related_name="cases"
    )
    subject_name = SealedTextField(_("Nama"), max_length=100, blank=True)
    rt = models.ForeignKey(
        "members.Rt",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("RT"),
        db_index=False,
    )
    need = SealedTextField(_("Apa yang dibutuhkan"), max_length=300)
    need_kind = models.CharField(_("Bidang"), max_length=14, choices=NeedKind)
    urgency = models.PositiveSmallIntegerField(_("Seberapa mendesak"), choices=Urgency, default=Urgency.MEDIUM)
    secrecy = models.CharField(_("Tingkat kerahasiaan"), max_length=8, choices=Secrecy, default=Secrecy.ORDINARY)
    state = models.CharField(max_length=20, choices=State, default=State.REPORTED, editable=False)
    decision = models.CharField(_("Keputusan"), max_length=16, choices=Decision, blank=True)
    psm = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Pendamping"),
    )
    outside_companion = models.CharField(_("Pendamping dari luar"), max_length=10, choices=OutsideCompanion, blank=True)
    visit_in_pairs = models.BooleanField(_("Kunjungi berdua"), default=False)
    landmark = SealedTextField(_("Patokan rumah"), max_length=150, blank=True)
    contact_name = SealedTextField(_("Siapa yang bisa dihubungi"), max_length=100, blank=True)
    contact_phone = SealedTextField(_("Nomor HP-nya"), max_length=25, blank=True)
    wish = SealedTextField(_("Keinginannya sendiri"), max_length=500, blank=True)
    own_part = SealedTextField(_("Yang ia sanggupi sendiri"), max_length=500, blank=True)
    wish_on = models.DateField(null=True, blank=True)
    legal_basis = models.CharField(
        _("Dasar menyimpan data"),
        max_length=10,
        choices=[
            ("setuju", _("Persetujuan")),
            ("vital", _("Kepentingan vital (keselamatan)")),
            ("hukum", _("Kewajiban hukum")),
        ],
        default="setuju",
        help_text="UU 27/2022 art. 20.",
    )
    legal_basis_why = SealedTextField(_("Mengapa tanpa menunggu persetujuan"), max_length=300, blank=True)
    next_visit_on = models.DateField(_("Kunjungan berikutnya"), null=True, blank=True)
    last_visit_on = models.DateField(null=True, editable=False)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, editable=False)
    closing_reason = models.CharField(_("Alasan ditutup"), max_length=16, choices=ClosingReason, blank=True)
    aftercare_visits = models.PositiveSmallIntegerField(default=0, help_text="Planned after closing, 1 to 3.")
    previous = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, editable=False, related_name="later_episodes"
    )
    joined_to = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, editable=False, related_name="joined_cases"
    )
    revision = models.PositiveIntegerField(default=1, editable=False)

    joining: "Case | None" = None
    """Where the move under way joins it. `joined_to` may name a case of which the mover must not know, from the day on
    which this one was opened: no page may tell the two apart."""

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network", "number"], name="one_case_a_number")]
        indexes = [
            models.Index(fields=["network", "-opened_at", "-id"], name="case_newest"),
            models.Index(fields=["network", "psm", "state"], name="case_of_companion"),
            models.Index(fields=["network", "rt", "state"], name="case_of_rt"),
            models.Index(fields=["network", "next_visit_on"], condition=Q(state__in=VISITED_STATES), name="case_due"),
            models.Index(
                fields=["network", "last_visit_on"], condition=Q(state__in=VISITED_STATES), name="case_unvisited"
            ),
            models.Index(fields=["network", "closed_at"], condition=Q(closed_at__isnull=False), name="case_closed"),
        ]

    def __str__(self) -> str:
        return self.number

    @classmethod
    def locked(cls, case: "Case") -> "Case":
        """The row as it stands now, locked until the action ends, with its network as the caller has it."""
        # Without joins: after waiting for somebody else's lock PostgreSQL reads this row anew, but not those joined to
        # it, and the companion would be the one from before.
        stored = cls.objects.select_for_update().get(pk=case.pk)
        stored.network = case.network
        return stored

    def save_revised(self, *columns: str) -> None:
        """Save as the next revision, these columns alone if any are named: who has read this one is told when he
        saves."""
        self.revision += 1
        self.save(update_fields=[*columns, "revision"] if columns else None)

    @property
    def is_secret(self) -> bool:
        return self.secrecy == Secrecy.SECRET

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def name(self) -> str:
        """What the case is called inside the portal: the resident's name, or the one that was written down."""
        if self.resident_id:
            return self.resident.name
        return self.subject_name

    @property
    def name_outside(self) -> str:
        """On paper, in messages and in a meeting: the name of an ordinary case, of any other the number and no more."""
        return self.name if self.secrecy == Secrecy.ORDINARY else self.number

    @cached_property
    def data_answer(self) -> bool | None:
        """The newest answer to whether the data may be kept, None where nobody has asked. Lists read it along
        (`with_data_answer`)."""
        return newest_data_answer(Value(self.pk)).values_list("answer", flat=True).first()

    @property
    def name_refused(self) -> bool:
        """The family does not want the name kept: it is shown to nobody, not to the companion either."""
        return self.data_answer is False

    @property
    def known_as(self) -> str:
        """What a page or list calls the case to who may see it: the name; its number where the family refused that."""
        return _("Kasus %(number)s") % {"number": self.number} if self.name_refused or not self.name else self.name


def newest_data_answer(case):
    """The newest answer of a case (its id, or where it stands in an outer query) to whether its data may be kept."""
    from pmks_cases.models.consent import Consent

    return Consent.objects.filter(case_id=case, purpose=Consent.Purpose.DATA).order_by("-at", "-pk")


def data_answer_at(path: str = "pk") -> Subquery:
    """The same as a column; `path` is where the case's id stands in the rows."""
    return Subquery(newest_data_answer(OuterRef(path)).values("answer")[:1])


def drawn_number(year: int) -> str:
    """`2026-4817`: four digits by chance, so that neither a gap nor an order tells anything."""
    return f"{year}-{1000 + secrets.randbelow(9000)}"


def case_is_guarded(path: str = "case") -> Asked:
    """For rows that belong to a case, or to none: whether it is guarded now."""
    is_guarded = GUARDED.format(row="held", of="case")
    asked = f"EXISTS (SELECT 1 FROM pmks_cases_case held WHERE held.id = {{value}} AND {is_guarded})"  # noqa: S608
    return Asked(asked, path=path)
