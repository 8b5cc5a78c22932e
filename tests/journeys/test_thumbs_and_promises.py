"""Small things of a case's pages that only a real browser shows: what a thumb hits, what Enter does, what is kept."""

# ruff: noqa: F811  fixtures of another module are named as they are asked for
import datetime as dt
from uuid import uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from members.models import FollowUp, Organization
from pmks_cases.actions import case_promises, visits
from pmks_cases.models import Photo, Visit
from tests.conftest import give_office, make_user
from tests.journeys.conftest import PHONE, look, sign_in
from tests.journeys.test_visits import case, form_address, tap  # noqa: F401
from tests.pmks_cases.views.test_photos import jpeg as small_jpeg

pytestmark = pytest.mark.django_db(transaction=True)

LARGE_ENOUGH = 44
"""CSS pixels."""


@pytest.fixture
def visit(case, person):
    at = timezone.now() - dt.timedelta(hours=3)
    return visits.record(
        case, by=person("psm"), client_id=uuid4(), at=at, met="dia", values={}, photos=[small_jpeg((400, 300))]
    )


HIT = """(box) => {
  box.scrollIntoView({ block: "center", behavior: "instant" });
  const input = box.querySelector("input");
  const { top, bottom, height } = box.getBoundingClientRect();
  const { left, width } = input.getBoundingClientRect();
  const hits = [top + 1, bottom - 1].map((y) => document.elementFromPoint(left + width / 2, y));
  return height >= 44 && hits.every((hit) => hit === input || hit?.closest("label")?.htmlFor === input.id);
}"""


def test_links_of_the_history_and_boxes_of_a_promise_are_as_large_as_a_thumb(
    open_browser,
    case,
    visit,
    network,
    person,
):
    youth = Organization.objects.create(network=network, kind="karang_taruna", name="Karang Taruna")
    give_office(make_user("bagus", name="Mas Bagus"), "organization_officer", network, organization=youth)
    page = open_browser(PHONE)
    sign_in(page, "secretary-004")
    page.goto(f"/{network.slug}/kasus/{case.number}/")
    link = page.locator(".history a").first
    assert link.bounding_box()["height"] >= LARGE_ENOUGH
    look(page, "case-with-history")
    page.goto(f"/{network.slug}/kasus/{case.number}/janji/?lembaga={youth.pk}")
    boxes = page.locator("form .form-check")
    assert boxes.count() == 5
    for number in range(5):
        assert boxes.nth(number).evaluate(HIT)
    look(page, "promise-to-an-organisation")


def test_enter_saves_the_promise_and_choosing_somebody_else_keeps_its_words(open_browser, case, network):
    page = open_browser(PHONE)
    sign_in(page, "secretary-004")
    page.goto(f"/{network.slug}/kasus/{case.number}/janji/")
    page.get_by_label("Apa yang dijanjikan").fill("Antar kursi roda")
    page.get_by_role("button", name="Pengurus lain").click()
    expect(page.get_by_role("button", name="Pengurus lain")).to_have_attribute("aria-current", "page")
    expect(page.get_by_text("Belum ada yang menjabat")).to_be_visible()
    page.get_by_role("button", name="Yang mendampingi").click()
    expect(page.get_by_label("Apa yang dijanjikan")).to_have_value("Antar kursi roda")
    page.get_by_label("Paling lambat").press("Enter")
    expect(page.get_by_text("Janji tercatat")).to_be_visible()
    assert FollowUp.objects.of_origin(case).get().what == "Antar kursi roda"


def test_a_house_visited_in_pairs_asks_with_whom_also_without_a_signal(open_browser, case, form_address):
    type(case).objects.filter(pk=case.pk).update(
        visit_in_pairs=True, contact_phone="+628000000123", contact_name="Bu Wati"
    )
    page = open_browser(PHONE)
    sign_in(page, "psm-004")
    page.goto(form_address)
    expect(page.get_by_role("link", name="Telepon Bu Wati")).to_have_attribute("href", "tel:+628000000123")
    look(page, "visit-in-pairs")
    tap(page, "Bertemu siapa?", "Keluarga")
    page.context.set_offline(True)
    page.get_by_role("button", name="Simpan kunjungan").click()
    expect(page.get_by_text("Tulis siapa yang menemani, atau mengapa terpaksa sendiri.")).to_be_visible()
    expect(page.locator("[data-outbox]")).to_have_count(0)
    look(page, "visit-in-pairs-refused")
    page.get_by_label("Terpaksa sendiri, karena").fill("Bu Sri sakit")
    page.context.set_offline(False)
    page.get_by_role("button", name="Simpan kunjungan").click()
    expect(page.get_by_text("Datang sendiri, karena Bu Sri sakit")).to_be_visible()
    assert Visit.objects.get(case=case).alone_why == "Bu Sri sakit"


def test_a_photo_is_taken_away_after_a_question(open_browser, visit, network):
    page = open_browser(PHONE)
    sign_in(page, "psm-004")
    page.goto(f"/{network.slug}/kunjungan/{visit.pk}/")
    look(page, "visit-with-photo")
    page.get_by_role("link", name="Buang foto 1").click()
    expect(page.get_by_text("Fotonya hilang untuk selamanya")).to_be_visible()
    look(page, "photo-taken-away")
    page.get_by_role("button", name="Ya, buang foto").click()
    expect(page.get_by_text("Satu foto dibuang oleh yang berkunjung")).to_be_visible()
    look(page, "visit-after-photo")
    assert not Photo.objects.filter(visit=visit).exists()


def test_closing_asks_what_becomes_of_each_promise(open_browser, case, network, person):
    person("chair")
    on = network.today() + dt.timedelta(days=3)
    promise = case_promises.promise(case, by=person("secretary"), what="Antar kursi roda", doer=case.psm, due_on=on)
    page = open_browser(PHONE)
    sign_in(page, "chair-004")
    page.goto(f"/{network.slug}/kasus/{case.number}/pindah/terminasi/")
    expect(page.get_by_role("heading", name="Janji yang masih terbuka")).to_be_visible()
    tap(page, "Mengapa ditutup?", "Pindah")
    tap(page, "Antar kursi roda", "Tetap dikerjakan")
    page.get_by_label("Apa yang terjadi?").fill("Ke rumah anaknya")
    look(page, "closing-with-promises")
    page.get_by_role("button", name="Tutup lebih awal").click()
    expect(page.get_by_text("Kasus ini sekarang")).to_be_visible()
    promise.refresh_from_db()
    assert promise.is_open
