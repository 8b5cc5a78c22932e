"""Whether two records may be the same person, from name and birth date alone."""

from datetime import date

from rapidfuzz import fuzz

from pmks_cases.names import folded

LIKE_NAMES = 88
"""From this score on (0 to 100) two names may be one person's, when the birth dates are alike too."""
VERY_LIKE_NAMES = 95
"""The score that is asked for when a birth date is unknown."""

LIFETIME = 130
"""Years. Two records whose birth dates lie further apart are never one person's."""


def name_likeness(one: str, other: str) -> float:
    """0 to 100: words in any order, old spelling and doubled letters count as equal."""
    return fuzz.token_sort_ratio(folded(one), folded(other))


def birth_dates_alike(one: date, other: date) -> bool:
    """The same day, day and month changed round, or one part of the three written differently."""
    if one.year == other.year and (one.day, one.month) == (other.month, other.day):
        return True
    return sum(getattr(one, part) != getattr(other, part) for part in ("day", "month", "year")) <= 1


def birth_dates_like(one: date) -> set[date]:
    """Every day that `birth_dates_alike` finds alike, a lifetime before and after: some 250, for an index to find."""
    parts = {(one.year, one.day, one.month)}
    parts.update((year, one.month, one.day) for year in range(one.year - LIFETIME, one.year + LIFETIME + 1))
    parts.update((one.year, month, one.day) for month in range(1, 13))
    parts.update((one.year, one.month, day) for day in range(1, 32))
    return {day for three in parts if (day := _day(*three))}


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def may_be_one_person(name: str, birth_on: date | None, other_name: str, other_birth_on: date | None) -> bool:
    """A like name with a like birth date; without a birth date the names must be all but equal."""
    if birth_on is None or other_birth_on is None:
        return name_likeness(name, other_name) >= VERY_LIKE_NAMES
    return birth_dates_alike(birth_on, other_birth_on) and name_likeness(name, other_name) >= LIKE_NAMES
