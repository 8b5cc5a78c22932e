"""Months, quarters and twelve months, as links write them."""

import datetime as dt

import pytest

from wksbm.portal.numbers import Period

TODAY = dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("link", "first", "last", "label"),
    [
        ("2026-10", dt.date(2026, 10, 1), dt.date(2026, 10, 31), "Oktober 2026"),
        ("2026-02", dt.date(2026, 2, 1), dt.date(2026, 2, 28), "Februari 2026"),
        ("2026-T4", dt.date(2026, 10, 1), dt.date(2026, 12, 31), "Triwulan 4 tahun 2026"),
        ("2026-T1", dt.date(2026, 1, 1), dt.date(2026, 3, 31), "Triwulan 1 tahun 2026"),
        ("12-bulan", dt.date(2025, 12, 1), dt.date(2026, 11, 30), "Desember 2025 sampai November 2026"),
    ],
)
def test_a_link_is_a_period_and_a_period_its_link(link, first, last, label):
    period = Period.parse(link, TODAY)
    assert period == Period(first, last)
    assert period.link == link
    assert period.label.replace("\u00a0", " ") == label


@pytest.mark.parametrize("link", ["", "2026", "2026-13", "2026-T5", "2026-00", "1026-10", "2026-12", "2027-T1", "x"])
def test_anything_else_and_what_has_not_begun_is_none(link):
    assert Period.parse(link, TODAY) is None


def test_the_period_before_is_as_long_and_ends_where_this_one_begins():
    assert Period.parse("2026-01", TODAY).before() == Period(dt.date(2025, 12, 1), dt.date(2025, 12, 31))
    assert Period.parse("2026-T1", TODAY).before() == Period(dt.date(2025, 10, 1), dt.date(2025, 12, 31))
    assert Period.parse("12-bulan", TODAY).before() == Period(dt.date(2024, 12, 1), dt.date(2025, 11, 30))
    for link in ("2026-01", "2026-T1"):
        assert Period.parse(link, TODAY).before().after().link == link
