"""The thread of seven knots: how far help has come, on what days, and what the next day is."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Exists, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.aggregates import Count
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from pmks_cases.models.assessment import Assessment
from pmks_cases.models.case import Case
from pmks_cases.models.case_move import CaseMove
from pmks_cases.models.case_states import State
from pmks_cases.models.early_report import EarlyReport
from pmks_cases.models.visit import Visit

KNOT_OF_STATE = {
    State.REPORTED: 1,
    State.VERIFICATION: 1,
    State.ASSESSMENT: 1,
    State.MEETING: 2,
    State.PLAN: 3,
    State.INTERVENTION: 4,
    State.MONITORING: 5,
    State.CLOSED: 6,
    State.AFTERCARE: 6,
    State.DONE: 7,
}
"""Which knot is being tied in each state; 7 is past the last one."""


@dataclass(frozen=True)
class Knot:
    """One of the seven: `state` is done, now or open; `day` when it was tied, or is to be."""

    word: str
    state: str
    day: date | None


def with_standing(cases: QuerySet) -> QuerySet:
    """Adds what the thread and the next step ask for: the days of the first report, decision and help; how many visits
    were made, whether anybody was met, whether the needs were assessed."""
    moves = CaseMove.objects.filter(case=OuterRef("pk")).order_by("at").values("at")
    visits = Visit.objects.filter(case=OuterRef("pk"), kind=Visit.Kind.VISIT).order_by()
    reports = EarlyReport.objects.filter(case=OuterRef("pk")).order_by("sent_at").values("sent_at")
    made = visits.values("case").annotate(many=Count("pk")).values("many")
    return cases.annotate(
        reported_at=Subquery(reports[:1]),
        decided_at=Subquery(moves.filter(end__in=[State.PLAN, State.INTERVENTION, State.MONITORING])[:1]),
        helped_at=Subquery(moves.filter(end=State.INTERVENTION)[:1]),
        visits_made=Coalesce(Subquery(made), Value(0), output_field=IntegerField()),
        was_met=Exists(visits.exclude(met=Visit.Met.NOBODY)),
        was_assessed=Exists(Assessment.objects.filter(case=OuterRef("pk"))),
    )


def thread_of(case: Case, *, measured_on: date | None = None, measure_on: date | None = None) -> list[Knot]:
    """The seven knots of a case from `with_standing`; goals were measured again, and are to be, on the days given."""
    words = (
        _("Dilihat"),
        _("Dicatat"),
        # A rahasia case never comes near a meeting.
        _("Diputuskan tim") if case.is_secret else _("Dirembuk"),
        _("Dibantu"),
        _("Dikunjungi"),
        _("Diukur"),
        _("Dikabarkan"),
    )
    zone = ZoneInfo(case.network.time_zone)
    done = [
        _day(case.reported_at or case.opened_at, zone),
        _day(case.opened_at, zone),
        _day(case.decided_at, zone),
        _day(case.helped_at, zone),
        case.last_visit_on,
        measured_on,
        _day(case.closed_at, zone),
    ]
    to_come = [None, None, None, None, case.next_visit_on, measure_on, None]
    # A case that was not gone on with stays where it was.
    ended_early = case.state in (State.REJECTED, State.JOINED)
    now = 2 if ended_early else KNOT_OF_STATE[case.state]
    knots = []
    for place, word in enumerate(words):
        if place < now:
            knots.append(Knot(word, "done", done[place]))
        elif place == now and not ended_early:
            knots.append(Knot(word, "now", to_come[place] or (done[place] if place == 6 else None)))
        else:
            knots.append(Knot(word, "open", to_come[place] if case.is_open else None))
    return knots


def _day(at: datetime | None, zone: ZoneInfo) -> date | None:
    return at.astimezone(zone).date() if at else None
