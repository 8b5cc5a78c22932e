"""The map of an RW on its page: sent, looked at, put in place, replaced, taken away."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from members.actions import map_areas
from members.geojson import DrawnArea
from members.models import MapArea
from tests.members.conftest import address
from tests.members.test_geojson import area, square
from tests.members.views.test_memberships import filled

pytestmark = pytest.mark.django_db


def geojson(*features) -> SimpleUploadedFile:
    content = json.dumps({"type": "FeatureCollection", "features": list(features)}).encode()
    return SimpleUploadedFile("batas.geojson", content, "application/geo+json")


def send(browser, network, *features):
    page = address("map", network)
    return browser.post(page, {**filled(browser, page), "file": geojson(*features)})


def hidden(response, name: str) -> str:
    import re

    return re.search(rf'name="{name}" value="([^"]+)"', response.content.decode())[1]


def put_in_place(browser, network, preview):
    sent = {name: hidden(preview, name) for name in ("form_id", "for_whom", "areas")}
    return browser.post(address("place_map", network), sent)


def stored(network) -> list:
    return [area.rt and area.rt.number for area in MapArea.objects.of(network).select_related("rt")]


def test_nothing_is_stored_before_it_was_looked_at(network, secretary, signed_in):
    browser = signed_in(secretary)
    preview = send(browser, network, area({"rt": "1"}), area({"rt": "2"}, square(110.802)), area({"rt": 1, "rw": 7}))
    page = preview.content.decode()
    assert stored(network) == []
    assert "2 RT ada di peta." in page
    assert "1 bidang milik RW lain dilewati." in page
    assert "Belum ada di peta: RT 003." in page
    assert page.count("<path") == 2

    placed = put_in_place(browser, network, preview)
    assert placed["Location"] == address("map", network)
    assert stored(network) == ["001", "002"]
    assert browser.get(address("map", network)).content.decode().count("<path") == 2


def test_a_new_map_takes_the_place_of_the_old_one(network, secretary, signed_in):
    browser = signed_in(secretary)
    for rt in ("1", "3"):
        put_in_place(browser, network, send(browser, network, area({"rt": rt})))
    assert stored(network) == ["003"]


def test_each_area_that_does_not_fit_is_said_beside_the_field(network, secretary, signed_in):
    answer = send(signed_in(secretary), network, area({"rt": "1"}), area({"rt": "9"}), area({}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Bidang ke-2: RT 009 belum ada di profil jejaring." in page
    assert "Bidang ke-3: tidak menyebut RT." in page
    assert stored(network) == []


def test_what_was_looked_at_for_another_network_is_not_taken(network, other_network, person, signed_in):
    theirs = send(signed_in(person("secretary", other_network)), other_network, area({"rt": "1"}))
    sent = {"form_id": hidden(theirs, "form_id"), "areas": hidden(theirs, "areas")}
    answer = signed_in(person("secretary")).post(address("place_map", network), sent, follow=True)
    assert "Pratinjau ini sudah terlalu lama. Unggah berkasnya sekali lagi." in answer.content.decode()
    assert stored(network) == []


def test_the_map_is_taken_away(network, secretary, signed_in):
    map_areas.replace(network, by=secretary, areas=[DrawnArea("001", [[square()]])])
    browser = signed_in(secretary)
    assert browser.post(address("remove_map", network))["Location"] == address("map", network)
    assert stored(network) == []


def test_who_draws(network, person, signed_in):
    may = {}
    for role in ("chair", "secretary", "village_operator", "psm", "village_head"):
        may[role] = signed_in(person(role)).get(address("map", network)).status_code
    assert may == {"chair": 200, "secretary": 200, "village_operator": 200, "psm": 403, "village_head": 403}


def test_the_profile_leads_there_who_may_draw(network, person, signed_in):
    link = f'href="{reverse("members:map", args=[network.slug])}"'
    assert link in signed_in(person("secretary")).get(address("profile", network)).content.decode()
    assert link not in signed_in(person("psm")).get(address("profile", network)).content.decode()
