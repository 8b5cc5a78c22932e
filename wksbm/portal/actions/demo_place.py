"""One network of the demo as the year is told of it: its people, its calendar, and how quickly somebody comes."""

import random
from calendar import SATURDAY
from dataclasses import dataclass, field
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from pmks_cases.models.case import Urgency

FLOOD_LASTS = 21
"""For so many days after the flood people come with what it has done to them."""
ILL_FOR = 40
"""Since so many days the secretary of RW 005 has been ill."""


def flood_day(today: date) -> date:
    """When the Kali came over its banks: in January; but in that month in February of the year before.

    So it lies between 15 and 356 days back, within twelve months of any day.
    """
    return date(today.year - 1, 2, 9) if today.month == 1 else date(today.year, 1, 17)


@dataclass(frozen=True)
class Pace:
    """How many urgent ones are seen within 24 hours, how many days the rest of them wait, and how many the others."""

    at_once: float
    urgent: tuple[int, int]
    others: tuple[int, int]


USUAL = Pace(0.75, (2, 3), (2, 5))
PACES = (
    Pace(0.2, (5, 9), (8, 13)),
    Pace(0.5, (3, 5), (5, 8)),
    Pace(0.65, (2, 3), (3, 5)),
    Pace(0.95, (2, 2), (1, 2)),
)
"""Of RW 004, by how many PSM have come within the year."""
ALONE = Pace(0.1, (3, 6), (8, 14))


@dataclass(frozen=True)
class Subject:
    """Somebody, or a family, of whom a case may tell; ids of the rows, and who answers for a child."""

    resident: int | None
    family: int
    rt: int
    name: str
    age: int
    sex: int
    address: str
    disability: str
    guardian: str
    relative: str
    is_head: bool


@dataclass
class Place:
    """A network with the ids of those who work in it.

    `trained` are PSM who came later, each with the day: from then on the cases are theirs. `ill_since` is the day from
    which the chair does the secretary's work.
    """

    rw: str
    network: int
    zone: ZoneInfo
    today: date
    secretary: int
    chair: int
    psms: list[int]
    writers: list[int]
    kind_of_case: int
    trained: list[tuple[int, date]] = field(default_factory=list)
    ill_since: date | None = None
    meetings: tuple[int, ...] = (2,)
    subjects: list[Subject] = field(default_factory=list)

    @property
    def yesterday(self) -> date:
        """The last day of which the year tells: today belongs to who looks at the demo."""
        return self.today - timedelta(days=1)

    def day(self, ago: int) -> date:
        return self.today - timedelta(days=ago)

    def is_alone(self, day: date) -> bool:
        """The chair is without a secretary."""
        return self.ill_since is not None and day >= self.ill_since

    def board(self, day: date) -> int:
        """Who opens, checks and assigns."""
        return self.chair if self.is_alone(day) else self.secretary

    def came_later(self, day: date) -> list[int]:
        """The PSM trained within the year who are there by this day."""
        return [user for user, since in self.trained if since <= day]

    def psm_for(self, chance: random.Random, day: date) -> int:
        return chance.choice(self.came_later(day) or self.psms)

    def next_trained(self, after: date) -> tuple[int, date] | None:
        return next(((user, since) for user, since in self.trained if since > after), None)

    def next_meeting(self, after: date) -> date | None:
        """The evening of the next meeting: on the second Saturday of the month, here and there on the fourth as well.

        None where nobody calls one any more.
        """
        day = after + timedelta(days=1)
        while not (day.weekday() == SATURDAY and (day.day + 6) // 7 in self.meetings):
            day += timedelta(days=1)
        return None if self.is_alone(day) else day

    # --- How quickly -------------------------------------------------------------------------------------

    def days_to_first_visit(self, chance: random.Random, day: date, urgency: int) -> int:
        """From the first word to the first visit. Few PSM come late, many soon; without a secretary nobody is sent."""
        pace = self._pace(day)
        if urgency == Urgency.EMERGENCY:
            return 0 if chance.random() < min(1, pace.at_once + 0.2) else chance.randint(2, 3)
        if urgency == Urgency.HIGH:
            return 0 if chance.random() < pace.at_once else chance.randint(*pace.urgent)
        return chance.randint(*pace.others)

    def _pace(self, day: date) -> "Pace":
        if self.is_alone(day):
            return ALONE
        return PACES[len(self.came_later(day))] if self.trained else USUAL

    def days_late(self, chance: random.Random, on: date) -> int:
        """By how many days somebody comes later than the day of the visit said."""
        if self.is_alone(on):
            return chance.choice((3, 5, 7, 9))
        often = 0.25 if self.trained and not self.came_later(on) else 0.08
        return chance.randint(1, 4) if chance.random() < often else 0

    def promise_is_late(self, chance: random.Random, day: date) -> bool:
        if self.is_alone(day):
            return chance.random() < 0.6
        often = (0.35, 0.25, 0.15, 0.05)[len(self.came_later(day))] if self.trained else 0.1
        return chance.random() < often
