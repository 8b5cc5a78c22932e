"""A residents file on its whole way: sent, looked at, its refused row mended and sent again, saved, found."""

import io
import re

import pytest
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from pmks_cases.models import Resident
from tests.conftest import give_office, make_user
from tests.journeys.conftest import PHONE, no_sideways_scroll, sign_in
from tests.pmks_cases.imports.spreadsheets import OPENSID_COLUMNS, opensid_row, xlsx

pytestmark = pytest.mark.django_db(transaction=True)

MENDED_NIK = "9901011003800004"
ROWS = [
    opensid_row(),
    opensid_row(nama="BUDI SANTOSO", nik=MENDED_NIK[:-1], sex="1", tanggallahir="1980-03-10", kk_level="1"),
    opensid_row(nama="TONO", nik="9901010107750005", sex="1", tanggallahir="1975-07-01", rt="007", rw="-"),
    opensid_row(nama="ANI", nik="9901015003960009", rw="005"),
]


@pytest.fixture
def endang(network):
    user = make_user("endang", name="Endang Rahayu")
    give_office(user, "secretary", network)
    return user


def choose(page, content: bytes) -> None:
    page.get_by_label("Berkas daftar warga").set_input_files(
        {"name": "warga-rw04.xlsx", "mimeType": "application/octet-stream", "buffer": content}
    )


def mended(content: bytes) -> bytes:
    """The refused file as somebody mends it: the NIK gets its last digit back, everything else stays."""
    [heading, row] = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    cells = [MENDED_NIK if cell == MENDED_NIK[:-1] else cell for cell in row]
    assert cells != row
    return xlsx([heading, cells])


def test_import_with_a_refused_row_mended(open_browser, screen, worker, endang, network, tmp_path):
    page = open_browser(screen, accept_downloads=True)
    sign_in(page, "endang")
    page.goto(f"/{network.slug}/warga/impor/")
    assert no_sideways_scroll(page)
    page.get_by_role("link", name="Kirim berkas").click()

    # Nothing chosen and no permission yet: each said at its field.
    choose(page, b"\x89PNG\r\n\x1a\n" + bytes(50))
    page.get_by_label("Nomor surat izin dari desa/kelurahan").fill("470/12/2026")
    page.get_by_label("Tanggal surat izin").fill("2026-11-02")
    page.get_by_role("button", name="Kirim dan periksa").click()
    expect(page.get_by_text("Berkas ini gambar, bukan tabel.").first).to_be_visible()
    assert no_sideways_scroll(page)
    expect(page.get_by_label("Nomor surat izin dari desa/kelurahan")).to_have_value("470/12/2026")
    choose(page, xlsx([OPENSID_COLUMNS, *ROWS]))
    page.get_by_role("button", name="Kirim dan periksa").click()

    # The page asks by itself until the worker has read the file.
    expect(page.get_by_role("heading", level=1)).to_have_text("Periksa dulu, belum ada yang disimpan")
    expect(page.get_by_role("row", name=re.compile("Hanya 15 angka"))).to_contain_text("990101•••••••••")
    expect(page.get_by_text("RT baru: 007")).to_be_visible()
    assert no_sideways_scroll(page)
    assert not Resident.objects.exists()
    page.get_by_label("Ya, masukkan juga. Disimpan 2 warga.").check()
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 warga tersimpan")
    assert no_sideways_scroll(page)

    with page.expect_download() as started:
        page.get_by_role("button", name="Unduh untuk diperbaiki").click()
    assert started.value.suggested_filename == "warga-ditolak-guyub-rukun.xlsx"
    saved = tmp_path / "ditolak.xlsx"
    started.value.save_as(saved)

    page.goto(f"/{network.slug}/warga/impor/kirim/")
    expect(page.get_by_label("Nomor surat izin dari desa/kelurahan")).to_have_count(0)
    choose(page, mended(saved.read_bytes()))
    page.get_by_role("button", name="Kirim dan periksa").click()
    page.get_by_role("button", name="Simpan 1 warga").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 warga tersimpan")

    # The whole file once more changes nothing but what is refused again.
    page.goto(f"/{network.slug}/warga/impor/kirim/")
    choose(page, xlsx([OPENSID_COLUMNS, *ROWS]))
    page.get_by_role("button", name="Kirim dan periksa").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tidak ada yang perlu disimpan")
    assert sorted(Resident.objects.values_list("name", "revision")) == [
        ("BUDI SANTOSO", 1),
        ("SITI RAHAYU", 1),
        ("TONO", 1),
    ]
    page.goto(f"/{network.slug}/warga/impor/")
    expect(page.get_by_role("link", name="warga-rw04.xlsx")).to_have_count(3)
    assert no_sideways_scroll(page)


def test_import_without_javascript(open_browser, worker, endang, network):
    network.resident_permit_number = "470/12/2026"
    network.save()
    page = open_browser(PHONE, java_script_enabled=False)
    sign_in(page, "endang")
    page.goto(f"/{network.slug}/warga/impor/kirim/")
    choose(page, xlsx([OPENSID_COLUMNS, ROWS[0]]))
    page.get_by_role("button", name="Kirim dan periksa").click()
    reload_until(page, "Periksa dulu, belum ada yang disimpan")
    page.get_by_role("button", name="Simpan 1 warga").click()
    reload_until(page, "1 warga tersimpan")
    assert Resident.objects.get().name == "SITI RAHAYU"


def reload_until(page, heading: str) -> None:
    """What a person without JavaScript does: press the link that stands there for it."""
    for _press in range(100):
        if page.get_by_role("heading", level=1).text_content().strip() == heading:
            return
        page.get_by_role("link", name="Muat ulang").click()
    raise AssertionError(heading)
