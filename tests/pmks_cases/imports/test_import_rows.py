"""One raw row into clean values, or into refusals with column, masked value and reason. Invented people only.

Their NIK begin with 99, which is no province. As a number that is too large to be exact, so where a number cell is
taken the NIK begins with 10, which is no province either.
"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmks_cases import codes
from pmks_cases.imports.columns import COMBINED, STORED
from pmks_cases.imports.rows import check_row, check_rows

TODAY = date(2026, 11, 21)
SITI = {
    "name": "SITI RAHAYU",
    "nik": "9901015003960003",
    "kk_number": "9901011205080001",
    "sex": "2",
    "birth_on": "1996-03-10",
}


def row(**cells):
    """Siti's row with some cells changed, checked."""
    cells = SITI | cells
    return check_row(list(cells), 18, list(cells.values()), TODAY)


def refused(checked) -> list[tuple[str, str, str]]:
    return [(finding.column, finding.shown, finding.reason) for finding in checked.refusals]


def test_a_good_row_becomes_clean_values():
    checked = row(
        birth_place="KUDUS ",
        address=" Blok C  No. 7",
        hamlet="Karangrejo",
        rt="RT 3",
        rw=4.0,
        present_address="-",
        kk_level="ISTRI",
        education="SLTA/SEDERAJAT",
        occupation=2,
        marital_status="K",
        status="HIDUP",
        disability="TIDAK CACAT",
        insurance="2",
    )
    assert checked.values == {
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
    assert (checked.number, checked.refusals, checked.warnings) == (18, [], [])


def test_a_column_that_the_file_lacks_has_no_value_and_a_blank_cell_has_none():
    assert "rt" not in row().values
    assert row(rt="").values["rt"] is None


@pytest.mark.parametrize(
    ("field", "cell", "column", "shown", "reason"),
    [
        ("nik", "99010511111", "NIK", "990105•••••", "Hanya 11 angka. NIK harus 16 angka."),
        ("nik", "990101500396000", "NIK", "990101•••••••••", "Hanya 15 angka. NIK harus 16 angka."),
        ("nik", "1234", "NIK", "12•••••", "Hanya 4 angka. NIK harus 16 angka."),
        (
            "nik",
            1001015003960000.0,
            "NIK",
            "1001••••••••0000",
            "Angka terakhir mungkin rusak oleh Excel. Ubah kolom menjadi Teks.",
        ),
        (
            "nik",
            9901015003960003,
            "NIK",
            "9901••••••••0003",
            "Angka terakhir mungkin rusak oleh Excel. Ubah kolom menjadi Teks.",
        ),
        (
            "nik",
            "1001015003960000.0",
            "NIK",
            "1001••••••••0000",
            "Angka terakhir mungkin rusak oleh Excel. Ubah kolom menjadi Teks.",
        ),
        (
            "nik",
            "9.9010112E+15",
            "NIK",
            "990101••••••",
            "Angka terakhir mungkin rusak oleh Excel. Ubah kolom menjadi Teks.",
        ),
        ("nik", 1.5, "NIK", "1•••••", "NIK hanya boleh berisi angka."),
        ("nik", {"d": "1996-03-10"}, "NIK", "10-03-••••", "NIK hanya boleh berisi angka."),
        ("kk_number", "990101", "No. KK", "990•••••", "Hanya 6 angka. No. KK harus 16 angka."),
        ("birth_on", "31-02-1996", "Tanggal lahir", "31-02-••••", "Tanggal itu tidak ada."),
        ("birth_on", "1996-02-31", "Tanggal lahir", "••••-02-31", "Tanggal itu tidak ada."),
        ("birth_on", "10/3/96", "Tanggal lahir", "10-3-••••", "Tahun harus empat angka, misalnya 1996."),
        (
            "birth_on",
            1950,
            "Tanggal lahir",
            "19••••",
            "Ini hanya tahun. Tulis tanggal lengkap, misalnya 10-03-1996.",
        ),
        ("birth_on", "kira-kira 1950", "Tanggal lahir", "ki••••", "Tanggal tidak terbaca. Tulis misalnya 10-03-1996."),
        ("birth_on", {"d": "2026-11-22"}, "Tanggal lahir", "22-11-••••", "Tanggal lahir belum terjadi."),
        ("name", "", "Nama", "(kosong)", "Nama wajib diisi."),
        ("name", "=cmd|' /C calc'!A0", "Nama", "=cm•••", "Nama tidak boleh diawali “=”."),
        ("sex", "3", "L/P", "3", "Tidak dikenal. Pilih salah satu: Laki-laki, Perempuan."),
        (
            "marital_status",
            "9901015003960003",
            "Status kawin",
            "990•••",
            "Tidak dikenal. Pilih salah satu: Belum kawin, Kawin, Cerai hidup, Cerai mati.",
        ),
        ("rt", "utara", "RT", "utara", "RT tidak terbaca. Tulis angkanya saja, misalnya 003."),
        ("rw", {"d": "2026-04-03"}, "RW", "03-04-2026", "Excel mengubahnya menjadi tanggal. Ubah kolom menjadi Teks."),
        ("address", "=1+1", "Alamat", "=1•••", "Isinya tidak boleh diawali “=”."),
    ],
)
def test_a_bad_cell_is_refused_with_column_masked_value_and_reason(field, cell, column, shown, reason):
    checked = row(**{field: cell})
    assert refused(checked) == [(column, shown, reason)]
    assert checked.values[field] is None


def test_all_problems_of_a_row_are_told_at_once():
    checked = row(name="", nik="123", sex="x", birth_on="30-02-2000", rt="abc")
    assert [finding.field for finding in checked.refusals] == ["name", "nik", "sex", "birth_on", "rt"]


@pytest.mark.parametrize(
    "cell",
    [
        "1996-03-10",
        "10-03-1996",
        "10/3/1996",
        "10.03.1996",
        "10 03 1996",
        "10 Maret 1996",
        "10-Mar-1996",
        "'10-03-1996",
        " 10 - 03 - 1996 ",
        "1996/03/10",
        "1996-03-10 00:00:00",
        "1996-03-10T00:00:00",
        "10031996",
        10031996,
        "19960310",
        35134,
        35134.0,
        "35134",
        {"d": "1996-03-10"},
    ],
)
def test_dates_are_read_however_they_came(cell):
    assert row(birth_on=cell).values["birth_on"] == date(1996, 3, 10)


@pytest.mark.parametrize("cell", [None, "", "-", " - ", "0", 0, "00-00-0000", "0000-00-00"])
def test_a_birth_date_that_nobody_knows_is_blank(cell):
    checked = row(birth_on=cell)
    assert (checked.values["birth_on"], checked.refusals) == (None, [])


def test_a_number_cell_that_may_be_right_is_taken_with_a_note():
    checked = row(nik=1001015003960003)
    assert checked.values["nik"] == "1001015003960003"
    assert checked.refusals == []
    assert any("sel angka" in finding.reason for finding in checked.warnings)


@pytest.mark.parametrize("cell", ["", None, "-", 0, "0", "tidak ada"])
def test_a_resident_without_nik_is_normal(cell):
    checked = row(nik=cell)
    assert (checked.values["nik"], checked.refusals, checked.warnings) == (None, [], [])


def test_a_temporary_nik_lets_the_person_in_without_it():
    checked = row(nik="0990101200100001")
    assert (checked.values["nik"], checked.refusals) == (None, [])
    assert [finding.shown for finding in checked.warnings] == ["0990••••••••0001"]


def test_a_nik_that_contradicts_the_person_only_warns():
    checked = row(sex="L", birth_on="11-03-1996")
    assert checked.refusals == []
    assert [finding.field for finding in checked.warnings] == ["nik", "nik"]


def test_words_of_the_village_for_work_and_schooling_do_not_keep_a_person_out():
    checked = row(occupation="Juragan kerupuk", education="pesantren")
    assert (checked.values["occupation"], checked.values["education"], checked.refusals) == (None, None, [])
    assert [(finding.column, finding.shown) for finding in checked.warnings] == [
        ("Pendidikan", "pesantren"),
        ("Pekerjaan", "Juragan kerupuk"),
    ]
    assert [finding.field for finding in row(occupation=90).refusals] == ["occupation"]


def test_deaf_or_mute_in_one_is_noted_for_the_person_to_decide():
    checked = row(disability="3")
    assert checked.values["disability"] is codes.Disability.HEARING
    assert [finding.field for finding in checked.warnings] == ["disability"]
    assert row(disability="rungu").warnings == []


def test_combined_columns_are_taken_apart():
    checked = row(rt_rw="003/004", birth_place_on="Kudus, 10 Maret 1996")
    assert (checked.values["rt"], checked.values["rw"]) == ("003", "004")
    cells = {"name": "Siti", "nik": SITI["nik"], "birth_place_on": "Kudus 10-03-1996", "rt_rw": "RT 03/RW IV"}
    values = check_row(list(cells), 2, list(cells.values()), TODAY).values
    assert (values["birth_place"], values["birth_on"]) == ("Kudus", date(1996, 3, 10))
    assert (values["rt"], values["rw"]) == ("003", "004")


def rows(*people, columns=("name", "nik", "sex", "birth_on", "birth_place", "rw"), rw=None):
    passed_over = []
    found = list(
        check_rows(columns, list(enumerate(map(list, people), start=2)), rw=rw, today=TODAY, passed_over=passed_over)
    )
    return found, passed_over


@pytest.mark.parametrize("cell", [1001011003960030, 1001011003960030.0, "1001011003960030.0"])
@pytest.mark.parametrize("field", ["nik", "kk_number"])
def test_a_digit_lost_by_excel_does_not_come_back_as_a_right_one(field, cell):
    once = row(**{field: cell})
    assert once.raw[field] == "100101100396003?"
    again = row(**once.raw)
    assert [finding.field for finding in again.refusals] == [field]


def test_the_same_nik_twice_is_refused_the_second_time():
    found, _ = rows(
        ("Siti", SITI["nik"], "P", "10-03-1996", "Kudus", ""),
        ("Siti R", "9901.0150.0396.0003", "P", "10-03-1996", "Kudus", ""),
    )
    assert [refused(checked) for checked in found] == [[], [("NIK", "9901••••••••0003", "Sama dengan baris 2.")]]


def test_the_same_person_without_nik_twice_is_refused_the_second_time():
    found, _ = rows(
        ("Siti Rahayu", "", "P", "10-03-1996", "Kudus", ""),
        ("SITI  RAHAYU", "0", "2", "1996-03-10", "KUDUS", ""),
        ("Siti Rahayu", "", "P", "11-03-1996", "Kudus", ""),
        ("Siti Rahayu", "", "P", "", "Kudus", ""),
        ("Siti Rahayu", "", "P", "", "Kudus", ""),
    )
    assert [[reason for _column, _shown, reason in refused(checked)] for checked in found] == [
        [],
        ["Sama dengan baris 2."],
        [],
        [],
        ["Sama dengan baris 5. Isi tanggal lahirnya bila orangnya berbeda."],
    ]


def test_rows_of_another_rw_are_only_marked():
    found, _ = rows(
        ("", SITI["nik"], "P", "", "", "005"),
        ("Siti", SITI["nik"], "P", "10-03-1996", "Kudus", "RW IV"),
        ("Budi", "9901011003960004", "L", "10-03-1996", "Kudus", "-"),
        rw="004",
    )
    assert [(checked.elsewhere, checked.refusals) for checked in found] == [(True, []), (False, []), (False, [])]
    assert found[0].values == {"rw": "005"}


def test_help_text_totals_and_signatures_are_no_people():
    found, passed_over = rows(
        ("Siti", SITI["nik"], "P", "10-03-1996", "Kudus", "004"),
        ("Keterangan: L = laki-laki, P = perempuan", "", "", "", "", ""),
        ("1 = Laki-laki", "", "", "", "", "2 = Perempuan"),
        ("Jumlah", "", "", "", "", "412"),
        ("Ketua RT", "", "", "", "Ketua RW", ""),
        ("", "", "1 = laki-laki", "hh-bb-tttt", "", ""),
        ("", "9901011003960004", "", "", "", ""),
        ("Budi", "belum", "L", "", "", ""),
    )
    assert [checked.number for checked in found] == [2, 8, 9]
    assert passed_over == [3, 4, 5, 6, 7]
    assert refused(found[1]) == [("Nama", "(kosong)", "Nama wajib diisi.")]


CELLS = st.one_of(
    st.none(),
    st.text(max_size=30),
    st.integers(),
    st.floats(),
    st.dates().map(lambda day: {"d": day.isoformat()}),
    st.dictionaries(st.sampled_from(["d", "t"]), st.text(max_size=12), max_size=2),
    st.from_regex(r"[0-9 .'/-]{0,20}", fullmatch=True),
    st.from_regex(r"[0-9]{1,2}[-/ .][0-9A-Za-z]{1,9}[-/ .][0-9]{1,5}", fullmatch=True),
    st.sampled_from(["L", "RT/RW", "1e999", "0x10", "NaN", "\x00", "½", "٣", "\ud800"]),
)
ALL_COLUMNS = [*(column.field for column in STORED), *COMBINED]


@given(st.lists(CELLS, min_size=len(ALL_COLUMNS), max_size=len(ALL_COLUMNS)))
def test_no_cell_whatever_it_holds_breaks_the_check(cells):
    checked = check_row(ALL_COLUMNS, 7, cells, TODAY)
    for finding in (*checked.refusals, *checked.warnings):
        assert finding.reason
        assert finding.column
        assert finding.shown
    for value in checked.values.values():
        assert "\x00" not in str(value)
        str(value).encode()


@given(st.permutations(ALL_COLUMNS), st.lists(CELLS, max_size=len(ALL_COLUMNS) + 3))
def test_short_long_and_shuffled_rows_are_checked_too(columns, cells):
    passed_over = []
    found = list(check_rows(columns, [(1, cells), (2, cells)], rw="004", today=TODAY, passed_over=passed_over))
    assert sorted([checked.number for checked in found] + passed_over) == [1, 2]
