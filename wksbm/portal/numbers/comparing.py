"""A figure beside the one of the period before: the difference in words, with a picture and a tone."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from wksbm.portal.numbers.figures import Numbers
from wksbm.portal.numbers.period import Period

NBSP = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class Difference:
    """`naik 3` with its picture; `tone` is done where it is better, late where it is worse, empty where neither."""

    words: str
    icon: str
    tone: str = ""


@dataclass(frozen=True)
class Figure:
    """One cell: a value to count with (None: there is nothing to tell), how it is shown, and the difference."""

    value: float | None
    shown: str
    difference: Difference | None = None
    alarm: bool = False

    @property
    def told(self) -> bool:
        return self.value is not None


def number(value: float | None) -> str:
    """`1.240`, `2,5`; a dash for nothing."""
    if value is None:
        return "–"
    whole = float(value).is_integer()
    return number_format(int(value) if whole else round(value, 1), use_l10n=True, force_grouping=True)


def difference(now: float | None, before: float | None, *, better: str = "", unit: str = "") -> Difference | None:
    """What changed since the period before. `better` is "up" or "down", or empty where neither is better.

    None where one of the two is unknown.
    """
    if now is None or before is None:
        return None
    change = round(now - before, 1)
    if not change:
        return Difference(_("tetap"), "same")
    way = "up" if change > 0 else "down"
    words = (_("naik") if change > 0 else _("turun")) + " " + number(abs(change)) + (NBSP + unit if unit else "")
    return Difference(words, way, ("done" if way == better else "late") if better else "")


def figure(
    now: float | None,
    before: float | None = None,
    *,
    better: str = "",
    unit: str = "",
    compare: bool,
    alarm: bool = False,
) -> Figure:
    """One cell of the comparison. `unit` is written after the value (`%` joins it, a word stands apart)."""
    after = unit if unit == "%" else NBSP + unit if unit else ""
    told = number(now) + (after if now is not None else "")
    changed = difference(now, before, better=better, unit=_("poin") if unit == "%" else unit) if compare else None
    return Figure(now, told, changed, alarm)


def open_before(numbers: Numbers, period: Period) -> int | None:
    """What stood open at the end of the period before, where the twelve months reach so far."""
    last = period.before().last.replace(day=1)
    return next((month.open for month in numbers.series if month.month == last), None)
