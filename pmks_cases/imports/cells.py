"""One raw cell: as text, as an identity number, as a date, and how it may be shown.

A raw cell is what ``sheets`` sends: text, a number, ``{"d": "1996-03-10"}`` for a date, or None.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from django.utils.translation import gettext as _

from pmks_cases.imports.columns import BY_FIELD
from pmks_cases.validators import DAMAGED_BY_EXCEL, Checked, tidy
from wksbm.core.sealing import BULLET, masked

Cell = str | float | int | dict | None

#: Above this a spreadsheet's number (a 64-bit float) no longer holds every whole number.
LARGEST_EXACT_NUMBER = 2**53


def is_date_cell(cell: object) -> bool:
    return isinstance(cell, dict) and isinstance(cell.get("d"), str)


def is_number_cell(cell: object) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def as_text(cell: Cell) -> str:
    """The cell as a person would read it: whole numbers without ``.0``, dates as ``10-03-1996``."""
    if cell is None:
        return ""
    if is_date_cell(cell):
        return "-".join(reversed(cell["d"].split("-")))
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e17:
        return str(int(cell))
    return tidy(str(cell))


# --- Identity numbers ----------------------------------------------------------------------------------


def check_identity_cell(cell: Cell, check: Callable[[str], Checked]) -> Checked:
    """A NIK or KK number from a cell. Spreadsheets keep 15 digits of a number and turn the rest into 0.

    So a sixteen-digit number cell that ends in 0 or is too large to be exact is refused; any other is
    taken with a note. Text that once was such a number (``9901011003960003.0``) is treated alike.
    """
    cell = _as_number_where_it_was_one(cell)
    if not is_number_cell(cell):
        return check(as_text(cell))
    if isinstance(cell, float) and not (cell.is_integer() and abs(cell) < 1e17):
        # With a comma, because a dot between digits is read over.
        return check(str(cell).replace(".", ","))
    if _lost_its_last_digit(cell):
        return Checked(blocking=[DAMAGED_BY_EXCEL])
    checked = check(str(int(cell)))
    if checked.value:
        note = _("Terbaca dari sel angka. Cocokkan angka terakhirnya, dan ubah kolom menjadi Teks.")
        return Checked(checked.value, warnings=[*checked.warnings, note])
    return checked


def identity_to_mend(cell: Cell) -> str:
    """A NIK or KK number for the file that is mended and sent again.

    The digit that a spreadsheet lost stands as ``?``. As text the wrong digit would look like a right one,
    and the row would be taken when it comes back as it is.
    """
    number = _as_number_where_it_was_one(cell)
    return f"{int(number) // 10}?" if _lost_its_last_digit(number) else as_text(cell)


def _as_number_where_it_was_one(cell: Cell) -> Cell:
    if isinstance(cell, str) and re.fullmatch(r"\s*\d{1,17}\.0+\s*", cell, re.ASCII):
        return int(cell.partition(".")[0])
    return cell


def _lost_its_last_digit(cell: Cell) -> bool:
    if not is_number_cell(cell) or (isinstance(cell, float) and not cell.is_integer()):
        return False
    number = int(cell)
    return len(str(number)) == 16 and (number % 10 == 0 or number > LARGEST_EXACT_NUMBER)


# --- Dates ---------------------------------------------------------------------------------------------

# Day first, as Indonesia writes it; English names because Excel sets in "10-Mar-1996" by itself.
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january",
            "februari feb february pebruari peb",
            "maret mar march mrt",
            "april apr",
            "mei may",
            "juni jun june",
            "juli jul july",
            "agustus agu ags agt aug august agst",
            "september sep sept",
            "oktober okt oct october",
            "november nov nopember nop",
            "desember des dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[-/., ]\s*(\d{1,2}|[^\W\d_]{3,9})\.?\s*[-/., ]\s*(\d{2}|\d{4})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})", re.ASCII)
_TIME_BEHIND = re.compile(r"[T ]\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\.\d+)?Z?$")
_EXCEL_DAY_0 = date(1899, 12, 30)
_LAST_SERIAL = 73_050  # 31 December 2099


class DateUnread(ValueError):  # noqa: N818  it is an answer, not an error
    """The cell is no date; ``str()`` is the sentence for the person."""


def as_date(cell: Cell) -> date | None:
    """The day that a cell means: Excel's date or serial number, or text with the day first or the year first.

    None for blank. Raises DateUnread with a sentence for an impossible day, a year of two digits, a bare year.
    """
    if cell is None:
        return None
    if is_date_cell(cell):
        return _from_iso(cell["d"])
    if is_number_cell(cell):
        return _from_number(cell)
    text = tidy(str(cell)).strip("'’‘`´ ")
    if not text.strip("-–/. 0"):
        return None
    text = _TIME_BEHIND.sub("", text)
    if found := _YEAR_FIRST.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_FIRST.fullmatch(text):
        month = int(found[2]) if found[2].isdigit() else _MONTHS.get(found[2].casefold(), 0)
        if not found[2].isdigit() and not month:
            raise DateUnread(_("Nama bulannya tidak dikenal. Tulis misalnya 10-03-1996."))
        if len(found[3]) == 2:
            raise DateUnread(_("Tahun harus empat angka, misalnya 1996."))
        return _day(int(found[3]), month, int(found[1]))
    if text.isascii() and text.isdigit() and len(text) <= 8:
        return _from_number(int(text), text)
    raise DateUnread(_("Tanggal tidak terbaca. Tulis misalnya 10-03-1996."))


def _from_iso(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise DateUnread(_("Tanggal tidak terbaca. Tulis misalnya 10-03-1996.")) from None


def _from_number(number: float, text: str = "") -> date | None:
    if number == 0:
        return None
    if 1850 <= number <= 2100:
        # As a serial number this would be 1905; what it says is a year of birth without its day.
        raise DateUnread(_("Ini hanya tahun. Tulis tanggal lengkap, misalnya 10-03-1996."))
    if 1 <= number <= _LAST_SERIAL:
        return _EXCEL_DAY_0 + timedelta(days=int(number))
    digits = text or (str(int(number)) if abs(number) < 1e9 else "")
    if len(digits) == 8 and digits.isdigit():
        for year, month, day in ((digits[4:], digits[2:4], digits[:2]), (digits[:4], digits[4:6], digits[6:])):
            if 1850 <= int(year) <= 2100:
                return _day(int(year), int(month), int(day))
    raise DateUnread(_("Tanggal tidak terbaca. Tulis misalnya 10-03-1996."))


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise DateUnread(_("Tanggal itu tidak ada.")) from None


# --- Showing what was refused ----------------------------------------------------------------------------


def shown(field: str, cell: Cell) -> str:
    """The cell as the list of refused rows may show it: personal contents masked, the rest cut to 40 letters."""
    text = as_text(cell)
    if not text:
        return _("(kosong)")
    if field in ("nik", "kk_number"):
        return _shown_number(re.sub(r"\.0+$|[\s.'’]", "", text))
    if field == "birth_on":
        return _shown_date(text)
    if BY_FIELD[field].personal or re.search(r"\d{6}", text):
        return text[: min(3, len(text) // 2)] + BULLET * 3
    return text[:40]


def _shown_number(text: str) -> str:
    if len(text) == 16 or len(text) < 9:
        return masked(text)
    return text[:6] + BULLET * min(len(text) - 6, 14)


def _shown_date(text: str) -> str:
    # The year tells who somebody is; day and month are what has to be mended.
    if found := _YEAR_FIRST.match(text):
        return f"{BULLET * 4}-{found[2]}-{found[3]}"
    if found := re.match(r"(\d{1,2})\s*[-/., ]\s*(\w{1,9})", text):
        return f"{found[1]}-{found[2]}-{BULLET * 4}"
    return text[: min(2, len(text) // 2)] + BULLET * 4
