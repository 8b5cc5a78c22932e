"""Relawan PSM (pekerja sosial masyarakat, Permensos 10/2019) and their training."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from members.access import Role
from members.models.leave import leave_in_words
from members.models.membership import Membership
from wksbm.core.audit import tracked
from wksbm.core.models import Scoped, ScopedQuerySet


class VolunteerQuerySet(models.QuerySet):
    def visible_to(self, user) -> "VolunteerQuerySet":
        """Volunteers of the networks whose PSM this person may see, and the person's own profile."""
        networks = user.network_ids_with("members.view_volunteer")
        return self.filter(_working_in(networks) | models.Q(user=user))

    def of(self, network) -> "VolunteerQuerySet":
        """Those who hold or held a PSM office in this network, or look after one of its RTs."""
        return self.filter(_working_in([network.pk]))

    def active_in(self, network) -> "VolunteerQuerySet":
        """Those who hold a PSM office in this network today."""
        now = Membership.objects.current().filter(network=network, role=Role.PSM)
        return self.filter(user_id__in=now.values("user_id"))

    def advanced(self) -> "VolunteerQuerySet":
        """Those trained to level lanjutan or above."""
        return self.filter(pk__in=Training.objects.filter(level__in=ADVANCED_LEVELS).values("volunteer_id"))


def _working_in(network_ids) -> models.Q:
    offices = Membership.objects.filter(network_id__in=network_ids, role=Role.PSM)
    areas = VolunteerArea.objects.filter(network_id__in=network_ids)
    return models.Q(user_id__in=offices.values("user_id")) | models.Q(pk__in=areas.values("volunteer_id"))


@tracked()
class Volunteer(models.Model):
    """One PSM: how many hours a week, in which RTs (also of several networks). The profile belongs to the person."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="volunteer")
    hours_a_week = models.PositiveSmallIntegerField(_("Jam seminggu"), default=4)
    since_on = models.DateField(_("Menjadi PSM sejak"), null=True, blank=True)
    skills = models.CharField(_("Keterampilan"), max_length=200, blank=True)
    areas = models.ManyToManyField(
        "members.Rt", through="members.VolunteerArea", related_name="volunteers", verbose_name=_("RT yang didampingi")
    )

    is_away = False
    away_until = None
    """Whether she is on leave today, and until when: what a page reads along (`views.volunteers`)."""

    objects = VolunteerQuerySet.as_manager()

    def __str__(self) -> str:
        return self.user.name

    @property
    def name(self) -> str:
        return self.user.name

    @property
    def leave(self) -> str:
        """`cuti sampai 31 Januari 2027`, where the page has read along that she is away; else nothing."""
        return leave_in_words(self.away_until) if self.is_away else ""


class VolunteerAreaQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "VolunteerAreaQuerySet":
        return self.filter(network_id__in=user.network_ids_with("members.view_volunteer"))


@tracked()
class VolunteerArea(Scoped):
    """An RT that a volunteer looks after."""

    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="+")
    rt = models.ForeignKey("members.Rt", on_delete=models.PROTECT, related_name="+")

    objects = VolunteerAreaQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network", "volunteer", "rt"], name="one_area_once")]


class TrainingQuerySet(models.QuerySet):
    def visible_to(self, user) -> "TrainingQuerySet":
        return self.filter(volunteer__in=Volunteer.objects.visible_to(user))


def proof_path(training, filename: str) -> str:
    """A name that says nothing: no person, no original file name."""
    import uuid
    from pathlib import PurePath

    return f"training/{uuid.uuid4()}{PurePath(filename).suffix.lower()[:5]}"


@tracked()
class Training(models.Model):
    """One training that a volunteer has followed, with its level and proof."""

    class Level(models.TextChoices):
        BASIC = "dasar", _("Dasar")
        ADVANCED = "lanjutan", _("Lanjutan")
        CONSOLIDATION = "pemantapan", _("Pemantapan")
        TOT = "tot", _("Pelatih (TOT)")
        GUIDANCE = "bimtek", _("Bimtek")
        OTHER = "lainnya", _("Lainnya")

    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="trainings")
    level = models.CharField(_("Jenjang"), max_length=12, choices=Level)
    organizer = models.CharField(_("Penyelenggara"), max_length=100)
    held_on = models.DateField(_("Tanggal"))
    hours = models.PositiveSmallIntegerField(_("Lama (jam)"), null=True, blank=True)
    certificate_number = models.CharField(_("Nomor sertifikat"), max_length=80, blank=True)
    proof = models.FileField(_("Foto atau PDF sertifikat"), upload_to=proof_path, blank=True)

    objects = TrainingQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on"]


ADVANCED_LEVELS = (Training.Level.ADVANCED, Training.Level.CONSOLIDATION, Training.Level.TOT)
"""Lanjutan and what builds on it; a bimtek is no level."""
