"""Keluarga saya: the page."""

import uuid

import pytest
from django.urls import reverse

from pmks_cases.models import Kinship
from tests.conftest import where_rt

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(network):
    def of(name, *args):
        return reverse(f"pmks_cases:{name}", args=[network.slug, *args])

    return of


def text(response) -> str:
    return response.content.decode().replace("\u00a0", " ")


def sent(**more) -> dict:
    return {"form_id": str(uuid.uuid4()), "relation": "diri", "name": "Suroto Wibowo", **more}


@pytest.mark.parametrize("role", ["chair", "treasurer", "auditor", "organization_officer", "village_operator"])
def test_every_officer_says_who_he_is(signed_in, person, make_resident, url, role):
    resident = make_resident("Suroto Wibowo")
    client = signed_in(person(role))
    assert "supaya Anda tidak diminta memutuskan" in text(client.get(url("own_kin")))
    assert client.post(url("own_kin"), sent()).status_code == 302
    line = Kinship.objects.get()
    assert (line.user, line.resident, line.relation) == (person(role), resident, "diri")
    assert "Suroto Wibowo" in text(client.get(url("own_kin")))


def test_it_is_reached_from_the_account_and_from_more(signed_in, person, network, url):
    client = signed_in(person("treasurer"))
    page = text(client.get(reverse("network_more", args=[network.slug])))
    assert page.count(url("own_kin")) >= 3  # account, side bar, list


def test_a_supervisor_has_no_such_page(signed_in, person, url):
    supervisor = person("supervisor", ends_on="2099-01-01")
    assert signed_in(supervisor).get(url("own_kin")).status_code == 403


def test_each_sees_the_own_lines_only(signed_in, person, make_resident, url):
    make_resident("Suroto Wibowo")
    signed_in(person("chair")).post(url("own_kin"), sent())
    page = text(signed_in(person("treasurer")).get(url("own_kin")))
    assert "Suroto Wibowo" not in page
    line = Kinship.objects.get()
    assert signed_in(person("treasurer")).post(url("remove_kin", line.pk)).status_code == 404
    assert signed_in(person("chair")).get(url("remove_kin", line.pk)).status_code == 405


def test_a_line_is_removed(signed_in, person, make_resident, url):
    make_resident("Suroto Wibowo")
    client = signed_in(person("chair"))
    client.post(url("own_kin"), sent())
    assert client.post(url("remove_kin", Kinship.objects.get().pk)).url == url("own_kin")
    assert not Kinship.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "Tulis nama lengkapnya"),
        ({"name": "Suroto"}, "nama persis itu"),
        ({"relation": ""}, "Pilih hubungannya"),
        ({"relation": "tetangga"}, "tetangga"),
    ],
)
def test_bad_input_is_told(signed_in, person, make_resident, url, wrong, said):
    make_resident("Suroto Wibowo")
    page = signed_in(person("chair")).post(url("own_kin"), sent(**wrong))
    assert page.status_code == 422
    assert said in text(page)


def test_of_several_of_one_name_nothing_but_the_rt_is_told(signed_in, person, make_resident, network, url):
    make_resident("Suroto Wibowo", present_address="Jl. Mawar 7", birth_on="1970-05-15")
    meant = make_resident("Suroto Wibowo", rt=where_rt(network, "003"), present_address="Jl. Mawar 9")
    client = signed_in(person("auditor"))
    page = client.post(url("own_kin"), sent())
    assert page.status_code == 422
    assert "Pilih salah satu" in text(page)
    assert "Suroto Wibowo, RT 003" in text(page)
    assert "Mawar" not in text(page)
    assert "1970" not in text(page)
    client.post(url("own_kin"), sent(who=meant.pk))
    assert Kinship.objects.get().resident == meant


def test_nobody_but_the_named_can_be_chosen(signed_in, person, make_resident, url):
    make_resident("Suroto Wibowo")
    other = make_resident("Sulastri")
    page = signed_in(person("chair")).post(url("own_kin"), sent(who=other.pk))
    assert page.status_code == 422
    assert not Kinship.objects.exists()
