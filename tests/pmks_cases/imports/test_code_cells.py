"""Ids and words of files become members of the code lists; everything else is told apart from blank."""

import pytest

from pmks_cases.codes import BasicStatus, Disability, Education, Insurance, KkLevel, MaritalStatus, Occupation, Sex
from pmks_cases.imports.code_cells import UnknownCodeError, read


@pytest.mark.parametrize(
    ("code_list", "cell", "member"),
    [
        (Sex, 1, Sex.MALE),
        (Sex, 1.0, Sex.MALE),
        (Sex, "1", Sex.MALE),
        (Sex, "1.0", Sex.MALE),
        (Sex, "01", Sex.MALE),
        (Sex, "'2", Sex.FEMALE),
        (Sex, "LAKI-LAKI", Sex.MALE),
        (Sex, "laki laki ", Sex.MALE),
        (Sex, "Laki - Laki", Sex.MALE),
        (Sex, "L", Sex.MALE),
        (Sex, "Lk", Sex.MALE),
        (Sex, "p", Sex.FEMALE),
        (Sex, "Pr", Sex.FEMALE),
        (Sex, "1. Laki-laki", Sex.MALE),
        (Sex, "2 - PEREMPUAN", Sex.FEMALE),
        (Sex, Sex.FEMALE, Sex.FEMALE),
        (KkLevel, "Kepala Keluarga", KkLevel.HEAD),
        (KkLevel, "ISTERI", KkLevel.WIFE),
        (KkLevel, "ORANGTUA", KkLevel.PARENT),
        (KkLevel, "11", KkLevel.OTHER),
        (MaritalStatus, "BK", MaritalStatus.UNMARRIED),
        (MaritalStatus, "KAWIN TERCATAT", MaritalStatus.MARRIED),
        (MaritalStatus, "cerai mati", MaritalStatus.WIDOWED),
        (Education, "SLTA / SEDERAJAT", Education.UPPER_SECONDARY),
        (Education, "Tidak/Blm Sekolah", Education.NONE),
        (Education, "TIDAK TAMAT SD/SEDERAJAT", Education.SOME_PRIMARY),
        (Education, "AKADEMI/DIPLOMA III/S.MUDA", Education.DIPLOMA_3),
        (Education, "S1", Education.BACHELOR),
        (Education, 9, Education.MASTER),
        (Education, "STRATA III", Education.DOCTOR),
        (Occupation, "BELUM/TIDAK BEKERJA", Occupation.NOT_WORKING),
        (Occupation, "IRT", Occupation.HOMEMAKER),
        (Occupation, 89, Occupation.OTHER),
        (BasicStatus, "MATI", BasicStatus.DEAD),
        (BasicStatus, "Meninggal", BasicStatus.DEAD),
        (BasicStatus, "PINDAH LUAR NEGERI", BasicStatus.MOVED),
        (BasicStatus, 6, BasicStatus.GONE),
        (Insurance, 99, Insurance.OTHER),
        (Insurance, "BPJS Non PBI", Insurance.BPJS_NON_PBI),
        (Insurance, "Tidak/Belum Punya", Insurance.NONE),
    ],
)
def test_reads_ids_and_words_of_files(code_list, cell, member):
    assert read(code_list, cell) is member


@pytest.mark.parametrize(
    ("old", "kind"),
    [
        (1, Disability.PHYSICAL),
        (2, Disability.VISUAL),
        (3, Disability.HEARING),
        (4, Disability.MENTAL),
        (5, Disability.MULTIPLE),
        (6, Disability.OTHER),
        (7, Disability.NONE),
        ("CACAT FISIK", Disability.PHYSICAL),
        ("CACAT NETRA/BUTA", Disability.VISUAL),
        ("CACAT RUNGU/WICARA", Disability.HEARING),
        ("CACAT MENTAL/JIWA", Disability.MENTAL),
        ("CACAT FISIK DAN MENTAL", Disability.MULTIPLE),
        ("CACAT LAINNYA", Disability.OTHER),
        ("TIDAK CACAT", Disability.NONE),
        ("Penyandang disabilitas sensorik netra", Disability.VISUAL),
        ("tunarungu", Disability.HEARING),
        ("wicara", Disability.SPEECH),
        ("intelektual", Disability.INTELLECTUAL),
        ("Tidak ada", Disability.NONE),
    ],
)
def test_old_wording_of_disability_becomes_the_new_one(old, kind):
    assert read(Disability, old) is kind


@pytest.mark.parametrize("cell", [None, "", " ", "-", "–", 0, 0.0, "0", "\u00a0", "NULL"])
def test_blank_in_any_form_means_not_told(cell):
    assert read(MaritalStatus, cell) is None


@pytest.mark.parametrize("cell", [3, "3", "03", -1, 1.5, float("nan"), float("inf"), 10**400, "3.0"])
def test_number_outside_the_list_is_a_wrong_number(cell):
    with pytest.raises(UnknownCodeError) as unknown:
        read(Sex, cell)
    assert unknown.value.is_number


@pytest.mark.parametrize("cell", ["tidak jelas", "1. Perempuan", "True", "lak"])
def test_word_outside_the_list_is_a_village_word_and_not_guessed(cell):
    with pytest.raises(UnknownCodeError) as unknown:
        read(Sex, cell)
    assert not unknown.value.is_number


def test_every_member_reads_back_from_its_own_label():
    lists = (Sex, KkLevel, MaritalStatus, Education, Occupation, BasicStatus, Insurance, Disability)
    for code_list in lists:
        for member in code_list:
            assert read(code_list, str(member.label).upper()) is member
