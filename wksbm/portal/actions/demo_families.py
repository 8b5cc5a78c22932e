"""The families of the demo: thirty written by hand (families.txt), the others put together by chance, always the same.

Ages are counted from the day of loading, so that a toddler of the demo is one in any year.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from members.demo_accounts import EVERYBODY
from pmks_cases.codes import Education, Insurance, KkLevel, MaritalStatus, Occupation, Sex
from wksbm.portal.actions.demo_files import lines, tables

FAMILIES = {"004": 120, "005": 80, "003": 50}
"""By RW, those written by hand included."""
SHAPES = {
    "couple_with_children": 44,
    "three_generations": 14,
    "old_couple": 11,
    "alone_and_old": 9,
    "mother_with_children": 9,
    "young_couple": 8,
    "grandmother_with_grandchildren": 5,
}
"""What families look like, and how many of a hundred do."""


@dataclass
class Card:
    """One family card: where it hangs, and its people as columns of Resident (`nik_day` where the NIK says another)."""

    rw: str
    rt: str
    dasawisma: str
    address: str
    serial: int
    people: list[dict] = field(default_factory=list)

    @property
    def kk_number(self) -> str:
        """A number in region 99, which does not exist."""
        return f"990101{(self.serial % 27) + 1:02}0619{self.serial:04}"


def nik(birth_on: date, sex: int, serial: int) -> str:
    """A NIK that nobody can have: region 99; then the day of birth (a woman's plus 40), month, year, and a serial."""
    day = birth_on.day + (40 if sex == Sex.FEMALE else 0)
    return f"990101{day:02}{birth_on:%m%y}{serial:04}"


def cards(today: date) -> dict[str, list[Card]]:
    """All families by RW. No two people of the whole demo share a name."""
    told = list(written())
    taken = {person["name"] for card in told for person in card.people}
    taken |= {account.name for account in EVERYBODY.values()}
    serial = len(told)
    found = {}
    for rw, count in FAMILIES.items():
        found[rw] = [card for card in told if card.rw == rw]
        more = invented(rw, count - len(found[rw]), after=serial, taken=taken, today=today)
        serial += len(more)
        found[rw] += more
    return found


# --- Written by hand -----------------------------------------------------------------------------------------


def written() -> Iterator[Card]:
    """The families of the data file, in its order."""
    card = None
    serial = 0
    for cells in lines("families.txt"):
        if len(cells) == 4:
            if card:
                yield card
            serial += 1
            card = Card(*cells, serial)
        else:
            card.people.append(_person(cells))
    yield card


def _person(cells: list[str]) -> dict:
    name, sex, born_on, born_in, level, education, occupation, marital_status, insurance, *more = cells
    extra = dict(pair.split("=") for cell in more for pair in cell.split())
    person = {
        "name": name,
        "sex": int(sex),
        "birth_on": date.fromisoformat(born_on),
        "birth_place": born_in,
        "kk_level": int(level),
        "education": int(education),
        "occupation": int(occupation),
        "marital_status": int(marital_status),
        "insurance": int(insurance),
        "disability": extra.get("disability", ""),
        "without_nik": extra.get("without_nik", ""),
    }
    if "nik_day" in extra:
        person["nik_day"] = date.fromisoformat(extra["nik_day"])
    return person


# --- Put together by chance ----------------------------------------------------------------------------------


def invented(rw: str, count: int, *, after: int, taken: set[str], today: date) -> list[Card]:
    """So many families, spread over the streets of the RW, numbered on from `after`; names in `taken` are left out."""
    chance = random.Random(f"families {rw}")  # noqa: S311  the same families each time are the point
    streets = [cells for cells in lines("streets.txt") if cells[0] == rw]
    made = []
    for place in range(count):
        _rw, rt, dasawisma, street = streets[place % len(streets)]
        address = f"{street} No. {21 + place // len(streets) * 2 + place % 2}"
        household = _Household(chance, taken, today)
        getattr(household, chance.choices(list(SHAPES), list(SHAPES.values()))[0])()
        made.append(Card(rw, rt, dasawisma, address, after + place + 1, household.people))
    return made


class _Household:
    """A family while its people come in; each method without underscore is one shape of a family."""

    def __init__(self, chance: random.Random, taken: set[str], today: date):
        self.chance, self.taken, self.today = chance, taken, today
        self.is_poor = chance.random() < 0.4
        self.surname, self.origin = "", "Kudus"
        if chance.random() < 0.06:
            self.surname, self.origin = chance.choice(list(tables("names.toml")["elsewhere"].items()))
        self.people: list[dict] = []

    def couple_with_children(self) -> None:
        father = self.chance.randint(28, 58)
        mother = max(23, father - self.chance.randint(0, 6))
        self._couple(father, mother)
        self._children(mother)

    def three_generations(self) -> None:
        father = self.chance.randint(32, 52)
        mother = father - self.chance.randint(0, 5)
        self._couple(father, mother)
        self._children(mother, most=2)
        sex = self.chance.choice((Sex.FEMALE, Sex.FEMALE, Sex.MALE))
        self._add(sex, father + self.chance.randint(22, 32), KkLevel.PARENT, MaritalStatus.WIDOWED)

    def old_couple(self) -> None:
        father = self.chance.randint(61, 79)
        self._couple(father, father - self.chance.randint(1, 8))

    def alone_and_old(self) -> None:
        sex = self.chance.choice((Sex.FEMALE, Sex.FEMALE, Sex.FEMALE, Sex.MALE))
        self._add(sex, self.chance.randint(64, 88), KkLevel.HEAD, MaritalStatus.WIDOWED)

    def mother_with_children(self) -> None:
        mother = self.chance.randint(28, 52)
        left = self.chance.choice((MaritalStatus.WIDOWED, MaritalStatus.DIVORCED))
        self._add(Sex.FEMALE, mother, KkLevel.HEAD, left)
        self._children(mother)

    def young_couple(self) -> None:
        self._couple(self.chance.randint(23, 29), self.chance.randint(21, 26))
        if self.chance.random() < 0.5:
            self._add(self.chance.choice(list(Sex)), self.chance.randint(0, 2), KkLevel.CHILD)

    def grandmother_with_grandchildren(self) -> None:
        self._add(Sex.FEMALE, self.chance.randint(56, 72), KkLevel.HEAD, MaritalStatus.WIDOWED)
        for _child in range(self.chance.randint(1, 2)):
            self._add(self.chance.choice(list(Sex)), self.chance.randint(5, 17), KkLevel.GRANDCHILD)

    def _couple(self, husband: int, wife: int) -> None:
        self._add(Sex.MALE, husband, KkLevel.HEAD, MaritalStatus.MARRIED)
        self._add(Sex.FEMALE, wife, KkLevel.WIFE, MaritalStatus.MARRIED)

    def _children(self, mother: int, most: int = 4) -> None:
        """Born while the mother was 20 to 41, two years apart at least; who is over 27 has left the house."""
        born_at = self.chance.randint(20, 27)
        for _child in range(self.chance.choices(range(1, most + 1), (30, 42, 20, 8)[:most])[0]):
            if born_at < min(mother, 42) and mother - born_at < 28:
                self._add(self.chance.choice(list(Sex)), mother - born_at, KkLevel.CHILD)
            born_at += self.chance.randint(2, 6)

    def _add(self, sex: int, age: int, level: int, marital_status: int = MaritalStatus.UNMARRIED) -> None:
        birth_on = self.today - timedelta(days=int(age * 365.25) + self.chance.randint(5, 355))
        without_nik = ""
        if self.chance.random() < (0.2 if age < 1 else 0.02):
            without_nik = "belum_punya" if age < 17 else self.chance.choice(("lupa", "hilang", "tidak_mau"))
        disability = ""
        if self.chance.random() < (0.1 if age > 60 else 0.025):
            disability = self.chance.choice(("fisik", "netra", "rungu", "intelektual", "mental", "fisik"))
        insurance = Insurance.BPJS_PBI if self.is_poor else Insurance.BPJS_NON_PBI
        if self.chance.random() < 0.12:
            insurance = Insurance.NONE
        self.people.append(
            {
                "name": self._name(sex, age),
                "sex": int(sex),
                "birth_on": birth_on,
                "birth_place": "Kudus" if age < 25 else self.chance.choice((self.origin, *_BIRTHPLACES)),
                "kk_level": int(level),
                "education": int(self._education(age)),
                "occupation": int(self._occupation(sex, age)),
                "marital_status": int(marital_status),
                "insurance": int(insurance),
                "disability": disability,
                "without_nik": without_nik,
            }
        )

    def _name(self, sex: int, age: int) -> str:
        names = tables("names.toml")["women" if sex == Sex.FEMALE else "men"]
        first = names["old" if age > 58 else "grown" if age > 24 else "young"].split()
        second = (names["second_old"] if age > 58 else names["second"]).split()
        for _attempt in range(500):
            name = f"{self.chance.choice(first)} {self.surname or self.chance.choice(second)}"
            if name not in self.taken:
                self.taken.add(name)
                return name
        raise AssertionError("names.toml holds too few names for so many people")

    def _education(self, age: int) -> Education:
        if age < 7:
            return Education.NONE
        if age < 13:
            return Education.SOME_PRIMARY
        if age < 16:
            return Education.PRIMARY
        if age < 19:
            return Education.LOWER_SECONDARY
        if age > 60:
            return self.chance.choice((Education.NONE, Education.SOME_PRIMARY, Education.PRIMARY, Education.PRIMARY))
        if self.is_poor:
            return self.chance.choice((Education.PRIMARY, Education.LOWER_SECONDARY, Education.UPPER_SECONDARY))
        return self.chance.choice((Education.UPPER_SECONDARY, Education.UPPER_SECONDARY, Education.BACHELOR))

    def _occupation(self, sex: int, age: int) -> Occupation:
        if age < 6:
            return Occupation.NOT_WORKING
        if age < 19:
            return Occupation.STUDENT
        if age > 70:
            return Occupation.NOT_WORKING
        if sex == Sex.FEMALE and self.chance.random() < 0.4:
            return Occupation.HOMEMAKER
        return self.chance.choice(_POOR_WORK if self.is_poor else _OTHER_WORK)


_BIRTHPLACES = ("Kudus", "Kudus", "Kudus", "Kudus", "Demak", "Jepara", "Pati", "Grobogan", "Rembang")
_POOR_WORK = (
    Occupation.DAY_LABOURER,
    Occupation.FARM_LABOURER,
    Occupation.TRADER,
    Occupation.MASON,
    Occupation.DOMESTIC_WORKER,
    Occupation.NOT_WORKING,
)
_OTHER_WORK = (
    Occupation.PRIVATE_EMPLOYEE,
    Occupation.INDUSTRY,
    Occupation.TRADER,
    Occupation.ENTREPRENEUR,
    Occupation.TEACHER,
    Occupation.DRIVER,
    Occupation.TAILOR,
)
