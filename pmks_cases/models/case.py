"""Kasus: a person, family, group or community whom the network accompanies, from the first word to the last visit."""

import secrets
from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, IntegerField, OuterRef, Q, Subquery, Value, When, Window
from django.db.models.functions import RowNumber
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from members.access import Role
from members.models.membership import held_today
from pmks_cases.models.case_knowledge import BOARD, case_known_to
from pmks_cases.models.case_states import (
    ENDED_STATES,
    OPEN_STATES,
    VISITED_STATES,
    ClosingReason,
    Decision,
    State,
)
from pmks_cases.models.category import Category
from pmks_cases.models.exclusion import Asked
from wksbm.core.audit import tracked
from wksbm.core.fields import SealedTextField
from wksbm.core.models import Scattered, ScopedQuerySet

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
UNVISITED_DAYS = 90
AFTERCARE_DAYS = 183
"""One to three visits within six months after closing."""
HOURS_A_VISIT = 1
"""What one visit takes out of a volunteer's week, the way there included."""
NO_LIMIT = 1000
"""Visits a week of who has said no hours (the board), and of a rahasia case."""


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


# The companion of `{row}` holds no office of his network today: see `members.models.membership`.
NOBODY_SERVING = """
NOT EXISTS (
    SELECT 1 FROM members_membership office
    WHERE office.network_id = {row}.network_id AND office.user_id = {row}.psm_id AND office.role IN ({roles})
    AND {held_today}
)
"""
# Visits left in the week of the companion of `{row}`. Guarded ones use up nothing.
ROOM_IN_WEEK = f"""
CASE WHEN {{row}}.secrecy = '{Secrecy.SECRET}' THEN {NO_LIMIT} ELSE
    COALESCE((SELECT hours_a_week FROM members_volunteer WHERE user_id = {{row}}.psm_id), {NO_LIMIT}) / {HOURS_A_VISIT}
    - (
        SELECT COUNT(*) FROM pmks_cases_visit made LEFT JOIN pmks_cases_case seen ON seen.id = made.case_id
        WHERE made.by_id = {{row}}.psm_id AND made.kind = 'kunjungan' AND made."on" >= '{{monday}}'
        AND seen.secrecy IS DISTINCT FROM '{Secrecy.SECRET}'
        AND NOT EXISTS (SELECT 1 FROM pmks_cases_exclusion x WHERE x.case_id = made.case_id)
    )
END"""  # noqa: S608


class CaseQuerySet(ScopedQuerySet):
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

    # --- What is due -------------------------------------------------------------------------------------

    def visits_due(self, today: date) -> "CaseQuerySet":
        """A visit is to be made by this day: the one definition of "visit due"."""
        return self.filter(state__in=VISITED_STATES, next_visit_on__lte=today)

    def visits_late(self, today: date) -> "CaseQuerySet":
        """The day of the visit is over: the one definition of "visit late"."""
        return self.filter(_visit_is_late(today))

    def counted(self, today: date) -> dict[str, int]:
        """How many of these are open, how many visits late, how many wait for a decision."""
        return self.aggregate(
            open=models.Count("pk", filter=Q(state__in=OPEN_STATES)),
            late=models.Count("pk", filter=_visit_is_late(today)),
            to_decide=models.Count("pk", filter=Q(state=State.MEETING)),
        )

    def unvisited(self, today: date) -> "CaseQuerySet":
        """Open, and nobody has been there for 90 days."""
        since = today - timedelta(days=UNVISITED_DAYS)
        never = Q(last_visit_on=None, opened_at__date__lt=since)
        return self.filter(Q(last_visit_on__lt=since) | never, state__in=VISITED_STATES)

    def aftercare_over(self, today: date) -> "CaseQuerySet":
        """Still visited after closing, and may end: as often as planned, or once at least within six months.

        `case_needs` asks the same of one case before it moves on.
        """
        from pmks_cases.models.visit import Visit

        made = Visit.objects.filter(case=OuterRef("pk"), kind=Visit.Kind.VISIT, at__gt=OuterRef("closed_at"))
        made = made.order_by().values("case").annotate(count=models.Count("pk")).values("count")
        found = self.filter(state=State.AFTERCARE).annotate(made=Subquery(made, output_field=IntegerField()))
        long_ago = Q(closed_at__date__lt=today - timedelta(days=AFTERCARE_DAYS))
        return found.filter(Q(made__gte=F("aftercare_visits")) | long_ago, made__gte=1)

    def without_companion(self) -> "CaseQuerySet":
        """Open, and nobody in office accompanies it: never given, or given to somebody whose term is over."""
        roles = ", ".join(f"'{role}'" for role in sorted([*BOARD, Role.PSM]))
        nobody = NOBODY_SERVING.replace("{roles}", roles).replace("{held_today}", held_today())
        return self.open().filter(Asked(nobody), outside_companion="")

    def with_place_in_week(self, today: date) -> "CaseQuerySet":
        """Adds `place` (1 is the most urgent of what is due to the same PSM) and `room` (visits left in her week).

        Rahasia cases stand apart: each has room, takes nobody's place, and its visits use up none of the hours that
        the chair sees. So her list and the chair's agree, and no count tells that there is one.
        """
        monday = today - timedelta(days=today.weekday())
        apart = models.Case(When(secrecy=Secrecy.SECRET, then=Value(1)), default=Value(0))
        return self.annotate(
            place=Window(
                RowNumber(), partition_by=[F("psm_id"), apart], order_by=[F("urgency").desc(), "next_visit_on", "pk"]
            ),
            room=Asked(ROOM_IN_WEEK.replace("{monday}", monday.isoformat()), IntegerField()),
        )

    def within_hours(self, today: date) -> "CaseQuerySet":
        """Of the visits due: those that fit into the week of the PSM whose they are."""
        return self.visits_due(today).with_place_in_week(today).filter(place__lte=F("room"))

    def beyond_hours(self, today: date) -> "CaseQuerySet":
        """Of the visits due: those that do not fit. They are the chair's to give away, not the PSM's to be late."""
        return self.visits_due(today).with_place_in_week(today).filter(place__gt=F("room"))


def _visit_is_late(today: date) -> Q:
    return Q(state__in=VISITED_STATES, next_visit_on__lt=today)


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

    def save_revised(self) -> None:
        """Save as the next revision: who has read this one is told when he saves."""
        self.revision += 1
        self.save()

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
