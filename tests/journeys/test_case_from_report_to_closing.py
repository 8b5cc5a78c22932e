"""A case from the first report to the visits after its closing: a secretary, a chair, and a volunteer with a phone."""

import datetime as dt
import re
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect

from members.models import Rt
from pmks_cases.models import Resident
from tests.conftest import give_office, make_user
from tests.journeys.conftest import LAPTOP, PHONE, look, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


STORY = (
    ("Laporan dini diterima. Gerobak mi ayamnya rusak", ""),
    ("Kasus dibuka.", "Endang Rahayu"),
    ("Didampingi Yati Lestari.", "Bambang Sutrisno"),
    ("Sedang diperiksa.", "Bambang Sutrisno"),
    ("Persetujuan: ya.", "Yati Lestari"),
    ("Menggali kebutuhan.", "Yati Lestari"),
    ("Kebutuhan digali. Roda gerobak patah.", "Yati Lestari"),
    ("Menunggu dirembuk.", "Yati Lestari"),
    ("Menyusun rencana. Ditangani sendiri. Musyawarah", "Bambang Sutrisno"),
    ("Sedang dibantu.", "Yati Lestari"),
    ("Janji selesai: Antar gerobak ke bengkel las. Roda baru sudah terpasang", "Yati Lestari"),
    ("Dipantau.", "Yati Lestari"),
    ("Diukur: 4 hari.", "Yati Lestari"),
    ("Diukur: 5 hari.", "Bambang Sutrisno"),
    ("Ditutup. Berjualan lagi tiap hari kerja.", "Bambang Sutrisno"),
    ("Masih ditengok.", "Bambang Sutrisno"),
    ("Kunjungan", "Yati Lestari"),
    ("Selesai.", "Yati Lestari"),
)
"""What the history tells at the end, the oldest first, each with who did it. A report has no name."""


@pytest.fixture
def people(network, categories):
    """Endang is the secretary, Bambang the chair, Yati accompanies; Pak Karno sells noodles from a cart."""
    for username, name, role in (
        ("endang", "Endang Rahayu", "secretary"),
        ("bambang", "Bambang Sutrisno", "chair"),
        ("yati", "Yati Lestari", "psm"),
    ):
        give_office(make_user(username, name=name), role, network)
    rt = Rt.objects.get(network=network, number="002")
    return Resident.objects.create(network=network, rt=rt, name="Karno Wijaya", birth_on="1965-03-04", sex=1)


@pytest.fixture
def endang(open_browser):
    return at_home(open_browser(LAPTOP), "endang")


@pytest.fixture
def bambang(open_browser):
    return at_home(open_browser(LAPTOP), "bambang")


@pytest.fixture
def yati(open_browser):
    return at_home(open_browser(PHONE), "yati")


def at_home(page, username: str):
    sign_in(page, username)
    expect(page.get_by_role("navigation", name="Menu utama")).to_be_visible()
    return page


def home(page) -> None:
    page.goto("/")
    expect(page.get_by_role("navigation", name="Menu utama")).to_be_visible()


def tap(page, question: str, answer: str) -> None:
    """The words of a tap lie over its radio button; those of an indicator begin with its number."""
    words = re.compile(rf"^\s*\d?\s*{re.escape(answer)}\b")
    page.get_by_role("group", name=question).locator("label").filter(has_text=words).click()


