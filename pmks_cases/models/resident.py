"""Warga: a person who lives, or lived, in the RW."""

from collections.abc import Iterable
from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from members.access import Role, roles_with
from pmks_cases import codes
from pmks_cases.likeness import birth_dates_like, may_be_one_person
from pmks_cases.names import name_key, searched_grams, stored_grams
from wksbm.core.audit import tracked
from wksbm.core.fields import DigestField, SealedField
from wksbm.core.models import Scoped, ScopedQuerySet
from wksbm.core.sealing import digests

PERSONAL_FIELDS = (
    "name",
    "nik",
    "birth_place",
    "birth_on",
    "address",
    "present_address",
    "disability",
)

AREA_ROLES = {Role.RT_HEAD: "rt", Role.DASAWISMA_KADER: "dasawisma"}
"""Roles that see the residents of their own area only."""


def years_before(day: date, years: int) -> date:
    """The day from which somebody is `years` old on `day`; who was born on 29 February has the birthday on 1 March."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _born_on_any(days: Iterable[date]) -> Q:
    """`birth_on__in` with all days in one parameter: with hundreds of them Django takes longer than the comparison."""
    listed = ",".join(day.isoformat() for day in days)
    column_in_list = Func(
        *(F("birth_on"), Value(f"{{{listed}}}")),
        arg_joiner=" = ANY(",
        template="%(expressions)s::date[])",
        output_field=models.BooleanField(),
    )
    return Q(column_in_list)


class ResidentQuerySet(ScopedQuerySet):
    def visible_to(self, user, permission: str = "pmks_cases.view_resident") -> "ResidentQuerySet":
        """Residents that this person may see: the whole network, or the own RT or dasawisma for who looks after one."""
        allowed = roles_with(permission)
        whole = Q(network_id__in=[])
        if whole_networks := self._whole_networks(user, permission):
            whole = Q(network_id__in=whole_networks)
        for office in user.current_memberships:
            if office.role not in allowed:
                continue
            if office.role == Role.RT_HEAD and office.rt_id:
                whole |= Q(network_id=office.network_id, rt_id=office.rt_id)
            elif office.role == Role.DASAWISMA_KADER and office.dasawisma_id:
                whole |= Q(network_id=office.network_id, family__dasawisma_id=office.dasawisma_id)
        return self.filter(whole)

    @staticmethod
    def _whole_networks(user, permission: str) -> list[int]:
        wide = roles_with(permission) - AREA_ROLES.keys()
        return [pk for pk in user.network_ids_with(permission) if not wide.isdisjoint(user.roles_in(pk))]

    def standing(self) -> "ResidentQuerySet":
        """Not merged into another record."""
        return self.filter(merged_into=None)

    def present(self) -> "ResidentQuerySet":
        """Alive and living here, as far as the register knows."""
        return self.standing().filter(status=codes.BasicStatus.ALIVE)

    def named_like(self, network, typed: str) -> "ResidentQuerySet":
        """Any part of the name, words in any order, old spelling too."""
        grams = searched_grams(network.pk, typed)
        return self.filter(search_grams__contains=grams) if grams else self.none()

    def for_rows(self) -> "ResidentQuerySet":
        """With the columns that a row of a list shows, and no more: no identity number leaves the database for it."""
        return self.select_related("rt").only(
            *("name", "kk_level", "sex", "birth_on", "address", "present_address", "status", "rt__number")
        )

    def of_family(self, family_id: int) -> "ResidentQuerySet":
        """The people on one card, in its order: the head first, who has no place in it last."""
        return self.filter(family_id=family_id).order_by(F("kk_level").asc(nulls_last=True), "birth_on", "pk")

    def with_nik(self, nik: str) -> "ResidentQuerySet":
        """The resident of one network with this whole NIK."""
        return self.filter(nik_digest__in=digests(nik))

    def alike(self, network, name: str, birth_on: date | None) -> list["Resident"]:
        """Those of one network who may be the same person, by name: a like name with a like birth date.

        An index leaves a handful to compare, however large the network is: those with a like birth date and those
        without one; where the birth date is not known, those that share some letters of the name.
        """
        if birth_on is None:
            known = self.filter(network=network, search_grams__overlap=stored_grams(network.pk, name))
        else:
            known = self.filter(_born_on_any(birth_dates_like(birth_on)) | Q(birth_on=None), network=network)
        known = known.order_by().values_list("pk", "name", "birth_on")
        found = [pk for pk, *known_as in known if may_be_one_person(name, birth_on, *known_as)]
        return list(self.filter(pk__in=found).for_rows().order_by("name_key", "pk")) if found else []

    def aged(self, youngest: int | None, oldest: int | None, *, on: date) -> "ResidentQuerySet":
        """Whole years on a day, both ends included; without the people whose birth date is unknown."""
        found = self.exclude(birth_on=None)
        if youngest is not None:
            found = found.filter(birth_on__lte=years_before(on, youngest))
        if oldest is not None:
            found = found.filter(birth_on__gt=years_before(on, oldest + 1))
        return found


@tracked(exclude=["nik_digest", "search_grams", "name_key"])
class Resident(Scoped):
    """One person. Only what the work needs is kept; a person without NIK is normal and the reason is noted."""

    class WithoutNik(models.TextChoices):
        NOT_YET = "belum_punya", _("Belum punya")
        FORGOTTEN = "lupa", _("Lupa")
        UNWILLING = "tidak_mau", _("Tidak mau menyebut")
        LOST = "hilang", _("Hilang")
        NOT_IN_FILE = "tidak_ada_di_berkas", _("Tidak ada di berkas")

    name = models.CharField(_("Nama"), max_length=100)
    name_key = models.CharField(max_length=100, db_collation="C", editable=False)
    search_grams = ArrayField(models.TextField(), editable=False)
    nik = SealedField(_("NIK"), null=True)
    nik_digest = DigestField(of="nik")
    without_nik = models.CharField(_("Mengapa tanpa NIK"), max_length=20, choices=WithoutNik, blank=True)
    family = models.ForeignKey(
        "pmks_cases.Family", on_delete=models.PROTECT, null=True, blank=True, related_name="residents"
    )
    kk_level = models.PositiveSmallIntegerField(
        _("Hubungan dalam keluarga"), choices=codes.KkLevel, null=True, blank=True
    )
    sex = models.PositiveSmallIntegerField(_("Jenis kelamin"), choices=codes.Sex, null=True, blank=True)
    birth_place = models.CharField(_("Tempat lahir"), max_length=100, blank=True)
    birth_on = models.DateField(_("Tanggal lahir"), null=True, blank=True)
    rt = models.ForeignKey(
        "members.Rt",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("RT"),
        db_index=False,
    )
    hamlet = models.CharField(_("Dusun"), max_length=60, blank=True)
    address = models.CharField(_("Alamat di KTP"), max_length=200, blank=True)
    present_address = models.CharField(_("Alamat sekarang"), max_length=200, blank=True)
    education = models.PositiveSmallIntegerField(_("Pendidikan"), choices=codes.Education, null=True, blank=True)
    occupation = models.PositiveSmallIntegerField(_("Pekerjaan"), choices=codes.Occupation, null=True, blank=True)
    marital_status = models.PositiveSmallIntegerField(
        _("Status kawin"), choices=codes.MaritalStatus, null=True, blank=True
    )
    status = models.PositiveSmallIntegerField(_("Keadaan"), choices=codes.BasicStatus, default=codes.BasicStatus.ALIVE)
    status_on = models.DateField(_("Sejak"), null=True, blank=True)
    disability = models.CharField(_("Disabilitas"), max_length=12, choices=codes.Disability, blank=True)
    insurance = models.PositiveSmallIntegerField(_("Jaminan kesehatan"), choices=codes.Insurance, null=True, blank=True)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, editable=False, related_name="+")
    revision = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ResidentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network", "nik_digest"], condition=Q(merged_into=None), name="one_resident_a_nik"
            )
        ]
        indexes = [
            models.Index(fields=["network", "name_key", "id"], name="resident_by_name"),
            models.Index(fields=["network", "rt", "name_key", "id"], name="resident_by_rt"),
            models.Index(fields=["network", "birth_on"], name="resident_by_birth"),
            GinIndex(fields=["search_grams"], name="resident_search"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs):
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """Fill the columns that follow from the name. Bulk writes call it themselves."""
        self.name_key = name_key(self.name)
        self.search_grams = stored_grams(self.network_id, self.name)

    def age_on(self, day: date) -> int | None:
        """Whole years on a day; None when the birth date is unknown."""
        if self.birth_on is None:
            return None
        had_birthday = (day.month, day.day) >= (self.birth_on.month, self.birth_on.day)
        return day.year - self.birth_on.year - (0 if had_birthday else 1)

    @property
    def lives_here(self) -> bool:
        return self.status == codes.BasicStatus.ALIVE

    @property
    def has_died(self) -> bool:
        return self.status == codes.BasicStatus.DEAD

    @classmethod
    def registered_with(cls, network, nik: str, but: "Resident | None" = None) -> "Resident | None":
        """Who in the network has this NIK, besides `but`; asked of all rows, so show of it no more than the RT."""
        same = cls.objects.of(network).standing().with_nik(nik).select_related("rt")
        return same.exclude(pk=but.pk if but else None).first()
