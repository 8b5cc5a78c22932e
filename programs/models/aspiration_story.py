"""What became of aspirations: the meeting that talked about it, the decision, the promises and their results."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from members.models import FollowUp
from programs.models.agenda import AgendaItem, Decision, DecisionPromise
from programs.models.aspiration import Aspiration
from programs.models.meeting import Meeting


@dataclass
class Story:
    """Of one aspiration: the lines of meetings, what they decided, and the promises of both ways."""

    lines: list[AgendaItem] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    promises: list[FollowUp] = field(default_factory=list)


def meetings_of(aspirations: Iterable[Aspiration]) -> dict[int, Meeting]:
    """The last meeting that talked about each of these, by the aspiration's id."""
    found = _lines([row.pk for row in aspirations]).exclude(place=AgendaItem.Place.WAITS)
    found = found.select_related("meeting").order_by("meeting__held_on", "pk")
    return {line.about_id: line.meeting for line in found}


def story_of(aspiration: Aspiration) -> Story:
    """Who reads the aspiration reads what was decided and promised about it, and what came of the promises."""
    lines = list(_lines([aspiration.pk]).select_related("meeting").order_by("meeting__held_on", "pk"))
    decisions = list(Decision.objects.filter(item__in=[line.pk for line in lines]).select_related("item__meeting"))
    tied = DecisionPromise.objects.filter(decision__in=[row.pk for row in decisions]).values("follow_up")
    kind = ContentType.objects.get_for_model(Aspiration)
    promises = FollowUp.objects.filter(network_id=aspiration.network_id)
    promises = promises.filter(Q(pk__in=tied) | Q(origin_type=kind, origin_id=aspiration.pk))
    promises = promises.exclude(state=FollowUp.State.WITHDRAWN).select_related("doer", "organization")
    return Story(lines, decisions, list(promises.order_by("due_on", "pk")))


def _lines(ids: list[int]):
    """On the agenda of meetings that were held: before, nobody has talked about anything."""
    found = AgendaItem.objects.filter(about_type=ContentType.objects.get_for_model(Aspiration), about_id__in=ids)
    return found.filter(meeting__in=Meeting.objects.held()).exclude(place=AgendaItem.Place.DROPPED)
