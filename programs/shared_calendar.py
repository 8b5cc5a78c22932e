"""The calendar that all members share: meetings and activities, and what of them falls on the same hour (bentrok)."""

from dataclasses import dataclass
from datetime import date, datetime, time

from programs.models import Activity, Meeting
from programs.models.activity import end_of


@dataclass(frozen=True)
class Entry:
    """Something in the calendar: a meeting or an activity, by the network's clock."""

    row: Meeting | Activity
    who: str
    begins: datetime
    ends: datetime

    @property
    def key(self) -> str:
        """Tells entries apart in a form that was opened before the newest of them came."""
        return f"{self.row._meta.model_name}-{self.row.pk}"

    @property
    def is_meeting(self) -> bool:
        return isinstance(self.row, Meeting)


def entries_between(user, network, first: date, last: date) -> list[Entry]:
    """What this person sees in the calendar of these days, in the order of the day: two statements."""
    meetings = Meeting.objects.visible_to(user).of(network).filter(held_on__range=(first, last))
    meetings = meetings.exclude(state=Meeting.State.CANCELLED)
    activities = Activity.objects.visible_to(user).of(network).taking_place().between(first, last)
    found = [_entry(row, str(network)) for row in meetings]
    found += [
        _entry(row, row.organization.name if row.organization else str(network))
        for row in activities.select_related("organization", "in_charge")
    ]
    return sorted(found, key=lambda entry: (entry.begins, entry.key))


def _entry(row, who: str) -> Entry:
    return Entry(row, who, datetime.combine(row.held_on, row.begins), end_of(row.held_on, row.begins, row.ends))


def clashes(entries: list[Entry], day: date, begins: time, ends: time | None, *, leaving_out=None) -> list[Entry]:
    """Those of `entries` that overlap these hours; one that ends when the other begins does not."""
    start, end = datetime.combine(day, begins), end_of(day, begins, ends)
    return [entry for entry in entries if entry.row != leaving_out and entry.begins < end and start < entry.ends]
