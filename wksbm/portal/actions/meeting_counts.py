"""How often a network met, what it decided, and how often an officer stepped aside because it was about his family."""

from dataclasses import dataclass

from django.db.models import Count, IntegerField, Q, Sum

from members.models import Network
from members.models.asked import Asked
from programs.models import Decision, Meeting
from programs.models.agenda import HOW_MANY_STOOD_ASIDE
from wksbm.portal.numbers import Period


@dataclass(frozen=True)
class MeetingCounts:
    """Of closed meetings of a period; guarded cases are in none of it."""

    held: int
    decided: int
    stepped_aside: int


def meeting_counts(network: Network, period: Period) -> MeetingCounts:
    """One statement, whatever there is. What is told to nobody is not counted either; a line is one decision, however
    often it was decided on."""
    told = Q(agenda__decisions__in=Decision.objects.told_to_all())
    held = Meeting.objects.of(network).closed().filter(held_on__range=(period.first, period.last)).order_by()
    found = held.aggregate(
        held=Count("pk", distinct=True),
        decided=Count("agenda", filter=told, distinct=True),
        stepped_aside=Sum(
            Asked(HOW_MANY_STOOD_ASIDE, IntegerField(), path="agenda__decisions__pk"), filter=told, default=0
        ),
    )
    return MeetingCounts(**found)
