"""What is asked of typed NIK, KK number, name, birth date, RT and RW. NIK of invented people begin with 99."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmks_cases import validators
from pmks_cases.codes import Sex

TODAY = date(2026, 11, 21)
NIK = "9901011003960003"  # a man born on 10 March 1996


@pytest.mark.parametrize(
    "typed",
    [
        NIK,
        f" {NIK} ",
        f"'{NIK}",
        f"’{NIK}",
        "99.01.01.100396.0003",
        "9901 0110 0396 0003",
        "9901\u00a00110\u00a00396\u00a00003",
        f"\u200b{NIK}\ufeff",
    ],
)
def test_nik_is_read_through_spaces_dots_and_apostrophes(typed):
    assert validators.check_nik(typed) == validators.Checked(NIK)


@pytest.mark.parametrize("typed", ["", "  ", "-", "0", "0000000000000000", "tidak ada", "Belum punya"])
def test_no_nik_is_normal_and_says_nothing(typed):
    assert validators.check_nik(typed) == validators.Checked(None)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("99010110039", "Hanya 11 angka. NIK harus 16 angka."),
        ("990101100396000", "Hanya 15 angka. NIK harus 16 angka."),
        ("99010110039600031", "Ada 17 angka. NIK harus 16 angka."),
        ("990101100396000O", "NIK hanya boleh berisi angka."),
        ("٩٩٠١٠١١٠٠٣٩٦٠٠٠٣", "NIK hanya boleh berisi angka."),
        ("9.9010112E+15", "Angka terakhir mungkin rusak oleh Excel. Ubah kolom menjadi Teks."),
        ("9,90101E+15", "Angka terakhir mungkin rusak oleh Excel. Ubah kolom menjadi Teks."),
    ],
)
def test_wrong_nik_is_refused_with_what_is_wrong(typed, sentence):
    checked = validators.check_nik(typed)
    assert (checked.value, [str(words) for words in checked.blocking]) == (None, [sentence])


def test_temporary_nik_is_no_nik_but_lets_the_person_in():
    checked = validators.check_nik("0990101200100001")
    assert (checked.value, checked.blocking) == (None, [])
    assert "diawali 0" in str(checked.warnings[0])


def test_kk_number_has_the_same_rule_under_its_own_name():
    assert validators.check_kk_number("9901.0112.0508.0001").value == "9901011205080001"
    assert [str(words) for words in validators.check_kk_number("990101").blocking] == [
        "Hanya 6 angka. No. KK harus 16 angka."
    ]


@pytest.mark.parametrize(
    ("nik", "sex", "birth_on", "asked"),
    [
        (NIK, Sex.MALE, date(1996, 3, 10), ""),
        (NIK, None, None, ""),
        ("9901015003960003", Sex.FEMALE, date(1996, 3, 10), ""),
        ("9901011003110003", Sex.MALE, date(2011, 3, 10), ""),
        ("9901012902000003", Sex.MALE, date(2000, 2, 29), ""),
        (NIK, Sex.FEMALE, date(1996, 3, 10), "Jenis kelamin"),
        (NIK, Sex.MALE, date(1996, 3, 11), "berbeda"),
        (NIK, Sex.MALE, date(1896, 3, 10), "berbeda"),
        ("9901013102960003", Sex.MALE, None, "tidak ada"),
        ("9901010013960003", None, None, "tidak ada"),
        ("9901011003960000", Sex.MALE, date(1996, 3, 10), "0000"),
        ("0001011003960003", Sex.MALE, date(1996, 3, 10), "diawali 0"),
        ("4101011003960003", Sex.MALE, date(1996, 3, 10), "provinsi"),
    ],
)
def test_what_a_nik_says_of_itself_is_only_asked(nik, sex, birth_on, asked):
    problems = validators.nik_problems(nik, sex, birth_on, TODAY)
    assert problems.blocking == []
    assert [asked in str(words) for words in problems.warnings] == ([True] if asked else [])


def test_nik_of_a_child_does_not_name_a_day_that_has_not_come():
    tomorrow = TODAY + timedelta(days=1)
    problems = validators.nik_problems(f"990101{tomorrow:%d%m%y}0001", Sex.MALE, tomorrow.replace(year=1926), TODAY)
    assert problems.warnings == []
    assert validators.nik_problems(f"990101{tomorrow:%d%m%y}0001", Sex.MALE, tomorrow, TODAY).warnings != []


@pytest.mark.parametrize(
    ("born", "blocks", "asks"),
    [
        (date(2026, 11, 22), "belum terjadi", ""),
        (date(2026, 11, 21), "", ""),
        (date(1916, 11, 21), "", ""),
        (date(1915, 11, 21), "", "111 tahun"),
        (date(1896, 3, 10), "130 tahun", ""),
        (None, "", ""),
    ],
)
def test_birth_date_is_past_and_possible(born, blocks, asks):
    checked = validators.check_birth_date(born, TODAY)
    assert [blocks in str(words) for words in checked.blocking] == ([True] if blocks else [])
    assert [asks in str(words) for words in checked.warnings] == ([True] if asks else [])
    assert checked.value == (None if blocks else born)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("SITI RAHAYU", "SITI RAHAYU"),
        ("  Siti   Rahayu\u00a0", "Siti Rahayu"),
        ("Dr. Ma'ruf Al-Amin, S.Pd.", "Dr. Ma'ruf Al-Amin, S.Pd."),
        ("Nur’aini", "Nur’aini"),
        ("José", "José"),
        ("Bu\x00di", "Bu di"),
    ],
)
def test_name_is_kept_as_typed_but_for_spaces(typed, name):
    assert validators.check_name(typed) == validators.Checked(name)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Nama wajib diisi."),
        (" - ", "Nama wajib diisi."),
        ("=cmd|' /C calc'!A0", "Nama tidak boleh diawali “=”."),
        ("@SUM(A1)", "Nama tidak boleh diawali “@”."),
        ("+Budi", "Nama tidak boleh diawali “+”."),
        ("S1ti", "Nama tidak boleh berisi angka."),
        ("Budi <b>", "Nama hanya boleh berisi huruf, spasi, titik, koma, tanda petik, dan tanda hubung."),
        ("a" * 101, "Terlalu panjang. Paling banyak 100 huruf."),
    ],
)
def test_name_that_is_none_is_refused(typed, sentence):
    checked = validators.check_name(typed)
    assert (checked.value, [str(words) for words in checked.blocking]) == (None, [sentence])


@pytest.mark.parametrize(
    ("typed", "area"),
    [
        ("1", "001"),
        ("01", "001"),
        ("001", "001"),
        ("1.0", "001"),
        ("RT 01", "001"),
        ("RT.003", "003"),
        ("rt:12", "012"),
        ("RT I", "001"),
        ("IV", "004"),
        ("RW IV", "004"),
        ("rukun warga xix", "019"),
        ("'004", "004"),
        ("", None),
        ("-", None),
        ("0", None),
        ("000", None),
    ],
)
def test_rt_and_rw_become_three_digits(typed, area):
    assert validators.check_rt(typed) == validators.Checked(area)
    assert validators.check_rw(typed) == validators.Checked(area)


@pytest.mark.parametrize("typed", ["1000", "satu", "1-2", "IIII", "-3", "99999999999999", "½"])
def test_rt_that_cannot_be_read_is_refused(typed):
    checked = validators.check_rt(typed)
    assert (checked.value, len(checked.blocking)) == (None, 1)


def test_place_takes_free_text_but_no_formula():
    assert validators.check_place(" Kab. Kudus / Jawa  Tengah ").value == "Kab. Kudus / Jawa Tengah"
    assert validators.check_place("-") == validators.Checked(None)
    assert validators.check_address('=HYPERLINK("x")').value is None
    assert len(validators.check_address("a" * 201).blocking) == 1


CHECKS = (
    validators.check_nik,
    validators.check_kk_number,
    validators.check_name,
    validators.check_place,
    validators.check_address,
    validators.check_hamlet,
    validators.check_rt,
    validators.check_rw,
)


@given(st.text(alphabet=st.characters(), max_size=40))
def test_no_text_breaks_a_check_and_what_blocks_has_no_value(text):
    for check in CHECKS:
        checked = check(text)
        assert not (checked.blocking and checked.value)
        # Whatever is taken can be stored by PostgreSQL and encoded.
        assert "\x00" not in str(checked.value)
        str(checked.value).encode()


@given(st.from_regex(r"[0-9]{16}", fullmatch=True), st.sampled_from([None, *Sex]), st.none() | st.dates())
def test_sixteen_digits_never_block(nik, sex, birth_on):
    assert validators.nik_problems(nik, sex, birth_on, TODAY).blocking == []
