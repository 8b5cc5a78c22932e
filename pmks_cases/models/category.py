"""The 26 categories of need with their criteria, the 12 groups of today's list, and what each network makes of them.

Categories, criteria and groups are reference data: the same for every network, loaded from pmks_cases/data/
categories.toml by migrations, never deleted. A network changes none of them; it has its own words and its own on/off.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import pgtrigger
from django.db import models
from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _

from pmks_cases.codes import Sex
from wksbm.core.audit import tracked
from wksbm.core.models import Scoped, ScopedQuerySet


class NeverDeleted(models.Model):
    """Rows that cases point at: the database itself refuses to delete one."""

    class Meta:
        abstract = True
        triggers = [pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]


class ReferenceQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ReferenceQuerySet":
        """The official list, for who works with it in some network."""
        return self if user.network_ids_with("pmks_cases.view_categories") else self.none()


class AttentionGroup(NeverDeleted):
    """One of the 12 PAS (pemerlu atensi sosial), into which Kepmensos 103/HUK/2025 gathers the 26 categories."""

    number = models.PositiveSmallIntegerField(primary_key=True)
    name = models.CharField(_("Nama"), max_length=60)

    objects = ReferenceQuerySet.as_manager()

    class Meta(NeverDeleted.Meta):
        ordering = ["number"]

    def __str__(self) -> str:
        return self.name


class CategoryQuerySet(ReferenceQuerySet):
    def current(self) -> "CategoryQuerySet":
        """Those on today's list."""
        return self.filter(is_current=True)

    def with_criteria(self) -> "CategoryQuerySet":
        """For pages: each with its group and, as `shown_criteria`, the criteria in force."""
        criteria = Criterion.objects.filter(is_current=True)
        return self.select_related("group").prefetch_related(Prefetch("criteria", criteria, "shown_criteria"))

    def offered_in(self, network) -> "CategoryQuerySet":
        """What may be chosen for a case of this network: what it switched on, else what is on by rule."""
        own = NetworkCategory.objects.of(network)
        on, off = own.filter(is_on=True), own.filter(is_on=False)
        chosen = Q(pk__in=on.values("category_id")) | Q(stigmatising=False) & ~Q(pk__in=off.values("category_id"))
        return self.current().filter(chosen)


CALLED = {"KTRAF": _("Korban perdagangan orang")}
"""Where the regulation's name is no Indonesian: the word of the law on the crime itself (UU 21/2007)."""


class Category(NeverDeleted):
    """One of the 26 categories (Permensos 08/2012, Lampiran). Its code is its key, in every database the same."""

    class Subject(models.TextChoices):
        PERSON = "perseorangan", _("Perseorangan")
        FAMILY = "keluarga", _("Keluarga")
        GROUP = "kelompok", _("Kelompok")
        COMMUNITY = "masyarakat", _("Masyarakat")

    class Secrecy(models.TextChoices):
        ORDINARY = "biasa", _("Biasa")
        RESTRICTED = "terbatas", _("Terbatas")
        SECRET = "rahasia", _("Rahasia")

    code = models.CharField(_("Kode"), max_length=6, primary_key=True)
    number = models.PositiveSmallIntegerField(_("Nomor"), unique=True)
    name = models.CharField(_("Nama resmi"), max_length=100)
    definition = models.TextField(_("Definisi"), max_length=600)
    subject = models.CharField(_("Sasaran"), max_length=12, choices=Subject)
    age_from = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Completed years, included.")
    age_to = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Completed years, included.")
    sex = models.PositiveSmallIntegerField(_("Jenis kelamin"), choices=Sex, null=True, blank=True)
    secrecy = models.CharField(_("Tingkat kerahasiaan"), max_length=8, choices=Secrecy)
    stigmatising = models.BooleanField(help_text="A label that by itself can hurt: off in every new network.")
    group = models.ForeignKey(AttentionGroup, on_delete=models.PROTECT, related_name="categories")
    is_current = models.BooleanField(default=True, help_text="False: no longer in the file; old cases keep it.")

    objects = CategoryQuerySet.as_manager()

    class Meta(NeverDeleted.Meta):
        ordering = ["number"]

    def __str__(self) -> str:
        return self.name

    @property
    def called(self) -> str:
        """What a screen calls it where the network has no word of its own. Official reports keep `name`."""
        return str(CALLED.get(self.code, self.name))

    @property
    def on_by_rule(self) -> bool:
        """Whether a network that has said nothing uses this category."""
        return not self.stigmatising

    @property
    def hints_at_somebody(self) -> bool:
        """Whether the definition names an age or a sex at all."""
        return not self.age_from is self.age_to is self.sex is None

    def speaks_against(self, age: int | None, sex: int | None) -> bool:
        """Whether what is known of a person lies outside the definition: then the choice asks for a reason."""
        too_young = age is not None and self.age_from is not None and age < self.age_from
        too_old = age is not None and self.age_to is not None and age > self.age_to
        other_sex = sex is not None and self.sex is not None and sex != self.sex
        return too_young or too_old or other_sex

    def needs_unknown(self, age: int | None, sex: int | None) -> bool:
        """Whether the definition asks for an age or a sex that nobody knows yet."""
        names_age = self.age_from is not None or self.age_to is not None
        return (names_age and age is None) or (self.sex is not None and sex is None)