def press(page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def follow(page, name) -> None:
    page.get_by_role("link", name=name).first.click()


def later(network, days: int) -> str:
    return (network.today() + dt.timedelta(days=days)).isoformat()


def still_asked(form) -> set[str]:
    """The names of the required fields that nothing stands in yet."""
    return set(
        form.evaluate(
            "form => [...form.elements].filter(field => field.required && !new FormData(form).get(field.name))"
            ".map(field => field.name)"
        )
    )


def two_hours_ago() -> str:
    """For the phone's own field of day and hour: one visit an hour is believed."""
    return f"{timezone.localtime(timezone.now() - dt.timedelta(hours=2), ZoneInfo('Asia/Jakarta')):%Y-%m-%dT%H:%M}"


def photo_of_the_cart() -> dict:
    buffer = BytesIO()
    Image.effect_noise((1600, 1200), 60).convert("RGB").save(buffer, "JPEG")
    return {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": buffer.getvalue()}


def test_a_case_from_the_first_report_to_the_visits_after_its_closing(people, network, endang, bambang, yati):
    # Seen, at somebody's door.
    follow(yati, "Tulis laporan")
    yati.get_by_label("Yang Anda lihat sendiri").fill("Gerobak mi ayamnya rusak, sudah dua minggu tidak berjualan.")
    yati.get_by_label("Di mana?").fill("Rumah petak sebelah bengkel")
    yati.get_by_label("RT").select_option("RT\u00a0002")
    look(yati, "01-laporan")
    press(yati, "Kirim laporan")
    expect(yati.get_by_text("Terima kasih. Laporan Anda sudah masuk.")).to_be_visible()
    look(yati, "02-laporan-terkirim")

    # Noted: the report waits on the secretary's home, and becomes a case.
    home(endang)
    look(endang, "03-beranda-sekretaris")
    follow(endang, re.compile("Laporan baru: Gerobak mi ayamnya"))
    look(endang, "04-laporan-diperiksa")
    follow(endang, "Buka kasus baru")
    look(endang, "05-siapa")
    endang.get_by_label("Nama, NIK, atau nomor KK").fill("karno")
    follow(endang, "Karno Wijaya")
    look(endang, "06-buka-kasus")
    assert still_asked(endang.locator("form", has=endang.get_by_label("Apa yang dibutuhkan?"))) == set()
    endang.get_by_label("Apa yang dibutuhkan?").fill("memperbaiki gerobak mi ayam supaya bisa berjualan lagi")
    tap(endang, "Seberapa mendesak?", "Sedang")
    press(endang, "Buka kasus")
    expect(endang.get_by_text("sudah dibuka.")).to_be_visible()
    look(endang, "07-kasus-baru")

    # The chair gives it to a volunteer.
    home(bambang)
    look(bambang, "08-beranda-ketua")
    follow(bambang, "Belum ada yang menengok (1)")
    look(bambang, "09-beban")
    follow(bambang, re.compile("Karno Wijaya"))
    look(bambang, "10-tugaskan")
    bambang.get_by_role("radio", name=re.compile("Yati Lestari")).check(force=True)
    press(bambang, "Tugaskan")
    expect(bambang.get_by_text("sekarang didampingi Yati Lestari")).to_be_visible()

    # The volunteer finds it on her phone, and knocks.
    home(yati)
    look(yati, "11-beranda-psm")
    follow(yati, re.compile("Karno"))
    look(yati, "13-kunjungan")
    assert still_asked(yati.locator("#visit")) == {"met"}
    tap(yati, "Bertemu siapa?", "Karno")
    tap(yati, "Pangan", "Kurang")
    yati.locator("#visit summary", has_text="Tambah catatan").click()
    yati.locator("#visit").get_by_label("Kapan, kalau bukan sekarang").fill(two_hours_ago())
    yati.set_input_files("#id_photos", photo_of_the_cart())
    expect(yati.locator("[data-photo-list] canvas")).to_have_count(1)
    press(yati, "Simpan kunjungan")
    expect(yati.get_by_text("Kunjungan tersimpan.")).to_be_visible()
    look(yati, "14-kunjungan-tersimpan")

    # What the family agrees to is asked on the way on; then how things stand.
    follow(yati, re.compile("^2026-|^20"))
    look(yati, "15-kasus-sesudah-kunjungan")
    follow(yati, re.compile("Tanyakan dahulu persetujuannya"))
    look(yati, "16-persetujuan")
    tap(yati, "Boleh datanya disimpan di jejaring?", "Ya")
    tap(yati, "Boleh difoto?", "Ya")
    yati.get_by_label("Siapa yang menjawab?").fill("Karno Wijaya")
    tap(yati, "Bagaimana jawabannya diberikan?", "Diucapkan di depan saksi")
    yati.get_by_label("Nama saksi").fill("Bu Tarmi")
    press(yati, "Simpan jawaban")
    look(yati, "17-sesudah-persetujuan")
    follow(yati, "Lanjut menggali kebutuhan")
    press(yati, "Lanjut menggali kebutuhan")
    expect(yati.get_by_text("Kasus ini sekarang: Menggali kebutuhan.")).to_be_visible()
    follow(yati, "Tulis dahulu keadaannya.")
    look(yati, "18-gali")
    yati.get_by_label("Bagaimana keadaannya sekarang?").fill("Roda gerobak patah. Istrinya berutang di warung.")
    press(yati, "Simpan keadaannya")
    look(yati, "19-sesudah-digali")
    follow(yati, "Ajukan untuk dirembuk")
    press(yati, "Ajukan untuk dirembuk")
    expect(yati.get_by_text("Kasus ini sekarang: Menunggu dirembuk.")).to_be_visible()

    # The meeting has decided; its chair writes it down.
    home(bambang)
    look(bambang, "20-beranda-ketua-rembuk")
    follow(bambang, re.compile("Karno"))
    tap(bambang, "Apa keputusannya?", "Ditangani sendiri")
    bambang.get_by_label("Bunyi keputusannya").fill("Bengkel las RT 002 memperbaiki rodanya, kas membayar bahannya.")
    look(bambang, "22-keputusan")
    press(bambang, "Catat keputusan")
    expect(bambang.get_by_text("Kasus ini sekarang: Menyusun rencana.")).to_be_visible()

    # The plan: what he wants himself, where it shall lead, and who does what until when.
    home(yati)
    look(yati, "23-beranda-psm-rencana")
    follow(yati, re.compile("Lanjutkan: Karno Wijaya"))
    look(yati, "25-kasus-rencana")
    follow(yati, "Isi di satu halaman")
    look(yati, "26-rencana")
    yati.get_by_label("Apa keinginannya sendiri?").fill("Bisa berjualan lagi, tidak mau diberi-beri terus.")
    yati.get_by_label("Apa yang ia sanggupi sendiri?").fill("Mengantar gerobaknya ke bengkel.")
    yati.get_by_label("Apa yang ingin dicapai?").fill("Berjualan lima hari seminggu")
    yati.get_by_label("Tandanya apa?").fill("hari berjualan menurut istrinya")
    yati.get_by_label("Dihitung dalam apa?").fill("hari")
    yati.get_by_label("Keadaan sekarang", exact=True).first.fill("0")
    yati.get_by_label("Yang ingin dicapai", exact=True).first.fill("5")
    yati.get_by_label("Kapan tercapai?").fill(later(network, 60))
    yati.get_by_label("Apa langkahnya?").fill("Antar gerobak ke bengkel las")
    yati.get_by_label("Siapa yang mengerjakan?").select_option("Yati Lestari")
    yati.get_by_label("Paling lambat kapan?").fill(later(network, 3))
    press(yati, "Mulai membantu")
    expect(yati.get_by_text("Kasus ini sekarang: Sedang dibantu.")).to_be_visible()
    look(yati, "27-sedang-dibantu")

    # The promise stands on the home page of who gave it, and is done from there.
    home(yati)
    look(yati, "28-beranda-psm-janji")
    follow(yati, "Antar gerobak ke bengkel las")
    look(yati, "29-janji")
    if yati.get_by_role("link", name="Sudah selesai").count():
        follow(yati, "Sudah selesai")
    yati.get_by_label("Apa hasilnya?").fill("Roda baru sudah terpasang, kas membayar bahannya.")
    press(yati, "Ya, selesai")
    expect(yati.get_by_text("Janji ini selesai.")).to_be_visible()
    look(yati, "30-janji-selesai")
    home(yati)
    expect(yati.get_by_text("Antar gerobak ke bengkel las")).to_have_count(0)

    # Watched, and measured.
    follow(yati, "Kasus")
    follow(yati, re.compile("Karno"))
    follow(yati, "Lanjut dipantau")
    press(yati, "Lanjut dipantau")
    expect(yati.get_by_text("Kasus ini sekarang: Dipantau.")).to_be_visible()
    look(yati, "31-dipantau")
    follow(yati, "Ukur sekarang")
    look(yati, "32-ukur")
    yati.get_by_label("hari berjualan menurut istrinya").fill("4")
    press(yati, "Simpan ukuran")
    expect(yati.get_by_text("Tercatat: 4 hari.")).to_be_visible()

    # The chair closes it; what was reached is measured with it, and somebody goes on visiting.
    follow(bambang, "Kasus")
    look(bambang, "33-daftar-kasus")
    follow(bambang, re.compile("Karno"))
    bambang.locator("summary", has_text="Pindahkan ke langkah lain").click()
    follow(bambang, "Tutup kasus")
    look(bambang, "34-tutup")
    tap(bambang, "Mengapa ditutup?", "Tujuan tercapai")
    bambang.get_by_label("Berjualan lima hari seminggu").fill("5")
    tap(bambang, "Sesudah ditutup, ditengok berapa kali?", "1 kali")
    tap(bambang, "Sampaikan keputusan kepada keluarga", "Sudah selesai")
    bambang.get_by_label("Apa yang terjadi?").fill("Berjualan lagi tiap hari kerja.")
    press(bambang, "Tutup kasus")
    expect(bambang.get_by_text(re.compile("Kasus ini sekarang: Masih ditengok"))).to_be_visible()
    look(bambang, "35-masih-ditengok")

    # One visit more, and it is over.
    home(yati)
    look(yati, "36-beranda-psm-tengok")
    follow(yati, "Kunjungan")
    look(yati, "37-pilih-kunjungan")
    follow(yati, re.compile("Karno"))
    tap(yati, "Bertemu siapa?", "Karno")
    tap(yati, "Pangan", "Baik")
    press(yati, "Simpan kunjungan")
    expect(yati.get_by_text("Kunjungan tersimpan.")).to_be_visible()
    follow(yati, re.compile("^20"))
    follow(yati, "Selesai")
    press(yati, "Selesai")
    expect(yati.get_by_text("Kasus ini sekarang: Selesai.")).to_be_visible()
    look(yati, "37-selesai")

    # Everything that happened is one story, the newest first.
    yati.locator("summary", has_text="Yang lebih lama").click()
    story = yati.locator("ol.history > li").all_inner_texts()
    told = iter(entry.replace("\u00a0", " ") for entry in reversed(story))
    for words, who in STORY:
        assert any(words in entry and who in entry for entry in told), (words, story)

    home(yati)
    look(yati, "38-beranda-psm-akhir")
    assert yati.get_by_text("Karno").count() == 0
