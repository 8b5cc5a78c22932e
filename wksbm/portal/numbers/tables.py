"""One-way tables of open cases: exact inside the network, "kira-kira" outside of it (docs/concepts.md says why)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from wksbm.portal.numbers.period import Period

REST = "lainnya"
"""The key of the groups that are too small to stand alone."""
SMALL = 5
"""A count under this is shown to nobody outside."""
NOISE = 4
"""A figure is rounded after so many at most were added or taken off by chance."""


@dataclass(frozen=True)
class Row:
    """One group. `key` is a `NeedKind`, the id of an RT as text, "" for without an RT, or `REST`."""

    key: str
    label: str
    count: int


@dataclass(frozen=True)
class OneWayTable:
    """Open cases of one network by one thing. Where `rows` is empty, `sentence` says why.

    `exact`: as it stands at this moment, for the board. Else about so many, at the end of the day `on`.
    """

    network_id: int
    rows: tuple[Row, ...] = ()
    exact: bool = False
    on: date | None = None
    sentence: str = ""


@dataclass(frozen=True)
class QuarterTable:
    """What happened in one finished quarter in a whole village, about so many. Where `rows` is empty, `sentence` says
    why."""

    quarter: Period
    rows: tuple[Row, ...] = ()
    sentence: str = ""


def about(counts: dict[str, int], below: Callable[[int], int]) -> dict[str, int]:
    """The figures that may leave the network; none where no group can stand beside a rest of five.

    `below(n)` draws a number from 0 to n - 1. A group stands alone from a bound between 5 and 9 that is drawn for it,
    so that who is missing may be large; the rest is at least five. Every figure is a multiple of five near the count.
    """
    alone = {key for key, count in counts.items() if count >= SMALL + below(SMALL)}
    rest = sum(count for key, count in counts.items() if key not in alone)
    for key in sorted(alone, key=lambda key: (counts[key], key)):
        if rest >= SMALL:
            break
        alone.remove(key)
        rest += counts[key]
    if not alone:
        return {}
    return {
        key: _near(count, below)
        for key, count in [*((key, counts[key]) for key in counts if key in alone), (REST, rest)]
    }


def _near(count: int, below: Callable[[int], int]) -> int:
    moved = count + below(2 * NOISE + 1) - NOISE
    return max(SMALL, SMALL * ((moved + SMALL // 2) // SMALL))


def may_be_counted_again(opened: int, ended: int) -> bool:
    """Whether enough has come and gone since the last table: of each nothing or five at least, and something."""
    enough = all(count == 0 or count >= SMALL for count in (opened, ended))
    return enough and opened + ended > 0


@dataclass(frozen=True)
class Bar:
    """One group as it is drawn: its words, how many, the most that any group has, and the list behind it, if any."""

    label: str
    count: int
    most: int
    url: str = ""


def bars(table: OneWayTable | QuarterTable, url_of: Callable[[str], str] | None = None) -> list[Bar]:
    """The rows of a table with their bars. `url_of` gives the list behind a group by its key; '' for none."""
    most = max((row.count for row in table.rows), default=0) or 1
    return [
        Bar(row.label, row.count, most, url_of(row.key) if url_of and row.key != REST else "") for row in table.rows
    ]
