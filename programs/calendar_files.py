"""Calendar files (RFC 5545) as phones take them best.

A meeting is published, not requested (RFC 5546, 3.2.1): a request would put buttons into the mail program whose answers
go by mail, where nobody reads them. One that was called off is taken out of the calendar (3.2.5). Times are in UTC, so
that no phone needs to know WIB, WITA or WIT. No line of an agenda and no name stands in a file.
"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.crypto import salted_hmac
from icalendar import Alarm, Calendar, Event, vCalAddress

from programs.models import Activity, Meeting
from wksbm.notifications.kinds import File

MAKER = "-//WKSBM//Portal//ID"
CONTENT_TYPE = "text/calendar"
FILE_NAME = "musyawarah.ics"
ALARMS = (timedelta(days=-1), timedelta(hours=-2))
"""A phone reminds by itself, also who has no account."""


def empty_calendar(method: str = "PUBLISH") -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    return calendar


def meeting_file(meeting: Meeting, *, url: str = "", stamp: datetime | None = None) -> str:
    """The file of one meeting as it stands now; the same meeting has the same UID for ever."""
    off = meeting.state == Meeting.State.CANCELLED
    calendar = empty_calendar("CANCEL" if off else "PUBLISH")
    calendar.add_component(meeting_event(meeting, url=url, stamp=stamp))
    return calendar.to_ical().decode()


def meeting_event(meeting: Meeting, *, url: str = "", stamp: datetime | None = None) -> Event:
    event = Event()
    off = meeting.state == Meeting.State.CANCELLED
    event.add("uid", f"musyawarah-{meeting.pk}@{settings.MAIL_DOMAIN}")
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", stamp or meeting.created_at)  # the sequence tells versions apart
    event.add("dtstart", meeting.begins_at.astimezone(UTC))
    event.add("dtend", meeting.ends_at.astimezone(UTC))
    event.add("summary", f"{meeting}, {meeting.network}")
    event.add("location", meeting.place)
    event.add("status", "CANCELLED" if off else "CONFIRMED")
    organizer = vCalAddress(f"mailto:{settings.DEFAULT_FROM_EMAIL.rpartition('<')[2].rstrip('>')}")
    organizer.params["CN"] = str(meeting.network)
    event.add("organizer", organizer)
    if meeting.bring_along:
        event.add("description", meeting.bring_along)
    if url:
        event.add("url", url)
    for before in () if off else ALARMS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", str(meeting))
        alarm.add("trigger", before)
        event.add_component(alarm)
    return event


def activity_event(activity: Activity, *, url: str, stamp: datetime) -> Event:
    """What an organisation does on a day; one that was called off keeps its UID and says so (RFC 5545, 3.8.1.11)."""
    zone = ZoneInfo(activity.network.time_zone)
    event = Event()
    event.add("uid", f"kegiatan-{activity.pk}@{settings.MAIL_DOMAIN}")
    event.add("sequence", int(activity.cancelled_at is not None))
    event.add("dtstamp", stamp)
    event.add("dtstart", datetime.combine(activity.held_on, activity.begins, tzinfo=zone).astimezone(UTC))
    event.add("dtend", activity.ends_at.replace(tzinfo=zone).astimezone(UTC))
    event.add("summary", activity.title)
    event.add("location", activity.place)
    event.add("description", activity.organization.name if activity.organization_id else str(activity.network))
    event.add("status", "CANCELLED" if activity.cancelled_at else "CONFIRMED")
    event.add("url", url)
    return event


def day_event(kind: str, pk: int, day: date, summary: str, *, detail: str, url: str, stamp: datetime) -> Event:
    """Something to be done on a day. Its UID shows neither row nor kind: a file leaves the portal."""
    event = Event()
    key = salted_hmac("programs.calendar", f"{kind}.{pk}", algorithm="sha256").hexdigest()[:32]
    event.add("uid", f"{key}@{settings.MAIL_DOMAIN}")
    event.add("dtstamp", stamp)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", summary)
    event.add("description", detail)
    event.add("url", url)
    event.add("transp", "TRANSPARENT")
    return event


def attached(meeting: Meeting, *, url: str = "") -> File:
    """The file of a meeting for a mail."""
    method = "CANCEL" if meeting.state == Meeting.State.CANCELLED else "PUBLISH"
    return File(FILE_NAME, meeting_file(meeting, url=url), f"{CONTENT_TYPE}; method={method}")
