"""A meeting on its day, for tests that do not ask about days."""

from programs.actions import meetings
from programs.models import Meeting


def opened(meeting, *, by) -> Meeting:
    """Its day has come, and it is opened."""
    Meeting.objects.filter(pk=meeting.pk).update(held_on=meeting.network.today())
    return meetings.start(meeting, by=by)
