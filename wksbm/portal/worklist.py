"""What waits for a person in one network: at once, at whose door, late, this week, whenever there is time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import connection
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from members.lateness import badge
from pmks_cases.due import SOON_DAYS
from wksbm.core.registries import Due, DueKind, due_kinds

SOON = timedelta(days=SOON_DAYS)


@dataclass(frozen=True)
class Waiting:
    """A due thing with the words of its badge: how late it is, or when it is due."""

    due: Due
    badge: str
    tone: str


@dataclass(frozen=True)
class Street:
    """The houses of one RT to which somebody goes."""

    place: str
    houses: list[Waiting]


@dataclass(frozen=True)
class WorkList:
    """What waits, each part with the oldest day first; what is done at people's doors stands by RT."""

    at_once: list[Waiting] = field(default_factory=list)
    streets: list[Street] = field(default_factory=list)
    soon: list[Waiting] = field(default_factory=list)
    late: list[Waiting] = field(default_factory=list)
    this_week: list[Waiting] = field(default_factory=list)
    later: list[Waiting] = field(default_factory=list)

    @property
    def house_count(self) -> int:
        return sum(len(street.houses) for street in self.streets)

    @property
    def count(self) -> int:
        """All but the houses of the next days."""
        return len(self.at_once) + self.house_count + len(self.late) + len(self.this_week) + len(self.later)


def everything_due(user, network) -> list[Due]:
    """What is due, kind by kind: one question for each kind that the role may have, one for those found together."""
    kinds = with_any([kind for kind in due_kinds if user.has_perm(kind.audience, network)], user, network)
    names: dict[Callable, list[str]] = {}
    for kind in kinds:
        if kind.together:
            names.setdefault(kind.together, []).append(kind.name)
    together = {name: due for find, some in names.items() for name, due in find(user, network, some).items()}
    return [due for kind in kinds for due in (together[kind.name] if kind.together else kind.find(user, network))]


def with_any(kinds: Sequence[DueKind], user, network) -> list[DueKind]:
    """Those of which there may be anything, by one question for all of them.

    On most days most kinds have nothing, and to put the whole question of who may know what takes Django and the
    database several milliseconds for each.
    """
    asked = [kind for kind in kinds if kind.among]
    if not asked:
        return list(kinds)
    place = {"network": network.pk, "village": network.village_id, "user": user.pk, "today": network.today()}
    question = "SELECT " + ", ".join(f"EXISTS (SELECT FROM {kind.among})" for kind in asked)  # noqa: S608  our own words
    with connection.cursor() as cursor:
        cursor.execute(question, place)
        empty = {kind.name for kind, any_at_all in zip(asked, cursor.fetchone(), strict=True) if not any_at_all}
    return [kind for kind in kinds if kind.name not in empty]


def work_list(user, network) -> WorkList:
    """Everything that waits for this person in this network."""
    today = network.today()
    found = everything_due(user, network)
    found.sort(key=lambda due: due.due_on or date.max)
    work = WorkList()
    streets: dict[str, list[Waiting]] = {}
    for due in found:
        tone, words = badge(due.due_on, today)
        waiting = Waiting(due, words, tone)
        if due.at_once:
            work.at_once.append(Waiting(due, "", "late"))
        elif due.place:
            (streets.setdefault(due.place, []) if due.due_on <= today else work.soon).append(waiting)
        elif tone == "late":
            work.late.append(waiting)
        elif tone == "due":
            work.this_week.append(waiting)
        else:
            work.later.append(waiting)
    work.streets.extend(Street(place, houses) for place, houses in sorted(streets.items()))
    return work


def days_ahead(today: date) -> str:
    """The days for which the houses to come are told: `Besok sampai Jumat`."""
    return _("Besok sampai %(day)s") % {"day": date_format(today + SOON, "l", use_l10n=False)}


def greeting(hour: int) -> str:
    """As people greet: pagi until eleven, siang until three, sore until six, then malam."""
    if 3 <= hour < 11:
        return _("Selamat pagi")
    if 11 <= hour < 15:
        return _("Selamat siang")
    return _("Selamat sore") if 15 <= hour < 18 else _("Selamat malam")
