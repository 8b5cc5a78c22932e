"""Lembaga: the organisations that form the network (keperangkatan pelayanan sosial), and partners outside it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.phones import PhoneField
from wksbm.core.audit import tracked
from wksbm.core.models import Scoped, ScopedQuerySet


class OrganizationQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "OrganizationQuerySet":
        return self.filter(network_id__in=user.network_ids_with("members.view_organization"))

    def in_core(self) -> "OrganizationQuerySet":
        """The inner circle (pokja garis depan): it weighs what the network takes up."""
        return self.filter(alliance_tier=Organization.AllianceTier.CORE)


@tracked()
class Organization(Scoped):
    """One organisation, what it offers, and how far it has joined."""

    class Kind(models.TextChoices):
        RT = "rt", _("RT")
        RW = "rw", _("RW")
        PKK = "pkk", _("PKK")
        DASAWISMA = "dasawisma", _("Dasawisma")
        KARANG_TARUNA = "karang_taruna", _("Karang Taruna")
        POSYANDU = "posyandu", _("Posyandu")
        LPM = "lpm", _("LPM")
        TAKMIR = "takmir", _("Takmir masjid")
        REMAJA_MASJID = "remaja_masjid", _("Remaja masjid")
        MAJELIS_TAKLIM = "majelis_taklim", _("Majelis taklim")
        TPA = "tpa", _("TPA")
        MAJELIS_GEREJA = "majelis_gereja", _("Majelis gereja")
        OTHER_FAITH = "other_faith", _("Kelompok agama lain")
        DONORS = "donors", _("Kelompok donatur")
        PARTNER = "partner", _("Mitra luar (Puskesmas, Dinsos, BAZNAS, …)")
        OTHER = "other", _("Lainnya")

    class Standing(models.TextChoices):
        KNOWN = "dikenali", _("Dikenali")
        INVITED = "diajak", _("Diajak")
        JOINED = "bergabung", _("Bergabung")

    class AllianceTier(models.TextChoices):
        CORE = "inti", _("Lingkar inti")
        MEMBER = "anggota", _("Anggota")
        PARTNER = "mitra", _("Mitra")

    LKD_KINDS = frozenset({Kind.RT, Kind.RW, Kind.PKK, Kind.KARANG_TARUNA, Kind.POSYANDU, Kind.LPM})
    """Lembaga kemasyarakatan desa of Permendagri 18/2018: terms of five years, two at most, no second post."""

    kind = models.CharField(_("Jenis"), max_length=20, choices=Kind)
    name = models.CharField(_("Nama lembaga"), max_length=100)
    standing = models.CharField(_("Keadaan"), max_length=10, choices=Standing, default=Standing.KNOWN)
    alliance_tier = models.CharField(
        _("Peran dalam jejaring"), max_length=8, choices=AllianceTier, default=AllianceTier.MEMBER
    )
    offers = models.TextField(
        _("Yang bisa dibantu"), max_length=1000, blank=True, help_text=_("Satu baris satu layanan.")
    )
    contact_name = models.CharField(_("Nama yang dihubungi"), max_length=100, blank=True)
    phone = PhoneField(_("Nomor HP"), blank=True)
    address = models.CharField(_("Alamat"), max_length=200, blank=True)
    rt = models.ForeignKey(
        "members.Rt", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("RT")
    )

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["network", "kind", "name"], name="one_organization_a_name")]
        indexes = [models.Index(fields=["network", "name", "id"], name="organization_by_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_lkd(self) -> bool:
        return self.kind in self.LKD_KINDS
