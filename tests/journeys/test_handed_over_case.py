"""A volunteer goes on leave: another one goes on where she stopped, and she no longer sees what is not hers."""

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from members.actions import follow_ups
from pmks_cases.actions import assignments
from tests.conftest import give_office, make_user
from tests.journeys.conftest import LAPTOP, PHONE, look, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def case(network, secretary, make_resident, make_case, categories):
    """Mbah Warni's case; Yati accompanies it and has promised something. Ratih is the other volunteer."""
    yati, ratih = make_user("yati", name="Yati Lestari"), make_user("ratih", name="Ratih Kumala")
    give_office(yati, "psm", network)
    give_office(ratih, "psm", network)
    give_office(make_user("bambang", name="Bambang Sutrisno"), "chair", network)
    case = make_case(make_resident("Warni Sutejo"), need="ditemani berobat ke Puskesmas")
    case = assignments.assign(case, by=secretary, psm=yati)
    due_on = network.today() + dt.timedelta(days=2)
    follow_ups.make(network, by=yati, what="Ambil surat rujukan di Puskesmas", doer=yati, due_on=due_on, origin=case)
    follow_ups.make(network, by=yati, what="Pinjam kursi dari balai RW", doer=yati, due_on=due_on)
    return case


def at_home(page, username: str):
    sign_in(page, username)
    expect(page.get_by_role("navigation", name="Menu utama")).to_be_visible()
    return page


@pytest.mark.parametrize("giver", ["herself", "the chair"])
def test_who_goes_on_leave_hands_all_over(open_browser, network, case, giver):
    yati = at_home(open_browser(PHONE), "yati")
    address = f"/{network.slug}/kasus/{case.number}/"
    assert yati.goto(address).status == 200

    if giver == "herself":
        page = yati
        page.goto("/")
        page.get_by_role("link", name="Kasus", exact=True).first.click()
        page.get_by_role("link", name=re.compile("Serah")).click()
        expect(page.get_by_role("heading", name="Serahkan pendampingan Anda")).to_be_visible()
    else:
        page = at_home(open_browser(LAPTOP), "bambang")
        page.get_by_role("link", name="Beban pendamping").click()
        page.get_by_role("link", name="Serah terima").click()
        look(page, "h-01-siapa-menyerahkan")
        page.get_by_role("link", name="Yati Lestari").click()
        expect(page.get_by_role("heading", name="Serah terima dari Yati Lestari")).to_be_visible()
    look(page, f"h-02-serah-terima-{page.viewport_size['width']}")
    page.get_by_label("Cuti, nanti kembali").check()
    page.get_by_label("Kalau cuti, sampai kapan?").fill(f"{network.today() + dt.timedelta(days=60):%Y-%m-%d}")
    page.get_by_label("Pesan untuk semua penerus").fill("Cuti melahirkan sampai Februari. Telepon saja bila perlu.")
    taker = page.get_by_label("Diteruskan oleh")
    taker.select_option(taker.get_by_role("option", name=re.compile("Ratih Kumala")).get_attribute("value"))
    page.get_by_label("Khusus kasus ini").fill("Ketuk pintu samping. Jangan bicara soal anaknya.")
    page.get_by_label("Janji lain diserahkan kepada").select_option("Ratih Kumala")
    page.get_by_role("button", name="Serahkan semua").click()
    expect(page.get_by_text("1 kasus sudah diserahkan.")).to_be_visible()
    look(page, f"h-03-diserahkan-{page.viewport_size['width']}")

    # To the giver it is as if there had never been such a case, and nothing waits for her.
    assert yati.goto(address).status == 404
    expect(yati.get_by_text("Halaman ini tidak ada")).to_be_visible()
    yati.goto(f"/{network.slug}/janji/?siapa=saya")
    look(yati, "h-04-janji-yati")
    expect(yati.get_by_text("Tidak ada janji yang menunggu")).to_be_visible()
    yati.goto("/")
    assert yati.get_by_text("Warni").count() == 0

    # The next one finds the case, the word about it, and both promises.
    ratih = at_home(open_browser(PHONE), "ratih")
    look(ratih, "h-05-beranda-ratih")
    for promise in ("Ambil surat rujukan di Puskesmas", "Pinjam kursi dari balai RW"):
        expect(ratih.get_by_text(promise)).to_be_visible()
    ratih.get_by_role("link", name="Kasus", exact=True).first.click()
    ratih.get_by_role("link", name=re.compile("Warni")).click()
    look(ratih, "h-06-kasus-ratih")
    expect(ratih.get_by_text("Didampingi Ratih Kumala").first).to_be_visible()
    expect(ratih.get_by_text("Ketuk pintu samping. Jangan bicara soal anaknya.").first).to_be_visible()
    expect(ratih.get_by_text("Cuti melahirkan sampai Februari").first).to_be_visible()
    ratih.goto(f"/{network.slug}/janji/?siapa=saya")
    look(ratih, "h-07-janji-ratih")
    ratih.get_by_role("link", name=re.compile("Ambil surat rujukan")).first.click()
    look(ratih, "h-08-janji")
    expect(ratih.get_by_text("sebelumnya Yati Lestari")).to_be_visible()
