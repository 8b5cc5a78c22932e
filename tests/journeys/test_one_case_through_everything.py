"""One need through everything: from the residents file to the village head, who counts what the secretary counts."""

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from members.models import FollowUp, Rt
from pmks_cases.models import Case
from tests.conftest import give_office, make_user, train
from tests.journeys.conftest import LAPTOP, PASSWORD, PHONE, days_go_by, follow, look, press, told, words_of
from tests.pmks_cases.imports.spreadsheets import OPENSID_COLUMNS, opensid_row, xlsx
from tests.postbox import Postbox
from wksbm.notifications.actions import delivering, writing

pytestmark = pytest.mark.django_db(transaction=True)

NIK = "9901015003550009"
FILE = [
    OPENSID_COLUMNS,
    opensid_row(nama="SUMARNI WIDODO", nik=NIK, sex="2", tanggallahir="1955-03-10", kk_level="1"),
    opensid_row(nama="JOKO WIDODO", nik="9901011003800004", sex="1", tanggallahir="1980-03-10", kk_level="4"),
]
PROMISE = "Antar kasur lipat dari balai RW"
LATE = "Janji Anda terlambat. Sibuk? Serahkan atau undur."
QUESTION = "Janji mana yang terlambat, dan kapan ditepati?"


@pytest.fixture
def people(network, categories):
    """Endang is the secretary, Bambang the chair, Yati accompanies, Made leads RT 003, Hadi the village. All but Hadi
    read mail."""
    for username, name, role in (
        ("endang", "Endang Rahayu", "secretary"),
        ("bambang", "Bambang Sutrisno", "chair"),
        ("yati", "Yati Lestari", "psm"),
        ("made", "Made Rekaan", "rt_head"),
    ):
        fields = {"rt": Rt.objects.get(network=network, number="003")} if role == "rt_head" else {}
        person = make_user(username, name=name, email=f"{username}@contoh.invalid")
        give_office(person, role, network, **fields)
        if role == "psm":
            train(person)
    give_office(make_user("hadi", name="Hadi Rekaan"), "village_head", network)


# --- What people do --------------------------------------------------------------------------------------------


def tap(page, question: str, answer: str) -> None:
    """The words of a tap lie over its radio button; those of an indicator begin with its number."""
    words = re.compile(rf"^\s*\d?\s*{re.escape(answer)}\b", re.IGNORECASE)
    page.get_by_role("group", name=question).locator("label").filter(has_text=words).click()


# --- What people read ------------------------------------------------------------------------------------------


def told_late(page) -> list[str]:
    return [line for line in told(page) if "terlambat" in line.casefold()]


def late_at_home(page):
    """The late rows of this person's work list."""
    page.goto("/")
    expect(page.get_by_role("navigation", name="Menu utama")).to_be_visible()
    return page.locator("main ul.rows > li.late")


def rows(page, address: str, inside: str = "") -> list[str]:
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    return words_of(page.locator(f"main {inside}ul.rows > li"))


def counted_by_secretary(page, network) -> dict[str, int]:
    """From her list of cases and her list of promises, row by row."""
    late = rows(page, f"/{network.slug}/kasus/?lambat=1", "#hasil ")
    return {
        "Didampingi": len(rows(page, f"/{network.slug}/kasus/", "#hasil ")),
        "Kunjungan terlambat": len([row for row in late if re.search(r"Terlambat \d+ hari", row)]),
        "Janji terlambat": len(rows(page, f"/{network.slug}/janji/?lihat=terlambat")),
    }


def read_by_village_head(page) -> dict[str, int]:
    """The same three figures from the line of RW 004, the only one of this village."""
    page.goto("/")
    expect(page.get_by_role("heading", name="Minggu ini di Sidomaya", level=1)).to_be_visible()
    line = page.locator("table.networks tbody tr")
    expect(line).to_have_count(1)
    return {
        heading: int(line.locator(f'td[data-label="{heading}"] b').inner_text())
        for heading in ("Didampingi", "Kunjungan terlambat", "Janji terlambat")
    }


def both_count(hers, his, network) -> dict[str, int]:
    """What both count; it must be the same."""
    hers_counted, his_read = counted_by_secretary(hers, network), read_by_village_head(his)
    assert his_read == hers_counted
    return his_read


def says(page) -> list[str]:
    """The sentences on top of the village head's page."""
    return words_of(page.locator(".says > li p:first-child"))


# --- The journey -----------------------------------------------------------------------------------------------


