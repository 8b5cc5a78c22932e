"""Opening what people send: by its content, within limits, and with one sentence when it cannot be read."""

import io
import resource
import subprocess
import sys
import zipfile
from datetime import date

import pytest

from pmks_cases.imports import reader
from pmks_cases.imports.reader import SENTENCES, FileRefused, read_sheet
from tests.pmks_cases.imports.spreadsheets import (
    OPENSID_COLUMNS,
    ods,
    ole,
    opensid_row,
    password_protected_xlsx,
    xls,
    xlsm,
    xlsx,
)

HEADING = ["Nama", "NIK", "L/P", "Tanggal lahir"]
SITI = ["Siti", "9901015003960003", "P", "10-03-1996"]
BUDI = ["Budi", "9901011003960004", "L", "10-03-1996"]


def csv(rows, separator=",", encoding="utf-8") -> bytes:
    return "".join(separator.join(row) + "\r\n" for row in rows).encode(encoding)


def refusal(content: bytes) -> str:
    with pytest.raises(FileRefused) as refused:
        read_sheet(content)
    assert str(refused.value) == SENTENCES[refused.value.key]
    return refused.value.key


@pytest.mark.parametrize(
    "content",
    [
        xlsx([HEADING, SITI, BUDI]),
        xlsm([HEADING, SITI, BUDI]),
        ods([HEADING, SITI, BUDI]),
        ods([HEADING, SITI, BUDI], repeated_blank_rows=1_048_573),
        xls([HEADING, SITI, BUDI]),
        csv([HEADING, SITI, BUDI]),
        csv([HEADING, SITI, BUDI], ";"),
        csv([HEADING, SITI, BUDI], "\t"),
        csv([HEADING, SITI, BUDI], ";", "utf-8-sig"),
        csv([HEADING, SITI, BUDI], ";", "cp1252"),
        csv([HEADING, SITI, BUDI], "\t", "utf-16"),
    ],
    ids=["xlsx", "xlsm", "ods", "ods-to-the-last-row", "xls", "comma", "semicolon", "tab", "bom", "cp1252", "utf16"],
)
def test_every_kind_of_file_gives_the_same_rows(content):
    sheet = read_sheet(content)
    assert sheet.columns == ("name", "nik", "sex", "birth_on")
    assert list(sheet.rows()) == [(2, SITI), (3, BUDI)]


def test_a_file_is_what_it_holds_and_not_what_its_name_says(tmp_path):
    misnamed = tmp_path / "warga.csv"
    misnamed.write_bytes(xlsx([HEADING, SITI]))
    assert list(read_sheet(misnamed).rows()) == [(2, SITI)]


def test_old_windows_letters_are_read():
    sheet = read_sheet(csv([HEADING, ["José Nur’aini", *SITI[1:]]], ";", "cp1252"))
    assert next(sheet.rows())[1][0] == "José Nur’aini"


def test_cells_come_as_date_number_or_text():
    rows = [[*HEADING, "RT"], ["Siti", 1001015003960003, "P", date(1996, 3, 10), 3]]
    for content in (xlsx(rows), ods(rows)):
        [(_number, cells)] = read_sheet(content).rows()
        assert cells == ["Siti", 1001015003960003, "P", {"d": "1996-03-10"}, 3]


def test_columns_that_are_not_stored_never_leave_the_reading_process():
    content = xlsx([[*OPENSID_COLUMNS, "Hobi"], [*opensid_row(), "memancing"]])
    sheet = read_sheet(content)
    assert len(sheet.columns) == 18
    assert {"ayah_nik", "nama_ayah", "agama_id", "golongan_darah_id", "lat", "lng"} <= set(sheet.not_stored)
    assert len(sheet.not_stored) == 43 - 18
    assert sheet.unknown == ("Hobi",)
    assert b"RAHASIA" not in sheet.lines
    assert b"9901011001600001" not in sheet.lines
    assert b"memancing" not in sheet.lines


def test_heading_may_stand_lower_and_be_repeated_and_numbered():
    sheet = read_sheet(
        xlsx(
            [
                ["DAFTAR WARGA RW 04"],
                [],
                ["NO", "  nama LENGKAP ", "Nomor KTP", "Jenis Kelamin*", "TGL. LAHIR (hh-bb-tttt)"],
                ["no", "nama", "nik", "sex", "tanggallahir"],
                ["(1)", "(2)", "(3)", "(4)", "(5)"],
                ["1", *SITI],
                [],
                ["2", *BUDI],
                [" ", "-", "", "\u00a0"],
            ]
        )
    )
    assert list(sheet.rows()) == [(6, SITI), (8, BUDI)]