def suggested(categories: Iterable[Category], age: int | None, sex: int | None) -> list[Category]:
    """Those whose definition names an age or a sex that this person has, in the order given.

    `age` in completed years, `sex` as `codes.Sex`; None where unknown. Suggests and never decides: every other category
    stays as open to choose. What stigmatises is never suggested of anybody.
    """
    return [
        category
        for category in categories
        if category.hints_at_somebody
        and not category.stigmatising
        and not category.needs_unknown(age, sex)
        and not category.speaks_against(age, sex)
    ]


class Criterion(NeverDeleted):
    """One line of a category's checklist. Ticked with evidence; no count of ticks decides anything."""

    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="criteria")
    letter = models.CharField(_("Huruf"), max_length=1)
    text = models.CharField(_("Kriteria"), max_length=250)
    order = models.PositiveSmallIntegerField()
    is_local = models.BooleanField(default=False, help_text="Added here; in no official list.")
    is_current = models.BooleanField(default=True, help_text="False: no longer in the file; old cases keep it.")

    objects = ReferenceQuerySet.as_manager()

    class Meta(NeverDeleted.Meta):
        ordering = ["category", "order"]
        constraints = [
            models.UniqueConstraint(fields=["category", "letter"], name="one_criterion_a_letter"),
            # It asks for sexual orientation, which no work of a network needs and no table here may hold.
            models.CheckConstraint(condition=~Q(category="KMIN", letter="d"), name="no_criterion_d_of_minorities"),
        ]

    def __str__(self) -> str:
        return f"{self.letter}. {self.text}"


class NetworkCategoryQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "NetworkCategoryQuerySet":
        """What the networks say of categories. That a stigmatising one was switched on, and why, could point at one
        family: that is for the board and the auditor."""
        all_of_it = Q(network_id__in=user.network_ids_with("pmks_cases.view_stigmatising_choices"))
        rest = Q(network_id__in=user.network_ids_with("pmks_cases.view_categories"), category__stigmatising=False)
        return self.filter(all_of_it | rest)


@tracked()
class NetworkCategory(Scoped):
    """What one network has decided about one category: on or off, and its own words. No row: as the rule has it."""

    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="+")
    is_on = models.BooleanField(_("Dipakai"))
    reason = models.CharField(_("Alasan"), max_length=300, blank=True)
    wording = models.CharField(_("Sebutan di jejaring ini"), max_length=100, blank=True)

    objects = NetworkCategoryQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network", "category"], name="one_choice_a_category")]
        triggers = [pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]


@dataclass(frozen=True)
class CategoryHere:
    """A category as one network uses it."""

    category: Category
    own: NetworkCategory | None

    @property
    def name(self) -> str:
        """What people of this network call it."""
        return (self.own.wording if self.own else "") or self.category.called

    @property
    def is_on(self) -> bool:
        return self.own.is_on if self.own else self.category.on_by_rule

    @property
    def reason(self) -> str:
        """Why it was switched last, where somebody said so."""
        return self.own.reason if self.own else ""


def as_used(categories: Iterable[Category], own: Iterable[NetworkCategory]) -> list[CategoryHere]:
    """Each category beside what the network has decided about it."""
    decided = {row.category_id: row for row in own}
    return [CategoryHere(category, decided.get(category.pk)) for category in categories]
