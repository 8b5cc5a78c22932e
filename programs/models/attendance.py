"""Undangan and daftar hadir: who is invited to a meeting, what they answered, and who was there."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.models import Element
from members.phones import PhoneField
from programs.models.closed_minutes import lines_stand
from programs.models.meeting import Meeting
from wksbm.core.audit import tracked
from wksbm.core.models import Scoped, ScopedQuerySet


class AttendanceQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "AttendanceQuerySet":
        return self.filter(meeting__in=Meeting.objects.visible_to(user))

    def invited(self) -> "AttendanceQuerySet":
        """To whom the invitation was sent."""
        return self.filter(invited_at__isnull=False)

    def by_mail(self) -> "AttendanceQuerySet":
        """Whom a mail reaches: an account with an address, whose mails were not ended."""
        return self.filter(user__is_active=True, user__email__isnull=False).exclude(user__mail_preference__daily=False)

    def untold(self) -> "AttendanceQuerySet":
        """Invited people whom no mail reaches, and whom nobody has told yet how the meeting stands now."""
        mailed = Attendance.objects.by_mail().values("pk")
        known = Q(told_sequence__gte=models.F("meeting__moved_sequence"))
        return self.invited().exclude(known, told_sequence__isnull=False).exclude(pk__in=mailed)

    def reminded(self) -> "AttendanceQuerySet":
        """Invited people with an account who have not said that they stay away on the day as it is now."""
        for_this_day = Q(answered_for=None) | Q(answered_for=models.F("meeting__held_on"))
        stays_away = Q(answer=Attendance.Answer.STAYS_AWAY) & for_this_day
        return self.invited().filter(user__isnull=False).exclude(stays_away)

    def present(self) -> "AttendanceQuerySet":
        return self.filter(is_present=True)

    def quorum_of(self, meeting) -> dict:
        """Which of the elements that count are there and how many are needed; women and men; whether decisions may be
        taken."""
        rows = self.filter(meeting=meeting).present().values_list("element", "sex")
        counting = [element for element in Element if element in meeting.quorum_elements]
        elements = {element for element, _sex in rows if element in counting}
        women = sum(sex == Attendance.Sex.FEMALE for _element, sex in rows)
        men = sum(sex == Attendance.Sex.MALE for _element, sex in rows)
        return {
            "elements": [element for element in counting if element in elements],
            "missing": [element for element in counting if element not in elements],
            "of": len(counting),
            "needed": meeting.quorum,
            "is_quorate": len(elements) >= meeting.quorum,
            "women": women,
            "men": men,
            "without_women": bool(rows) and not women,
        }


@tracked(exclude=["token_digest"])
class Attendance(Scoped):
    """One invited person, with or without an account; an organisation's officer stands for his organisation.

    `invited_at`: until the invitations are sent, the row is only somebody on a list. `told_sequence`: how the meeting
    stood (its `moved_sequence`) when this person was told of it by hand, or was invited by mail. `answered_for`: the
    day on which the meeting stood when it was answered; once it is moved to another one the answer is asked for anew.
    """

    class Answer(models.TextChoices):
        NONE = "", _("Belum menjawab")
        COMES = "hadir", _("Hadir")
        STAYS_AWAY = "tidak", _("Tidak hadir")
        REPRESENTED = "diwakili", _("Diwakili")

    class Sex(models.TextChoices):
        FEMALE = "P", _("Perempuan")
        MALE = "L", _("Laki-laki")

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendances")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    organization = models.ForeignKey(
        "members.Organization", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("Nama"), max_length=100)
    office = models.CharField(_("Jabatan"), max_length=80, blank=True)
    phone = PhoneField(_("Nomor HP"), blank=True)
    element = models.CharField(_("Unsur"), max_length=16, choices=Element, blank=True)
    sex = models.CharField(_("L/P"), max_length=1, choices=Sex, blank=True)
    answer = models.CharField(_("Jawaban"), max_length=8, choices=Answer, blank=True, default=Answer.NONE)
    answered_at = models.DateTimeField(null=True, editable=False)
    answered_for = models.DateField(null=True, editable=False)
    represented_by = models.CharField(_("Diwakili oleh"), max_length=100, blank=True)
    invited_at = models.DateTimeField(null=True, editable=False)
    told_sequence = models.PositiveIntegerField(null=True, editable=False)
    link_version = models.PositiveIntegerField(default=0, editable=False, help_text="How often a link was made.")
    token_digest = models.BinaryField(max_length=32, null=True, unique=True, editable=False)
    is_present = models.BooleanField(_("Hadir"), default=False)
    arrived_at = models.DateTimeField(null=True, editable=False)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "meeting", "user"], condition=Q(user__isnull=False), name="invited_once"
            ),
        ]
        indexes = [models.Index(fields=["network", "meeting"], name="attendance_of_meeting")]
        triggers = [lines_stand()]

    def __str__(self) -> str:
        return self.name

    @property
    def may_be_removed(self) -> bool:
        """Only somebody on a list yet: neither invited nor there."""
        return self.invited_at is None and not self.is_present

    @property
    def is_for_another_day(self) -> bool:
        """Answered before the meeting was moved to the day on which it is now."""
        return bool(self.answer and self.answered_for) and self.answered_for != self.meeting.held_on

    @property
    def answer_now(self) -> str:
        """The answer that counts: nothing where it was given for another day."""
        return "" if self.is_for_another_day else self.answer
