"""A whole file beside the register: what each row would come to, and what the preview says of them all."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from pmks_cases.codes import KkLevel
from pmks_cases.imports.matching import Match, Register
from pmks_cases.imports.residents import ResidentsFile
from pmks_cases.imports.rows import Row
from pmks_cases.models import StagedRow

Outcome = StagedRow.Outcome
EXAMPLES = 20
"""How many row numbers stand beside each kind of warning."""
BETWEEN_WORDS = 1000
"""After how many rows the progress is told."""


def without_numbers(text: str) -> str:
    """Names of files, sheets and columns may hold somebody's NIK; a date in them is shorter."""
    return re.sub(r"(?:\d[ ._-]?){10,}", "•••", text)


@dataclass
class Comparison:
    """A whole file beside the register: the rows by what they come to, and what the preview says in words."""

    new: list[Row] = field(default_factory=list)
    changed: list[tuple[Row, Match]] = field(default_factory=list)
    refused: list[Row] = field(default_factory=list)
    same: int = 0
    elsewhere: int = 0
    changed_columns: Counter = field(default_factory=Counter)
    warnings: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    new_rts: Counter = field(default_factory=Counter)
    without_rw: Counter = field(default_factory=Counter)
    headless: int = 0

    def remarks(self, file: ResidentsFile) -> dict:
        """As JSON, without anything personal: rows only by their number."""
        warnings = [
            {"field": name, "sentence": sentence, "count": len(numbers), "rows": numbers[:EXAMPLES]}
            for (name, sentence), numbers in sorted(self.warnings.items(), key=lambda pair: -len(pair[1]))
        ]
        return {
            "warnings": warnings,
            "new_rts": dict(sorted(self.new_rts.items())),
            "without_rw": dict(self.without_rw),
            "families_without_head": self.headless,
            "passed_over": len(file.passed_over),
            "other_sheets": [without_numbers(name) for name in file.other_sheets],
            "columns_unknown": [without_numbers(name) for name in file.columns_unknown],
            "has_rw": "rw" in file.raw.columns or "rt_rw" in file.raw.columns,
        }


def compare(file: ResidentsFile, register: Register, say: Callable[[int], None] = lambda done: None) -> Comparison:
    """Each row of the file beside the register. Writes nothing; `say` is told now and then how many rows are done."""
    found = Comparison()
    heads: dict[str, bool] = {}
    rows = []
    for row in file.rows:
        if row.elsewhere:
            found.elsewhere += 1
        else:
            rows.append(row)
    register.expect(row for row in rows if not row.refusals)
    for number, row in enumerate(rows):
        if number % BETWEEN_WORDS == 0:
            say(number)
        if not row.refusals:
            match = register.match(row)
            row.refusals += match.refusals
            row.warnings += match.warnings
        if row.refusals:
            found.refused.append(row)
            continue
        # Only refused rows go back to their sender as they came.
        row.raw = {}
        kind = _sort_in(found, row, match)
        if "rw" not in row.values or row.values["rw"] is None:
            found.without_rw[kind] += 1
        for warning in row.warnings:
            found.warnings.setdefault((warning.field, warning.reason), []).append(row.number)
        if kind != Outcome.SAME and (rt := row.values.get("rt")) and rt not in register.rts:
            found.new_rts[rt] += 1
        if kk_number := row.values.get("kk_number"):
            heads[kk_number] = heads.get(kk_number, False) or row.values.get("kk_level") == KkLevel.HEAD
    if "kk_level" in file.raw.columns:
        found.headless = sum(not has_head for has_head in heads.values())
    return found


def _sort_in(found: Comparison, row: Row, match: Match) -> Outcome:
    if match.resident is None:
        found.new.append(row)
        return Outcome.NEW
    if not match.before:
        found.same += 1
        return Outcome.SAME
    found.changed.append((row, match))
    found.changed_columns.update(match.before.keys())
    return Outcome.CHANGED
