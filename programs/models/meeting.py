"""Musyawarah: a meeting of the network, from its plan to minutes that cannot change any more."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models.element import USUAL_QUORUM, all_elements
from programs.models.activity import end_of
from programs.models.closed_minutes import closed_stays_closed
from wksbm.core.audit import tracked
from wksbm.core.fields import SealedTextField
from wksbm.core.models import Scoped, ScopedQuerySet


class MeetingQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "MeetingQuerySet":
        """The meetings of the networks whose meetings this person's office takes part in."""
        return self.filter(network_id__in=user.network_ids_with("programs.view_meeting"))

    def to_come(self) -> "MeetingQuerySet":
        return self.filter(state__in=(Meeting.State.PLANNED, Meeting.State.RUNNING))

    def ahead(self, today: date) -> "MeetingQuerySet":
        """Those at which something can still be talked about: none from the notebook, none of a day that is over."""
        return self.to_come().filter(held_on__gte=today, recorded_afterwards=False)

    def held(self) -> "MeetingQuerySet":
        """Those that were opened: they run, or their minutes are closed."""
        return self.filter(state__in=(Meeting.State.RUNNING, Meeting.State.CLOSED))

    def ended(self) -> "MeetingQuerySet":
        """Held, or called off."""
        return self.filter(state__in=(Meeting.State.CLOSED, Meeting.State.CANCELLED))

    def closed(self) -> "MeetingQuerySet":
        """Held, and their minutes do not change any more."""
        return self.filter(state=Meeting.State.CLOSED)

    def concerning(self, user) -> "MeetingQuerySet":
        """Those to which this person is invited, which he leads or of which he takes notes."""
        from programs.models.attendance import Attendance

        invited = models.Exists(Attendance.objects.filter(meeting=models.OuterRef("pk"), user=user))
        return self.filter(Q(chair=user) | Q(note_taker=user) | invited)


@tracked()
class Meeting(Scoped):
    """One meeting. Times are those of the network's clock; `revision` tells two people at one page apart.

    Its quorum is the network's of the day it was planned: what is changed there later changes no minutes.

    `sequence` grows with everything that its calendar file shows, and calendars take the higher one (RFC 5545,
    3.8.7.4); `moved_sequence` is the one with which it was last moved or called off: of that everybody is told.
    """

    class Kind(models.TextChoices):
        MONTHLY = "bulanan", _("Musyawarah bulanan")
        SPECIAL = "khusus", _("Musyawarah khusus")
        FORMATION = "pembentukan", _("Musyawarah pembentukan")
        ANNUAL = "tahunan", _("Musyawarah tahunan")

    class State(models.TextChoices):
        PLANNED = "direncanakan", _("Direncanakan")
        RUNNING = "berjalan", _("Sedang berjalan")
        CLOSED = "ditutup", _("Notulen ditutup")
        CANCELLED = "dibatalkan", _("Dibatalkan")

    kind = models.CharField(_("Jenis"), max_length=12, choices=Kind, default=Kind.MONTHLY)
    title = models.CharField(_("Nama musyawarah"), max_length=100, blank=True)
    held_on = models.DateField(_("Tanggal"))
    begins = models.TimeField(_("Pukul"))
    ends = models.TimeField(_("Sampai"), null=True, blank=True)
    place = models.CharField(_("Tempat"), max_length=120)
    chair = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("Pemimpin")
    )
    note_taker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("Notulis")
    )
    quorum = models.PositiveSmallIntegerField(default=USUAL_QUORUM, editable=False)
    quorum_elements = ArrayField(models.CharField(max_length=16), default=all_elements, editable=False)
    bring_along = models.CharField(_("Catatan untuk undangan"), max_length=200, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.PLANNED, editable=False)
    invited_at = models.DateTimeField(null=True, editable=False)
    started_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    sequence = models.PositiveIntegerField(default=0, editable=False)
    moved_sequence = models.PositiveIntegerField(default=0, editable=False)
    cancelled_why = models.CharField(max_length=200, blank=True, editable=False)
    recorded_afterwards = models.BooleanField(default=False, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    revision = models.PositiveIntegerField(default=1, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-begins", "-pk"]
        indexes = [
            models.Index(fields=["network", "-held_on", "-id"], name="meeting_newest"),
            models.Index(
                fields=["network", "held_on"],
                condition=Q(state__in=("direncanakan", "berjalan")),
                name="meeting_to_come",
            ),
        ]
        triggers = [closed_stays_closed()]

    def __str__(self) -> str:
        return self.title or str(self.get_kind_display())

    @property
    def is_open(self) -> bool:
        """Its agenda, attendance and decisions may still change."""
        return self.state in (self.State.PLANNED, self.State.RUNNING)

    @property
    def begins_at(self) -> datetime:
        return datetime.combine(self.held_on, self.begins, tzinfo=ZoneInfo(self.network.time_zone))

    @property
    def ends_at(self) -> datetime:
        return end_of(self.held_on, self.begins, self.ends).replace(tzinfo=ZoneInfo(self.network.time_zone))

    @property
    def is_awaited(self) -> bool:
        """Planned and not begun: who is invited may still answer."""
        return self.state == self.State.PLANNED and timezone.now() < self.begins_at


class AddendumQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "AddendumQuerySet":
        return self.filter(meeting__in=Meeting.objects.visible_to(user))


@tracked()
class Addendum(Scoped):
    """What is added to closed minutes: they themselves never change."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="addenda")
    text = SealedTextField(_("Tambahan notulen"), max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = AddendumQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
