"""Open a spreadsheet in a process of its own, with limits: ``python -m pmks_cases.imports.sheets KIND``.

The file comes in on standard input (so its path is in no process list), JSON lines go out: first what
was found, then ``[row number, cell, …]`` of the stored columns only, then ``{"end": …}``. Every other
column ends its life here. What cannot be read is ``{"refused": key}``; the words are in ``reader``.

A hostile or broken file can make any reader take all memory or run forever, so this process may take
512 MB and 20 seconds, write no file and leave no core dump with people's data.
"""

import csv
import io
import json
import math
import resource
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta

from pmks_cases.imports.columns import (
    HEADING_WITHIN_ROWS,
    Heading,
    find_heading,
    is_column_numbers,
    is_heading,
    is_heading_word,
)

MEMORY_BYTES = 512 * 1024 * 1024
CPU_SECONDS = 20
MOST_ROWS = 50_000
#: What one cell may hold; the longest column that is stored takes 200 letters.
MOST_LETTERS = 500
#: What the parent process has to hold in memory at most.
MOST_OUTPUT_BYTES = 64 * 1024 * 1024

Cells = list[object]


class Refused(Exception):  # noqa: N818  it is an answer, not an error
    """The file cannot be imported; ``key`` says why."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def main(kind: str) -> int:
    _limit()
    out = sys.stdout
    try:
        content = sys.stdin.buffer.read()
        sheet = _read_csv(content) if kind == "text" else _read_workbook(content)
        written = 0
        for line in sheet:
            text = json.dumps(line, ensure_ascii=True, separators=(",", ":"))
            written += len(text) + 1
            if written > MOST_OUTPUT_BYTES:
                raise Refused("too_large")
            out.write(text + "\n")
    except Refused as refusal:
        out.write(json.dumps({"refused": refusal.key}) + "\n")
    except MemoryError:
        out.write('{"refused": "too_large"}\n')
    # The reader's own failures reach Python as many kinds, Rust's panic among them, which is no Exception.
    # Nothing of them may be printed: messages quote cells.
    except BaseException:
        out.write('{"refused": "broken"}\n')
    out.flush()
    return 0


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


def _read_workbook(content: bytes) -> Iterator[object]:
    from python_calamine import (
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        metadata = workbook.sheets_metadata
    except PasswordError:
        raise Refused("password") from None
    except CalamineError:
        raise Refused("broken") from None
    names = [
        sheet.name
        for sheet in metadata
        if sheet.visible is SheetVisibleEnum.Visible and sheet.typ is SheetTypeEnum.WorkSheet
    ]
    best = None
    others: list[str] = []
    unreadable = False
    for name in names:
        try:
            sheet = workbook.get_sheet_by_name(name)
        except CalamineError:
            unreadable = True
            continue
        heading = find_heading(_first(sheet.iter_rows()))
        if heading is None:
            continue
        if best is None or len(heading.cells) > len(best[2].cells):
            others += [best[0]] if best else []
            best = (name, sheet, heading)
        else:
            others.append(name)
    if best is None:
        raise Refused("broken" if unreadable else "no_heading")
    name, sheet, heading = best
    yield from _lines(name, others, heading, sheet.iter_rows())


def _first(rows: Iterable[Cells]) -> Iterator[Cells]:
    for number, row in enumerate(rows):
        if number >= HEADING_WITHIN_ROWS:
            return
        yield _blanks_as_text(row)


def _read_csv(content: bytes) -> Iterator[object]:
    text = _decode(content)
    csv.field_size_limit(1_000_000)
    found: tuple[int, str, Heading] | None = None
    # The separator that lets the most columns be recognised is the right one.
    for separator in ",;\t":
        heading = find_heading(_first(csv.reader(io.StringIO(text, newline=""), delimiter=separator)))
        if heading and (found is None or len(heading.cells) > found[0]):
            found = (len(heading.cells), separator, heading)
    if found is None:
        raise Refused("no_heading")
    _, separator, heading = found
    yield from _lines("", [], heading, csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def _decode(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _lines(sheet: str, others: list[str], heading: Heading, rows: Iterable[Cells]) -> Iterator[object]:
    yield {
        "sheet": sheet,
        "other_sheets": others,
        "columns": list(heading.cells),
        "not_stored": heading.not_stored,
        "unknown": heading.unknown,
    }
    places = list(heading.cells.values())
    count = 0
    for number, row in enumerate(rows, start=1):
        if number <= heading.row + 1:
            continue
        if "###" in row[:2]:
            # OpenSID's own mark for "no people below this row".
            break
        kept = [_plain(row[place]) if place < len(row) else None for place in places]
        if not any(cell is not None and str(cell).strip(" -\u00a0") for cell in kept):
            continue
        if _may_be_heading(row, heading.cells["name"]) and _is_heading_again(row):
            continue
        count += 1
        if count > MOST_ROWS:
            raise Refused("too_many_rows")
        yield [number, *kept]
    yield {"end": count}


def _may_be_heading(row: Sequence[object], name_place: int) -> bool:
    # Cheap, asked of every row: in a heading the cell of the name is blank (merged), a heading or a number.
    cell = str(row[name_place]).strip() if name_place < len(row) else ""
    return not cell or is_heading_word(cell) or cell.strip("().0123456789") == ""


def _is_heading_again(row: Sequence[object]) -> bool:
    cells = _blanks_as_text(row)
    return is_heading(cells) or is_column_numbers(cells)


def _blanks_as_text(row: Sequence[object]) -> Cells:
    return ["" if (plain := _plain(cell)) is None else plain for cell in row]


def _plain(cell: object) -> object:
    """A cell as JSON can carry it; dates as ``{"d": "1996-03-10"}``, None when blank."""
    if isinstance(cell, str):
        return cell[:MOST_LETTERS] or None
    if cell is None or isinstance(cell, bool):
        return None if cell is None else str(cell).upper()
    if isinstance(cell, datetime):
        return {"d": cell.date().isoformat()}
    if isinstance(cell, date):
        return {"d": cell.isoformat()}
    if isinstance(cell, time | timedelta):
        return str(cell)
    if isinstance(cell, float) and not math.isfinite(cell):
        return None
    return cell


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
