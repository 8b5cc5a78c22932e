"""The figures of networks. None of them holds a guarded case: rahasia, or with somebody who must not know of it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from datetime import date


@dataclass(frozen=True)
class Share:
    """So many of so many. `percent` is None where there is nothing to have a share of."""

    count: int = 0
    of: int = 0

    @property
    def percent(self) -> int | None:
        return round(100 * self.count / self.of) if self.of else None


@dataclass(frozen=True)
class MonthOfCases:
    """One month: opened, closed (with a reason) and ended in it, and what stood open at its end (of a month under way:
    today). `open` contains `aftercare`, those closed and still visited.

    open = open of the month before + opened - ended; aftercare = aftercare of the month before + closed - ended.
    """

    month: date
    opened: int = 0
    closed: int = 0
    ended: int = 0
    open: int = 0
    aftercare: int = 0


@dataclass(frozen=True)
class Flow:
    """What happened in a period: from roll-ups, and exact.

    Days to the first visit and urgent ones seen are told of the cases opened in the period.
    """

    opened: int = 0
    closed: int = 0
    ended: int = 0
    closed_by_reason: dict[str, int] = field(default_factory=dict)
    """By `ClosingReason`, and `ditolak`, `digabung`; its sum is `closed`. Labels: `closing_labels()`."""
    first_visit_days: dict[int, int] = field(default_factory=dict)
    """How many cases were seen so many days after the first word of them; who was not met does not count as seen."""
    urgent_seen: Share = Share()
    """Of the cases that were an emergency when they were opened: those seen within 24 hours of the first word."""
    promises_on_time: Share = Share()
    """Of the promises whose day was in the period and is over, or that are done: those done by their day."""
    visits: int = 0
    visits_nobody_met: int = 0
    """Of the visits: those at which nobody was met."""
    greetings: int = 0
    errands: int = 0
    referrals_by_target: dict[str, int] = field(default_factory=dict)
    """Help asked of somebody outside, by `ReferralTarget`, on the day on which somebody there was spoken to."""
    reports: int = 0
    reports_by_outcome: dict[str, int] = field(default_factory=dict)
    """By `EarlyReport.State`; one that was destroyed counts as not borne out."""

    @property
    def first_visits(self) -> int:
        """How many cases opened in the period have been seen."""
        return sum(self.first_visit_days.values())

    @property
    def median_days_to_first_visit(self) -> float | None:
        """Exact: of an even number the middle between the two in the middle."""
        count = self.first_visits
        if not count:
            return None
        low, high = (self._day_at((count - 1) // 2), self._day_at(count // 2))
        return (low + high) / 2 if low != high else low

    def _day_at(self, place: int) -> int:
        passed = 0
        for days, count in sorted(self.first_visit_days.items()):
            passed += count
            if place < passed:
                return days
        raise IndexError(place)


@dataclass(frozen=True)
class Numbers(Flow):
    """A network's figures: what happened in the period (`Flow`), what was before it, and what stands today."""

    network_id: int | None = None
    before: Flow = field(default_factory=Flow)
    """The same of the period before."""
    series: tuple[MonthOfCases, ...] = ()
    """Twelve months, the last one that of the period's end."""
    open_cases: int = 0
    """Open at the end of the period (of one under way: today), with those in aftercare."""
    aftercare: int = 0
    # From here on: today, whatever the period.
    late_visits: int = 0
    longest_late_days: int = 0
    late_promises: int = 0
    longest_promise_late_days: int = 0
    unvisited_90_days: int = 0
    unaccompanied: int = 0
    """Open cases that nobody accompanies, and have not for days."""
    late_reports: int = 0
    """Reports past the day by which somebody should have said what becomes of them."""
    longest_report_late_days: int = 0
    volunteers: int = 0
    """Who holds a PSM office today."""
    trained: int = 0
    """Of them: who has a training of one of the four levels (dasar, lanjutan, pemantapan, TOT)."""
    trained_by_level: dict[str, int] = field(default_factory=dict)
    """By `Training.Level`; who has several counts in each."""


_LONGEST = ("longest_late_days", "longest_promise_late_days", "longest_report_late_days")


def together(numbers: Iterable[Numbers]) -> Numbers:
    """Several networks as one: sums, the longest of the longest, and the exact median over all their cases."""
    return _together(Numbers(), list(numbers))


def _together(nothing, found: list):
    """`nothing` is one of their kind in which everything is none."""
    return replace(nothing, **{each.name: _sum(nothing, each.name, found) for each in fields(nothing)})


def _sum(nothing, name: str, found: list):
    zero, values = getattr(nothing, name), [getattr(one, name) for one in found]
    match zero:
        case Flow() | Share():
            return _together(zero, values)
        case dict():
            return dict(sum(map(Counter, values), Counter()))
        case tuple():
            return tuple(_together(MonthOfCases(months[0].month), list(months)) for months in zip(*values, strict=True))
        case int():
            return max(values, default=0) if name in _LONGEST else sum(values)
    return zero  # whose it is, and which month


@dataclass(frozen=True)
class OwnMonth:
    """What one volunteer did in one month."""

    month: date
    visits: int = 0
    greetings: int = 0
    families: int = 0
    """Different households, or people without one, at whose door she was."""
    promises: Share = Share()
    """Of her promises whose day was in the month and is over, or that are done: those done by their day."""
