"""Wilayah: Indonesia from province to village, by Kemendagri code (Kepmendagri 300.2.2-2430/2025)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RegionQuerySet(models.QuerySet):
    def visible_to(self, user) -> "RegionQuerySet":
        """Public knowledge: everybody who is signed in."""
        return self

    def villages_like(self, typed: str) -> "RegionQuerySet":
        """Villages whose name begins with what was typed, with district, regency and province loaded."""
        key = region_key(typed)
        if len(key) < 3:
            return self.none()
        found = self.filter(level=Region.Level.VILLAGE, name_key__startswith=key)
        return found.select_related("parent__parent__parent").order_by("name_key", "code")


def region_key(name: str) -> str:
    """Lower case letters and digits only, so that `Purwo Sari` finds `Purwosari`."""
    return "".join(sign for sign in name.casefold() if sign.isalnum())


class Region(models.Model):
    """One place of the national list. The code's parts are its ancestors: `33.19.01.2005`."""

    class Level(models.IntegerChoices):
        PROVINCE = 1, _("Provinsi")
        REGENCY = 2, _("Kabupaten/kota")
        DISTRICT = 3, _("Kecamatan")
        VILLAGE = 4, _("Desa/kelurahan")

    code = models.CharField(max_length=13, primary_key=True)
    name = models.CharField(max_length=100)
    name_key = models.CharField(max_length=100, db_collation="C", editable=False)
    level = models.PositiveSmallIntegerField(choices=Level)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")

    objects = RegionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["level", "name_key"], name="region_by_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_urban(self) -> bool:
        """A kelurahan: the fourth part of the code begins with 1 (a desa's with 2)."""
        return self.level == self.Level.VILLAGE and self.code[9:10] == "1"

    @property
    def full_name(self) -> str:
        """`Desa Mijen, Kec. Kaliwungu, Kab. Kudus, Jawa Tengah`; asks one query unless the parents are loaded."""
        district, regency, province = self.parent, self.parent.parent, self.parent.parent.parent
        kind = _("Kelurahan") if self.is_urban else _("Desa")
        regency_name = regency.name.removeprefix("Kabupaten ")
        short = regency.name if regency.name.startswith("Kota ") else f"Kab. {regency_name}"
        return f"{kind} {self.name}, Kec. {district.name}, {short}, {province.name}"
