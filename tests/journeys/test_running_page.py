"""The evening's page on a phone whose signal and whose session come and go: nothing that was typed is lost."""

import re

import pytest
from playwright.sync_api import expect

from programs.actions import agenda
from programs.models import AgendaItem, Decision
from tests.conftest import give_office, make_user
from tests.journeys.conftest import LAPTOP, PASSWORD, PHONE, look, sign_in
from tests.programs import joint

pytestmark = pytest.mark.django_db(transaction=True)

NOT_BEHIND_THE_BAR = """() => new Promise((stands) => {
  const bar = document.querySelector(".save-bar");
  const look = () =>
    document.activeElement.getBoundingClientRect().bottom <= bar.getBoundingClientRect().top
      ? stands()
      : requestAnimationFrame(look);
  look();
})"""


@pytest.fixture
def lines(network, secretary):
    """Two lines of a meeting that runs and is quorate."""
    chair = make_user("bambang", name="Bambang Sutrisno")
    give_office(chair, "chair", network)
    meeting = joint.held(network, chair=chair, secretary=secretary)
    return [agenda.add(meeting, by=secretary, title=title) for title in ("Kerja bakti", "Ronda malam")]


def run_page(page, line) -> None:
    page.goto(f"/{line.network.slug}/musyawarah/{line.meeting_id}/jalan/?hal={line.pk}")
    expect(page.get_by_role("heading", name=line.title)).to_be_visible()


def signed_in(page, line) -> None:
    sign_in(page, "bambang")
    expect(page.get_by_role("navigation", name="Menu utama")).to_be_visible()
    run_page(page, line)


def big_button(page):
    return page.get_by_role("button", name=re.compile("^Simpan(, lanjut.*)?$"))


def stored(line) -> tuple[str, list[str]]:
    line.refresh_from_db()
    return line.discussion, [str(one.text) for one in Decision.objects.filter(item=line)]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_the_big_button_keeps_what_was_said_and_what_was_decided(open_browser, lines, scripts):
    first, second = lines
    page = open_browser(PHONE, java_script_enabled=scripts)
    signed_in(page, first)
    page.get_by_label("Pembahasan").fill("Minggu saja")
    page.get_by_label("Bunyi keputusannya").fill("Minggu pagi bawa cangkul")
    big_button(page).click()
    expect(page.get_by_role("heading", name="Ronda malam")).to_be_visible()
    expect(page.get_by_text("Keputusan tercatat.")).to_be_visible()
    assert (stored(first), stored(second)) == (("Minggu saja", ["Minggu pagi bawa cangkul"]), ("", []))


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_where_nothing_is_decided_yet_it_goes_on_all_the_same(open_browser, lines, scripts):
    first, _second = lines
    page = open_browser(PHONE, java_script_enabled=scripts)
    signed_in(page, first)
    page.get_by_label("Pembahasan").fill("Belum tentu")
    big_button(page).click()
    expect(page.get_by_role("heading", name="Ronda malam")).to_be_visible()
    assert stored(first) == ("Belum tentu", [])


def test_a_session_that_ends_is_told_and_gives_back_what_was_typed(open_browser, lines):
    line = lines[1]
    page = open_browser(PHONE)
    signed_in(page, line)
    page.context.clear_cookies()
    page.get_by_label("Bunyi keputusannya").fill("Mulai Jumat")
    page.get_by_label("Pembahasan").press_sequentially("Bergilir")
    expect(page.locator("#noted")).to_have_text("Anda perlu masuk lagi; tulisan masih di sini. Tekan Simpan.")
    big_button(page).click()
    page.get_by_label("Nama pengguna, nomor HP, atau email").fill("bambang")
    page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()
    expect(page.get_by_role("heading", name="Ronda malam")).to_be_visible()
    expect(page.get_by_label("Pembahasan")).to_have_value("Bergilir")
    expect(page.get_by_label("Bunyi keputusannya")).to_have_value("Mulai Jumat")
    look(page, "meeting-run-after-sign-in")
    big_button(page).click()
    expect(page.get_by_text("Keputusan tercatat.")).to_be_visible()
    assert stored(line) == ("Bergilir", ["Mulai Jumat"])


def test_without_signal_the_button_waits_and_goes_on_by_itself(open_browser, lines):
    first, _second = lines
    page = open_browser(PHONE)
    signed_in(page, first)
    page.context.set_offline(True)
    page.get_by_label("Bunyi keputusannya").fill("Minggu pagi")
    page.get_by_label("Pembahasan").press_sequentially("Bawa cangkul")
    expect(page.locator("#noted")).to_contain_text("sinyal hilang")
    big_button(page).click()
    expect(page.locator("#waits")).to_contain_text("Belum ada sinyal.")
    expect(page.get_by_label("Pembahasan")).to_have_value("Bawa cangkul")
    look(page, "meeting-run-without-signal")
    assert "angkul" not in page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    page.context.set_offline(False)
    expect(page.get_by_role("heading", name="Ronda malam")).to_be_visible()
    assert stored(first) == ("Bawa cangkul", ["Minggu pagi"])


@pytest.mark.parametrize("screen", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_the_two_texts_of_two_note_takers_are_not_behind_the_button(open_browser, lines, screen):
    first, _second = lines
    page = open_browser(screen)
    signed_in(page, first)
    AgendaItem.objects.filter(pk=first.pk).update(discussion="Minggu pagi", revision=2)
    page.get_by_label("Pembahasan").press_sequentially("Sabtu sore")
    page.get_by_role("button", name="Pakai yang tersimpan").focus()
    expect(page.get_by_role("button", name="Pakai yang tersimpan")).to_be_focused()
    page.evaluate(NOT_BEHIND_THE_BAR)
    look(page, "meeting-run-two-note-takers")
    page.get_by_role("button", name="Simpan keduanya").click()
    expect(page.get_by_label("Pembahasan")).to_have_value("Minggu pagi\nSabtu sore")
