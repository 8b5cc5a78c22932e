"""The network (WKSBM) of one RW, its RTs and the dasawisma below them."""

from zoneinfo import ZoneInfo

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models.element import USUAL_QUORUM, Element, all_elements
from members.phones import PhoneField
from wksbm.core.audit import tracked
from wksbm.core.models import Scoped, ScopedQuerySet

three_digits = RegexValidator(r"^\d{3}$", _("Tulis tiga angka, misalnya 004."))


class NetworkQuerySet(models.QuerySet):
    def visible_to(self, user) -> "NetworkQuerySet":
        """The networks in which this person holds an office."""
        return self.filter(pk__in=user.network_ids_with("members.view_network")).select_related("village__parent")

    def opened_by(self, user, slug: str) -> "Network | None":
        """The network at this address, or None for who does not see it: `visible_to` for the one of each page.

        Written out, because every page asks: Django takes longer to put such a question together than to ask it.
        """
        network = next(iter(self.raw("SELECT * FROM members_network WHERE slug = %s", [slug])), None)
        return network if network and network.pk in user.network_ids_with("members.view_network") else None


@tracked()
class Network(models.Model):
    """A WKSBM: the existing organisations of one RW, working together (Kepmensos 42/HUK/2004; Permensos 08/2012)."""

    class Stage(models.TextChoices):
        PREPARATION = "persiapan", _("Persiapan")
        SOCIALIZATION = "sosialisasi", _("Sosialisasi")
        FORMATION = "pembentukan", _("Pembentukan")
        RATIFICATION = "pengesahan", _("Pengesahan")
        STRENGTHENING = "penguatan", _("Penguatan")
        NETWORKING = "jejaring", _("Berjejaring")
        INDEPENDENT = "mandiri", _("Mandiri")
        DORMANT = "vakum", _("Sedang vakum")

    class TimeZone(models.TextChoices):
        WIB = "Asia/Jakarta", "WIB"
        WITA = "Asia/Makassar", "WITA"
        WIT = "Asia/Jayapura", "WIT"

    class CaseTerm(models.TextChoices):
        """What official reports call the people whom a network helps: the words of 2012, 2019 and 2025."""

        PMKS = "PMKS", _("PMKS (istilah 2012)")
        PPKS = "PPKS", _("PPKS (istilah 2019)")
        PAS = "PAS", _("PAS (istilah 2025)")

    slug = models.SlugField(max_length=50, unique=True)
    name = models.CharField(_("Nama WKSBM"), max_length=100)
    village = models.ForeignKey(
        "members.Region", on_delete=models.PROTECT, related_name="networks", verbose_name=_("Desa/kelurahan")
    )
    rw = models.CharField(_("Nomor RW"), max_length=3, validators=[three_digits])
    stage = models.CharField(_("Tahap"), max_length=20, choices=Stage, default=Stage.PREPARATION)
    time_zone = models.CharField(_("Zona waktu"), max_length=20, choices=TimeZone, default=TimeZone.WIB)
    case_term = models.CharField(
        # The latest regulation in force (Permensos 15/2025) says PPKS; a Dinsos may still ask for another.
        _("Istilah di laporan resmi"),
        max_length=4,
        choices=CaseTerm,
        default=CaseTerm.PPKS,
    )
    address = models.CharField(_("Alamat sekretariat"), max_length=200, blank=True)
    phone = PhoneField(_("Nomor HP"), blank=True)
    email = models.EmailField(_("Email"), blank=True)
    decree_number = models.CharField(_("Nomor SK pengesahan"), max_length=80, blank=True)
    decree_on = models.DateField(_("Tanggal SK"), null=True, blank=True)
    activities = models.TextField(_("Jenis kegiatan"), max_length=1000, blank=True)
    protection_unit_phone = PhoneField(
        _("Nomor UPTD PPA kabupaten/kota"),
        blank=True,
        help_text=_("Tampil di laporan tentang kekerasan, di samping 110, 119, dan SAPA 129."),
    )
    quorum = models.PositiveSmallIntegerField(
        _("Kuorum musyawarah: paling sedikit berapa unsur"),
        default=USUAL_QUORUM,
        validators=[MinValueValidator(1), MaxValueValidator(len(Element))],
    )
    quorum_elements = ArrayField(
        models.CharField(max_length=16, choices=Element), verbose_name=_("Unsur yang dihitung"), default=all_elements
    )
    resident_permit_number = models.CharField(_("Nomor surat izin data warga"), max_length=80, blank=True)
    resident_permit_on = models.DateField(_("Tanggal surat izin"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = NetworkQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["village", "rw"], name="one_network_an_rw")]

    def __str__(self) -> str:
        return self.name

    def today(self):
        """The calendar day in the network's own time zone."""
        return timezone.localdate(timezone=ZoneInfo(self.time_zone))


class AreaQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "AreaQuerySet":
        return self.filter(network_id__in=user.network_ids_with("members.view_network"))


@tracked()
class Rt(Scoped):
    """Rukun tetangga: some dozens of households inside the RW. The number is text of three digits."""

    number = models.CharField(_("Nomor RT"), max_length=3, validators=[three_digits])

    objects = AreaQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["network", "number"], name="one_rt_a_number")]

    def __str__(self) -> str:
        return f"RT\u00a0{self.number}"


@tracked()
class Dasawisma(Scoped):
    """A group of ten to twenty houses inside an RT, looked after by a kader of the PKK."""

    rt = models.ForeignKey(Rt, on_delete=models.PROTECT, related_name="dasawisma", verbose_name=_("RT"))
    name = models.CharField(_("Nama dasawisma"), max_length=60)

    objects = AreaQuerySet.as_manager()

    class Meta:
        ordering = ["rt__number", "name"]
        constraints = [models.UniqueConstraint(fields=["network", "rt", "name"], name="one_dasawisma_a_name")]

    def __str__(self) -> str:
        return f"{self.name} ({self.rt})"
