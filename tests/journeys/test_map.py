"""From a GeoJSON file to the map beside the village head's table: looked at first, then put in place."""

import json

import pytest
from playwright.sync_api import expect

from members.models import MapArea
from tests.conftest import give_office, make_user
from tests.journeys.conftest import no_sideways_scroll, sign_in
from tests.members.test_geojson import area, square

pytestmark = pytest.mark.django_db(transaction=True)


def file_of(*features) -> dict:
    content = json.dumps({"type": "FeatureCollection", "features": list(features)}).encode()
    return {"name": "batas.geojson", "mimeType": "application/geo+json", "buffer": content}


def test_a_map_is_looked_at_and_put_in_place(open_browser, screen, network):
    give_office(make_user("endang", name="Endang Rahayu"), "secretary", network)
    give_office(make_user("hadi", name="Hadi Rekaan"), "village_head", network)
    hers = open_browser(screen)
    sign_in(hers, "endang")
    hers.goto("/guyub-rukun/profil/")
    hers.get_by_role("link", name="Peta wilayah").click()
    hers.get_by_label("Berkas peta").set_input_files(file_of(area({"rt": "1"}), area({"rt": "12"}, square(110.802))))
    hers.get_by_role("button", name="Lihat dahulu").click()
    expect(hers.locator(".invalid-feedback")).to_contain_text("Bidang ke-2: RT 012 belum ada di profil jejaring.")
    assert no_sideways_scroll(hers)
    hers.get_by_label("Berkas peta").set_input_files(file_of(area({"rt": "1"}), area({"rt": "2"}, square(110.802))))
    hers.get_by_role("button", name="Lihat dahulu").click()
    expect(hers.get_by_role("heading", level=1)).to_have_text("Sudah benar begini?")
    expect(hers.get_by_text("Belum ada di peta: RT 003")).to_be_visible()
    assert MapArea.objects.count() == 0
    assert no_sideways_scroll(hers)
    hers.get_by_role("button", name="Pasang peta ini").dblclick()
    expect(hers.get_by_text("Peta terpasang.")).to_be_visible()
    assert MapArea.objects.count() == 2

    his = open_browser(screen)
    sign_in(his, "hadi")
    picture = his.get_by_role("img", name="Peta; angkanya ada di tabel di atas")
    picture.scroll_into_view_if_needed()
    expect(picture).to_contain_text("RT 001")
    assert no_sideways_scroll(his)
