"""A wheelchair for a child: no photo, a guardian who answers, and no name or diagnosis on anything that leaves."""

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from members.models import Membership, Organization, Rt
from pmks_cases.actions import assignments
from pmks_cases.models import Resident
from tests.conftest import give_office, make_user
from tests.journeys.conftest import LAPTOP, PHONE, look, sign_in

pytestmark = pytest.mark.django_db(transaction=True)

NAMES = re.compile("Dimas|Aditya|Sri Wahyuni", re.IGNORECASE)
DIAGNOSIS = re.compile("lumpuh|palsi|disabilitas|ADK", re.IGNORECASE)


@pytest.fixture
def case(network, secretary, make_case, categories):
    """Dimas, nine years old, cannot walk. Yati accompanies him; Agung leads the Karang Taruna."""
    rt = Rt.objects.get(network=network, number="003")
    dimas = Resident.objects.create(
        network=network,
        rt=rt,
        name="Dimas Aditya",
        birth_on=network.today() - dt.timedelta(days=3400),
        sex=1,
        disability="fisik",
    )
    give_office(make_user("bambang", name="Bambang Sutrisno"), "chair", network)
    yati = make_user("yati", name="Yati Lestari")
    give_office(yati, "psm", network)
    youth = Organization.objects.create(network=network, kind="karang_taruna", name="Karang Taruna Tunas")
    Membership.objects.create(
        user=make_user("agung", name="Agung Prakoso"),
        role="organization_officer",
        network=network,
        organization=youth,
        starts_on=network.today() - dt.timedelta(days=30),
    )
    case = make_case(
        dimas, need="kursi roda untuk Dimas", landmark="Pagar hijau", contact_name="Sri Wahyuni", urgency=2
    )
    return assignments.assign(case, by=secretary, psm=yati)


def at_home(page, username: str):
    sign_in(page, username)
    expect(page.get_by_role("navigation", name="Menu utama")).to_be_visible()
    return page


def tap(page, question: str, answer: str) -> None:
    """The words of a tap lie over its radio button."""
    words = re.compile(rf"^\s*{answer}\b")
    page.get_by_role("group", name=question).locator("label").filter(has_text=words).click()


def paper(page, button: str):
    """What a print of the case's page says."""
    page.locator("summary", has_text="Cetak").click()
    page.get_by_role("button", name=button).click()
    expect(page.locator("article.paper")).to_be_visible()
    return page.locator("article.paper").inner_text()


