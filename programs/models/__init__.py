from programs.models.activity import Activity
from programs.models.advocacy import Advocacy, AdvocacyContact
from programs.models.agenda import AgendaItem, Decision, DecisionPromise
from programs.models.aspiration import Aspiration
from programs.models.attendance import Attendance, Element
from programs.models.calendar_feed import CalendarFeed
from programs.models.incoming_letter import IncomingLetter, LetterScan
from programs.models.meeting import Addendum, Meeting
from programs.models.overlap import OverlapAnswer
from programs.models.picture import Picture
from programs.models.program import Program, ProgramMove, ProgramPartner
from programs.models.program_measures import Evaluation, Indicator, IndicatorMeasurement, Participation
from programs.models.program_resources import Pledge, PledgeArrival, Resource
from programs.models.recipient import Recipient
from programs.models.strategic_issue import IssueScore, StrategicIssue

__all__ = [
    "Activity",
    "Addendum",
    "Advocacy",
    "AdvocacyContact",
    "AgendaItem",
    "Aspiration",
    "Attendance",
    "CalendarFeed",
    "Decision",
    "DecisionPromise",
    "Element",
    "Evaluation",
    "IncomingLetter",
    "Indicator",
    "IndicatorMeasurement",
    "IssueScore",
    "LetterScan",
    "Meeting",
    "OverlapAnswer",
    "Participation",
    "Picture",
    "Pledge",
    "PledgeArrival",
    "Program",
    "ProgramMove",
    "ProgramPartner",
    "Recipient",
    "Resource",
    "StrategicIssue",
]
