"""What waits among the cases.

Each way of waiting is defined once, as a condition: lists filter by one of them, the work list asks for all of them in
one question.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Case, Count, F, IntegerField, Q, Value, When, Window
from django.db.models.functions import Greatest, RowNumber
from django.db.models.lookups import GreaterThanOrEqual

from members.access import Role
from members.models.asked import Asked, array
from members.models.membership import held_today
from pmks_cases.models.case_knowledge import BOARD
from pmks_cases.models.case_states import OPEN_STATES, VISITED_STATES, State
from pmks_cases.models.category import Category
from wksbm.core.models import ScopedQuerySet

SECRET = Category.Secrecy.SECRET
UNVISITED_DAYS = 90
UNACCOMPANIED_DAYS = 3
"""So long an open case may look for its companion before that is told outside the board."""
AFTERCARE_DAYS = 183
"""One to three visits within six months after closing."""
SOON_DAYS = 6
"""How far ahead the houses to come are told: a week, today included."""
HOURS_A_VISIT = 1
"""What one visit takes out of a volunteer's week, the way there included."""
NO_LIMIT = 1000
"""Visits a week of who has said no hours (the board), and of a rahasia case."""

ACCOMPANYING = tuple(sorted([*BOARD, Role.PSM]))
# The companion of `{row}` holds no office of his network today: see `members.models.membership`.
NOBODY_SERVING = """
NOT EXISTS (
    SELECT 1 FROM members_membership office
    WHERE office.network_id = {row}.network_id AND office.user_id = {row}.psm_id AND office.role IN ({roles})
    AND {held_today}
)
"""
# The same, told who serves where.
NOBODY_OF_THESE = """
NOT EXISTS (
    SELECT 1 FROM unnest({networks}, {people}) office (network_id, user_id)
    WHERE office.network_id = {row}.network_id AND office.user_id = {row}.psm_id
)
"""
# Visits left in the week of the companion of `{row}`. Guarded ones use up nothing.
ROOM_IN_WEEK = f"""
CASE WHEN {{row}}.secrecy = '{SECRET}' THEN {NO_LIMIT} ELSE
    COALESCE((SELECT hours_a_week FROM members_volunteer WHERE user_id = {{row}}.psm_id), {NO_LIMIT}) / {HOURS_A_VISIT}
    - (
        SELECT COUNT(*) FROM pmks_cases_visit made LEFT JOIN pmks_cases_case seen ON seen.id = made.case_id
        WHERE made.by_id = {{row}}.psm_id AND made.kind = 'kunjungan' AND made."on" >= '{{monday}}'
        AND seen.secrecy IS DISTINCT FROM '{SECRET}'
        AND NOT EXISTS (SELECT 1 FROM pmks_cases_exclusion x WHERE x.case_id = made.case_id)
    )
END"""  # noqa: S608
# Visits made at `{row}` since it was closed.
VISITS_AFTER_CLOSING = """(
    SELECT COUNT(*) FROM pmks_cases_visit made
    WHERE made.case_id = {row}.id AND made.kind = 'kunjungan' AND made.at > {row}.closed_at
)"""


def visit_is_due(today: date) -> Q:
    """A visit is to be made by this day: the one definition of "visit due"."""
    return Q(state__in=VISITED_STATES, next_visit_on__lte=today)


def visit_is_late(today: date) -> Q:
    """The day of the visit is over: the one definition of "visit late"."""
    return Q(state__in=VISITED_STATES, next_visit_on__lt=today)


def visit_is_soon(today: date) -> Q:
    """The visit is to be made in the next days."""
    return Q(state__in=VISITED_STATES, next_visit_on__gt=today, next_visit_on__lte=today + timedelta(days=SOON_DAYS))


def is_unvisited(today: date) -> Q:
    """Open, and nobody has been there for 90 days."""
    since = today - timedelta(days=UNVISITED_DAYS)
    return Q(state__in=VISITED_STATES) & (Q(last_visit_on__lt=since) | Q(last_visit_on=None, opened_at__date__lt=since))


def stands_still() -> Q:
    """Waits for the next thing that its companion does: after the first visit, before the help.

    Later on it is visits and promises that bring her back to it.
    """
    return Q(state__in=(State.ASSESSMENT, State.PLAN)) | Q(state=State.VERIFICATION, last_visit_on__isnull=False)


