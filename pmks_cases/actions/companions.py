"""Who may accompany which case, how much each can carry, and whom the portal proposes."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from members.access import Role
from members.models import Leave, Membership, User, Volunteer, VolunteerArea
from members.models.asked import Asked
from members.models.leave import leave_in_words
from pmks_cases.models import Case, Exclusion, Kinship
from pmks_cases.models.case_due import HOURS_A_VISIT
from pmks_cases.models.case_knowledge import BOARD, case_known_to
from pmks_cases.models.case_states import VISITED_STATES
from pmks_cases.models.exclusion import guarded

DUE_WITHIN = timedelta(days=7)
COMPANION_ROLES = (*sorted(BOARD), Role.PSM)
USUAL_HOURS = Volunteer._meta.get_field("hours_a_week").default
"""What somebody who has said no hours is taken for, where two are weighed against each other."""


@dataclass
class Companion:
    """Somebody who may accompany a case, with what she carries already.

    `hours` a week is None for who has said none, `due` counts the visits of the next seven days among the cases that
    may count for the asking person (`companions`).
    """

    user: User
    hours: int | None
    due: int
    trained: bool
    roles: set[str]
    rt_ids: set[int] = field(default_factory=set)
    is_away: bool = False
    away_until: date | None = None

    @property
    def hours_due(self) -> int:
        return self.due * HOURS_A_VISIT

    @property
    def is_full(self) -> bool:
        """One visit more would not fit into her week."""
        return self.would_be_full(0)

    def would_be_full(self, given: int) -> bool:
        """The same, with so many cases more, each of which wants a visit."""
        return self.hours is not None and self.free_hours(given) < HOURS_A_VISIT

    def free_hours(self, given: int = 0) -> int:
        """What is left of her week when she gets so many cases more."""
        hours = self.hours if self.hours is not None else USUAL_HOURS
        return hours - self.hours_due - given * HOURS_A_VISIT

    @property
    def is_beyond(self) -> bool:
        return self.hours is not None and self.hours_due > self.hours

    @property
    def leave(self) -> str:
        """`cuti sampai 31 Januari 2027`, of who is away; nothing of anybody else."""
        return leave_in_words(self.away_until) if self.is_away else ""

    @property
    def is_psm(self) -> bool:
        return Role.PSM in self.roles

    @property
    def may_work_on_secret(self) -> bool:
        """What `case_secrecy.may_work_on_secret` says, without asking the database for each."""
        return bool(BOARD & self.roles) or (self.is_psm and self.trained)

    def fitness(self, case: Case, given: int = 0) -> tuple:
        """The smaller the better, with so many cases `given` to her just now: not on leave, room in the week, a PSM
        before the board, the RT of the case, free hours."""
        near = case.rt_id is not None and case.rt_id in self.rt_ids
        full, free = self.would_be_full(given), self.free_hours(given)
        return self.is_away, full, not self.is_psm, not near, -free, self.user.name


def companions(network, *, today, seen_by=None) -> list[Companion]:
    """All who may accompany cases of a network, with their load: one question, however many people there are.

    Hours are no secret, so what is not guarded weighs for everybody; what is, for those alone who know of it: nobody
    learns from somebody's hours that there is such a case. Without `seen_by` all cases weigh: for what the portal
    decides by itself and shows nobody.
    """
    weighs = Q(Asked(case_known_to(seen_by))) | ~Q(guarded("case")) if seen_by else Q()
    load = (
        Case.objects.of(network)
        .filter(weighs)
        .filter(state__in=VISITED_STATES, next_visit_on__lte=today + DUE_WITHIN, psm=OuterRef("pk"))
        .order_by()
        .values("psm")
        .annotate(count=Count("pk"))
        .values("count")
    )
    offices = Membership.objects.current().filter(network=network, role__in=COMPANION_ROLES)
    areas = VolunteerArea.objects.of(network).filter(volunteer__user=OuterRef("pk"))
    volunteer = Volunteer.objects.filter(user=OuterRef("pk"))
    leave = Leave.objects.of(network).on(today).filter(user=OuterRef("pk"))
    people = User.objects.filter(pk__in=offices.values("user_id")).annotate(
        roles_here=ArraySubquery(offices.filter(user=OuterRef("pk")).values("role")),
        areas_here=ArraySubquery(areas.values("rt_id")),
        hours=Subquery(volunteer.values("hours_a_week")),
        trained=Exists(volunteer.advanced()),
        is_away=Exists(leave),
        away_until=Subquery(leave.values("until_on")),
        due=Coalesce(Subquery(load), 0, output_field=IntegerField()),
    )
    return [
        Companion(
            *(user, user.hours, user.due, user.trained, set(user.roles_here), set(user.areas_here)),
            is_away=user.is_away,
            away_until=user.away_until,
        )
        for user in people.order_by("name", "pk")
    ]


def eligible(cases_: Iterable[Case], people: list[Companion]) -> dict[int, list[Companion]]:
    """For each case who may accompany it, the fittest first. Two questions, however many cases there are.

    Nobody who is shut out by name or as kin of a suspect; on a rahasia case nobody untrained, and no kin of the
    subject: the same sentences as `case_secrecy.is_shut_out`, asked for many at once.
    """
    many = list(cases_)
    named: dict[int, set[int]] = {}
    suspects: dict[int, list] = {}
    for line in Exclusion.objects.filter(case__in=many).select_related("resident"):
        if line.user_id:
            named.setdefault(line.case_id, set()).add(line.user_id)
        else:
            suspects.setdefault(line.case_id, []).append(line.resident)
    kin: dict[int, set[int]] = {}
    cards: dict[int, set[int]] = {}
    lines = Kinship.objects.filter(user__in=[person.user.pk for person in people]).select_related("resident")
    for line in lines:
        kin.setdefault(line.user_id, set()).add(line.resident_id)
        if line.relation == Kinship.Relation.SELF and line.resident.family_id:
            cards.setdefault(line.user_id, set()).add(line.resident.family_id)

    def is_near(person: Companion, residents: list, families: set) -> bool:
        """Close kin of one of these, or on the same card."""
        same_card = cards.get(person.user.pk, set()) & (families | {resident.family_id for resident in residents})
        return bool(same_card or kin.get(person.user.pk, set()) & {resident.pk for resident in residents})

    def may(person: Companion, case: Case) -> bool:
        if person.user.pk in named.get(case.pk, ()) or is_near(person, suspects.get(case.pk, []), set()):
            return False
        if not case.is_secret:
            return True
        about = [case.resident] if case.resident_id else []
        return person.may_work_on_secret and not is_near(person, about, {case.family_id})

    return {
        case.pk: sorted((person for person in people if may(person, case)), key=lambda person: person.fitness(case))
        for case in many
    }


def proposed(cases_: list[Case], found: dict[int, list[Companion]]) -> dict[int, Companion | None]:
    """Of those who may (`eligible`) the one who fits each case best, when one after the other is given away.

    What is given here fills her week as well. None where nobody may, or all who may are on leave.
    """
    given: Counter[int] = Counter()
    result: dict[int, Companion | None] = {}
    for case in cases_:
        here = [person for person in found[case.pk] if not person.is_away]
        best = min(here, key=lambda person, case=case: person.fitness(case, given[person.user.pk]), default=None)
        result[case.pk] = best
        if best is not None:
            given[best.user.pk] += 1
    return result
