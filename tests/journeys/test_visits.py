"""At somebody's door with a cheap phone: a photo, no signal, a phone that is switched off in between."""

import re
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect

from members.models import Rt
from pmks_cases.actions import assignments, case_secrecy, cases
from pmks_cases.models import Case, Photo, Resident, Visit
from tests.journeys.conftest import PHONE, is_complaint, look, no_sideways_scroll, sign_in

pytestmark = pytest.mark.django_db(transaction=True)

HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"
CAMERA = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]


def jpeg(size=(2400, 1800)) -> bytes:
    buffer = BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(buffer, "JPEG")
    return buffer.getvalue()


@pytest.fixture
def case(network, person, categories):
    secretary, psm = person("secretary"), person("psm")
    resident = Resident.objects.create(network=network, rt=Rt.objects.get(network=network, number="003"), name="Dimas")
    values = {"resident": resident, "need": "kursi roda", "need_kind": "kesehatan", "landmark": "Pagar hijau"}
    return assignments.assign(cases.open_case(network, by=secretary, values=values), by=secretary, psm=psm)


@pytest.fixture
def form_address(case, network):
    return f"/{network.slug}/kasus/{case.number}/kunjungan/"


def tap(page, question: str, answer: str) -> None:
    page.get_by_role("group", name=question).get_by_role("radio", name=answer).check(force=True)


def test_a_visit_with_a_photo_taken_in_the_page(open_browser, case, form_address):
    page = open_browser(PHONE, permissions=["camera"])
    sign_in(page, "psm-004")
    page.goto(form_address)
    tap(page, "Bertemu siapa?", "Keluarga")
    tap(page, "Pangan", "Kurang")
    tap(page, "Seberapa mendesak?", "Tinggi")
    expect(page.locator('[data-next="proposed"]')).not_to_have_text("Sesuai pilihan di atas")
    assert no_sideways_scroll(page)
    page.set_input_files("#id_photos", {"name": "x.jpg", "mimeType": "image/jpeg", "buffer": jpeg()})
    expect(page.locator("[data-photo-list] canvas")).to_have_count(1)
    page.get_by_role("button", name="Simpan kunjungan").click()
    expect(page.get_by_text("Kunjungan tersimpan.")).to_be_visible()
    expect(page.locator("img.photo")).to_be_visible()
    visit = Visit.objects.get(case=case)
    assert (visit.met, visit.food, visit.urgency) == ("keluarga", 1, 3)
    assert max(visit.photos.get().width, visit.photos.get().height) == 1280


def test_nobody_met_is_two_taps(open_browser, case, form_address):
    page = open_browser(PHONE)
    sign_in(page, "psm-004")
    page.goto(form_address)
    page.locator("summary", has_text="Tidak bertemu siapa pun").click()
    page.get_by_role("button", name="Simpan: tidak bertemu").click()
    expect(page.get_by_text("Tercatat: tidak bertemu siapa pun.")).to_be_visible()
    assert Visit.objects.get(case=case).met == "tidak_bertemu"


def test_heic_is_refused_in_words_and_everything_typed_is_kept(open_browser, case, form_address):
    page = open_browser(PHONE)
    sign_in(page, "psm-004")
    page.goto(form_address)
    tap(page, "Bertemu siapa?", "Tetangga")
    page.get_by_label("Apa", exact=True).fill("tanya Puskesmas")
    page.set_input_files("#id_photos", {"name": "x.heic", "mimeType": "image/heic", "buffer": HEIC})
    page.get_by_role("button", name="Simpan kunjungan").click()
    expect(page.get_by_text("Foto HEIC belum bisa dibaca")).to_be_visible()
    expect(page.get_by_label("Apa", exact=True)).to_have_value("tanya Puskesmas")
    page.get_by_role("button", name="Simpan kunjungan").click()
    expect(page.get_by_text("Kunjungan tersimpan.")).to_be_visible()
    assert Visit.objects.get(case=case).met == "tetangga"


