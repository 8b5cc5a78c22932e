"""A second registration of somebody who has a rahasia case: the first team reads it, its writer learns nothing."""

import re

import pytest
from django.urls import reverse

from members.models import User
from pmks_cases.actions import case_secrecy, cases
from pmks_cases.models import Case, Kinship, case_reading
from tests.conftest import give_office, make_user, train
from tests.pmks_cases.views.case_pages import address_of, said
from wksbm.core.models import ReadEntry
from wksbm.notifications.models import Notification

pytestmark = pytest.mark.django_db

NOTED = "dua malam tidak pulang"
HEADING = "Ada catatan lain tentang orang ini"


@pytest.fixture
def girl(make_resident):
    return make_resident("Puji Astuti")


@pytest.fixture
def first(girl, make_case):
    """The secretary's case: she is its team."""
    return make_case(girl, secrecy="rahasia", need="lebam di lengan")


@pytest.fixture
def wening(network):
    user = train(make_user("wening", name="Wening"))
    give_office(user, "psm", network)
    return user


def second(girl, make_case, by, **more) -> Case:
    return make_case(girl, by=by, **{"secrecy": "rahasia", "need": NOTED, **more})


def without_tokens(response) -> str:
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"|"X-CSRFToken": ?"\w+"', "", response.content.decode())
    return re.sub(r'value="[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"', "", page)


@pytest.mark.parametrize("level", ["rahasia", "biasa"])
def test_the_first_team_reads_what_the_second_writer_noted_and_no_more(
    signed_in, make_case, girl, first, wening, level, secretary, person
):
    case_secrecy.join_team(first, by=secretary, user=person("chair"))
    case_secrecy.leave_team(first, by=person("chair"), user=secretary)
    other = second(girl, make_case, wening, secrecy=level)
    team = train(make_user("ratna"))
    give_office(team, "psm", first.network)
    case_secrecy.join_team(first, by=person("chair"), user=team)
    client = signed_in(team)
    page = said(client.get(address_of(first)))
    assert HEADING in page
    assert f"{NOTED} Ditulis Wening" in page
    assert other.number not in page
    assert client.get(address_of(other)).status_code == 404
    home = client.get(f"/{first.network.slug}/")
    assert f"Ada catatan lain: {first.number}" in said(home)
    assert address_of(first) in home.content.decode()


def test_who_was_shut_out_of_the_first_by_name_is_read_by_its_team(
    signed_in, make_case, girl, first, secretary, person
):
    chair = person("chair")
    case_secrecy.shut_out(first, by=secretary, user=chair)
    second(girl, make_case, chair, need="anak ini suka berbohong")
    page = said(signed_in(secretary).get(address_of(first)))
    assert "anak ini suka berbohong" in page
    assert f"Ditulis {chair.name}" in page


@pytest.mark.parametrize("shut_out", [False, True])
@pytest.mark.parametrize("level", ["rahasia", "biasa"])
def test_not_one_byte_tells_the_second_writer(
    signed_in, make_case, make_resident, girl, first, secretary, person, level, shut_out
):
    """His pages with the first case, read by its team meanwhile, and without it."""
    chair, somebody_else = person("chair"), make_resident("Orang Lain", rt=None)
    if shut_out:
        case_secrecy.shut_out(first, by=secretary, user=chair)
    other = second(girl, make_case, chair, secrecy=level)
    assert other.joined_to == first
    signed_in(secretary).get(address_of(first))
    signed_in(secretary).get(f"/{first.network.slug}/")
    assert not ReadEntry.objects.filter(object_id=other.pk, reader=secretary).exists()
    assert not Notification.objects.filter(recipient=chair).exists()
    client = signed_in(User.objects.get(pk=chair.pk))
    slug = [first.network.slug]
    addresses = [
        *(f"/{first.network.slug}/", address_of(other), address_of(other, "case_secrecy")),
        *(reverse(f"pmks_cases:{name}", args=slug) for name in ("cases", "load")),
        reverse("pmks_cases:resident", args=[*slug, girl.pk]),
    ]
    for address in addresses:  # once: the own look at it is noted
        client.get(address)
    before = [without_tokens(client.get(address)) for address in addresses]
    Case.objects.filter(pk=other.pk).update(joined_to=None)
    Case.objects.filter(pk=first.pk).update(resident=somebody_else)
    after = [without_tokens(client.get(address)) for address in addresses]
    assert HEADING not in "".join(before)
    assert after == before


def test_nobody_else_reads_the_note(signed_in, make_case, girl, first, wening, person):
    second(girl, make_case, wening)
    for user in (person("chair"), person("treasurer")):
        assert NOTED not in said(signed_in(user).get(f"/{first.network.slug}/"))
        assert not case_reading.registered_again(user).exists()
    assert not case_reading.registered_again(wening).exists()


@pytest.mark.parametrize("tie", ["named", "kin of a suspect"])
def test_who_is_shut_out_of_the_second_does_not_read_it(
    signed_in, make_case, make_resident, girl, first, wening, secretary, network, tie
):
    uncle = make_resident("Suroto")
    Kinship.objects.create(network=network, user=secretary, resident=uncle, relation="saudara")
    more = {"excluded": [secretary]} if tie == "named" else {"suspects": [uncle]}
    client = signed_in(secretary)
    addresses = [f"/{network.slug}/", address_of(first), reverse("pmks_cases:cases", args=[network.slug])]
    for address in addresses:
        client.get(address)
    before = [without_tokens(client.get(address)) for address in addresses]
    second(girl, make_case, wening, **more)
    assert [without_tokens(client.get(address)) for address in addresses] == before


def test_a_first_case_that_is_rahasia_no_more_tells_nothing_of_a_second_that_is(
    signed_in, make_case, girl, first, wening, secretary
):
    second(girl, make_case, wening)
    case_secrecy.set_secrecy(first, by=secretary, secrecy="biasa", why="Keliru.")
    assert NOTED not in said(signed_in(secretary).get(address_of(first)))
    assert not case_reading.registered_again(secretary).exists()


def test_the_next_episode_of_the_first_shows_it_too(signed_in, make_case, girl, first, wening, secretary):
    second(girl, make_case, wening)
    Case.objects.filter(pk=first.pk).update(state="selesai")
    again = cases.reopen(Case.objects.get(pk=first.pk), by=secretary, why="Terjadi lagi.")
    assert NOTED in said(signed_in(secretary).get(address_of(again)))
