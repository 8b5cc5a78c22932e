"""What the monthly report tells besides the numbers: groups of the open cases, organisations, trainings.

Guarded cases are in none of it. One statement for the groups, one for the rest, whatever there is.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.db.models import CharField, Count, F, FilteredRelation, Q, QuerySet, Value
from django.db.models.functions import Cast

from members.access import Role
from members.models import Membership, Network, Organization, Training
from pmks_cases.models import Case
from pmks_cases.models.counted import counted_cases
from wksbm.portal.actions.behind_numbers import bounds, open_at
from wksbm.portal.numbers import Period
from wksbm.portal.numbers.tables import REST

AGES = ((5, "balita"), (18, "anak"), (60, "dewasa"), (200, "lansia"))
"""Completed years before which a group ends: under 5, 5 to 17, 18 to 59 (UU 23/2002, UU 13/1998: 60 and above)."""
UNKNOWN = ""


@dataclass
class Groups:
    """The open cases of a network on a day, by one thing each. These tables are for its board alone."""

    count: int = 0
    category: Counter = field(default_factory=Counter)
    """By the category's number and name; `REST` gathers the labels that hurt, `UNKNOWN` those without a category."""
    attention_group: Counter = field(default_factory=Counter)
    need: Counter = field(default_factory=Counter)
    rt: Counter = field(default_factory=Counter)
    sex: Counter = field(default_factory=Counter)
    age: Counter = field(default_factory=Counter)


def groups_of_open(network: Network, period: Period) -> Groups:
    """What stood open at the end of the period (of one under way: now): read from this network's open cases."""
    day = min(period.last, network.today())
    rows = open_at(Case.objects.filter(counted_cases(), network=network), bounds(network, period).until)
    main = FilteredRelation("categories", condition=Q(categories__removed_at=None, categories__is_main=True))
    told = rows.annotate(main=main).values_list(
        "need_kind",
        "rt__number",
        "main__category__number",
        "main__category__name",
        "main__category__stigmatising",
        "main__category__group__number",
        "main__category__group__name",
        "resident__sex",
        "resident__birth_on",
    )
    found = Groups()
    for need, rt, number, name, hurts, group, group_name, sex, born in told:
        found.count += 1
        found.need[need] += 1
        found.rt[rt or UNKNOWN] += 1
        found.category[UNKNOWN if number is None else REST if hurts else (number, name)] += 1
        found.attention_group[UNKNOWN if number is None else REST if hurts else (group, group_name)] += 1
        found.sex[sex or UNKNOWN] += 1
        found.age[age_group(born, day)] += 1
    return found


def age_group(born: date | None, day: date) -> str:
    if born is None:
        return UNKNOWN
    years = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    return next((name for end, name in AGES if years < end), UNKNOWN)


@dataclass
class PeriodCounts:
    """Of a period: trainings of today's volunteers by level; of today: the organisations."""

    trainings: Counter = field(default_factory=Counter)
    members: int = 0
    """Organisations that have joined, partners outside left out."""
    invited: int = 0
    partners: int = 0


def counts_of(network: Network, period: Period) -> PeriodCounts:
    """One statement: the questions joined."""
    days = (period.first, period.last)
    volunteers = Membership.objects.current().filter(network=network, role=Role.PSM).order_by().values("user")
    trainings = Training.objects.filter(volunteer__user__in=volunteers, held_on__range=days)
    organizations = Organization.objects.filter(network=network)
    partner = Organization.Kind.PARTNER
    joined, invited = Organization.Standing.JOINED, Organization.Standing.INVITED
    asked = [
        _asked(trainings, "training", F("level")),
        _asked(organizations.filter(kind=partner), "organization", Value("partner")),
        _asked(organizations.filter(standing=joined).exclude(kind=partner), "organization", Value("joined")),
        _asked(organizations.filter(standing=invited).exclude(kind=partner), "organization", Value("invited")),
    ]
    found: dict[str, Counter] = {"training": Counter(), "organization": Counter()}
    for name, key, count in asked[0].union(*asked[1:], all=True):
        found[name][key] = count
    of = found["organization"]
    return PeriodCounts(found["training"], of["joined"], of["invited"], of["partner"])


def _asked(rows: QuerySet, name: str, key) -> QuerySet:
    told = rows.order_by().annotate(asked=Value(name), grouped=Cast(key, CharField()))
    return told.values("asked", "grouped").annotate(number=Count("pk")).values_list("asked", "grouped", "number")
