"""What the invited are told of a meeting, the moment it happens; the words stand in programs/reminders."""

from programs.models import Attendance, Meeting
from wksbm.notifications.actions import writing
from wksbm.notifications.kinds import Found

INVITED = "meeting_invited"
MOVED = "meeting_moved"
CANCELLED = "meeting_cancelled"
IN_THREE_DAYS = "meeting_in_three_days"
TOMORROW = "meeting_tomorrow"
SOON = "meeting_soon"


def tell(kind: str, meeting: Meeting, rows) -> int:
    """Tell the people of these rows who have an account how the meeting stands now; part of the caller's transaction.

    The slot is the meeting's `moved_sequence`: however often it is found or sent, each state is told once, and what was
    told of an earlier one says nothing any more.
    """
    slot = str(meeting.moved_sequence)
    return writing.tell(kind, [Found(meeting.network_id, row.user_id, meeting.pk, slot) for row in rows if row.user_id])


def tell_invited(kind: str, meeting: Meeting, *, by) -> None:
    """Tell everybody who was invited, and nobody else. Who reads no mail stays on the secretary's list; who has done it
    himself knows it."""
    invited = Attendance.objects.filter(meeting=meeting).invited()
    tell(kind, meeting, invited.exclude(user=by))
    for known in (invited.by_mail(), invited.filter(user=by)):
        known.update(told_sequence=meeting.moved_sequence)
