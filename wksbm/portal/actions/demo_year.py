"""A year of three networks, told in bulk, so that their charts have something to say.

- January's flood brings a hump of reports, most of them in RW 004.
- In RW 004 the first visit comes sooner with each PSM who was trained within the year.
- In RW 005 nobody has given visits away since the secretary fell ill: some are late, one more than a month.
- RW 003 is small and calm.

The seed is fixed: the same day tells the same year. Each case is a `Course`; the cases of cases.toml stand beside them.
"""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from pmks_cases.models.case import Urgency, drawn_number
from pmks_cases.models.case_states import ClosingReason, State
from wksbm.portal.actions.demo_course import Course
from wksbm.portal.actions.demo_days import Start
from wksbm.portal.actions.demo_files import tables
from wksbm.portal.actions.demo_notebook import Notebook
from wksbm.portal.actions.demo_place import FLOOD_LASTS, Place, Subject, flood_day
from wksbm.portal.actions.demo_reports import write_other_report, write_second_report

YEAR = 358
"""The first word of the oldest case lies so many days back: the year on charts begins with it."""
NEWEST = 3


@dataclass(frozen=True)
class Share:
    """How much happens in one RW.

    `cases` in an ordinary year, more `after_flood`, and `unfounded` reports. `left` are visits that were not made: how
    many days ago each was to be. `waiting` are reports that nobody has checked: how many days old.
    """

    cases: int
    after_flood: int
    unfounded: int
    left: tuple[int, ...] = ()
    waiting: tuple[int, ...] = ()


SHARES = {
    "004": Share(cases=52, after_flood=18, unfounded=14),
    "005": Share(cases=32, after_flood=8, unfounded=7, left=(36, 27, 21, 12, 5), waiting=(8, 5, 1)),
    "003": Share(cases=15, after_flood=3, unfounded=3, waiting=(1,)),
}
ENDINGS = {
    ClosingReason.REACHED: 40,
    ClosingReason.INDEPENDENT: 24,
    State.REJECTED: 8,
    ClosingReason.TRANSFERRED: 8,
    ClosingReason.MOVED: 6,
    ClosingReason.REFUSED: 5,
    ClosingReason.DIED: 5,
    ClosingReason.NOT_FOUND: 4,
}
"""How cases end, and how many of a hundred do so."""
LEFT_BEFORE = (75, 62, 88, 55, 70)
"""Cases that nobody goes to any more began so many days before the visit that was not made."""


def tell(place: Place, notebook: Notebook, taken_numbers: set[str]) -> list[tuple[int, str, date]]:
    """Write the year of one network. Returns who has moved away or died: resident, closing reason and day."""
    share = SHARES[place.rw]
    subjects = _Subjects(place)
    departures = []
    for serial, (day, is_flood, left_on) in enumerate(_beginnings(place, share)):
        chance = random.Random(f"year {place.rw} {serial}")  # noqa: S311  the same year each time is the point
        need, subject = subjects.with_need(chance, is_flood=is_flood)
        ending = ClosingReason.INDEPENDENT if left_on else _ending(chance, subject, need)
        urgency = Urgency.MEDIUM.value if left_on else chance.choice(need["urgency"])
        start = Start(
            need=need,
            subject=subject,
            day=day,
            urgency=urgency,
            number=_number(day.year, taken_numbers),
            is_reported=is_flood or urgency == Urgency.EMERGENCY or chance.random() < 0.8,
            ending=ending,
            ends_after=_stage_of_end(chance, ending),
            watched_only=ending == ClosingReason.INDEPENDENT and not left_on and chance.random() < 0.25,
            left_on=left_on,
        )
        course = Course(place, notebook, start, chance)
        course.tell()
        if course.departure:
            departures.append(course.departure)
        if start.is_reported and course.case and chance.random() < 0.15:
            write_second_report(place, notebook, chance, course.case, start)
    _tell_other_reports(place, notebook, share)
    return departures


def _beginnings(place: Place, share: Share) -> list[tuple[date, bool, date | None]]:
    """When cases begin, the oldest first: the day, whether by the flood, and which visit was not made."""
    chance = random.Random(f"beginnings {place.rw}")  # noqa: S311
    ordinary = share.cases - len(share.left)
    apart = (YEAR - NEWEST) / ordinary
    days = [(place.day(round(YEAR - (turn + chance.random() * 0.9) * apart)), False, None) for turn in range(ordinary)]
    flood = flood_day(place.today)
    for turn in range(share.after_flood):
        day = flood + timedelta(days=1 + round(FLOOD_LASTS * (turn / share.after_flood) ** 2))
        days.append((min(day, place.day(NEWEST)), True, None))
    for ago, before in zip(share.left, LEFT_BEFORE, strict=False):
        days.append((place.day(ago + before), False, place.day(ago)))
    return sorted(days, key=lambda beginning: beginning[0])


def _number(year: int, taken: set[str]) -> str:
    """Drawn by chance as every number of a case, and no seed tells it: it stands for an id."""
    while (number := drawn_number(year)) in taken:
        continue
    taken.add(number)
    return number


def _ending(chance: random.Random, subject: Subject, need: dict) -> str:
    ending = chance.choices(list(ENDINGS), list(ENDINGS.values()))[0]
    if ending == ClosingReason.DIED and (subject.age < 60 or need.get("family")):
        return ClosingReason.INDEPENDENT
    if ending == ClosingReason.MOVED and need.get("family"):
        return ClosingReason.TRANSFERRED
    return ending


def _stage_of_end(chance: random.Random, ending: str) -> str:
    """After which stage of the course a case ends early; empty where it goes its whole way, or was turned down."""
    if ending == ClosingReason.NOT_FOUND:
        return "look"
    if ending in (ClosingReason.REACHED, ClosingReason.INDEPENDENT, State.REJECTED):
        return ""
    return chance.choice(("look", "assess", "meet", "plan", "plan", "help"))


def _tell_other_reports(place: Place, notebook: Notebook, share: Share) -> None:
    chance = random.Random(f"reports {place.rw}")  # noqa: S311
    said = tables("needs.toml")["said"]
    for turn in range(share.unfounded):
        ago = round(YEAR - (turn + chance.random() * 0.9) * (YEAR - 8) / share.unfounded)
        write_other_report(
            place, notebook, chance, place.day(ago), "tidak_terbukti", chance.choice(said["other_reports"])
        )
    for ago, saw in zip(share.waiting, said["waiting_reports"], strict=False):
        write_other_report(place, notebook, chance, place.day(ago), "masuk", saw)


class _Subjects:
    """Who may need something; nobody twice, and no two of one family."""

    def __init__(self, place: Place):
        self.left = list(place.subjects)
        random.Random(f"subjects {place.rw}").shuffle(self.left)  # noqa: S311

    def with_need(self, chance: random.Random, *, is_flood: bool) -> tuple[dict, Subject]:
        """A need drawn by its weight, and the next one whom it may befall."""
        needs = [need for need in tables("needs.toml")["need"] if need.get("flood", False) == is_flood]
        while True:
            need = chance.choices(needs, [need["weight"] for need in needs])[0]
            subject = next((subject for subject in self.left if _may_befall(need, subject)), None)
            if subject is not None:
                self.left = [other for other in self.left if other.family != subject.family]
                return need, subject
            needs.remove(need)


def _may_befall(need: dict, subject: Subject) -> bool:
    youngest, oldest = need["ages"]
    if need.get("family") and not subject.is_head:
        return False
    if need.get("disabled") and not subject.disability:
        return False
    return youngest <= subject.age <= oldest
