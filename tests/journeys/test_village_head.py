"""Five minutes of the village head: what is late, a question with a date, its answer; and charts on demand."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from members.models import FollowUp
from pmks_cases.actions import cases
from pmks_cases.models import Case
from tests.conftest import give_office, make_user
from tests.journeys.conftest import no_sideways_scroll, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def late(network, other_network, make_resident, categories):
    """A visit in RW 004 that is three weeks late; its secretary, its PSM and the village head."""
    endang = make_user("endang", name="Endang Rahayu", phone="+628000000401")
    give_office(endang, "secretary", network)
    yati = make_user("yati", name="Yati Rekaan")
    give_office(yati, "psm", network)
    give_office(make_user("hadi", name="Hadi Rekaan"), "village_head", network)
    values = {"resident": make_resident("Sulastri Rekaan"), "need": "beras", "need_kind": "pangan"}
    case = cases.open_case(network, by=endang, values=values)
    due = network.today() - timedelta(days=21)
    Case.objects.filter(pk=case.pk).update(state="monitoring", psm=yati, next_visit_on=due)
    return case


def test_what_is_late_is_asked_and_answered(open_browser, screen, late):
    his = open_browser(screen)
    sign_in(his, "hadi")
    expect(his.get_by_role("heading", level=1)).to_have_text("Minggu ini di Sidomaya")
    first = his.locator(".says > li").first
    expect(first).to_contain_text("RW 004: 1 kunjungan terlambat, paling lama 21 hari.")
    expect(first).to_contain_text("Hubungi Endang Rahayu, sekretaris")
    expect(his.get_by_role("navigation", name="Menu utama").get_by_role("link", name="Minggu ini")).to_be_visible()
    expect(his.locator("#dekat")).to_contain_text("Yang dibutuhkan")  # came by itself
    assert "Sulastri" not in his.content()
    assert no_sideways_scroll(his)

    first.get_by_role("link", name="Tanyakan").click()
    expect(his.get_by_label("Kepada siapa").locator("option:checked")).to_have_text("Endang Rahayu, sekretaris")
    assert no_sideways_scroll(his)
    his.get_by_role("button", name="Tanyakan").dblclick()
    expect(his.get_by_text("Sudah ditanyakan kepada Endang Rahayu")).to_be_visible()
    assert FollowUp.objects.count() == 1

    hers = open_browser(screen)
    sign_in(hers, "endang")
    hers.goto("/guyub-rukun/janji/")
    hers.get_by_role("link", name="Kapan kunjungan yang terlambat dilakukan").click()
    hers.get_by_role("link", name="Sudah selesai").click()
    hers.get_by_label("Apa hasilnya?").fill("Besok pagi Bu Yati ke sana")
    hers.get_by_role("button", name="Ya, selesai").click()
    expect(hers.get_by_text("Janji ini selesai")).to_be_visible()

    his.goto("/")
    his.get_by_role("navigation", name="Menu utama").get_by_role("link", name="Janji").click()
    his.get_by_role("link", name="Selesai", exact=True).click()
    assert no_sideways_scroll(his)
    his.get_by_role("link", name="Kapan kunjungan yang terlambat dilakukan").click()
    expect(his.get_by_text("Besok pagi Bu Yati ke sana").first).to_be_visible()


def test_a_chart_is_fetched_only_when_it_comes_into_view(open_browser, screen, late):
    page = open_browser(screen)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    sign_in(page, "hadi")
    expect(page.locator("#arah")).to_be_attached()
    page.wait_for_load_state("networkidle")
    if screen["viewport"]["height"] < page.locator("#arah").bounding_box()["y"] - 300:
        assert [url for url in asked if "uplot" in url] == []
    page.locator("#arah").scroll_into_view_if_needed()
    expect(page.locator(".chart canvas")).to_have_count(2)
    expect(page.locator("#arah-tabel")).to_be_hidden()
    assert {url.split("/")[2] for url in asked} == {page.url.split("/")[2]}
    assert no_sideways_scroll(page)
    page.get_by_text("Tabelnya").click()
    expect(page.locator("#arah-tabel tbody tr")).to_have_count(12)
    assert no_sideways_scroll(page)


def test_without_scripts_the_tables_say_it_all(open_browser, screen, late):
    page = open_browser(screen, java_script_enabled=False)
    sign_in(page, "hadi")
    expect(page.locator("#arah-tabel tbody tr").last).to_be_visible()
    page.get_by_role("link", name="Kebutuhan dan RT di RW 004").click()
    expect(page.get_by_role("heading", name="Yang dibutuhkan")).to_be_visible()