def aftercare_is_over(today: date) -> Q:
    """Still visited after closing, and may end: as often as planned, or once at least within six months.

    `case_needs` asks the same of one case before it moves on.
    """
    made = Asked(VISITS_AFTER_CLOSING, IntegerField())
    long_ago = Q(closed_at__date__lt=today - timedelta(days=AFTERCARE_DAYS))
    planned = Greatest(F("aftercare_visits"), Value(1), output_field=IntegerField())
    return Q(state=State.AFTERCARE) & (Q(GreaterThanOrEqual(made, planned)) | long_ago & Q(GreaterThanOrEqual(made, 1)))


def has_no_companion(serving: Iterable[tuple[int, int]] | None = None) -> Q:
    """Open, and nobody in office accompanies it: never given, or given to somebody whose term is over.

    `serving`: who holds an office of `ACCOMPANYING` today, as pairs of network and user; without it the rows are asked,
    which is dear for many networks at once.
    """
    if serving is None:
        roles = ", ".join(f"'{role}'" for role in ACCOMPANYING)
        nobody = NOBODY_SERVING.replace("{roles}", roles).replace("{held_today}", held_today())
    else:
        networks, people = zip(*serving, strict=True) if serving else ((), ())
        nobody = NOBODY_OF_THESE.replace("{networks}", array(networks)).replace("{people}", array(people))
    return Q(state__in=OPEN_STATES, outside_companion="") & Q(Asked(nobody))


def is_unaccompanied(today: date, serving: Iterable[tuple[int, int]] | None = None) -> Q:
    """Open for days and not closed yet, and nobody accompanies it: no PSM, nobody of the board, nobody from outside."""
    waiting = Q(state__in=(State.REPORTED, *VISITED_STATES))
    return waiting & has_no_companion(serving) & Q(opened_at__date__lt=today - timedelta(days=UNACCOMPANIED_DAYS))


SORTED_BY = ("pk", "state", "psm_id", "urgency", "next_visit_on", "last_visit_on", "opened_at", "closed_at")
WAYS = ("visit_due", "visit_soon", "still", "long_unvisited", "may_end", "alone")


class WaitingCases(ScopedQuerySet):
    """The questions of what waits; `CaseQuerySet` adds the others."""

    def visits_late(self, today: date) -> "WaitingCases":
        return self.filter(visit_is_late(today))

    def without_companion(self) -> "WaitingCases":
        return self.filter(has_no_companion())

    def counted(self, today: date) -> dict[str, int]:
        """How many of these are open, how many visits late, how many wait for a decision."""
        return self.aggregate(
            open=Count("pk", filter=Q(state__in=OPEN_STATES)),
            late=Count("pk", filter=visit_is_late(today)),
            to_decide=Count("pk", filter=Q(state=State.MEETING)),
        )

    def with_place_in_week(self, today: date) -> "WaitingCases":
        """Adds `place` (1 is the most urgent of what is due to the same PSM) and `room` (visits left in her week), of
        those whose visit is due.

        Rahasia cases stand apart: each has room, takes nobody's place, and its visits use up none of the hours that
        the chair sees. So her list and the chair's agree, and no count tells that there is one.
        """
        due = visit_is_due(today)
        monday = today - timedelta(days=today.weekday())
        room = Asked(ROOM_IN_WEEK.replace("{monday}", monday.isoformat()), IntegerField())
        group = Case(When(~due, then=Value(0)), When(secrecy=SECRET, then=Value(1)), default=Value(2))
        order = [F("urgency").desc(), "next_visit_on", "pk"]
        return self.annotate(
            place=Window(RowNumber(), partition_by=["network_id", F("psm_id"), group], order_by=order),
            room=Case(When(due, then=room)),
        )

    def within_hours(self, today: date) -> "WaitingCases":
        """Of the visits due: those that fit into the week of the PSM whose they are."""
        return self.filter(visit_is_due(today)).with_place_in_week(today).filter(place__lte=F("room"))

    def beyond_hours(self, today: date) -> "WaitingCases":
        """Of the visits due: those that do not fit. They are the chair's to give away, not the PSM's to be late."""
        return self.filter(visit_is_due(today)).with_place_in_week(today).filter(place__gt=F("room"))

    def what_waits(self, today: date) -> list:
        """Of each open case by which it waits, yes or no, and what the lists are sorted by: one question for all kinds.

        Asked kind by kind they took a fifth of the home page more (41 ms of the processor instead of 32), most of it to
        write the questions down.
        """
        found = self.filter(state__in=OPEN_STATES).with_place_in_week(today)
        found = found.annotate(
            visit_due=visit_is_due(today),
            visit_soon=visit_is_soon(today),
            still=stands_still(),
            long_unvisited=is_unvisited(today),
            may_end=aftercare_is_over(today),
            alone=has_no_companion(),
        )
        return list(found.order_by().values_list(*SORTED_BY, *WAYS, "place", "room", named=True))
