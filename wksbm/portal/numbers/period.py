"""A month, a quarter or twelve months, as links write it and people say it."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

NBSP = "\N{NO-BREAK SPACE}"
TWELVE_MONTHS = "12-bulan"
_LINK = re.compile(r"(?P<year>20\d\d)-(?:T(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2]))")


def first_of_month(day: date, months: int = 0) -> date:
    """The first day of this day's month, or of the month so many months later."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


@dataclass(frozen=True)
class Period:
    """Whole months: from the first day of one to the last day of another, both included."""

    first: date
    last: date

    @classmethod
    def of_months(cls, last: date, count: int = 1) -> "Period":
        """So many months, the last of which is the one of this day."""
        return cls(first_of_month(last, 1 - count), first_of_month(last, 1) - timedelta(days=1))

    @classmethod
    def parse(cls, link: str, today: date) -> "Period | None":
        """`2026-10`, `2026-T4`, `12-bulan` (the twelve months up to today's). None for anything else, and for what has
        not begun."""
        if link == TWELVE_MONTHS:
            return cls.of_months(today, 12)
        found = _LINK.fullmatch(link)
        if found is None:
            return None
        year = int(found["year"])
        if found["quarter"]:
            period = cls.of_months(date(year, int(found["quarter"]) * 3, 1), 3)
        else:
            period = cls.of_months(date(year, int(found["month"]), 1))
        return period if period.first <= today else None

    @property
    def months(self) -> int:
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1

    @property
    def link(self) -> str:
        """As it stands in an address."""
        if self.months == 1:
            return f"{self.first:%Y-%m}"
        if self.months == 3 and self.first.month % 3 == 1:
            return f"{self.first.year}-T{self.last.month // 3}"
        return TWELVE_MONTHS

    @property
    def label(self) -> str:
        """`Oktober 2026`, `Triwulan 4 tahun 2026`, `Desember 2025 sampai November 2026`."""
        if self.months == 1:
            return _month(self.first)
        if self.months == 3 and self.first.month % 3 == 1:
            quarter = {"quarter": self.last.month // 3, "year": self.first.year}
            return (_("Triwulan %(quarter)d tahun %(year)d") % quarter).replace(" ", NBSP, 1)
        return _("%(first)s sampai %(last)s") % {"first": _month(self.first), "last": _month(self.last)}

    def __str__(self) -> str:
        return self.label

    def before(self) -> "Period":
        """The period of the same length just before: the one to compare with."""
        return self.of_months(first_of_month(self.first, -1), self.months)

    def after(self) -> "Period":
        """The one of the same length that follows."""
        return self.of_months(first_of_month(self.last, self.months), self.months)

    def has_ended(self, today: date) -> bool:
        return self.last < today


def _month(day: date) -> str:
    return date_format(day, "F Y", use_l10n=False).replace(" ", NBSP)
