"""Which heading means what, in OpenSID's layout, our own, and home-made lists."""

import pytest

from pmks_cases.imports.columns import BY_FIELD, NOT_STORED, STORED, find_heading, is_column_numbers, is_heading
from tests.pmks_cases.imports.spreadsheets import OPENSID_COLUMNS


def test_all_43_columns_of_opensid_are_known_in_any_order_and_case():
    heading = find_heading([[name.upper() + " " for name in reversed(OPENSID_COLUMNS)]])
    assert heading.cells.keys() == BY_FIELD.keys()
    assert {BY_FIELD[field].opensid: 42 - place for field, place in heading.cells.items()} == {
        column.opensid: OPENSID_COLUMNS.index(column.opensid) for column in STORED
    }
    assert len(OPENSID_COLUMNS) == len(heading.cells) + len(heading.not_stored) == 43
    assert (set(heading.not_stored) - NOT_STORED.keys(), heading.unknown) == (set(), ())


def test_our_own_headings_are_known():
    heading = find_heading([[column.label for column in STORED]])
    assert list(heading.cells) == [column.field for column in STORED]


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("Nama Lengkap", "name"),
        ("NAMA *", "name"),
        ("N I K", "nik"),
        ("No. KTP", "nik"),
        ("Nomor KK", "kk_number"),
        ("NO. KARTU KELUARGA", "kk_number"),
        ("Jenis\nKelamin (L/P)", "sex"),
        ("JK", "sex"),
        ("Tgl. Lahir", "birth_on"),
        ("Tempat, Tgl Lahir", "birth_place_on"),
        ("TTL", "birth_place_on"),
        ("RT / RW", "rt_rw"),
        ("SHDK", "kk_level"),
        ("Status Hub. Keluarga", "kk_level"),
        ("Status Perkawinan", "marital_status"),
        ("Pendidikan Terakhir", "education"),
        ("BPJS", "insurance"),
        ("Alamat Domisili", "present_address"),
    ],
)
def test_home_made_headings_are_known(title, field):
    others = [heading for key, heading in {"name": "nama", "nik": "nik", "sex": "sex"}.items() if key != field]
    heading = find_heading([[*others, title]])
    assert (heading.cells[field], heading.unknown) == (len(others), ())


def test_a_heading_needs_a_name_and_something_that_tells_people_apart():
    assert find_heading([["nama", "alamat", "rt", "rw"]]) is None
    assert find_heading([["nik", "no_kk", "sex"]]) is None
    assert find_heading([["nama", "TTL"]]).cells == {"name": 0, "birth_place_on": 1}


def test_what_is_known_but_not_stored_and_what_is_unknown_are_told_apart():
    heading = find_heading([["No", "Nama", "NIK", "Gol. Darah", "No HP", "Hobi", "Nama", ""]])
    assert heading.cells == {"name": 1, "nik": 2}
    assert heading.not_stored == ("golongan_darah_id", "telepon")
    assert heading.unknown == ("Hobi", "Nama")


def test_the_row_that_names_most_columns_is_the_heading():
    heading = find_heading([["Nama", "NIK"], [], ["Nama", "NIK", "RT", "RW"], ["Siti", "1", "2", "3"]])
    assert heading.row == 2


def test_parts_of_a_combined_column_win_when_they_stand_there_themselves():
    assert find_heading([["nama", "nik", "rt/rw", "rt", "rw"]]).cells == {"name": 0, "nik": 1, "rt": 3, "rw": 4}


@pytest.mark.parametrize("row", [["1", "2", "3", "4"], ["(1)", "", "(2)", "(3)"], [1.0, 2.0, 3.0]])
def test_a_row_that_counts_the_columns_is_seen(row):
    assert is_column_numbers(row)


@pytest.mark.parametrize(
    "row", [["Siti", "9901015003960003", "2"], ["1", "2"], ["1", "2", "2"], ["12", "13", "14"], []]
)
def test_a_row_of_data_counts_nothing(row):
    assert not is_column_numbers(row)


def test_people_called_like_a_heading_are_no_heading():
    assert not is_heading(["1", "Ayah", "9901015003960003", "P", "KUDUS", "Jalan Kudus"])
    assert is_heading(["NO", "NAMA", "NIK", "", "TTL"])
