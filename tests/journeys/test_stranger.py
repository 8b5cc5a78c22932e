"""The secretary of another RW, with every address of this one in her hand."""

import pytest
from playwright.sync_api import expect

from members.models import Dasawisma, Organization, Rt, Volunteer
from pmks_cases.models import Family, ResidentImport
from tests.conftest import give_office, make_user
from tests.house.test_routes import OF_A_NETWORK
from tests.journeys.conftest import no_sideways_scroll, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def addresses(network, make_resident):
    """Every address of RW 004 that a browser can open, with ids of rows that exist."""
    from django.urls import reverse

    rt = Rt.objects.filter(network=network).first()
    family = Family.objects.create(network=network, kk_number="9901010101010001")
    resident = make_resident("Sulastri", family=family)
    officer = make_user("yati")
    office = give_office(officer, "psm", network)
    rows = {
        "resident": resident.pk,
        "family": family.pk,
        "rt": rt.pk,
        "dasawisma": Dasawisma.objects.create(network=network, rt=rt, name="Melati").pk,
        "organization": Organization.objects.create(network=network, kind="pkk", name="PKK RW 004").pk,
        "membership": office.pk,
        "volunteer": Volunteer.objects.create(user=officer).pk,
    }
    letter = ResidentImport.objects.create(network=network, file_name="warga.xlsx", created_by=officer)
    found = []
    for name, _pattern, converters in OF_A_NETWORK:
        pk = next((pk for noun, pk in rows.items() if noun in name), resident.pk)
        given = dict.fromkeys(converters, pk)
        given |= {key: value for key, value in (("public_id", letter.public_id), ("role", "relawan")) if key in given}
        found.append(reverse(name, kwargs=given | {"network": network.slug}))
    return found


def test_a_stranger_finds_nothing_at_any_address(open_browser, screen, addresses, other_network):
    give_office(make_user("ratna", name="Ratna Dewi"), "secretary", other_network)
    page = open_browser(screen)
    sign_in(page, "ratna")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ratna")

    assert len(addresses) > 40
    told = {}
    for address in addresses:
        answer = page.goto(address)
        told[address] = answer.status
        expect(page.get_by_text("Halaman ini tidak ada")).to_be_visible()
    assert set(told.values()) == {404}
    assert no_sideways_scroll(page)
    assert page.get_by_text("Sulastri").count() == 0
