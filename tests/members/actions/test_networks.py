"""Beginning a network, and its RTs and dasawisma."""

import pytest

from members.access import Role
from members.actions import networks
from members.models import Invitation, Network, Rt
from members.models.invitation import token_digest
from wksbm.core.refusals import RefusedByRule

BEGIN = {
    "rw": "6",
    "name": "Rukun Sentosa",
    "rts": ["1", "02", "003"],
    "chair": ("Pak Wiryo", "+628000000101"),
    "secretary": ("Bu Ratna", "+628000000102"),
}


def test_a_network_begins_with_its_rts_and_two_invitations(region):
    network, paths = networks.start(village=region, by=None, **BEGIN)
    assert (network.slug, network.rw) == ("rukun-sentosa", "006")
    assert list(Rt.objects.of(network).values_list("number", flat=True)) == ["001", "002", "003"]
    assert set(paths) == {"chair", "secretary"}
    invited = {i.role: (i.name, i.phone) for i in Invitation.objects.filter(network=network)}
    assert invited == {"chair": BEGIN["chair"], "secretary": BEGIN["secretary"]}
    for role, path in paths.items():
        token = path.split("/")[2]
        assert Invitation.objects.open_for(token_digest(token)).get().role == role


def test_the_same_rw_cannot_begin_twice(region):
    networks.start(village=region, by=None, **BEGIN)
    with pytest.raises(RefusedByRule) as refused:
        networks.start(village=region, by=None, **BEGIN | {"rw": "06", "name": "Lain"})
    assert refused.value.field == "rw"
    assert Network.objects.count() == 1


def test_two_networks_of_one_name_have_two_addresses(region):
    first, _ = networks.start(village=region, by=None, **BEGIN)
    second, _ = networks.start(village=region, by=None, **BEGIN | {"rw": "7"})
    assert (first.slug, second.slug) == ("rukun-sentosa", "rukun-sentosa-rw-007")


@pytest.mark.parametrize("name", ["Undangan", "Akun", "Masuk"])
def test_no_network_takes_an_address_of_the_portal(region, name):
    network, _ = networks.start(village=region, by=None, **BEGIN | {"name": name})
    assert network.slug == f"{name.casefold()}-rw-006"


def test_reserved_addresses_are_those_of_the_portal():
    from django.urls import get_resolver

    first_parts = set()

    def walk(patterns, prefix):
        for pattern in patterns:
            whole = prefix + str(pattern.pattern)
            if hasattr(pattern, "url_patterns"):
                walk(pattern.url_patterns, whole)
            elif whole and not whole.startswith("<"):
                first_parts.add(whole.split("/")[0])

    walk(get_resolver().url_patterns, "")
    assert first_parts <= networks.RESERVED_SLUGS


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"rw": "empat"}, "rw"),
        ({"rw": "0"}, "rw"),
        ({"rts": []}, "rts"),
        ({"rts": ["1", "dua"]}, "rts"),
    ],
)
def test_numbers_that_are_none_are_refused_beside_their_field(region, change, field):
    with pytest.raises(RefusedByRule) as refused:
        networks.start(village=region, by=None, **BEGIN | change)
    assert refused.value.field == field
    assert not Network.objects.exists()


def test_an_operator_begins_a_network_in_the_own_village_only(region, person):
    from members.models import Region

    operator = person(Role.VILLAGE_OPERATOR)
    elsewhere = Region.objects.create(
        code="99.01.01.2002", name="Tetangga", name_key="tetangga", level=4, parent=region.parent
    )
    with pytest.raises(RefusedByRule) as refused:
        networks.start(village=elsewhere, by=operator, **BEGIN)
    assert refused.value.field == "village"
    network, _ = networks.start(village=region, by=operator, **BEGIN)
    assert network in Network.objects.visible_to(operator)


def test_a_secretary_cannot_begin_a_network(region, secretary):
    with pytest.raises(RefusedByRule):
        networks.start(village=region, by=secretary, **BEGIN)
    assert Network.objects.count() == 1


def test_a_district_is_no_village(region):
    with pytest.raises(RefusedByRule) as refused:
        networks.start(village=region.parent, by=None, **BEGIN)
    assert refused.value.field == "village"


def test_an_rt_is_there_once_and_keeps_what_is_below_it(network, secretary):
    rt = networks.add_rt(network, by=secretary, number="4")
    below = networks.add_dasawisma(network, by=secretary, rt=rt, name="Melati 1")
    with pytest.raises(RefusedByRule) as refused:
        networks.add_rt(network, by=secretary, number="004")
    assert refused.value.field == "number"
    networks.renumber_rt(rt, by=secretary, number="14")
    below.refresh_from_db()
    assert (below.rt.number, str(below)) == ("014", "Melati 1 (RT\u00a0014)")


def test_a_dasawisma_name_is_taken_once_in_an_rt(network, secretary):
    first, second = Rt.objects.of(network)[:2]
    networks.add_dasawisma(network, by=secretary, rt=first, name="Melati")
    other = networks.add_dasawisma(network, by=secretary, rt=second, name="Melati")
    with pytest.raises(RefusedByRule):
        networks.add_dasawisma(network, by=secretary, rt=first, name="MELATI")
    with pytest.raises(RefusedByRule):
        networks.change_dasawisma(other, by=secretary, rt=first, name="Melati")


def test_a_profile_change_keeps_its_story(network, secretary):
    networks.change(network, by=secretary, name="Guyub Rukun Sejahtera")
    event = network.events.latest("pgh_id")
    assert event.name == "Guyub Rukun Sejahtera"
    assert event.pgh_context.metadata["action"] == "networks.change"
    assert event.pgh_context.metadata["user"] == secretary.pk
