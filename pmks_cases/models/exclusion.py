"""Who must not know: kin of officers, people named, suspects."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from pmks_cases.models.resident import Resident
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


def own_and_kin(user) -> tuple[models.QuerySet, models.QuerySet]:
    """As subqueries: the residents that this person is or calls kin, and the cards on which he himself stands."""
    lines = Kinship.objects.filter(user=user)
    himself = lines.filter(relation=Kinship.Relation.SELF)
    cards = Resident.objects.filter(pk__in=himself.values("resident_id")).exclude(family=None)
    return lines.values("resident_id"), cards.values("family_id")


def named_as_not_to_know(user, of: str) -> Exists:
    """For rows of Case or EarlyReport (`of` is "case" or "report"): this person is shut out.

    By name, or because he is the one suspected, close kin of his, or on his card: at every level, not of rahasia alone.
    """
    kin, cards = own_and_kin(user)
    shut_out = Q(user=user) | Q(resident__in=kin) | Q(resident__family_id__in=cards)
    return Exists(Exclusion.objects.filter(shut_out, **{of: OuterRef("pk")}))


def kin_of_somebody_in_it(user, of: str) -> Q:
    """The subject or a suspect is this person, his close kin, or on the same card."""
    kin, cards = own_and_kin(user)
    suspects = Exclusion.objects.filter(**{of: OuterRef("pk")}).filter(
        Q(resident__in=kin) | Q(resident__family_id__in=cards)
    )
    return Q(resident__in=kin) | Q(resident__family_id__in=cards) | Q(family_id__in=cards) | Q(Exists(suspects))
