"""A paper from the button to the stranger who holds it: issued, opened, compared in his own browser, signed."""

from datetime import time

import pytest
from playwright.sync_api import expect

from programs.actions import attendances, meetings
from tests.conftest import give_office, make_user
from tests.journeys.conftest import LAPTOP, PHONE, look, sign_in
from wksbm.documents.actions import issuing
from wksbm.documents.models import IssuedDocument

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def meeting(network, secretary):
    values = {"begins": time(19, 30), "place": "Balai RW", "chair": secretary, "note_taker": secretary}
    made = meetings.plan(network, by=secretary, held_on=network.today(), **values)
    for name in ("Pak Anwar", "Bu Sumiyem"):
        attendances.invite(made, by=secretary, name=name)
    give_office(make_user("hadi", name="Hadi Prasetyo"), "village_head", network)
    return made


def test_a_letter_is_issued_compared_and_signed(open_browser, network, meeting, secretary, tmp_path):
    page = open_browser(PHONE)
    sign_in(page, secretary.username)
    page.goto(f"/{network.slug}/musyawarah/{meeting.pk}/")
    page.get_by_role("link", name="Terbitkan Undangan musyawarah").click()
    look(page, "document-issue")
    page.get_by_label("Perlu tanda tangan kepala desa atau lurah").check()
    page.get_by_role("button", name="Terbitkan").click()
    expect(page.get_by_text("sudah terbit")).to_be_visible()
    look(page, "document-page")
    made = IssuedDocument.objects.get()
    page.goto(f"/{network.slug}/dokumen/")
    expect(page.get_by_text(made.number)).to_be_visible()
    look(page, "document-list")
    page.goto(f"/{network.slug}/kop-surat/")
    page.get_by_label("Pola nomor surat").fill("{nomor}-{kode}-{tahun}")
    page.get_by_role("button", name="Lihat contoh nomor").click()
    expect(page.get_by_text(f"007-UND-{network.today().year}")).to_be_visible()
    look(page, "document-stationery")

    compare(open_browser(LAPTOP), made, tmp_path)
    sign(open_browser(PHONE), network, made)


def compare(page, made, folder) -> None:
    """A stranger with the paper: no account, the code, and two files."""
    content = issuing.content_of(made)
    (folder / "asli.pdf").write_bytes(content)
    (folder / "ubahan.pdf").write_bytes(content[:-1] + b" ")
    sent = []
    page.on("request", lambda request: sent.append(request.method) if request.method != "GET" else None)
    page.goto(f"/dokumen/{made.code}/")
    expect(page.get_by_text(made.number)).to_be_visible()
    assert "Anwar" not in page.content()
    answer = page.locator(".compare-answer")
    page.get_by_label("Pilih berkasnya").set_input_files(folder / "asli.pdf")
    expect(answer).to_contain_text("Cocok. Berkas ini persis seperti yang diterbitkan.")
    look(page, "document-check")
    page.get_by_label("Pilih berkasnya").set_input_files(folder / "ubahan.pdf")
    expect(answer).to_contain_text("Tidak cocok.")
    assert sent == []


def sign(page, network, made) -> None:
    sign_in(page, "hadi")
    expect(page.get_by_role("navigation", name="Menu utama")).to_be_visible()
    page.goto(f"/{network.slug}/menunggu-tanda-tangan/")
    look(page, "document-to-sign")
    page.get_by_role("link", name="Sudah ditandatangani").click()
    page.get_by_role("button", name="Catat").click()
    expect(page.get_by_text("Tidak ada yang menunggu")).to_be_visible()
    made.refresh_from_db()
    assert made.signed_on == network.today()


def test_without_scripts_the_page_says_how_to_compare(open_browser, network, meeting, secretary):
    from wksbm.documents.papers import papers

    made = issuing.issue(papers["undangan"], network, by=secretary, row=meeting)
    page = open_browser(PHONE, java_script_enabled=False)
    page.goto(f"/dokumen/{made.code}/")
    expect(page.get_by_text(made.sha256)).to_be_visible()
    expect(page.get_by_label("Pilih berkasnya")).to_be_hidden()
