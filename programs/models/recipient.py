"""Penerima: a case that somebody proposes for a joint program's help, and what a meeting decided of it."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pmks_cases.models import Case
from pmks_cases.models.case import case_is_guarded
from pmks_cases.models.case_knowledge import OfCaseQuerySet
from programs.models.agenda import Decision
from programs.models.program import Program
from programs.models.program_states import OPEN_STATES
from programs.models.program_words import HelpKind
from wksbm.core.audit import tracked
from wksbm.core.fields import SealedTextField
from wksbm.core.models import Scattered


class Standing(models.TextChoices):
    """Nobody is refused for good: who was not chosen, or was taken back, may be proposed anew (another row)."""

    PROPOSED = "diusulkan", _("Diusulkan")
    CHOSEN = "ditetapkan", _("Ditetapkan")
    NOT_CHOSEN = "tidak_dipilih", _("Belum terpilih")
    CANCELLED = "dibatalkan", _("Ditarik kembali")


DECIDED = (Standing.CHOSEN, Standing.NOT_CHOSEN)
STANDING_NOW = (Standing.PROPOSED, Standing.CHOSEN)
"""There is one such row for a program and a case."""


class RecipientQuerySet(OfCaseQuerySet):
    """`visible_to`: the rows of cases that this person may know of."""

    def told_to_all(self) -> "RecipientQuerySet":
        """Without those whose case is guarded now: what counts, meetings and papers speak of."""
        return self.with_guarded().filter(guarded=False)

    def with_guarded(self) -> "RecipientQuerySet":
        """Each with `guarded`: its case is rahasia, or somebody must not know of it."""
        return self.annotate(guarded=case_is_guarded())

    def to_choose(self, program_id: int) -> "RecipientQuerySet":
        """Who waits for a meeting: proposed, and nobody has to keep quiet about it."""
        return self.told_to_all().filter(program=program_id, standing=Standing.PROPOSED).order_by("proposed_at", "pk")

    def about(self, **whom) -> "RecipientQuerySet":
        """Of the cases about a person (`resident`), or about a family (`family`): `CaseQuerySet.about`."""
        (row,) = whom.values()
        return self.filter(case__in=Case.objects.of(row.network).about(**whom).values("pk"))

    def helping(self) -> "RecipientQuerySet":
        """A proposal counts while its program is open; who was chosen has been helped, whatever came of the program."""
        return self.filter(Q(standing=Standing.CHOSEN) | Q(standing=Standing.PROPOSED, program__state__in=OPEN_STATES))

    def standing_now(self) -> "RecipientQuerySet":
        """Proposed or chosen."""
        return self.filter(standing__in=STANDING_NOW)

    def helped_alike(self, program: Program) -> "RecipientQuerySet":
        """Bantuan ganda of a household: rows of other open programs with a kind of help that this one gives as well,
        and with days in common; all days, where one of the two does not say them yet."""
        other = {}
        if program.starts_on and program.ends_on:
            other = {"program__starts_on__lte": program.ends_on, "program__ends_on__gte": program.starts_on}
        open_ones = Program.objects.filter(network_id=program.network_id).open().exclude(pk=program.pk)
        return self.standing_now().filter(program__in=open_ones, help_kind__in=program.help_kinds, **other)


@tracked()
class Recipient(Scattered):
    """One case proposed for one program, with the kind of help. It names nobody: who it is says the case, by its level
    and the family's consent.

    `decision` is what a meeting decided; `settled_*` says who noted that, or took the proposal back. Who stood aside is
    known of each, and of the decision only counted: so that one who is hidden later takes his kin out of the count.
    """

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="recipients")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    help_kind = models.CharField(_("Bentuk bantuannya"), max_length=16, choices=HelpKind)
    why = SealedTextField(_("Mengapa diusulkan"), max_length=200)
    standing = models.CharField(max_length=14, choices=Standing, default=Standing.PROPOSED, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, editable=False, related_name="+")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    proposed_at = models.DateTimeField(default=timezone.now, editable=False)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    settled_at = models.DateTimeField(null=True, editable=False)
    stood_aside_by = ArrayField(
        models.BigIntegerField(),
        default=list,
        editable=False,
        help_text="Users who were there and are kin of whom it is about.",
    )

    objects = RecipientQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network", "program", "case"],
                condition=Q(standing__in=STANDING_NOW),
                name="recipient_once_a_program",
            ),
            models.CheckConstraint(
                name="recipients_are_chosen_by_a_decision",
                condition=Q(standing__in=DECIDED, decision__isnull=False)
                | (~Q(standing__in=DECIDED) & Q(decision=None)),
            ),
        ]
        indexes = [
            models.Index(fields=["network", "program", "standing"], name="recipients_of_program"),
            models.Index(fields=["network", "case"], name="recipient_by_case"),
            models.Index(fields=["network", "decision"], name="recipients_of_decision"),
        ]

    @property
    def is_proposed(self) -> bool:
        return self.standing == Standing.PROPOSED
