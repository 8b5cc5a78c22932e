"""What a meeting talks about, what it decides, and the promises that come of it."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import FollowUp
from members.models.asked import Asked
from pmks_cases.models import Case
from pmks_cases.models.case import case_is_guarded
from pmks_cases.models.case_states import Decision as CaseDecision
from pmks_cases.models.exclusion import GUARDED
from programs.models.closed_minutes import decisions_stand, lines_stand
from programs.models.meeting import Meeting
from wksbm.core.audit import tracked
from wksbm.core.fields import SealedTextField
from wksbm.core.models import Scoped, ScopedQuerySet

DISCUSSED_LINES = 10
"""More than so many lines nobody discusses in one evening: the rest is agreed together or waits."""

OF_WHOM_ALL_MAY_KNOW = f"""
JOIN pmks_cases_case about ON about.id = proposed.case_id AND NOT {GUARDED.format(row="about", of="case")}
"""
HOW_MANY_CHOSEN = f"""(
    SELECT count(*) FROM programs_recipient proposed {OF_WHOM_ALL_MAY_KNOW}
    WHERE proposed.decision_id = {{row}}.id AND proposed.standing = 'ditetapkan'
)"""  # noqa: S608
"""About a decision: of those chosen by it for a program, how many all may know of."""
HOW_MANY_STOOD_ASIDE = f"""(
    {{row}}.stood_aside + (
        SELECT count(DISTINCT kin) FROM programs_recipient proposed {OF_WHOM_ALL_MAY_KNOW}
        CROSS JOIN unnest(proposed.stood_aside_by) kin WHERE proposed.decision_id = {{row}}.id
    )
)"""  # noqa: S608
"""About a decision: how many officers were there who are kin of whom it is about, as far as all may know of those."""
SOMEBODY_TO_CHOOSE = f"""
EXISTS (
    SELECT 1 FROM programs_recipient proposed {OF_WHOM_ALL_MAY_KNOW}
    JOIN programs_meeting held ON held.id = {{row}}.meeting_id
    WHERE proposed.program_id = {{row}}.about_id
    AND (held.closed_at IS NULL OR proposed.proposed_at <= held.closed_at)
    AND (proposed.settled_at IS NULL OR proposed.settled_at >= held.held_on - interval '1 day')
) AND COALESCE((
    SELECT bool_or({HOW_MANY_CHOSEN.format(row="made")} > 0) FROM programs_decision made
    WHERE made.item_id = {{row}}.id AND made.outcome = 'ditetapkan'
), true)
"""  # noqa: S608
"""About a line of the kind RECIPIENTS: somebody of whom all may know was to be chosen there, and where it says that
somebody was chosen, one of them was."""


class AgendaItemQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "AgendaItemQuerySet":
        """The lines of visible meetings, as far as they are told at all."""
        return self.told_to_all().filter(meeting__in=Meeting.objects.visible_to(user))

    def told_to_all(self) -> "AgendaItemQuerySet":
        """Without any about a case that is guarded now, or about recipients of a program of whom all are, or all that
        were chosen: what pages and papers show, and what is counted.

        A case that becomes rahasia, or from which somebody is shut out, leaves every agenda at that moment.
        """
        choosing = ~Q(kind=AgendaItem.Kind.RECIPIENTS) | Q(Asked(SOMEBODY_TO_CHOOSE))
        return self.filter(~case_is_guarded(), choosing)

    def next_order(self) -> int:
        """Behind all of these."""
        last = self.aggregate(last=Max("order"))["last"]
        return 0 if last is None else last + 1

    def untouched(self) -> "AgendaItemQuerySet":
        """Those that the data proposed, and on which nobody has laid a hand since."""
        return self.filter(by_hand=False, revision=1, decisions=None)

    def discussed(self) -> "AgendaItemQuerySet":
        return self.filter(place=AgendaItem.Place.DISCUSSED)


@tracked()
class AgendaItem(Scoped):
    """One line. Of a case it says number, RT and the help needed; `reason` says why it stands there.

    `by_hand`: somebody has added, kept, moved or dropped it, so that it stays whatever the data says later.
    `revision` lets two note takers write at once: who comes second is shown what the first has written.
    """

    class Kind(models.TextChoices):
        UNDONE = "janji", _("Janji yang belum selesai")
        CASE = "kasus", _("Kasus menunggu keputusan")
        UNHELPED = "tanpa_bantuan", _("Kasus tanpa bantuan 90 hari")
        REPORTS = "laporan", _("Laporan yang lewat harinya")
        TERM = "masa_jabatan", _("Masa jabatan hampir habis")
        SILENT = "lembaga", _("Lembaga yang belum ada kabar")
        PROGRAM = "program", _("Program bersama")
        RECIPIENTS = "penerima", _("Penetapan penerima")
        ISSUE = "isu", _("Isu strategis")
        NEIGHBOURHOOD = "lingkungan", _("Masalah lingkungan")
        ASPIRATION = "aspirasi", _("Aspirasi warga")
        OTHER = "lain", _("Hal lain")

    class Place(models.TextChoices):
        DISCUSSED = "dirembuk", _("Dirembuk")
        TOGETHER = "sekaligus", _("Disetujui sekaligus")
        WAITS = "menunggu", _("Menunggu musyawarah berikutnya")
        DROPPED = "dicoret", _("Dicoret")

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="agenda")
    kind = models.CharField(max_length=14, choices=Kind, default=Kind.OTHER)
    place = models.CharField(max_length=10, choices=Place, default=Place.DISCUSSED)
    order = models.PositiveSmallIntegerField(default=0)
    title = SealedTextField(_("Hal"), max_length=200)
    reason = models.CharField(_("Mengapa"), max_length=200, blank=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    about_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, null=True, related_name="+")
    about_id = models.BigIntegerField(null=True)
    discussion = SealedTextField(_("Pembahasan"), max_length=5000, blank=True)
    by_hand = models.BooleanField(default=False, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        ordering = ["place", "order", "pk"]
        indexes = [
            models.Index(fields=["network", "meeting", "place", "order"], name="agenda_of_meeting"),
            models.Index(fields=["network", "about_type", "about_id"], name="agenda_about"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "meeting", "kind", "about_type", "about_id"],
                condition=Q(about_id__isnull=False),
                name="one_line_a_thing",
            )
        ]
        triggers = [lines_stand()]

    @property
    def is_ticked(self) -> bool:
        """Recipients are chosen by ticking, and in no words: people are talked about in each one's case."""
        return self.kind == self.Kind.RECIPIENTS

    @property
    def said(self) -> str:
        """The discussion, as pages and papers read it."""
        return "" if self.is_ticked else str(self.discussion)


class DecisionQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "DecisionQuerySet":
        return self.told_to_all().filter(item__meeting__in=Meeting.objects.visible_to(user))

    def told_to_all(self) -> "DecisionQuerySet":
        """On lines that are told; none that chose only recipients of whom not all may know."""
        choosing = Q(outcome=Decision.Outcome.CHOSEN, item__kind=AgendaItem.Kind.RECIPIENTS)
        told = ~choosing | Q(Asked(f"{HOW_MANY_CHOSEN} > 0"))
        return self.filter(told, item__in=AgendaItem.objects.told_to_all())

    def with_chosen(self) -> "DecisionQuerySet":
        """Each with `chosen`, as `Decision.words` asks for it."""
        return self.annotate(chosen=Asked(HOW_MANY_CHOSEN, models.IntegerField()))


@tracked()
class Decision(Scoped):
    """What was decided on a line, and how. Never changed: a new one says so.

    Of a case it says which way it goes (`case_decision`); of a program or a strategic issue what becomes of it
    (`outcome`; which of them may be chosen, and what they do, says `programs.actions.outcomes`).
    """

    class Way(models.TextChoices):
        CONSENSUS = "mufakat", _("Mufakat")
        VOTE = "suara", _("Suara terbanyak")

    class Outcome(models.TextChoices):
        APPROVED = "disetujui", _("Disetujui")
        REWORK = "perbaiki", _("Diperbaiki dahulu")
        CHOSEN = "ditetapkan", _("Ditetapkan")
        POSTPONED = "ditunda", _("Ditunda")
        REFUSED = "ditolak", _("Tidak diteruskan")

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="decisions")
    text = SealedTextField(_("Keputusan"), max_length=1000)
    way = models.CharField(_("Cara memutuskan"), max_length=8, choices=Way, default=Way.CONSENSUS)
    votes_for = models.PositiveSmallIntegerField(_("Setuju"), null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(_("Tidak setuju"), null=True, blank=True)
    votes_none = models.PositiveSmallIntegerField(_("Tidak memilih"), null=True, blank=True)
    case_decision = models.CharField(max_length=16, choices=CaseDecision, blank=True)
    outcome = models.CharField(max_length=16, choices=Outcome, blank=True)
    stood_aside = models.PositiveSmallIntegerField(
        default=0, editable=False, help_text="How many officers were there who are kin of whom it is about."
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["network", "item"], name="decision_of_line")]
        triggers = [decisions_stand()]

    @property
    def words(self) -> str:
        """What is told of it; of recipients only how many were chosen of whom all may know (asks `with_chosen`)."""
        if not self.item.is_ticked:
            return str(self.text)
        if self.outcome == self.Outcome.CHOSEN:
            return _("%(count)d penerima ditetapkan") % {"count": self.chosen}
        return _("Belum ada yang terpilih") if self.outcome == self.Outcome.REFUSED else _("Ditunda")

    @property
    def choice(self) -> str:
        """What was chosen, to be told beside the words; empty where they say just that."""
        label = str(self.get_case_decision_display() or self.get_outcome_display())
        same = not label or self.item.is_ticked or self.text.strip().rstrip(".").casefold() == label.casefold()
        return "" if same else label


class DecisionPromiseQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "DecisionPromiseQuerySet":
        """None of a line where nothing is said in words: there a promise is made in each one's case."""
        told = self.exclude(decision__item__kind=AgendaItem.Kind.RECIPIENTS)
        return told.filter(decision__in=Decision.objects.visible_to(user))


@tracked()
class DecisionPromise(Scoped):
    """Which promises came of a decision: what, who and by when stand with the promise itself."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="promises")
    follow_up = models.OneToOneField(FollowUp, on_delete=models.PROTECT, related_name="+")

    objects = DecisionPromiseQuerySet.as_manager()