def test_without_scripts_the_same_form_is_a_plain_one(open_browser, case, form_address):
    page = open_browser(PHONE, java_script_enabled=False)
    sign_in(page, "psm-004")
    page.goto(form_address)
    page.locator('input[name="met"][value="keluarga"]').check(force=True)
    page.set_input_files("#id_photos", {"name": "x.jpg", "mimeType": "image/jpeg", "buffer": jpeg((900, 600))})
    page.get_by_role("button", name="Simpan kunjungan").click()
    expect(page.get_by_text("Kunjungan tersimpan.")).to_be_visible()
    assert Photo.objects.get(visit__case=case).width == 900


@pytest.fixture
def phone(browser, live_server, tmp_path):
    """`phone()`: a phone with a store of its own; called again it is the same phone, switched off and on."""
    opened, complaints = [], []

    def switch_on():
        if opened:
            opened.pop().close()
        context = browser.browser_type.launch_persistent_context(
            str(tmp_path / "phone"),
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", *CAMERA],
            base_url=live_server.url,
            locale="id-ID",
            **PHONE,
        )
        context.set_default_timeout(15_000)
        opened.append(context)
        page = context.pages[0]
        page.on("console", lambda message: complaints.append(message.text) if is_complaint(message) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield switch_on
    for context in opened:
        context.close()
    assert complaints == []


def test_signal_lost_at_the_door_phone_restarted_sent_once(phone, case, form_address, network):
    page = phone()
    sign_in(page, "psm-004")
    page.goto(form_address)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.context.set_offline(True)
    tap(page, "Bertemu siapa?", "Keluarga")
    page.get_by_role("button", name="Ambil foto di sini").click()
    expect(page.locator("video")).to_have_js_property("videoWidth", 1280)
    page.get_by_role("button", name="Jepret").click()
    expect(page.locator("[data-photo-list] canvas")).to_have_count(1)
    page.get_by_role("button", name="Simpan kunjungan").click()
    expect(page.get_by_text("Tersimpan di HP, belum terkirim")).to_be_visible()
    assert not Visit.objects.exists()

    page = phone()
    page.context.set_offline(True)
    page.goto("/")
    expect(page.get_by_role("heading", name="Belum ada sinyal")).to_be_visible()
    expect(page.locator("[data-outbox]")).to_contain_text("1 kunjungan belum terkirim")
    # Whose phone it is nobody knows before the portal answers: not even the number is told till then.
    expect(page.locator("[data-outbox]")).not_to_contain_text(case.number)

    page.context.set_offline(False)
    expect(page.get_by_text("1 kunjungan sudah terkirim.")).to_be_visible()
    visit = Visit.objects.get(case=case)
    assert (visit.met, visit.kept_on_phone, visit.photos.count()) == ("keluarga", True, 1)
    expect(page.get_by_role("heading", name="Sinyal sudah kembali")).to_be_visible()
    expect(page.get_by_role("heading", name="Belum ada sinyal")).to_be_hidden()
    expect(page.get_by_text("Selama belum ada sinyal")).to_be_hidden()
    look(page, "signal-is-back")
    page.get_by_role("link", name="Lanjut").click()
    expect(page).to_have_url(re.compile(f"/{network.slug}/$"))
    expect(page.locator("[data-outbox]")).to_have_count(0)
    assert Visit.objects.count() == 1


def test_what_is_kept_goes_under_no_other_session_and_goes_away_at_sign_out(phone, case, form_address, person):
    page = phone()
    sign_in(page, "psm-004")
    page.goto(form_address)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.context.set_offline(True)
    tap(page, "Bertemu siapa?", "Keluarga")
    page.get_by_role("button", name="Simpan kunjungan").click()
    expect(page.get_by_text("Tersimpan di HP, belum terkirim")).to_be_visible()

    cookies = page.context.cookies()
    page.context.clear_cookies()
    page.context.set_offline(False)
    expect(page.get_by_text("Masuk lagi supaya bisa dikirim")).to_be_visible()
    sign_in(page, "secretary-004")
    expect(page.get_by_text("Dicatat oleh orang lain di HP ini")).to_be_visible()
    assert not Visit.objects.exists()

    page.context.clear_cookies()
    page.context.route("**/kasus/*/kunjungan/", lambda route: route.abort())
    page.context.add_cookies(cookies)
    page.goto("/")
    expect(page.locator("[data-outbox]")).to_contain_text("1 kunjungan belum terkirim")
    page.locator(".me summary").click()
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Keluar").click()
    expect(page).to_have_url(re.compile("/masuk/"))
    assert (
        page.evaluate(
            "new Promise(done => {const r = indexedDB.open('wksbm-visits', 1); r.onsuccess = () => {"
            "const q = r.result.transaction('kept').objectStore('kept').count(); q.onsuccess = () => done(q.result)}})"
        )
        == 0
    )
    assert not Visit.objects.exists()


def test_a_house_whose_visit_lies_on_the_phone_says_so_on_the_lists_and_the_way_on_is_shown(
    phone, case, form_address, network
):
    type(case).objects.filter(pk=case.pk).update(next_visit_on=network.today())
    page = phone()
    sign_in(page, "psm-004")
    page.goto(form_address)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.context.set_offline(True)
    tap(page, "Bertemu siapa?", "Keluarga")
    page.get_by_role("button", name="Simpan kunjungan").click()
    expect(page.get_by_text("Daftar hari ini dan halaman lain belum bisa dibuka")).to_be_visible()
    look(page, "visit-kept-on-phone")
    page.get_by_role("link", name="Ke daftar hari ini").click()
    expect(page.get_by_role("heading", name="Belum ada sinyal")).to_be_visible()
    expect(page.get_by_text("Formulir kunjungan yang sudah terbuka di tab lain")).to_be_visible()
    look(page, "without-signal")

    # The signal is back, the portal still does not take it.
    page.context.route("**/kasus/*/kunjungan/", lambda route: route.abort())
    page.context.set_offline(False)
    for address in (f"/{network.slug}/", f"/{network.slug}/kunjungan/"):
        page.goto(address)
        house = page.locator("main .rows li", has=page.locator(f'a[href="{form_address}"]'))
        expect(house).to_contain_text("Tersimpan di HP, belum terkirim")
        look(page, f"list-with-kept-{address.count('/')}")
    page.context.unroute("**/kasus/*/kunjungan/")
    page.goto(f"/{network.slug}/kunjungan/")
    expect(page.get_by_text("1 kunjungan sudah terkirim.")).to_be_visible()
    expect(page.locator("[data-outbox-mark]")).to_have_count(0)


PUT_BACK = """(days) => new Promise((done) => {
  const request = indexedDB.open("wksbm-visits", 1);
  request.onsuccess = () => {
    const transaction = request.result.transaction("kept", "readwrite");
    const store = transaction.objectStore("kept");
    store.getAll().onsuccess = (event) => {
      const one = event.target.result[0];
      one.at = new Date(Date.now() - days * 24 * 3600 * 1000).toISOString();
      store.put(one);
    };
    transaction.oncomplete = () => { request.result.close(); done(); };
  };
})"""


def test_what_waits_too_long_is_warned_of_and_then_removed(phone, case, form_address):
    page = phone()
    sign_in(page, "psm-004")
    page.goto(form_address)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.context.set_offline(True)
    tap(page, "Bertemu siapa?", "Keluarga")
    tap(page, "Seberapa mendesak?", "Darurat")
    page.get_by_role("button", name="Simpan kunjungan").click()
    expect(page.get_by_text("Tersimpan di HP, belum terkirim")).to_be_visible()
    expect(page.get_by_text("Pengurus belum dikabari")).to_be_visible()
    expect(page.get_by_text("Segera cari sinyal")).to_be_hidden()
    page.evaluate(PUT_BACK, 6)
    page.goto("/")
    expect(page.get_by_text("Segera cari sinyal")).to_be_visible()
    page.evaluate(PUT_BACK, 8)
    page.goto("/")
    expect(page.get_by_role("heading", name="Belum ada sinyal")).to_be_visible()
    expect(page.locator("[data-outbox]")).to_have_count(0)
    page.context.set_offline(False)
    page.goto("/")
    expect(page.get_by_role("navigation", name="Menu utama")).to_be_visible()
    assert not Visit.objects.exists()


def test_a_case_that_ended_meanwhile_refuses_kindly_and_the_phone_keeps_it(phone, case, form_address):
    page = phone()
    sign_in(page, "psm-004")
    page.goto(form_address)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.context.set_offline(True)
    tap(page, "Bertemu siapa?", "Keluarga")
    page.get_by_role("button", name="Simpan kunjungan").click()
    expect(page.get_by_text("Tersimpan di HP, belum terkirim")).to_be_visible()
    type(case).objects.filter(pk=case.pk).update(state="selesai")
    page.context.set_offline(False)
    expect(page.get_by_text("Kasus ini sudah selesai")).to_be_visible()
    page.goto("/")
    expect(page.get_by_text("Kasus ini sudah selesai")).to_be_visible()
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Buang dari HP").click()
    expect(page.locator("[data-outbox]")).to_have_count(0)


def test_what_the_portal_cannot_take_any_more_stays_readable_on_the_phone(phone, case, form_address, person):
    page = phone()
    sign_in(page, "psm-004")
    page.goto(form_address)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.set_input_files("#id_photos", {"name": "x.jpg", "mimeType": "image/jpeg", "buffer": jpeg((900, 600))})
    expect(page.locator("[data-photo-list] canvas")).to_have_count(1)
    page.context.set_offline(True)
    tap(page, "Bertemu siapa?", "Keluarga")
    tap(page, "Keamanan", "Gawat")
    page.get_by_text("Tambah catatan").last.click()
    page.get_by_label("Yang dilihat dan dikatakan").last.fill("ia takut pulang")
    page.get_by_role("button", name="Simpan kunjungan").click()
    expect(page.get_by_text("Tersimpan di HP, belum terkirim")).to_be_visible()

    case_secrecy.set_secrecy(case, by=person("secretary"), secrecy="rahasia", why="ada ancaman")
    assert not Case.objects.visible_to(person("psm")).filter(pk=case.pk).exists()
    page.context.set_offline(False)
    notice = page.locator("[data-outbox]")
    expect(notice).to_contain_text("Portal tidak bisa menerimanya. Hubungi sekretaris")
    expect(notice.locator('[data-state="waiting"]')).to_be_hidden()
    notice.get_by_text("Baca yang Anda tulis").click()
    facts = notice.locator("dl > div")
    expect(facts.filter(has_text="Bertemu siapa?")).to_have_text("Bertemu siapa?Keluarga")
    expect(facts.filter(has_text="Keamanan")).to_contain_text("Gawat")
    expect(facts.filter(has_text="Yang dilihat dan dikatakan")).to_contain_text("ia takut pulang")
    expect(notice.locator("canvas.photo")).to_have_count(1)
    for told in ("rahasia", "Kasusnya", "hilang dari daftar"):
        expect(notice).not_to_contain_text(told)
    look(page, "visit-not-taken")
    assert not Visit.objects.exists()
    page.goto("/")
    expect(page.locator("[data-outbox]")).to_contain_text("Hubungi sekretaris")
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Buang dari HP").click()
    expect(page.locator("[data-outbox]")).to_have_count(0)


def test_a_session_that_ended_meanwhile_loses_nothing(open_browser, case, form_address):
    page = open_browser(PHONE)
    sign_in(page, "psm-004")
    page.goto(form_address)
    tap(page, "Bertemu siapa?", "Tetangga")
    page.set_input_files("#id_photos", {"name": "x.jpg", "mimeType": "image/jpeg", "buffer": jpeg((900, 600))})
    expect(page.locator("[data-photo-list] canvas")).to_have_count(1)
    page.context.clear_cookies()
    page.get_by_role("button", name="Simpan kunjungan").click()
    expect(page.get_by_text("Masuk lagi supaya bisa dikirim")).to_be_visible()
    sign_in(page, "psm-004")
    expect(page.get_by_text("1 kunjungan sudah terkirim.")).to_be_visible()
    visit = Visit.objects.get(case=case)
    assert (visit.met, visit.photos.count()) == ("tetangga", 1)


def test_a_greeting_is_two_taps_from_the_residents_page(open_browser, case, network):
    page = open_browser(PHONE)
    sign_in(page, "psm-004")
    page.goto(f"/{network.slug}/warga/{case.resident_id}/")
    page.get_by_role("link", name="Catat sapaan").click()
    page.get_by_role("button", name="Bertemu orangnya").click()
    expect(page.get_by_text("Sapaan tersimpan.")).to_be_visible()
    greeting = Visit.objects.get()
    assert (greeting.kind, greeting.met, greeting.resident) == ("sapaan", "dia", case.resident)
