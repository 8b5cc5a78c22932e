"""Whose case it is not: another RW's secretary, and this one's treasurer, with every address in their hands."""

import re
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect

from members.models import Dasawisma, Organization, Rt, Volunteer
from pmks_cases.actions import visits
from pmks_cases.models import Family, ResidentImport
from tests.conftest import give_office, make_user
from tests.house.test_routes import OF_A_NETWORK
from tests.journeys.conftest import LAPTOP, no_sideways_scroll, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def addresses(network, make_resident):
    """Every address of RW 004 that a browser can open, with ids of rows that exist."""
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


@pytest.fixture
def case_addresses(network, secretary, make_resident, make_case, categories):
    """A case with a visit and a photo; and the addresses of what shows it, each with how it is asked for."""
    case = make_case(make_resident("Sulastri"), need="kursi roda")
    buffer = BytesIO()
    Image.new("RGB", (640, 480), "teal").save(buffer, "JPEG")
    visit = visits.record(
        case,
        by=secretary,
        client_id=uuid4(),
        at=timezone.now(),
        met="keluarga",
        values={"urgency": 2},
        photos=[SimpleUploadedFile("rumah.jpg", buffer.getvalue(), "image/jpeg")],
    )
    photo = visit.photos.get()
    shown = (
        *(("GET", "case", case.number), ("GET", "record_visit", case.number), ("GET", "case_secrecy", case.number)),
        *(("GET", "visit", visit.pk), ("GET", "photo", photo.pk), ("GET", "thumbnail", photo.pk)),
        *(("POST", "print_case", case.number), ("POST", "family_slip", case.number)),
    )
    return [(how, reverse(f"pmks_cases:{route}", args=[network.slug, key])) for how, route, key in shown]


def ask(page, how: str, address: str) -> tuple[int, str]:
    """The answer and its words. What is asked for by a button is posted, as the button would."""
    if how == "GET":
        return page.goto(address).status, page.locator("body").inner_text()
    page.goto("/")
    token = page.locator("input[name=csrfmiddlewaretoken]").first.input_value()
    answer = page.request.post(address, form={"csrfmiddlewaretoken": token})
    return answer.status, answer.text()


@pytest.mark.parametrize(
    ("role", "elsewhere", "answers"),
    [("secretary", True, {404}), ("treasurer", False, {403, 404}), ("organization_officer", False, {403, 404})],
    ids=["another RW's secretary", "treasurer", "officer of an organisation"],
)
def test_nobody_else_finds_case_visit_photo_or_print(
    open_browser, screen, network, other_network, case_addresses, role, elsewhere, answers
):
    give_office(make_user("ratna", name="Ratna Dewi"), role, other_network if elsewhere else network)
    page = open_browser(screen)
    sign_in(page, "ratna")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ratna")
    for how, address in case_addresses:
        status, words = ask(page, how, address)
        assert status in answers, address
        assert re.search("Halaman ini tidak ada|Bukan bagian Anda", words), address
        assert "Sulastri" not in words
        assert "kursi roda" not in words
    assert no_sideways_scroll(page)


def test_who_accompanies_it_is_shown_them_all(open_browser, case_addresses):
    """So that the answers above come from who asks, not from an address that is wrong."""
    page = open_browser(LAPTOP)
    sign_in(page, "secretary-004")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Secretary-004")
    for how, address in case_addresses:
        status = ask(page, how, address)[0] if "foto" not in address else page.request.get(address).status
        assert status == 200, address