def test_heading_of_two_rows_with_merged_cells_is_read():
    sheet = read_sheet(
        xlsx(
            [
                ["No", "Nama", "NIK", "Alamat", "", "", "L/P"],
                ["", "", "", "Dusun", "RT", "RW", ""],
                ["1", "Siti", SITI[1], "Karangrejo", "3", "4", "P"],
            ]
        )
    )
    assert sheet.columns == ("name", "nik", "hamlet", "rt", "rw", "sex")
    assert list(sheet.rows()) == [(3, ["Siti", SITI[1], "Karangrejo", "3", "4", "P"])]


def test_rows_end_where_opensid_marks_the_end():
    content = xlsx([OPENSID_COLUMNS, opensid_row(), ["###", "###"], opensid_row(nik="9901011003960004")])
    assert read_sheet(content).row_count == 1


def test_the_sheet_that_matches_best_is_read_and_others_with_people_are_named():
    sheet = read_sheet(
        xlsx(
            {
                "Sampul": [["Pemerintah Desa"]],
                "RT 01": [HEADING[:3], SITI[:3]],
                "Data": [HEADING, BUDI],
                "Kode Data": [["1", "LAKI-LAKI"], ["2", "PEREMPUAN"]],
            }
        )
    )
    assert (sheet.sheet, sheet.other_sheets) == ("Data", ("RT 01",))
    assert list(sheet.rows()) == [(2, BUDI)]


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n\r\n", "empty"),
        (b"\x00" * 2000, "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)), "picture"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(300), "picture"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "pdf"),
        (b"<html><table><tr><td>nama</td></tr></table></html>", "web_page"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', "web_page"),
        (b"MZ\x90\x00\x03\x00\x00\x00" + bytes(500), "not_a_sheet"),
        (password_protected_xlsx(), "password"),
        (xls([HEADING, SITI], locked=True), "password"),
        (ods([HEADING, SITI], locked=True), "password"),
        (ole("WordDocument", b"x" * 5000), "not_a_sheet"),
        (ole("Workbook", b"x" * 5000), "broken"),
        (xlsx([HEADING, SITI])[:-300], "broken"),
        (xlsx([["nama", "alamat"], ["Siti", "Blok C"]]), "no_heading"),
        (xlsx([[], []]), "no_heading"),
        (b"halo, ini surat biasa\n", "no_heading"),
        (xlsx([HEADING]), "no_rows"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(content, key):
    assert refusal(content) == key


def archive(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return out.getvalue()


def with_sheet(sheet_xml: bytes) -> bytes:
    parts = {}
    with zipfile.ZipFile(io.BytesIO(xlsx([HEADING, SITI]))) as source:
        for entry in source.infolist():
            parts[entry.filename] = source.read(entry)
    return archive(parts | {"xl/worksheets/sheet1.xml": sheet_xml})


SHEET_START = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'


def test_a_document_of_another_kind_in_a_zip_is_no_sheet():
    assert refusal(archive({"word/document.xml": b"<w/>"})) == "not_a_sheet"


def test_a_zip_bomb_is_refused_before_it_is_opened():
    bomb = with_sheet(SHEET_START + b" " * 300_000_000)
    assert len(bomb) < 400_000
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    assert refusal(bomb) == "bomb"
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime == before


def test_a_zip_bomb_that_lies_about_its_size_dies_in_the_child():
    row = b"".join(b'<c r="A1" t="inlineStr"><is><t>x</t></is></c>' for _ in range(1000))
    sheet = SHEET_START + b"".join(b'<row r="%d">%s</row>' % (n, row) for n in range(1, 5000))
    bomb = bytearray(with_sheet(sheet))
    at = bomb.rindex(b"xl/worksheets/sheet1.xml") - 46
    assert bomb[at : at + 4] == b"PK\x01\x02"
    bomb[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    assert refusal(bytes(bomb)) in ("broken", "too_large")


def test_a_sheet_with_one_cell_at_its_far_corner_takes_no_memory_here():
    corner = SHEET_START + (
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>nama</t></is></c></row>'
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    )
    assert refusal(with_sheet(corner)) == "too_large"


def test_too_many_rows_are_refused():
    line = ",".join(SITI) + "\n"
    head = ",".join(HEADING) + "\n"
    assert read_sheet((head + line * 50_000).encode()).row_count == 50_000
    assert refusal((head + line * 50_001).encode()) == "too_many_rows"


def test_a_file_over_the_limit_is_not_even_looked_at(tmp_path):
    large = tmp_path / "besar.xlsx"
    with large.open("wb") as file:
        file.truncate(33 * 1024 * 1024)
    with pytest.raises(FileRefused) as refused:
        read_sheet(large)
    assert refused.value.key == "too_large"


def test_a_file_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(reader, "WALL_SECONDS", 0.001)
    assert refusal(csv([HEADING, SITI])) == "too_slow"


def test_the_child_needs_nothing_of_ours_and_says_nothing_of_the_cells():
    done = subprocess.run(
        [sys.executable, "-m", "pmks_cases.imports.sheets", "archive"],
        input=b"PK\x03\x04" + b"RAHASIA" * 100,
        capture_output=True,
        env={},
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b'{"refused": "broken"}\n', b"")
