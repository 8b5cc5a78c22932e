"""What an agenda proposes: a line, why it stands there, how urgent it is. Each noun registers what it asks for."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db import models

from pmks_cases.models import Case

LOOKED_AT = 30
"""Rows of each kind that are looked at: more than one evening could hold, and never a whole table."""


@dataclass(frozen=True)
class Proposed:
    """One line that the data asks for.

    `about` is the row that it is about (one line of a kind for each row); of a case `case` says so as well, and the
    line leaves with it. `title` names nobody who is helped, `reason` is one sentence. The larger `weight` comes first:
    undone promises 900, cases that wait 600 to 900, whatever else has to be decided 500, cases without help 450,
    aspirations 300, terms and organisations 100. What is `small` is agreed in one go when the evening is full.
    """

    kind: str
    title: str
    reason: str
    weight: int
    about: models.Model | None = None
    case: Case | None = None
    small: bool = False


Source = Callable[[object, date], Iterable[Proposed]]
sources: list[Source] = []


def register_source(*found: Source) -> None:
    """Called by the module of each noun that a meeting talks about, when the app is ready.

    A source is asked `source(network, today)` for at most LOOKED_AT lines, by a query of its own.
    """
    sources.extend(one for one in found if one not in sources)


def proposed(network, today: date) -> list[Proposed]:
    """What all sources ask for, the most urgent first."""
    found = [line for source in sources for line in source(network, today)]
    return sorted(found, key=lambda line: -line.weight)
