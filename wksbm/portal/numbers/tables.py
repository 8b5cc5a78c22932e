"""One-way tables of open cases: exact inside the network, "kira-kira" outside of it."""

from dataclasses import dataclass
from datetime import date


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


REST = "lainnya"
"""The key of the groups that are too small to stand alone."""
