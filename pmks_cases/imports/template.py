"""The simple layout of our own, as an .xlsx to fill in; and refused rows in it, to mend and send again."""

from collections.abc import Iterable
from typing import BinaryIO

import xlsxwriter
from django.utils.translation import gettext as _

from pmks_cases import codes
from pmks_cases.imports.columns import STORED
from pmks_cases.imports.rows import Row, label

#: Columns filled from a list; the lists stand in a sheet of their own, as Excel wants.
_LISTS = {
    "sex": codes.Sex,
    "kk_level": codes.KkLevel,
    "education": codes.Education,
    "occupation": codes.Occupation,
    "marital_status": codes.MaritalStatus,
    "status": codes.BasicStatus,
    "disability": codes.Disability,
    "insurance": codes.Insurance,
}
_WIDTHS = {
    "name": 28,
    "nik": 20,
    "kk_number": 20,
    "address": 30,
    "present_address": 30,
    "education": 24,
    "occupation": 24,
}
_ROWS_TO_FILL = 1_000


def write_template(out: BinaryIO, refused: Iterable[Row] = ()) -> None:
    """Write the workbook into ``out``.

    All cells are typed as Text, so that a spreadsheet program leaves ids and dates as they were typed, and
    are written as text, so that nothing in them is ever taken for a formula. With ``refused`` the rows stand
    in it as they came, in front the number they had and why they were refused.
    """
    # In memory, because XlsxWriter's other way leaves people's data in temporary files while it works.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    refused = list(refused)
    with xlsxwriter.Workbook(out, options) as book:
        text = book.add_format({"num_format": "@", "valign": "top"})
        heading = book.add_format({"num_format": "@", "bold": True, "bg_color": "#0F5C63", "font_color": "#FFFFFF"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(_("Warga"))
        front = [_("Baris"), _("Mengapa ditolak")] if refused else []
        columns = [column.field for column in STORED]
        for index, title in enumerate(front):
            sheet.set_column(index, index, 8 if index == 0 else 50, text)
            sheet.write_string(0, index, title, heading)
        for index, name in enumerate(columns, start=len(front)):
            sheet.set_column(index, index, _WIDTHS.get(name, 16), text)
            sheet.write_string(0, index, label(name), heading)
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(refused, start=1):
            reasons = "; ".join(f"{finding.column}: {finding.reason}" for finding in row.refusals)
            if any(row.raw.get(name, "").endswith("?") for name in ("nik", "kk_number")):
                reasons += " " + _("Ganti tanda ? dengan angka terakhir menurut KTP atau KK.")
            sheet.write_string(number, 0, str(row.number), text)
            sheet.write_string(number, 1, reasons, wrapped)
            for index, name in enumerate(columns, start=len(front)):
                sheet.write_string(number, index, row.raw.get(name, ""), text)
        _write_lists(book, sheet, columns, len(front))
        _write_help(book, heading, wrapped)


def _write_lists(book, sheet, columns: list[str], offset: int) -> None:
    lists = book.add_worksheet(_("Pilihan"))
    words = {name: [str(choice) for choice in code_list.labels] for name, code_list in _LISTS.items()}
    for row in range(max(map(len, words.values())) + 1):
        for index, (name, choices) in enumerate(words.items()):
            if row == 0:
                # A word of its own in front, or this sheet would look like the heading of a list of people.
                lists.write_string(row, index, _("Pilihan untuk %(column)s") % {"column": label(name)})
            elif row <= len(choices):
                lists.write_string(row, index, choices[row - 1])
    for index, (name, choices) in enumerate(words.items()):
        column = offset + columns.index(name)
        letter = chr(ord("A") + index)
        source = f"='{lists.get_name()}'!${letter}$2:${letter}${len(choices) + 1}"
        rule = {"validate": "list", "source": source, "error_type": "warning", "ignore_blank": True}
        sheet.data_validation(1, column, _ROWS_TO_FILL, column, rule)


def _write_help(book, heading, wrapped) -> None:
    sheet = book.add_worksheet(_("Petunjuk"))
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, _("Kolom"), heading)
    sheet.write_string(0, 1, _("Cara mengisi"), heading)
    for number, (title, words) in enumerate(_help(), start=1):
        sheet.write_string(number, 0, title, wrapped)
        sheet.write_string(number, 1, words, wrapped)


def _help() -> list[tuple[str, str]]:
    date_help = _("Tanggal, bulan, tahun: 10-03-1996. Tahun empat angka.")
    list_help = _("Pilih dari daftar, atau tulis angka kodenya seperti di OpenSID.")
    return [
        (label("name"), _("Wajib. Huruf, spasi, titik, koma, tanda petik, dan tanda hubung.")),
        (label("nik"), _("16 angka, ditulis sebagai Teks. Kosongkan bila belum punya; jangan dikarang.")),
        (label("kk_number"), _("16 angka, ditulis sebagai Teks. Satu keluarga memakai nomor yang sama.")),
        (label("sex"), _("L atau P.")),
        (label("birth_on"), date_help),
        (_("RT dan RW"), _("Angka saja, misalnya 003. Kosongkan bila tidak tahu.")),
        *[(label(name), list_help) for name in _LISTS if name != "sex"],
        (_("Yang lain"), _("Boleh dikosongkan. Kolom lain di luar daftar ini dibaca lalu dibuang.")),
    ]
