"""A secretary opens a case, on phone and laptop, with and without JavaScript; the chair gives it to a volunteer."""

import re

import pytest
from playwright.sync_api import expect

from pmks_cases.models import Case
from tests.conftest import give_office, make_user
from tests.journeys.conftest import LAPTOP, PHONE, no_sideways_scroll, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people(network):
    """A secretary, a chair and a volunteer."""
    found = {}
    for username, name, role in (
        ("endang", "Endang Rahayu", "secretary"),
        ("bambang", "Bambang Sutrisno", "chair"),
        ("yati", "Yati Rahayu", "psm"),
    ):
        found[username] = make_user(username, name=name)
        give_office(found[username], role, network)
    return found


def at_home(page, username: str) -> None:
    sign_in(page, username)
    expect(page.get_by_role("navigation", name="Menu utama")).to_be_visible()


def tap(page, word: str) -> None:
    """The words of a tap lie over its radio button."""
    page.get_by_role("radio", name=word, exact=True).check(force=True)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_case_is_opened_with_three_things_and_given_to_a_volunteer(
    open_browser, screen, people, make_resident, scripts
):
    make_resident("Sulastri Rahayu")
    page = open_browser(screen, java_script_enabled=scripts)
    addresses = []
    page.on("request", lambda request: addresses.append(request.url))
    at_home(page, "endang")
    page.goto("/guyub-rukun/kasus/buka/")
    page.get_by_label("Nama, NIK, atau nomor KK").fill("soelastri")
    if not scripts:
        page.get_by_role("button", name="Cari").click()
    page.get_by_role("link", name="Sulastri Rahayu").click()
    assert no_sideways_scroll(page)
    page.get_by_label("Apa yang dibutuhkan?").fill("kursi roda")
    tap(page, "Tinggi")
    page.get_by_role("button", name="Buka kasus", exact=True).click()
    expect(page.get_by_text("sudah dibuka").first).to_be_visible()
    case = Case.objects.get()
    assert (case.need, case.need_kind, case.urgency) == ("kursi roda", "kesehatan", 3)
    assert not any("lastri" in address for address in addresses)

    page = open_browser(screen, java_script_enabled=scripts)
    at_home(page, "bambang")
    page.goto("/guyub-rukun/beban/")
    expect(page.get_by_role("heading", name="Belum ada yang menengok (1)")).to_be_visible()
    assert no_sideways_scroll(page)
    page.get_by_role("link", name="Sulastri Rahayu").click()
    page.get_by_role("radio", name=re.compile("Yati Rahayu")).check(force=True)
    assert no_sideways_scroll(page)
    page.get_by_role("button", name="Tugaskan").click()
    expect(page.get_by_text("sekarang didampingi Yati Rahayu")).to_be_visible()
    case.refresh_from_db()
    assert case.psm == people["yati"]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_protection_shows_who_would_know_before_anything_is_kept(open_browser, people, make_resident, scripts):
    rani = make_resident("Rani")
    page = open_browser(PHONE, java_script_enabled=scripts)
    at_home(page, "endang")
    page.goto(f"/guyub-rukun/kasus/buka/?warga={rani.pk}")
    page.get_by_label("Apa yang dibutuhkan?").fill("tempat yang aman")
    tap(page, "Darurat")
    tap(page, "Perlindungan")
    if not scripts:
        page.get_by_role("button", name="Buka kasus", exact=True).click()
    expect(page.get_by_text("Yang akan tahu: Endang Rahayu.")).to_be_visible()
    expect(page.get_by_role("radio", name=re.compile("Rahasia"))).to_be_checked()
    assert Case.objects.count() == 0
    page.get_by_label("Bambang Sutrisno, Ketua").check()
    assert no_sideways_scroll(page)
    page.get_by_role("button", name="Buka kasus", exact=True).click()
    expect(page.get_by_text("sudah dibuka").first).to_be_visible()
    case = Case.objects.get()
    assert [member.user for member in case.team.all()] == [people["endang"]]
    assert not Case.objects.visible_to(people["bambang"]).exists()


def test_who_is_not_in_the_register_is_helped_with_a_name_and_an_rt(open_browser, people):
    page = open_browser(LAPTOP)
    at_home(page, "endang")
    page.goto("/guyub-rukun/kasus/buka/")
    page.get_by_label("Nama, NIK, atau nomor KK").fill("Mbah Karto")
    page.get_by_role("button", name="Pakai nama “Mbah Karto”").click()
    expect(page.get_by_label("Nama", exact=False).first).to_have_value("Mbah Karto")
    page.get_by_label("RT").select_option("RT\u00a0003")
    page.get_by_label("Apa yang dibutuhkan?").fill("beras habis")
    tap(page, "Sedang")
    page.get_by_role("button", name="Buka kasus", exact=True).click()
    expect(page.get_by_text("sudah dibuka").first).to_be_visible()
    assert Case.objects.get().name == "Mbah Karto"
