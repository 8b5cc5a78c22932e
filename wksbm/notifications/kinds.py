"""Where each floor announces what people are told of: how it is found, and what it says while it still holds.

Nothing that is told is stored: a notification keeps a kind, the id of a row and a slot. Its words are asked for when
somebody reads them and again just before they are sent, from who owns the row, so that what is done, handed on or
hidden in the meantime says nothing any more.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Model, QuerySet


@dataclass(frozen=True)
class Days:
    """One day of some networks that share it: the same date, the same hour, the same days of rest behind them.

    `rises_on(3)` is the last day whose promises are late by three days on which the network did not rest.
    """

    networks: tuple[int, ...]
    today: date
    hour: int
    resting: bool
    rest_days: frozenset[date] = frozenset()
    at: datetime | None = None
    """The instant itself, in the zone of these networks."""

    def rises_on(self, days: int) -> date:
        """Counted back from today, days of rest left out; a day of rest counts for nothing."""
        day = self.today
        while days > 0:
            if day not in self.rest_days:
                days -= 1
            day -= timedelta(days=1)
        return day


class Found(NamedTuple):
    """One thing to be told to one person. `slot` tells two tellings of the same thing apart: a day, a step.

    `restricted`: who does not see the thing must not learn from counts or lists that somebody was told of it.
    """

    network_id: int
    recipient_id: int
    about_id: int
    slot: str
    restricted: bool = False


class About(NamedTuple):
    """Which row, at which step, a person was told of."""

    id: int
    slot: str


class File(NamedTuple):
    """What a message carries beside its words."""

    name: str
    content: str
    kind: str


class Direct(NamedTuple):
    """A link for this one thing and this one person that asks for no sign-in, and the words on it."""

    words: str
    url: str


class Told(NamedTuple):
    """The words of one notification and its page, for any channel: no name of who is helped, no category.

    `url` is the page inside the portal. A message that leaves it carries the notification's own address instead.
    `file` is made when a message leaves, and only then.
    """

    title: str
    url: str
    detail: str = ""
    file: Callable[[], File] | None = None
    direct: Direct | None = None


@dataclass(frozen=True)
class Kind:
    """A kind of thing that people are told of.

    `find(days)`: what is to be told on this day in these networks; a QuerySet of the five columns of `Found` (the
    database then writes them without bringing them here), or any iterable of `Found`; None for what is only told by
    hand (`actions.writing.tell`).
    `say(user, abouts)`: the words for each of those that this person may still see and that still holds; of the
    others nothing.
    `read(user, ids)`: the rows of these ids that this person may still see, by id. Kinds that share it are asked for
    together by one question, and their `say` is given what was found as a third argument.
    `at_once`: goes out the moment it is written, in the night and on days of rest too.
    `alone`: goes out by itself instead of waiting for the day's digest, on days of rest too, but never in the night.
    """

    name: str
    find: Callable[[Days], QuerySet | Iterable[Found] | None]
    say: Callable[..., dict[About, Told]]
    read: Callable[[object, Collection[int]], Mapping[int, Model]] | None = None
    at_once: bool = False
    alone: bool = False


kinds: dict[str, Kind] = {}
_calendars: list[Callable[[datetime], Iterable[Days]]] = []


def register_kind(*some: Kind) -> None:
    kinds.update({kind.name: kind for kind in some})


def register_calendar(days_of_networks: Callable[[datetime], Iterable[Days]]) -> None:
    """Who knows the networks' time zones and days of rest groups them by their day."""
    _calendars[:] = [days_of_networks]


def days_at(now: datetime) -> list[Days]:
    """The networks at this instant, grouped by their day: few groups, however many networks."""
    return [days for calendar in _calendars for days in calendar(now)]
