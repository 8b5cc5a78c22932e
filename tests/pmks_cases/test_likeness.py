"""When two records are held for one person's."""

from datetime import date, timedelta

import pytest

from pmks_cases.likeness import birth_dates_alike, birth_dates_like, may_be_one_person

BORN = date(1970, 5, 12)


@pytest.mark.parametrize(
    "other",
    [BORN, date(1970, 12, 5), date(1971, 5, 12), date(1970, 6, 12), date(1970, 5, 21)],
    ids=["same", "day and month changed round", "year", "month", "day"],
)
def test_birth_dates_that_are_alike(other):
    assert birth_dates_alike(BORN, other)


@pytest.mark.parametrize("other", [date(1971, 6, 12), date(1971, 12, 5), date(1991, 9, 2)])
def test_birth_dates_that_are_not(other):
    assert not birth_dates_alike(BORN, other)


@pytest.mark.parametrize("one", [BORN, date(1970, 5, 13), date(2024, 2, 29), date(1999, 1, 31), date(1, 1, 1)])
def test_the_days_that_are_alike_are_all_that_an_index_is_asked_for(one):
    first = date(max(one.year - 130, 1), 1, 1)
    days = (first + timedelta(days=passed) for passed in range((date(one.year + 130, 12, 31) - first).days + 1))
    assert birth_dates_like(one) == {day for day in days if birth_dates_alike(one, day)}


@pytest.mark.parametrize("other", ["Soelastri", "SULASTRI", "Sulasteri", "Sulastri."])
def test_like_names_with_the_same_birth_date(other):
    assert may_be_one_person("Sulastri", BORN, other, BORN)


def test_words_in_another_order():
    assert may_be_one_person("Siti Aminah", BORN, "Aminah Siti", BORN)


@pytest.mark.parametrize("other", ["Sutarmi", "Sulastri Handayani", "Sri Lestari"])
def test_other_names_with_the_same_birth_date(other):
    assert not may_be_one_person("Sulastri", BORN, other, BORN)


def test_without_a_birth_date_only_all_but_equal_names_are_asked_about():
    assert may_be_one_person("Soelastri", None, "Sulastri", BORN)
    assert not may_be_one_person("Sulasteri", None, "Sulastri", BORN)
