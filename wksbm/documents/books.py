"""Books (registers): one long table of a network and a year, as a page, as a spreadsheet and as an issued PDF.

Each floor announces its own. What may be guarded stands in none of them: a book lies open on a desk.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import BytesIO

import xlsxwriter
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wksbm.documents.models import IssuedDocument
from wksbm.documents.papers import Content, Paper, register_paper
from wksbm.documents.typesetting import in_pieces

YEARS_BACK = 5
NUMBER = "No."
"""Not `No`: the framework's own catalogue takes that for the English word and says *Tidak*."""


@dataclass(frozen=True)
class Book:
    """`rows(user, network, year)`: what it tells of, the oldest first; only what may lie open. `line(row)`: the cells
    of one, without the running number; `rows` of a short book may be the cells already. A book of a table that grows
    gives a QuerySet, of which its page reads the last lines only. `heads` and `widths` (parts of the width) name the
    same columns. `lapses`: its lines stand for rows that may be guarded one day (`Paper.lapses`)."""

    name: str
    title: str
    heads: tuple[str, ...]
    widths: tuple[float, ...]
    rows: Callable[..., QuerySet | Iterable[tuple[str, ...]]]
    readers: str
    line: Callable[..., tuple[str, ...]] = tuple
    lapses: bool = False


books: dict[str, Book] = {}


def register_book(*some: Book) -> None:
    for book in some:
        books[book.name] = book
        register_paper(
            Paper(
                name=book.name,
                title=book.title,
                template="documents/register.typ",
                content=_content_of(book),
                choices=lambda user, network, row: {"year": year_field(network)},
                issuers=book.readers,
                readers=book.readers,
                lapses=book.lapses,
                in_background=True,
            )
        )


def year_field(network) -> forms.Field:
    this = network.today().year
    years = [(str(year), str(year)) for year in range(this, this - YEARS_BACK - 1, -1)]
    return forms.ChoiceField(label=_("Tahun"), choices=years)


def numbered(book: Book, user, network, year: int) -> list[list[str]]:
    """The lines with their running number."""
    found = book.rows(user, network, year)
    return [[str(number), *map(str, book.line(row))] for number, row in enumerate(found, start=1)]


def latest(book: Book, user, network, year: int, most: int) -> tuple[list[list[str]], int]:
    """The last lines, the newest first, and how many there are in all."""
    found = book.rows(user, network, year)
    if isinstance(found, QuerySet):
        total, rows = found.count(), found.reverse()[:most]
    else:
        found = list(found)
        total, rows = len(found), found[::-1][:most]
    return [[str(total - place), *map(str, book.line(row))] for place, row in enumerate(rows)], total


def _content_of(book: Book):
    def content(user, network, row, *, year: str) -> Content:
        lines = numbered(book, user, network, int(year))
        data = {
            "heading": str(book.title),
            "about": _("Tahun %(year)s") % {"year": year},
            "heads": [NUMBER, *(str(head) for head in book.heads)],
            "widths": [0.6, *book.widths],
            "pieces": in_pieces(lines),
            "empty": _("Belum ada isinya."),
        }
        return Content(f"{book.title} {year}", data, rests_on=lines)

    return content


def as_spreadsheet(book: Book, user, network, year: int) -> bytes:
    """The same lines as xlsx. Text stays text: nothing in a cell is taken for a formula or a link."""
    made = BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet(str(year))
        bold = workbook.add_format({"bold": True})
        sheet.set_column(0, 0, 5)
        for place, (head, width) in enumerate(zip(book.heads, book.widths, strict=True), start=1):
            sheet.write_string(0, place, str(head), bold)
            sheet.set_column(place, place, 16 * width)
        sheet.write_string(0, 0, NUMBER, bold)
        sheet.freeze_panes(1, 0)
        for line, cells in enumerate(numbered(book, user, network, year), start=1):
            sheet.write_number(line, 0, int(cells[0]))
            for place, cell in enumerate(cells[1:], start=1):
                sheet.write_string(line, place, cell)
    return made.getvalue()


def outgoing_letters(user, network, year: int) -> QuerySet:
    """Buku agenda surat keluar: what has a number, by day."""
    rows = IssuedDocument.objects.visible_to(user).of(network).filter(year=year, serial__isnull=False)
    return rows.not_guarded().order_by("issued_at", "pk")


def outgoing_letter(row: IssuedDocument) -> tuple[str, ...]:
    """Of an internal paper only that it is one."""
    internal = _("Dokumen internal") if row.paper.internal else ""
    return (
        f"{row.issued_on:%d-%m-%Y}",
        row.number,
        internal or str(row.addressee),
        internal or str(row.called),
        _("Dibatalkan") if row.withdrawn_at else "",
    )


register_book(
    Book(
        name="buku-surat-keluar",
        title=gettext_lazy("Buku agenda surat keluar"),
        heads=tuple(map(gettext_lazy, ("Tanggal", "Nomor", "Kepada", "Tentang", "Catatan"))),
        widths=(1.1, 2.2, 2, 3, 1.1),
        rows=outgoing_letters,
        line=outgoing_letter,
        lapses=True,
        readers="documents.read_book",
    )
)