def test_a_wheelchair_for_a_child(open_browser, network, case):
    address = f"/{network.slug}/kasus/{case.number}/"

    # The category makes the case terbatas, and says so before.
    yati = at_home(open_browser(PHONE), "yati")
    yati.goto(address)
    yati.locator("summary", has_text="Yang bisa dilakukan").click()
    yati.get_by_role("link", name="Kategori dan kriteria").click()
    look(yati, "w-01-kategori")
    yati.get_by_role("radio", name="Anak dengan kedisabilitasan").check(force=True)
    yati.get_by_role("button", name="Tambahkan").click()
    expect(yati.get_by_text("Kategori ini membuat kasusnya terbatas")).to_be_visible()
    look(yati, "w-02-peringatan")
    yati.get_by_label("Saya mengerti, lanjutkan").check()
    yati.get_by_role("button", name="Tambahkan").click()
    expect(yati.get_by_text("Dicatat sebagai dugaan.")).to_be_visible()
    look(yati, "w-03-kriteria")
    yati.get_by_label("disabilitas fisik: tubuh, netra, rungu wicara").check()
    yati.get_by_label("Apa yang menunjukkannya?").first.fill("Lumpuh layu, surat dokter Puskesmas")
    yati.get_by_role("button", name="Simpan centang").click()
    expect(yati.get_by_text("Centangnya sudah disimpan.")).to_be_visible()
    yati.goto(address)
    expect(yati.get_by_text("Di cetakan dan di musyawarah hanya tampak nomor, RT")).to_be_visible()

    # His mother answers for him: no photo, no name in a meeting, no word to the Karang Taruna.
    yati.goto(f"{address}persetujuan/")
    tap(yati, "Boleh datanya disimpan di jejaring?", "Ya")
    tap(yati, "Boleh difoto?", "Tidak")
    tap(yati, "Boleh namanya disebut di musyawarah?", "Tidak")
    yati.locator("summary", has_text="Lembaga yang boleh diberi tahu").click()
    tap(yati, "Boleh diceritakan kepada Karang Taruna Tunas?", "Tidak")
    yati.get_by_label("Siapa yang menjawab?").fill("Sri Wahyuni")
    tap(yati, "Bagaimana jawabannya diberikan?", "Tanda tangan")
    yati.get_by_role("button", name="Simpan jawaban").click()
    expect(yati.get_by_text("Untuk anak, tulis hubungan wali dengan anak.").first).to_be_visible()
    expect(yati.get_by_label("Siapa yang menjawab?")).to_have_value("Sri Wahyuni")
    yati.get_by_label("Hubungan wali dengan anak").fill("ibu kandung")
    look(yati, "w-04-persetujuan")
    yati.get_by_role("button", name="Simpan jawaban").click()
    expect(yati.get_by_role("heading", name="Dimas Aditya, 9 tahun")).to_be_visible()
    yati.locator("summary", has_text="Persetujuan").click()
    expect(yati.get_by_text("Sri Wahyuni (ibu kandung)")).to_be_visible()
    look(yati, "w-05-kasus")

    # The visit form knows no photos any more, and says why.
    yati.goto(f"{address}kunjungan/")
    expect(yati.get_by_text("Tanpa foto: keluarga ini tidak mau difoto.")).to_be_visible()
    assert yati.locator("input[type=file]").count() == 0
    tap(yati, "Bertemu siapa?", "Keluarga")
    look(yati, "w-06-kunjungan")
    yati.get_by_role("button", name="Simpan kunjungan").click()
    expect(yati.get_by_text("Kunjungan tersimpan.")).to_be_visible()

    # What the Karang Taruna is asked: what, until when, number and RT.
    endang = at_home(open_browser(LAPTOP), "secretary-004")
    endang.goto(f"{address}janji/")
    endang.locator("summary", has_text="Lembaga").click()
    endang.get_by_role("button", name="Karang Taruna Tunas").click()
    look(endang, "w-07-janji-lembaga")
    expect(endang.get_by_text("Keluarga tidak ingin ini diceritakan kepada Karang Taruna Tunas.")).to_be_visible()
    assert (
        endang.get_by_role("checkbox", name=re.compile("Siapa|Rumah|Nomor HP")).and_(endang.locator(":enabled")).count()
        == 0
    )
    endang.get_by_label("Apa yang dijanjikan").fill("Antar kursi roda untuk Dimas dari Puskesmas")
    endang.get_by_role("button", name="Catat janji").click()
    expect(endang.get_by_text("Kalimat ini menyebut namanya").first).to_be_visible()
    endang.get_by_label("Apa yang dijanjikan").fill("Antar kursi roda dari Puskesmas ke pos RW")
    endang.get_by_role("button", name="Catat janji").click()
    expect(endang.get_by_text("Janji tercatat, dan muncul di daftar orangnya.")).to_be_visible()

    agung = at_home(open_browser(PHONE), "agung")
    look(agung, "w-08-beranda-karang-taruna")
    assert not NAMES.search(agung.content())
    agung.get_by_role("link", name=re.compile("Antar kursi roda")).click()
    look(agung, "w-09-janji-karang-taruna")
    expect(agung.get_by_text(f"Kasus\u00a0{case.number}, RT\u00a0003").first).to_be_visible()
    assert not NAMES.search(agung.content())
    assert not DIAGNOSIS.search(agung.locator("main").inner_text())
    assert agung.goto(address).status in (403, 404)

    # Paper.
    endang.goto(address)
    sheet = paper(endang, "Satu halaman untuk pengurus")
    look(endang, "w-10-cetak")
    assert case.number in sheet
    assert "003" in sheet
    assert "kursi roda" in sheet.casefold()
    assert not NAMES.search(sheet)
    assert not DIAGNOSIS.search(sheet)
    assert not NAMES.search(endang.title())
    endang.goto(address)
    slip = paper(endang, "Lembar untuk keluarga")
    look(endang, "w-11-lembar-keluarga")
    assert case.number in slip
    assert "Yati Lestari" in slip
    assert not DIAGNOSIS.search(slip)
    assert "PMKS" not in slip

    # What is said in a meeting is the number.
    case.refresh_from_db()
    assert (case.secrecy, case.name_outside) == ("terbatas", case.number)
