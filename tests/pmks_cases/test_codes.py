"""Code lists: the ids that villages exchange files with, and what comes first."""

from pmks_cases.codes import (
    COMMON_OCCUPATIONS,
    BasicStatus,
    Education,
    Insurance,
    KkLevel,
    MaritalStatus,
    Occupation,
    occupation_choices,
)


def test_ids_are_those_that_villages_exchange():
    assert [len(code_list) for code_list in (Occupation, KkLevel, Education, MaritalStatus)] == [89, 11, 10, 4]
    assert BasicStatus.values == [1, 2, 3, 4, 6, 9]
    assert Insurance.values == [1, 2, 3, 99]
    assert [Occupation(number).label for number in (5, 50, 66, 88)] == ["PNS", "Anggota BPK", "Pilot", "Wiraswasta"]


def test_common_occupations_come_first_and_none_is_lost():
    choices = occupation_choices()
    assert [value for value, _label in choices[: len(COMMON_OCCUPATIONS)]] == [job.value for job in COMMON_OCCUPATIONS]
    assert sorted(value for value, _label in choices) == list(range(1, 90))
