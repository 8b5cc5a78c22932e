"""Finding somebody, his family and his whole number, on a phone and on a laptop, with and without JavaScript."""

import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from tests.conftest import give_office, make_user
from tests.journeys.conftest import PASSWORD, no_sideways_scroll, sign_in
from tests.pmks_cases.invented import NIK, make_family, whole_resident

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def endang(network):
    user = make_user("endang", name="Endang Rahayu")
    give_office(user, "secretary", network)
    return user


@pytest.fixture
def sulastri(make_resident, network):
    family = make_family(network)
    make_resident("Dimas Saputra", family=family, kk_level=4)
    return whole_resident(make_resident, "Sulastri Rahayu", family=family)


def at_home(page, username: str) -> None:
    sign_in(page, username)
    expect(page.get_by_role("navigation", name="Menu utama")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_name_in_old_spelling_leads_to_the_person_and_the_family(open_browser, screen, endang, sulastri, scripts):
    page = open_browser(screen, java_script_enabled=scripts)
    at_home(page, "endang")
    page.goto("/guyub-rukun/warga/")
    page.get_by_label("Nama, NIK, atau nomor KK").fill("soelastri")
    if not scripts:
        page.get_by_role("button", name="Cari").click()
    expect(page).to_have_url(re.compile(r"/warga/\?nama=soelastri$"))
    assert no_sideways_scroll(page)
    page.get_by_role("link", name="Sulastri Rahayu").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sulastri Rahayu")
    assert no_sideways_scroll(page)
    page.get_by_role("link", name="Lihat keluarga").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Keluarga Sulastri Rahayu")
    expect(page.get_by_role("link", name="Dimas Saputra")).to_be_visible()
    assert no_sideways_scroll(page)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_whole_nik_is_found_and_shown_but_never_stands_in_an_address(open_browser, screen, endang, sulastri, scripts):
    page = open_browser(screen, java_script_enabled=scripts)
    addresses = []
    page.on("request", lambda request: addresses.append(request.url))
    at_home(page, "endang")
    page.goto("/guyub-rukun/warga/")
    page.get_by_label("Nama, NIK, atau nomor KK").fill(NIK)
    if scripts:
        page.get_by_role("link", name="Sulastri Rahayu").click()
    else:
        page.get_by_role("button", name="Cari").click()
    expect(page.get_by_text("9901••••••••0001").first).to_be_visible()
    page.get_by_role("button", name="Lihat lengkap").click()
    expect(page.get_by_text(NIK)).to_be_visible()
    assert not [address for address in addresses if NIK in address]


def test_the_nik_is_checked_while_it_is_typed(open_browser, screen, endang, sulastri):
    page = open_browser(screen)
    at_home(page, "endang")
    page.goto("/guyub-rukun/warga/tambah/")
    nik = page.get_by_label("NIK", exact=True)
    nik.press_sequentially(NIK[:-1])
    expect(page.get_by_text("Hanya 15 angka. NIK harus 16 angka.")).to_be_visible()
    nik.press_sequentially(NIK[-1])
    expect(page.get_by_text("NIK ini sudah terdaftar (RT\u00a0001).")).to_be_visible()
    assert no_sideways_scroll(page)


def test_two_people_mend_one_record_and_the_second_chooses(open_browser, screen, endang, network, sulastri):
    give_office(make_user("hadi", name="Hadi Purnomo"), "chair", network)
    first, second = open_browser(screen), open_browser(screen)
    at_home(first, "hadi")
    at_home(second, "endang")
    for page in (first, second):
        page.goto(f"/guyub-rukun/warga/{sulastri.pk}/ubah/")
    first.get_by_label("Tempat lahir").fill("Demak")
    first.get_by_role("button", name="Simpan perbaikan").click()
    expect(first.get_by_text("Perbaikan sudah disimpan.")).to_be_visible()
    second.get_by_label("Tempat lahir").fill("Jepara")
    second.get_by_role("button", name="Simpan perbaikan").click()
    expect(second.get_by_text("Hadi Purnomo menyimpan perubahan pada")).to_be_visible()
    assert no_sideways_scroll(second)
    second.get_by_label("Tulisan Anda: Jepara").check(force=True)
    second.get_by_role("button", name="Simpan perbaikan").click()
    expect(second.get_by_text("Kaliwangi")).to_have_count(0)
    expect(second.get_by_text("Jepara")).to_be_visible()


def test_a_session_that_ends_while_a_form_is_filled_loses_nothing(open_browser, screen, endang, sulastri):
    page = open_browser(screen)
    at_home(page, "endang")
    page.goto("/guyub-rukun/warga/tambah/")
    page.get_by_label("Nama", exact=False).first.fill("Wagiman Santoso")
    page.get_by_label("RT", exact=False).first.select_option(label="RT\u00a0002")
    Session.objects.all().delete()
    with page.expect_response(lambda answer: answer.url.endswith("/periksa-nik/")) as checked:
        page.get_by_label("NIK", exact=True).fill("9901010102800002")
    assert checked.value.status == 401
    page.get_by_role("button", name="Simpan warga").click()
    expect(page.get_by_text("Isian tadi aman")).to_be_visible()
    page.get_by_label("Nama pengguna, nomor HP, atau email").fill("endang")
    page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()
    expect(page.get_by_label("NIK", exact=True)).to_have_value("9901010102800002")
    expect(page.get_by_label("Nama", exact=False).first).to_have_value("Wagiman Santoso")
    page.get_by_role("button", name="Simpan warga").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wagiman Santoso")
