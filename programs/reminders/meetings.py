"""Meetings: invited, three days before, the day before, two hours before; moved, called off.

Invitation, change, cancellation and the last reminder go out by themselves, on days of rest too: they ask nobody for
anything, and on the next working day the hall would be empty. In the night nothing leaves. The other two reminders wait
for the digest of their day.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from django.db.models import BooleanField, CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.translation import gettext as _

from members.reminders.rising import day_slot
from programs.actions import invitations, telling
from programs.calendar_files import attached
from programs.meeting_times import spoken_day, spoken_time, spoken_when
from programs.models import Attendance, Meeting
from wksbm.notifications.kinds import About, Days, Direct, Kind, Told, register_kind
from wksbm.notifications.letters import address
from wksbm.notifications.models import Notification

SOON = timedelta(hours=2)
_FOUND = ("network_id", "user_id", "meeting_id", "slot", "restricted")


def in_three_days(days: Days) -> QuerySet:
    return _on(days, 3)


def tomorrow(days: Days) -> QuerySet:
    return _on(days, 1)


def _on(days: Days, later: int) -> QuerySet:
    midnight = days.at.replace(hour=0, minute=0, second=0, microsecond=0)
    found = _reminded(days, midnight).filter(meeting__held_on=days.today + timedelta(days=later))
    return found.annotate(slot=day_slot("meeting__held_on")).values_list(*_FOUND)


def soon(days: Days) -> QuerySet:
    """Those that begin within two hours by the clock of their network."""
    now = days.at.replace(tzinfo=None)
    until = now + SOON
    today = Q(meeting__held_on=now.date(), meeting__begins__gt=now.time())
    if until.date() == now.date():
        when = today & Q(meeting__begins__lte=until.time())
    else:
        when = today | Q(meeting__held_on=until.date(), meeting__begins__lte=until.time())
    slot = Concat(day_slot("meeting__held_on"), Value(" "), Cast(F("meeting__begins"), CharField()))
    return _reminded(days, days.at - SOON).filter(when).annotate(slot=slot).values_list(*_FOUND)


def _reminded(days: Days, since: datetime) -> QuerySet:
    """Nobody who has said that he stays away, nobody who was never invited, and nobody who has read the day and hour
    since this instant: in the invitation, or because they changed."""
    rows = Attendance.objects.filter(network_id__in=days.networks, meeting__state=Meeting.State.PLANNED)
    fresh = Notification.objects.filter(about_id=OuterRef("meeting_id"), recipient=OuterRef("user_id"))
    fresh = fresh.filter(kind__in=(telling.INVITED, telling.MOVED), written_at__gte=since)
    return rows.reminded().filter(~Exists(fresh)).annotate(restricted=Value(False, output_field=BooleanField()))


# --- The words ---------------------------------------------------------------------------------------------


def say_invited(user, abouts: Sequence[About]) -> dict[About, Told]:
    """Until it is answered. Who was invited before it was moved reads that it was moved instead."""
    return {
        about: _told(row, _("Undangan musyawarah, %(day)s") % {"day": spoken_day(row.meeting.held_on)}, mailed=True)
        for about, row in _own(user, abouts)
        if row.meeting.is_awaited and not row.answer_now and about.slot == str(row.meeting.moved_sequence)
    }


def say_moved(user, abouts: Sequence[About]) -> dict[About, Told]:
    """As it stands now: of two changes within a minute only the last is told."""
    return {
        about: _told(row, _("Musyawarah berubah: sekarang %(when)s") % {"when": spoken_when(row.meeting)}, mailed=True)
        for about, row in _own(user, abouts)
        if row.meeting.is_awaited and about.slot == str(row.meeting.moved_sequence)
    }


def say_cancelled(user, abouts: Sequence[About]) -> dict[About, Told]:
    """Until its day is over."""
    title = _("Musyawarah %(day)s dibatalkan")
    return {
        about: _told(row, title % {"day": spoken_day(row.meeting.held_on)}, mailed=True)
        for about, row in _own(user, abouts)
        if row.meeting.state == Meeting.State.CANCELLED and row.meeting.held_on >= row.meeting.network.today()
    }


def say_days_before(user, abouts: Sequence[About], *, days: int) -> dict[About, Told]:
    """How many days are left is counted when it is read. The first reminder gives way to the second."""
    return {
        about: _told(row, _days_left(row.meeting))
        for about, row in _reminded_still(user, abouts)
        if about.slot == row.meeting.held_on.isoformat() and (days == 1 or _left(row.meeting) > 1)
    }


def say_soon(user, abouts: Sequence[About]) -> dict[About, Told]:
    return {
        about: _told(row, _("Musyawarah hari ini pukul %(time)s") % {"time": spoken_time(row.meeting)})
        for about, row in _reminded_still(user, abouts)
        if about.slot == f"{row.meeting.held_on.isoformat()} {row.meeting.begins.isoformat()}"
    }


def _left(meeting: Meeting) -> int:
    return (meeting.held_on - meeting.network.today()).days


def _days_left(meeting: Meeting) -> str:
    words = {"time": spoken_time(meeting), "count": _left(meeting)}
    if words["count"] == 0:
        return _("Musyawarah hari ini pukul %(time)s") % words
    if words["count"] == 1:
        return _("Musyawarah besok pukul %(time)s") % words
    return _("Musyawarah %(count)d hari lagi, pukul %(time)s") % words


def _own(user, abouts: Sequence[About]) -> list[tuple[About, Attendance]]:
    """The person's own invitations, to meetings that he may still see."""
    wanted = Meeting.objects.visible_to(user).filter(pk__in=[about.id for about in abouts])
    rows = Attendance.objects.filter(user=user, meeting__in=wanted).invited().select_related("meeting__network")
    found = {row.meeting_id: row for row in rows}
    return [(about, found[about.id]) for about in abouts if about.id in found]


