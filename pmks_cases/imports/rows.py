"""One raw row into clean values, or into refusals that say which column and why.

All problems of a row are collected, not only the first, so that a file is mended once. A warning lets
the row in.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext as _

from pmks_cases import codes, validators
from pmks_cases.imports.cells import (
    Cell,
    DateUnread,
    as_date,
    as_text,
    check_identity_cell,
    identity_to_mend,
    is_date_cell,
    shown,
)
from pmks_cases.imports.code_cells import UnknownCodeError, read
from pmks_cases.imports.columns import BY_FIELD, COMBINED, stored_fields
from pmks_cases.names import name_key
from pmks_cases.validators import Checked

_IDENTITIES = frozenset({"nik", "kk_number"})


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about one cell, for a person: the resident's field, what may be shown of it, the sentence."""

    field: str
    shown: str
    reason: str

    @property
    def column(self) -> str:
        return label(self.field)


@dataclass(slots=True)
class Row:
    """A checked row. ``values`` has a key for each column of the file, None where the cell is blank.

    ``raw`` keeps the cells as text, for the file of refused rows that is mended and sent again.
    ``elsewhere`` marks a row of another RW; nothing else about it is said.
    """

    number: int
    values: dict[str, object] = field(default_factory=dict)
    refusals: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)
    raw: dict[str, str] = field(default_factory=dict)
    elsewhere: bool = False


def label(field_name: str) -> str:
    """The heading of a field as the screen says it."""
    return gettext(BY_FIELD[field_name].label)


def check_rows(
    columns: Sequence[str],
    rows: Iterable[tuple[int, list[Cell]]],
    *,
    rw: str | None,
    today: date,
    passed_over: list[int],
) -> Iterator[Row]:
    """Check raw rows one by one. ``rw`` (three digits) marks rows of another RW as ``elsewhere``.

    Numbers of rows that hold no person (help text, totals, signatures) are added to ``passed_over``.
    """
    repeats = _Repeats()
    for number, cells in rows:
        row = check_row(columns, number, cells, today)
        if not _is_person(row):
            passed_over.append(number)
            continue
        if rw and row.values.get("rw") not in (None, rw):
            yield Row(number, values={"rw": row.values["rw"]}, elsewhere=True)
            continue
        repeats.check(row)
        yield row


def check_row(columns: Sequence[str], number: int, cells: Sequence[Cell], today: date) -> Row:
    """Check one raw row by itself. Never raises, whatever the cells hold."""
    row = Row(number)
    by_field = _taken_apart(dict(zip(columns, cells, strict=False)))
    for name in stored_fields(columns):
        cell = by_field.get(name)
        row.raw[name] = identity_to_mend(cell) if name in _IDENTITIES else as_text(cell)
        checked = _CHECKS[name](cell, today)
        row.values[name] = checked.value
        for sentence in checked.blocking:
            row.refusals.append(Finding(name, shown(name, cell), str(sentence)))
        for sentence in checked.warnings:
            row.warnings.append(Finding(name, shown(name, cell), str(sentence)))
    if nik := row.values.get("nik"):
        problems = validators.nik_problems(nik, row.values.get("sex"), row.values.get("birth_on"), today)
        row.warnings += [Finding("nik", shown("nik", nik), str(sentence)) for sentence in problems.warnings]
    return row


def _taken_apart(cells: dict[str, Cell]) -> dict[str, Cell]:
    # A column of its own wins over its part of a combined one.
    for combined, (first, second) in COMBINED.items():
        if combined in cells:
            parts = _SPLITS[combined](cells.pop(combined))
            cells = dict(zip((first, second), parts, strict=True)) | cells
    return cells


def _split_areas(cell: Cell) -> tuple[Cell, Cell]:
    if is_date_cell(cell):
        # Excel reads "3/4" as the third of April; which was meant is lost, so both parts are refused below.
        return cell, cell
    rt, _slash, rw = as_text(cell).partition("/")
    return rt, rw


def _split_birth(cell: Cell) -> tuple[Cell, Cell]:
    if cell is None or is_date_cell(cell):
        return None, cell
    place, comma, day = as_text(cell).rpartition(",")
    if comma:
        return place, day
    for index, letter in enumerate(day):
        if letter.isdigit():
            return day[:index], day[index:]
    return day, None


_SPLITS: dict[str, Callable[[Cell], tuple[Cell, Cell]]] = {"rt_rw": _split_areas, "birth_place_on": _split_birth}


# --- One check per field: cell and today in, Checked out -----------------------------------------------


def _text(check: Callable[[str], Checked]) -> Callable[[Cell, date], Checked]:
    return lambda cell, today: check(as_text(cell))


def _identity(check: Callable[[str], Checked]) -> Callable[[Cell, date], Checked]:
    return lambda cell, today: check_identity_cell(cell, check)


