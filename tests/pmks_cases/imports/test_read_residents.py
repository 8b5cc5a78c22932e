"""From a file as a village sends it to checked rows; and our own template, there and back."""

import io
import os
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from pmks_cases import codes
from pmks_cases.imports.columns import STORED
from pmks_cases.imports.reader import FileRefused
from pmks_cases.imports.residents import read_residents
from pmks_cases.imports.template import write_template
from tests.pmks_cases.imports.spreadsheets import OPENSID_COLUMNS, ods, opensid_row, xls, xlsm, xlsx

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize("make", [xlsx, xlsm, ods, xls])
def test_opensid_layout_is_read_whole(make):
    # A column that is not known, columns in another order, help text below, one row of another RW.
    columns = [*reversed(OPENSID_COLUMNS), "Hobi"]
    people = [
        opensid_row(),
        opensid_row(nama="BUDI SANTOSO", nik="9901.0110.0396.0004", sex="1", kk_level="1"),
        opensid_row(nama="S1TI", nik="990101500396", tanggallahir="31-02-1996"),
        opensid_row(nik="9901015003960009", rw="005"),
    ]
    rows = [columns, *[[*reversed(person), "memancing"] for person in people], [], ["Catatan: sex 1 = laki-laki"]]
    file = read_residents(make(rows), "warga.xlsx", rw="004", today=TODAY)

    assert (file.name, file.sheet, file.row_count) == ("warga.xlsx", "Data", 4)
    assert file.columns_stored == [column.label for column in STORED]
    assert "Golongan darah" in file.columns_not_stored
    assert "Nama ayah" in file.columns_not_stored
    assert file.columns_unknown == ["Hobi"]

    siti, budi, refused, elsewhere = file.rows
    assert siti.values == {
        "name": "SITI RAHAYU",
        "nik": "9901015003960003",
        "kk_number": "9901011205080001",
        "sex": codes.Sex.FEMALE,
        "birth_place": "KUDUS",
        "birth_on": date(1996, 3, 10),
        "address": "Blok C No. 7",
        "hamlet": "Karangrejo",
        "rt": "003",
        "rw": "004",
        "present_address": None,
        "kk_level": codes.KkLevel.WIFE,
        "education": codes.Education.UPPER_SECONDARY,
        "occupation": codes.Occupation.HOMEMAKER,
        "marital_status": codes.MaritalStatus.MARRIED,
        "status": codes.BasicStatus.ALIVE,
        "disability": codes.Disability.NONE,
        "insurance": codes.Insurance.BPJS_PBI,
    }
    assert (siti.refusals, siti.warnings, budi.refusals, budi.warnings) == ([], [], [], [])
    assert [(finding.column, finding.reason) for finding in refused.refusals] == [
        ("Nama", "Nama tidak boleh berisi angka."),
        ("NIK", "Hanya 12 angka. NIK harus 16 angka."),
        ("Tanggal lahir", "Tanggal itu tidak ada."),
    ]
    assert (refused.number, elsewhere.number, elsewhere.elsewhere) == (4, 5, True)


def test_rows_can_be_walked_again_with_the_same_result():
    file = read_residents(xlsx([["Nama", "NIK", "Dusun"], ["Siti", "123", ""], ["Ketua RT", "", "Ketua RW"]]), "a.xlsx")
    first, second = list(file.rows), list(file.rows)
    assert first == second
    assert file.passed_over == [3]


def test_a_file_that_cannot_be_read_says_one_sentence():
    with pytest.raises(FileRefused, match=r"^Berkas ini gambar, bukan tabel"):
        read_residents(b"\x89PNG\r\n\x1a\n", "warga.xlsx")


def test_our_template_is_recognised_and_empty_and_typed_as_text():
    out = io.BytesIO()
    write_template(out)
    with pytest.raises(FileRefused) as refused:
        read_residents(out.getvalue(), "templat.xlsx")
    assert refused.value.key == "no_rows"
    book = CalamineWorkbook.from_filelike(io.BytesIO(out.getvalue()))
    assert book.sheet_names == ["Warga", "Pilihan", "Petunjuk"]
    assert book.get_sheet_by_name("Warga").to_python() == [[column.label for column in STORED]]
    choices = book.get_sheet_by_name("Pilihan").to_python()
    assert [row[0] for row in choices[:3]] == ["Pilihan untuk L/P", "Laki-laki", "Perempuan"]
    assert (len(choices), "Lainnya" in choices[89]) == (90, True)


def test_refused_rows_come_back_mended_through_the_same_layout():
    rows = [OPENSID_COLUMNS, opensid_row(nik="123"), opensid_row(nama="=cmd|' /C calc'!A0", tanggallahir=35134)]
    refused = list(read_residents(xlsx(rows), "warga.xlsx", today=TODAY).rows)
    out = io.BytesIO()
    write_template(out, refused)

    sheet = CalamineWorkbook.from_filelike(io.BytesIO(out.getvalue())).get_sheet_by_name("Warga").to_python()
    assert sheet[1][:2] == ["2", "NIK: Hanya 3 angka. NIK harus 16 angka."]
    assert "=cmd|' /C calc'!A0" in sheet[2]

    again = read_residents(out.getvalue(), "ditolak.xlsx", today=TODAY)
    assert (again.columns_not_stored, again.columns_unknown) == ([], [])
    assert [[finding.reason for finding in row.refusals] for row in again.rows] == [
        [finding.reason for finding in row.refusals] for row in refused
    ]
    sheet[1][sheet[0].index("NIK")] = "9901015003960003"
    sheet[2][sheet[0].index("Nama")] = "Budi"
    sheet[2][sheet[0].index("NIK")] = ""
    mended = list(read_residents(xlsx(sheet), "ditolak.xlsx", today=TODAY).rows)
    assert [row.refusals for row in mended] == [[], []]


def test_ten_thousand_rows_are_read_and_checked_in_well_under_ten_seconds():
    people = [
        opensid_row(
            nik=f"990101500396{number:04d}", no_kk=f"99010112{number // 4:08d}", nama=f"Warga {chr(97 + number % 26)}"
        )
        for number in range(1, 10_000)
    ]
    content = xlsx([OPENSID_COLUMNS, *people])
    start = sum(os.times()[:4])
    rows = list(read_residents(content, "besar.xlsx", today=TODAY).rows)
    # Processor time, the reading process included: what other tests take at the same moment does not count.
    assert sum(os.times()[:4]) - start < 5
    assert len(rows) == 9_999
    assert not any(row.refusals for row in rows)