def _reminded_still(user, abouts: Sequence[About]) -> list[tuple[About, Attendance]]:
    stays_away = Attendance.Answer.STAYS_AWAY
    return [
        (about, row) for about, row in _own(user, abouts) if row.meeting.is_awaited and row.answer_now != stays_away
    ]


def _told(row: Attendance, title: str, *, mailed: bool = False) -> Told:
    """Place and network beside it; a mail that leaves by itself carries the calendar file and the answer's link."""
    meeting = row.meeting
    detail = _("%(place)s, %(network)s") % {"place": meeting.place, "network": meeting.network}
    if row.answer_now == Attendance.Answer.REPRESENTED:
        detail = _("%(detail)s. Anda diwakili: teruskan kepada wakil Anda.") % {"detail": detail}
    if row.is_for_another_day:
        detail = _("%(detail)s. Jawaban Anda untuk hari sebelumnya: mohon jawab lagi.") % {"detail": detail}
    url = reverse("programs:meeting", args=[meeting.network.slug, meeting.pk])
    if not mailed:
        return Told(title, url, detail)
    link = invitations.path_for(row) if meeting.is_awaited else ""
    direct = Direct(_("Jawab tanpa masuk: hadir, tidak, atau diwakili"), link) if link else None
    return Told(title, url, detail, partial(attached, meeting, url=address(url)), direct)


register_kind(
    Kind(telling.INVITED, lambda days: None, say_invited, alone=True),
    Kind(telling.MOVED, lambda days: None, say_moved, alone=True),
    Kind(telling.CANCELLED, lambda days: None, say_cancelled, alone=True),
    Kind(telling.IN_THREE_DAYS, in_three_days, partial(say_days_before, days=3)),
    Kind(telling.TOMORROW, tomorrow, partial(say_days_before, days=1)),
    Kind(telling.SOON, soon, say_soon, alone=True),
)
