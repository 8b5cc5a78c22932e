"""Day and hour of a meeting as people say them, for mails and chats where no template tag reaches."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from programs.models import Meeting


def spoken_day(day: date) -> str:
    """`Rabu, 25 November 2026`."""
    return date_format(day, "l, j F Y", use_l10n=False)


def spoken_time(meeting: Meeting) -> str:
    """`19.30 WIB`, with the zone's own name."""
    return f"{meeting.begins:%H.%M} {meeting.begins_at.tzname()}"


def spoken_when(meeting: Meeting) -> str:
    """`Rabu, 25 November 2026, pukul 19.30 WIB`."""
    return _("%(day)s, pukul %(time)s") % {"day": spoken_day(meeting.held_on), "time": spoken_time(meeting)}
