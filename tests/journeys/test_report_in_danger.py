"""Who writes of violence is warned while writing, by the same words by which the server decides."""

import pytest
from playwright.sync_api import expect

from pmks_cases.danger_words import speaks_of_danger
from pmks_cases.models import EarlyReport
from tests.journeys.conftest import LAPTOP, PHONE, look, sign_in
from tests.pmks_cases.test_danger_words import DANGER, EVERYDAY

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def address(network, person, categories):
    for role in ("dasawisma_kader", "secretary"):
        person(role)
    return f"/{network.slug}/laporan/tulis/"


def test_the_page_warns_before_sending_and_takes_the_warning_back(open_browser, address):
    page = open_browser(PHONE)
    sign_in(page, "dasawisma_kader-004")
    page.goto(address)
    warning, police = page.get_by_text("Ini terdengar seperti bahaya"), page.get_by_role("link", name="110 Polisi")
    page.get_by_label("Yang Anda lihat sendiri").fill("Anaknya dipukuli tiap malam")
    expect(warning).to_be_visible()
    expect(police).to_be_visible()
    expect(page.get_by_label("Foto keadaannya")).to_be_hidden()
    look(page, "report-in-danger")
    page.get_by_label("Yang Anda lihat sendiri").fill("Rapat pukul tujuh, anaknya tidak sekolah")
    expect(warning).to_be_hidden()
    expect(police).to_be_hidden()
    expect(page.get_by_label("Foto keadaannya")).to_be_visible()


@pytest.mark.parametrize("unit", ["", "+628000000802"])
def test_every_number_to_call_is_seen_above_the_button_of_a_small_phone(open_browser, address, network, unit):
    network.protection_unit_phone = unit
    network.save()
    page = open_browser(PHONE)
    sign_in(page, "dasawisma_kader-004")
    page.goto(address)
    page.get_by_text("Ada kekerasan, ancaman, atau bahaya").click()
    numbers = page.locator(".report-numbers a")
    expect(numbers).to_have_count(4 if unit else 3)
    for number in numbers.all():
        expect(number).to_be_in_viewport(ratio=1)
        number.click(trial=True)  # nothing lies over it
    bottom, top = numbers.last.bounding_box(), page.get_by_role("button", name="Kirim laporan").bounding_box()
    assert bottom["y"] + bottom["height"] <= top["y"]
    look(page, "report-numbers-in-sight")
    page.get_by_text("Ada kekerasan, ancaman, atau bahaya").click()
    expect(numbers.first).to_be_hidden()
    page.locator("label[for=id_urgency_3]").click()
    expect(numbers.first).to_be_visible()


def test_the_server_says_danger_where_no_script_runs(open_browser, address):
    page = open_browser({**PHONE, "java_script_enabled": False})
    sign_in(page, "secretary-004")
    page.goto(address)
    page.get_by_label("Yang Anda lihat sendiri").fill("Anaknya dipukul")
    page.get_by_label("Tentang siapa?").fill("Sulastri")
    page.get_by_role("button", name="Cari di data warga").first.click()
    expect(page.get_by_text("Ini terdengar seperti bahaya")).to_be_visible()
    expect(page.get_by_role("link", name="129 SAPA")).to_be_visible()
    expect(page.get_by_label("Foto keadaannya")).to_be_hidden()


def test_a_word_far_below_holds_the_first_press_back_until_the_warning_was_seen(open_browser, address):
    page = open_browser(PHONE)
    sign_in(page, "dasawisma_kader-004")
    page.goto(address)
    page.get_by_label("Yang Anda lihat sendiri").fill("Tidak sekolah")
    page.get_by_label("Di mana?").fill("Pos ronda")
    about = page.get_by_label("Tentang siapa?")
    about.scroll_into_view_if_needed()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.evaluate(
        "() => { const field = document.getElementById('id_about'); field.value = 'anak yang disiksa';"
        "field.dispatchEvent(new Event('input', { bubbles: true })); }"
    )
    page.evaluate("document.querySelector('.report-form button:not([name])').click()")
    expect(page.get_by_text("Ini terdengar seperti bahaya")).to_be_in_viewport()
    assert not EarlyReport.objects.exists()
    page.get_by_role("button", name="Kirim laporan").click()
    expect(page.get_by_text("Terima kasih. Laporan Anda sudah masuk.")).to_be_visible()
    assert EarlyReport.objects.get().is_secret


def test_the_browser_hears_what_the_server_hears(open_browser, address):
    page = open_browser(LAPTOP)
    sign_in(page, "dasawisma_kader-004")
    page.goto(address)
    texts = [*DANGER, *EVERYDAY]
    heard = page.evaluate(
        """(texts) => texts.map((text) => {
          const form = document.querySelector(".report-form");
          form.elements.saw.value = text;
          form.elements.saw.dispatchEvent(new Event("input"));
          return form.classList.contains("in-danger");
        })""",
        texts,
    )
    assert dict(zip(texts, heard, strict=True)) == {text: speaks_of_danger(text) for text in texts}
