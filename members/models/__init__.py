from members.models import counted  # noqa: F401  the triggers that note what is to be counted again
from members.models.element import Element
from members.models.follow_up import FollowUp, FollowUpEntry
from members.models.invitation import Invitation, SignInLink
from members.models.leave import Leave
from members.models.map_area import MapArea
from members.models.membership import Membership
from members.models.network import Dasawisma, Network, Rt
from members.models.organization import Organization
from members.models.published_table import PublishedTable, PublishedVillageTable
from members.models.question import Question
from members.models.region import Region
from members.models.rest_day import RestDay
from members.models.tally import Tally, TallyChange
from members.models.user import User
from members.models.volunteer import Training, Volunteer, VolunteerArea

__all__ = [
    "Dasawisma",
    "Element",
    "FollowUp",
    "FollowUpEntry",
    "Invitation",
    "Leave",
    "MapArea",
    "Membership",
    "Network",
    "Organization",
    "PublishedTable",
    "PublishedVillageTable",
    "Question",
    "Region",
    "RestDay",
    "Rt",
    "SignInLink",
    "Tally",
    "TallyChange",
    "Training",
    "User",
    "Volunteer",
    "VolunteerArea",
]
