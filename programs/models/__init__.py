from programs.models.activity import Activity
from programs.models.agenda import AgendaItem, Decision, DecisionPromise
from programs.models.aspiration import Aspiration
from programs.models.attendance import Attendance, Element
from programs.models.calendar_feed import CalendarFeed
from programs.models.meeting import Addendum, Meeting

__all__ = [
    "Activity",
    "Addendum",
    "AgendaItem",
    "Aspiration",
    "Attendance",
    "CalendarFeed",
    "Decision",
    "DecisionPromise",
    "Element",
    "Meeting",
]
