"""Who holds an office today: the SQL of `current()` and the comparison of every page say the same."""

import datetime as dt
import random

import pytest
from django.utils import timezone

from members.access import Role
from members.models import Membership, Organization, Rt
from members.models.membership import ACTING_DAYS, current_offices_of
from tests.conftest import make_user

ROLES = (Role.CHAIR, Role.TREASURER, Role.PSM, Role.RT_HEAD, Role.SUPERVISOR, Role.VILLAGE_HEAD, Role.VILLAGE_OPERATOR)
DAYS = (-400, -ACTING_DAYS - 1, -ACTING_DAYS, -30, -1, 0, 1, 30)
"""Few days, so that beginnings, ends and removals often meet."""


@pytest.mark.parametrize("seed", range(8))
def test_the_offices_of_a_person_are_those_that_the_register_calls_current(network, other_network, seed):
    chance = random.Random(seed)
    people = [make_user(f"orang.{number}") for number in range(5)]
    places = list(Rt.objects.filter(network=network)[:2])
    organization = Organization.objects.create(network=network, kind="pkk", name="PKK")
    Membership.objects.bulk_create(
        _office(chance, people, [network, other_network], places, organization) for _number in range(60)
    )
    for who in people:
        told = {office.pk for office in current_offices_of(who)}
        held = Membership.objects.current().filter(user=who)
        begun = Membership.objects.current_or_to_come().filter(user=who, starts_on__lte=timezone.localdate())
        assert told == set(held.values_list("pk", flat=True)) == set(begun.values_list("pk", flat=True))
    everybody = Membership.objects.filter(user__in=people)
    assert 0 < everybody.current().count() < everybody.count()  # there were both kinds


def _office(chance, people, networks, places, organization) -> Membership:
    today = timezone.localdate()
    role, where = chance.choice(ROLES), chance.choice(networks)
    in_village = role in (Role.VILLAGE_HEAD, Role.VILLAGE_OPERATOR)
    starts_on, ends_on = sorted(today + dt.timedelta(days=chance.choice(DAYS)) for _side in range(2))
    removed_on = chance.choice([None, None, None, starts_on - dt.timedelta(days=1), starts_on, today])
    return Membership(
        user=chance.choice(people),
        role=role,
        network=None if in_village else where,
        village=where.village if in_village else None,
        rt=chance.choice(places) if role == Role.RT_HEAD else None,
        organization=chance.choice([None, organization]) if role == Role.PSM else None,
        starts_on=starts_on,
        ends_on=chance.choice([None, ends_on]),
        removed_at=removed_on and timezone.make_aware(dt.datetime.combine(removed_on, dt.time(chance.randrange(24)))),
    )