def test_one_case_from_the_residents_file_to_the_village_head(people, at_noon, at_home, open_browser, worker):
    network = at_noon
    hers, his = at_home("endang", LAPTOP), at_home("hadi", PHONE)
    assert both_count(hers, his, network) == {"Didampingi": 0, "Kunjungan terlambat": 0, "Janji terlambat": 0}
    expect(his.get_by_text("Tidak ada yang terlambat di desa ini.")).to_be_visible()
    look(his, "desa-1-sebelum")

    # The secretary imports the residents; the worker reads and saves the file.
    hers.goto(f"/{network.slug}/warga/impor/")
    follow(hers, "Kirim berkas")
    hers.get_by_label("Berkas daftar warga").set_input_files(
        {"name": "warga-rw04.xlsx", "mimeType": "application/octet-stream", "buffer": xlsx(FILE)}
    )
    hers.get_by_label("Nomor surat izin dari desa/kelurahan").fill("470/12/2026")
    hers.get_by_label("Tanggal surat izin").fill("2026-11-02")
    press(hers, "Kirim dan periksa")
    expect(hers.get_by_role("heading", level=1)).to_have_text("Periksa dulu, belum ada yang disimpan")
    press(hers, "Simpan 2 warga")
    expect(hers.get_by_role("heading", level=1)).to_have_text("2 warga tersimpan")
    worker.terminate()  # from here on the test does the worker's work, step by step
    worker.wait(timeout=30)

    # The head of RT 003 reports what he saw about one of them.
    made = at_home("made", PHONE)
    made.goto(f"/{network.slug}/laporan/tulis/")
    made.get_by_label("Yang Anda lihat sendiri").fill("Tidur di lantai semen, batuknya tidak sembuh-sembuh.")
    made.get_by_label("Di mana?").fill("Blok C, belakang musala")
    made.get_by_label("RT", exact=True).select_option("RT\u00a0003")
    made.get_by_label("Tentang siapa?").fill("Sumarni")
    press(made, "Kirim laporan")
    expect(made.get_by_text("Laporan Anda sudah masuk.")).to_be_visible()

    # The secretary opens the case from it, and gives it to Yati.
    hers.goto("/")
    follow(hers, re.compile("Laporan baru: Tidur di lantai semen"))
    follow(hers, "Buka kasus baru")
    follow(hers, re.compile("SUMARNI WIDODO"))
    hers.get_by_label("Apa yang dibutuhkan?").fill("kasur dan pemeriksaan paru")
    tap(hers, "Seberapa mendesak?", "Sedang")
    press(hers, "Buka kasus")
    expect(hers.get_by_text("sudah dibuka.")).to_be_visible()
    hers.goto("/")
    follow(hers, "Belum ada yang menengok (1)")
    follow(hers, re.compile("SUMARNI WIDODO"))
    hers.get_by_role("radio", name=re.compile("Yati Lestari")).check(force=True)
    press(hers, "Tugaskan")
    expect(hers.get_by_text("sekarang didampingi Yati Lestari")).to_be_visible()

    # Yati knocks, and promises something herself.
    yati = at_home("yati", PHONE)
    follow(yati, re.compile("SUMARNI"))
    tap(yati, "Bertemu siapa?", "SUMARNI")
    tap(yati, "Pangan", "Kurang")
    yati.locator("#visit").get_by_label("Apa", exact=True).fill(PROMISE)
    press(yati, "Simpan kunjungan")
    expect(yati.get_by_text("Kunjungan tersimpan.")).to_be_visible()
    [promise], number = FollowUp.objects.all(), Case.objects.get().number
    assert (promise.what, promise.doer.username) == (PROMISE, "yati")
    calm = {"Didampingi": 1, "Kunjungan terlambat": 0, "Janji terlambat": 0}
    assert both_count(hers, his, network) == calm

    # Its day has come: one mail, to her alone, that names nobody and nothing.
    days_go_by(network, promise, 0)
    with Postbox() as postbox:
        assert delivering.deliver() == 1
        assert delivering.deliver() == 0
    assert [recipients for recipients, _letter in postbox.letters] == [["yati@contoh.invalid"]]
    [letter] = postbox.read
    assert letter["To"] == "yati@contoh.invalid"
    parts = [part.get_content() for part in letter.walk() if not part.is_multipart()]
    assert len(parts) == 2
    said = " ".join([letter["Subject"], *parts]).casefold()
    assert [word for word in ("sumarni", "widodo", NIK, "kasur", "paru", "musala") if word in said] == []
    assert "janji anda hari ini" in said

    # Its link asks who she is, and then leads to the promise.
    [address] = re.findall(r"- Janji Anda hari ini\s+[^\r\n]+\s+http://[^/]+(/pemberitahuan/\d+/)", parts[0])
    from_mail = open_browser(PHONE)
    from_mail.goto(address)
    expect(from_mail.get_by_role("heading", name=PROMISE)).to_have_count(0)
    from_mail.get_by_label("Nama pengguna, nomor HP, atau email").fill("yati")
    from_mail.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    press(from_mail, "Masuk")
    expect(from_mail.get_by_role("heading", name=PROMISE, level=1)).to_be_visible()
    expect(from_mail.get_by_label("Apa hasilnya?")).to_be_visible()
    assert "Janji Anda hari ini" in told(yati)

    # A day later she alone is asked; the others are told nothing of it, but both lists count it.
    bambang = at_home("bambang", LAPTOP)
    days_go_by(network, promise, 1)
    assert LATE in told(yati)
    assert "Janji Anda hari ini" not in told(yati)
    assert [told_late(page) for page in (hers, bambang, made, his)] == [[], [], [], []]
    late = {"Didampingi": 1, "Kunjungan terlambat": 0, "Janji terlambat": 1}
    assert both_count(hers, his, network) == late
    assert says(his) == ["RW 004: 1 janji terlambat, paling lama 1 hari."]

    # After three days it has risen to the secretary, after seven to the chair; Yati reads who knows.
    days_go_by(network, promise, 3)
    risen = "Janji yang dipegang Yati Lestari terlambat {} hari"
    assert [told_late(page) for page in (hers, bambang, made, his)] == [[risen.format(3)], [], [], []]
    assert LATE in told(yati)
    expect(yati.locator(".told-rows")).to_contain_text("Sudah diketahui Endang Rahayu.")
    days_go_by(network, promise, 7)
    assert [told_late(page) for page in (hers, bambang, made, his)] == [[risen.format(7)], [risen.format(7)], [], []]
    look(bambang, "naik-ke-ketua")
    assert told(yati).count(LATE) == 1
    expect(yati.locator(".told-rows")).to_contain_text("Sudah diketahui Endang Rahayu dan Bambang Sutrisno.")
    look(yati, "terlambat-tujuh-hari")
    for page in (hers, yati):
        expect(late_at_home(page)).to_have_count(1)

    # The village head reads it without a name of who is helped, and asks; the secretary has to answer.
    assert both_count(hers, his, network) == late
    assert says(his) == ["RW 004: 1 janji terlambat, paling lama 7 hari."]
    expect(his.locator(".says > li")).to_contain_text("Hubungi Endang Rahayu, sekretaris")
    assert not re.search("sumarni|widodo|kasur", his.content(), re.IGNORECASE)
    look(his, "desa-2-terlambat")
    follow(his, re.compile("Tanyakan"))
    press(his, "Tanyakan")
    expect(his.get_by_text("Sudah ditanyakan kepada Endang Rahayu.")).to_be_visible()
    assert both_count(hers, his, network) == late
    expect(his.locator(".says > li")).to_contain_text("Sudah ditanyakan kepada Endang Rahayu, dijawab paling lambat")
    hers.goto(f"/{network.slug}/janji/?siapa=saya")
    follow(hers, QUESTION)
    follow(hers, "Sudah selesai")
    hers.get_by_label("Apa hasilnya?").fill("Kasurnya diantar hari ini")
    press(hers, "Ya, selesai")
    expect(hers.get_by_text("Janji ini selesai.")).to_be_visible()

    # The next visit is late as well (its day is put back in the same way): said first, counted by both, and Yati alone
    # is asked. She puts it off, and only the promise is late.
    Case.objects.update(next_visit_on=network.today() - dt.timedelta(days=2))
    writing.write_due()
    assert both_count(hers, his, network) == late | {"Kunjungan terlambat": 1}
    assert says(his) == [
        "RW 004: 1 kunjungan terlambat, paling lama 2 hari.",
        "RW 004: 1 janji terlambat, paling lama 7 hari.",
    ]
    assert [told_late(page) for page in (hers, bambang)] == [[risen.format(7)], [risen.format(7)]]
    assert sorted(told_late(yati)) == [LATE, f"Kunjungan kasus {number} terlambat. Sibuk? Serahkan atau undur."]
    yati.get_by_role("button", name=f"Kunjungan kasus {number} terlambat").click()
    yati.get_by_label("Menjadi hari apa?").fill(network.today().isoformat())
    yati.get_by_label("Mengapa?").fill("Kemarin hujan lebat, hari ini ke sana.")
    press(yati, "Undur kunjungan")
    expect(yati.get_by_text("Kunjungan diundur ke").first).to_be_visible()
    assert both_count(hers, his, network) == late
    assert told_late(yati) == [LATE]

    # Yati keeps it, from the page that the mail led to.
    from_mail.get_by_label("Apa hasilnya?").fill("Kasur sudah diantar berdua dengan Joko")
    press(from_mail, "Ya, selesai")
    expect(from_mail.get_by_text("Janji ini selesai.")).to_be_visible()

    # Nothing is late any more, anywhere; no clock says so again, and no mail leaves.
    writing.write_due()
    with Postbox() as postbox:
        delivering.deliver()
    assert postbox.letters == []
    assert both_count(hers, his, network) == calm
    expect(his.get_by_text("Tidak ada yang terlambat di desa ini.")).to_be_visible()
    look(his, "desa-3-sesudah")
    for page in (hers, bambang, yati, made):
        assert told_late(page) == []
        expect(late_at_home(page)).to_have_count(0)
    look(hers, "sekretaris-sesudah")
    his.goto("/")
    his.get_by_role("navigation", name="Menu utama").get_by_role("link", name="Janji").click()
    follow(his, re.compile("^Selesai"))
    follow(his, QUESTION)
    expect(his.get_by_text("Kasurnya diantar hari ini").first).to_be_visible()
