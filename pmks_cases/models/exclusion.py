"""Who must not know: kin of officers, people named, suspects."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.models.asked import Asked
from pmks_cases.models.category import Category
from wksbm.core.audit import tracked
from wksbm.core.fields import SealedTextField
from wksbm.core.models import Scattered, Scoped, ScopedQuerySet


class KinshipQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "KinshipQuerySet":
        """What each has said of himself: his own lines only."""
        return self.filter(user=user)


@tracked()
class Kinship(Scoped):
    """Which resident an officer is (`self`), and who of the residents is close kin of his."""

    class Relation(models.TextChoices):
        SELF = "diri", _("Saya sendiri")
        SPOUSE = "pasangan", _("Suami/istri")
        CHILD = "anak", _("Anak")
        PARENT = "orang_tua", _("Orang tua")
        SIBLING = "saudara", _("Saudara kandung")
        IN_LAW = "ipar", _("Ipar, menantu, mertua")
        OTHER = "lain", _("Keluarga dekat lain")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    resident = models.ForeignKey("pmks_cases.Resident", on_delete=models.PROTECT, related_name="+")
    relation = models.CharField(_("Hubungan"), max_length=10, choices=Relation)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = KinshipQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network", "user", "resident"], name="one_kinship_a_resident")]


@tracked()
class Exclusion(Scattered):
    """One who must not know of a case or a report: an officer, or a resident (a suspect) whose family then does not.

    Exactly one of `case` and `report`, exactly one of `user` and `resident`. Nobody is told.
    """

    class Why(models.TextChoices):
        NAMED = "disebut", _("disebut saat melapor")
        SAME_CARD = "satu_kk", _("satu KK")
        SUSPECT = "diduga", _("diduga pelaku")

    case = models.ForeignKey(
        "pmks_cases.Case", on_delete=models.PROTECT, null=True, blank=True, related_name="exclusions"
    )
    report = models.ForeignKey(
        "pmks_cases.EarlyReport", on_delete=models.PROTECT, null=True, blank=True, related_name="exclusions"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    resident = models.ForeignKey(
        "pmks_cases.Resident", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    why = models.CharField(max_length=10, choices=Why)
    note = SealedTextField(max_length=200, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedQuerySet.as_manager()  # nobody lists these: a case shows its own to its team

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(case=None, report__isnull=False) | Q(case__isnull=False, report=None),
                name="exclusion_from_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(user=None, resident__isnull=False) | Q(user__isnull=False, resident=None),
                name="exclusion_of_one_person",
            ),
        ]


# Each look at cases and reports asks the questions below, a page many times. As querysets within querysets it took
# longer to write them down than to answer them, so they stand here as SQL about the row `{row}`. Of a person's lines
# (`k`, with the resident `me` that each is about) those of his own self (`diri`) count for his whole card.

SHUT_OUT = """
EXISTS (
    SELECT 1 FROM pmks_cases_exclusion x
    LEFT JOIN pmks_cases_resident suspect ON suspect.id = x.resident_id
    WHERE x.{of}_id = {row}.id AND (
        x.user_id = {user}
        OR EXISTS (
            SELECT 1 FROM pmks_cases_kinship k JOIN pmks_cases_resident me ON me.id = k.resident_id
            WHERE k.user_id = {user}
            AND (me.id = suspect.id OR (k.relation = 'diri' AND me.family_id = suspect.family_id))
        )
    )
)
"""
KIN_OF_SOMEBODY = """
EXISTS (
    SELECT 1 FROM pmks_cases_kinship k JOIN pmks_cases_resident me ON me.id = k.resident_id
    WHERE k.user_id = {user} AND (
        me.id = {row}.resident_id
        OR (k.relation = 'diri' AND me.family_id = {row}.family_id)
        OR (
            k.relation = 'diri'
            AND me.family_id = (
                SELECT subject.family_id FROM pmks_cases_resident subject WHERE subject.id = {row}.resident_id
            )
        )
        OR EXISTS (
            SELECT 1 FROM pmks_cases_exclusion x JOIN pmks_cases_resident suspect ON suspect.id = x.resident_id
            WHERE x.{of}_id = {row}.id
            AND (me.id = suspect.id OR (k.relation = 'diri' AND me.family_id = suspect.family_id))
        )
    )
)
"""
IN_TEAM = """
EXISTS (
    SELECT 1 FROM pmks_cases_casemember member
    WHERE member.{of}_id = {row}.id AND member.user_id = {user} AND member.removed_at IS NULL
)
"""


GUARDED = f"""(
    {{row}}.secrecy = '{Category.Secrecy.SECRET}'
    OR EXISTS (SELECT 1 FROM pmks_cases_exclusion x WHERE x.{{of}}_id = {{row}}.id)
)"""  # noqa: S608


def about(question: str, user, of: str) -> str:
    """One of these questions, about this person: `{row}` alone is left open. `of` is "case" or "report"."""
    return question.format(row="{row}", user=int(user.pk), of=of)


def named_as_not_to_know(user, of: str) -> Asked:
    """For rows of Case or EarlyReport (`of` is "case" or "report"): this person is shut out.

    By name, or because he is the one suspected, close kin of his, or on his card: at every level, not of rahasia alone.
    """
    return Asked(about(SHUT_OUT, user, of))


def guarded(of: str) -> Asked:
    """For rows of Case or EarlyReport: whatever is noted of it is restricted (rahasia, or somebody is shut out)."""
    return Asked(GUARDED.format(row="{row}", of=of))


def kin_of_somebody_in_it(user, of: str) -> Q:
    """The subject or a suspect is this person, his close kin, or on the same card."""
    return Q(Asked(about(KIN_OF_SOMEBODY, user, of)))