def _area(check: Callable[[str], Checked]) -> Callable[[Cell, date], Checked]:
    def check_cell(cell: Cell, today: date) -> Checked:
        if is_date_cell(cell):
            return Checked(blocking=[_("Excel mengubahnya menjadi tanggal. Ubah kolom menjadi Teks.")])
        return check(as_text(cell))

    return check_cell


def _birth_date(cell: Cell, today: date) -> Checked:
    try:
        return validators.check_birth_date(as_date(cell), today)
    except DateUnread as unread:
        return Checked(blocking=[str(unread)])


def _code(code_list: type, *, own_words_pass: bool = False) -> Callable[[Cell, date], Checked]:
    def check_cell(cell: Cell, today: date) -> Checked:
        try:
            return Checked(read(code_list, None if cell is None else cell if _is_plain(cell) else as_text(cell)))
        except UnknownCodeError as unknown:
            if own_words_pass and not unknown.is_number:
                return Checked(warnings=[_("Tidak ada dalam daftar, jadi dikosongkan.")])
            known = ", ".join(str(member.label) for member in list(code_list)[:11])
            return Checked(blocking=[_("Tidak dikenal. Pilih salah satu: %(known)s.") % {"known": known}])

    return check_cell


def _is_plain(cell: Cell) -> bool:
    return isinstance(cell, str | int | float)


def _disability(cell: Cell, today: date) -> Checked:
    checked = _code(codes.Disability)(cell, today)
    if checked.value is codes.Disability.HEARING and ("wicara" in str(cell).casefold() or "3" in str(cell)):
        note = _("“Rungu/wicara” dicatat sebagai rungu. Ubah bila yang dimaksud wicara.")
        return Checked(checked.value, warnings=[note])
    return checked


_CHECKS: dict[str, Callable[[Cell, date], Checked]] = {
    "name": _text(validators.check_name),
    "nik": _identity(validators.check_nik),
    "kk_number": _identity(validators.check_kk_number),
    "sex": _code(codes.Sex),
    "birth_place": _text(validators.check_place),
    "birth_on": _birth_date,
    "address": _text(validators.check_address),
    "hamlet": _text(validators.check_hamlet),
    "rt": _area(validators.check_rt),
    "rw": _area(validators.check_rw),
    "present_address": _text(validators.check_address),
    "kk_level": _code(codes.KkLevel),
    # Villages write schooling and work in their own words; one such word must not keep a person out.
    "education": _code(codes.Education, own_words_pass=True),
    "occupation": _code(codes.Occupation, own_words_pass=True),
    "marital_status": _code(codes.MaritalStatus),
    "status": _code(codes.BasicStatus),
    "disability": _disability,
    "insurance": _code(codes.Insurance),
}


# --- Rows among each other -----------------------------------------------------------------------------

_SUMS = frozenset({"jumlah", "total", "jumlah total", "jumlah penduduk", "catatan", "keterangan"})


def _is_person(row: Row) -> bool:
    """Whether a row is about somebody: something that tells people apart, or a name beside an attempt at it.

    Below the people stand totals, explanations of the codes, a date with signatures. They have no NIK, no KK
    number, no birth date and no sex, or no name with it.
    """
    if any(row.values.get(name) for name in ("nik", "kk_number", "birth_on")):
        return True
    if row.values.get("sex") and row.raw.get("name", "").strip("-– "):
        return True
    for name in ("nik", "kk_number"):
        text = row.raw.get(name, "")
        if sum(letter.isdigit() for letter in text) >= 6 and not any(letter.isalpha() for letter in text):
            return True
    person_name = row.values.get("name")
    tries = any(row.raw.get(name, "").strip("-– 0") for name in ("nik", "kk_number", "birth_on", "sex"))
    return bool(person_name) and tries and str(person_name).casefold() not in _SUMS


class _Repeats:
    """The same person twice in one file: by NIK, and without one by name, birth date, birth place and sex.

    The second rule is OpenSID's (``Penduduk_model::validasi_data_penduduk``).
    """

    def __init__(self) -> None:
        self._first_rows: dict[object, int] = {}

    def check(self, row: Row) -> None:
        key = self._key(row)
        if key is None:
            return
        first = self._first_rows.setdefault(key, row.number)
        if first != row.number:
            name = "nik" if row.values.get("nik") else "name"
            reason = _("Sama dengan baris %(number)d.") % {"number": first}
            if name == "name" and not row.values.get("birth_on"):
                reason += " " + _("Isi tanggal lahirnya bila orangnya berbeda.")
            row.refusals.append(Finding(name, shown(name, row.raw.get(name)), reason))

    @staticmethod
    def _key(row: Row) -> object:
        if nik := row.values.get("nik"):
            return nik
        name = row.values.get("name")
        if not name or any(finding.field in ("nik", "birth_on", "sex") for finding in row.refusals):
            return None
        values = row.values
        return (
            name_key(str(name)),
            values.get("birth_on"),
            str(values.get("birth_place") or "").casefold(),
            values.get("sex"),
        )
