"""Rows in bulk: how many there are, which keys they have, and how they reach their table."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cache
from io import StringIO
from typing import Any

from django.db import connection, models
from django.utils import timezone

from wksbm.core.fields import SealedTextField
from wksbm.core.sealing import seal

NETWORKS_A_VILLAGE = 10


@dataclass(frozen=True)
class Plan:
    """How large a registry is: so many networks of `residents` people each; the last of several is a `large` one. One
    resident in `cases_among` has or had a case."""

    networks: int
    residents: int = 1000
    large: int = 5000
    cases_among: int = 8

    def cases_of(self, number: int) -> int:
        return max(8, self.size_of(number) // self.cases_among)

    @property
    def of_years(self) -> "Plan":
        """One village in which every resident had a case at some time: what a network has after many years."""
        return replace(self, networks=min(NETWORKS_A_VILLAGE, max(2, self.networks)), cases_among=1)

    def day(self, days_ago: int) -> date:
        return date.today() - timedelta(days=days_ago)

    def size_of(self, number: int) -> int:
        return self.large if number == self.networks > 1 else self.residents

    @property
    def slug_of_large(self) -> str | None:
        return slug_of(self.networks) if self.networks > 1 else None

    @property
    def slugs(self) -> list[str]:
        """The networks of usual size."""
        return [slug_of(number) for number in range(1, self.networks + 1) if slug_of(number) != self.slug_of_large]


def slug_of(number: int) -> str:
    return f"rekaan-{number:03d}"


@dataclass
class Ids:
    """The keys that the loads give away themselves, so that rows can point at each other before they are stored."""

    given: dict[type[models.Model], int] = field(default_factory=dict)

    def next(self, model: type[models.Model]) -> int:
        self.given[model] = self.given.get(model, 0) + 1
        return self.given[model]


# --- Into their table ------------------------------------------------------------------------------------


def copy_rows(model: type[models.Model], rows: Iterable[dict[str, Any]]) -> None:
    """Store rows by COPY; each is a dict of columns, all with the same keys. History is kept as for any insert."""
    rows = list(rows)
    if not rows:
        return
    quote = connection.ops.quote_name
    columns = ", ".join(quote(column) for column in rows[0])
    text = StringIO("".join("\t".join(_copied(value) for value in row.values()) + "\n" for row in rows))
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {quote(model._meta.db_table)} ({columns}) FROM STDIN", text)


def _copied(value: Any) -> str:
    """A value as COPY's text format writes it."""
    if value is None:
        return r"\N"
    if isinstance(value, bytes):
        return r"\\x" + value.hex()
    if isinstance(value, list):
        return "{" + ",".join(f'"{item}"' for item in value) + "}"
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value).replace("\\", r"\\").replace("\t", r"\t").replace("\n", r"\n")


@cache
def _blank(model: type[models.Model]) -> dict[str, Any]:
    """What each column holds when nobody says anything; the key is left out where the database gives it."""
    row = {}
    for column in model._meta.concrete_fields:
        if isinstance(column, models.AutoField) or column.primary_key:
            continue
        if getattr(column, "auto_now_add", False) or getattr(column, "auto_now", False):
            row[column.column] = timezone.now()
        elif isinstance(column, SealedTextField):
            row[column.column] = b""
        else:
            row[column.column] = column.get_default()
    return row


def row_of(model: type[models.Model], **values: Any) -> dict[str, Any]:
    """A row by its columns, the others as they are by default. Words for a sealed column are sealed here, each distinct
    text once."""
    row = dict(_blank(model))
    if "client_id" in row:
        row["client_id"] = uuid.uuid4()
    for name, value in values.items():
        row[name] = sealed(value) if type(value) is str and type(row.get(name)) is bytes else value
    return row


@cache
def sealed(text: str) -> bytes:
    """The text as a sealed column holds it."""
    return seal(text) if text else b""
