"""A browser without JavaScript: what people do every day goes through all the same.

Opening a case: test_case_opening.py; a visit with its photo: test_visits.py; that every page opens: test_every_page.py.
"""

import pytest
from playwright.sync_api import expect

from members.models import FollowUp
from pmks_cases.actions import assignments
from pmks_cases.models import EarlyReport
from tests.journeys.conftest import PHONE, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def phone(open_browser):
    """`phone(username)`: that person's phone, signed in, without JavaScript."""

    def switch_on(username: str):
        page = open_browser(PHONE, java_script_enabled=False)
        sign_in(page, username)
        expect(page.get_by_role("navigation", name="Menu utama")).to_be_visible()
        return page

    return switch_on


def test_a_report_is_written_and_becomes_known_to_the_secretary(phone, person, network, categories):
    person("secretary"), person("psm")
    hers = phone("psm-004")
    hers.goto(f"/{network.slug}/laporan/tulis/")
    hers.get_by_label("Yang Anda lihat sendiri").fill("Atap dapurnya roboh kena hujan semalam.")
    hers.get_by_label("Di mana?").fill("Belakang musala")
    hers.get_by_label("RT").select_option("RT\u00a0002")
    hers.get_by_role("button", name="Kirim laporan", exact=True).click()
    expect(hers.get_by_text("Laporan Anda sudah masuk.")).to_be_visible()

    theirs = phone("secretary-004")
    theirs.get_by_role("link", name="Laporan baru: Atap dapurnya").first.click()
    expect(theirs.get_by_text("Atap dapurnya roboh kena hujan semalam.").first).to_be_visible()
    theirs.get_by_role("link", name="Pantau dulu").click()
    theirs.get_by_role("button", name="Simpan", exact=True).click()
    expect(theirs.get_by_text("Dicatat. Anda diingatkan pada tanggal itu.")).to_be_visible()
    assert EarlyReport.objects.get().state == EarlyReport.State.WATCHED


def test_a_promise_is_given_and_kept(phone, person, network, make_resident, make_case, categories):
    psm = person("psm")
    case = assignments.assign(make_case(make_resident("Dimas Saputra")), by=person("secretary"), psm=psm)
    theirs = phone("secretary-004")
    theirs.goto(f"/{network.slug}/kasus/{case.number}/janji/")
    theirs.get_by_label("Apa yang dijanjikan").fill("Pinjamkan tikar pos ronda")
    theirs.locator("select[name=doer]").select_option(str(psm.pk))
    theirs.get_by_label("Paling lambat").fill(network.today().isoformat())
    theirs.get_by_role("button", name="Catat janji", exact=True).click()
    expect(theirs.get_by_text("Janji tercatat")).to_be_visible()

    promise = FollowUp.objects.get()
    hers = phone("psm-004")
    hers.get_by_role("link", name="Pinjamkan tikar pos ronda").first.click()
    hers.get_by_label("Apa hasilnya?").fill("Tikar sudah dipinjamkan")
    hers.get_by_role("button", name="Ya, selesai", exact=True).click()
    expect(hers.get_by_text("Janji ini selesai")).to_be_visible()
    promise.refresh_from_db()
    assert promise.outcome == "Tikar sudah dipinjamkan"
