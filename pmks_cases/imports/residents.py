"""The way in: a file as a village sends it, into checked rows."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext

from pmks_cases.imports.columns import NOT_STORED, stored_fields
from pmks_cases.imports.reader import RawSheet, read_sheet
from pmks_cases.imports.rows import Row, check_rows, label


@dataclass(slots=True)
class ResidentsFile:
    """A file that could be read.

    ``columns_stored`` and ``columns_not_stored`` are headings as the screen says them, ``columns_unknown``
    those of the file. ``other_sheets`` hold residents too but were not read: only the sheet that matches
    best is. ``row_count`` counts rows that are not blank; ``passed_over`` fills while ``rows`` is walked.
    """

    name: str
    sheet: str
    columns_stored: list[str]
    columns_not_stored: list[str]
    columns_unknown: list[str]
    other_sheets: list[str]
    row_count: int
    raw: RawSheet
    rw: str | None
    today: date
    passed_over: list[int] = field(default_factory=list)

    @property
    def rows(self) -> Iterator[Row]:
        """The checked rows in the order of the file, one pass each time it is asked for."""
        self.passed_over.clear()
        return check_rows(self.raw.columns, self.raw.rows(), rw=self.rw, today=self.today, passed_over=self.passed_over)


def read_residents(
    source: str | os.PathLike | bytes, name: str, *, rw: str | None = None, today: date | None = None
) -> ResidentsFile:
    """Read a residents file from a path or from its content. ``name`` is how its sender calls it.

    ``rw`` (three digits) is the RW that the file is for: rows of another one are only marked.
    Raises ``reader.FileRefused``, whose text is one sentence for the person.
    """
    raw = read_sheet(source)
    return ResidentsFile(
        name=name,
        sheet=raw.sheet,
        columns_stored=[label(field_name) for field_name in stored_fields(raw.columns)],
        columns_not_stored=[gettext(NOT_STORED[name]) for name in raw.not_stored],
        columns_unknown=list(raw.unknown),
        other_sheets=list(raw.other_sheets),
        row_count=raw.row_count,
        raw=raw,
        rw=rw,
        today=today or timezone.localdate(),
    )
