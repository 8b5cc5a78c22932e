"""The village page as a spreadsheet: the same figures, and no name of anybody who is helped.

Every cell is written as text or number, never as a formula; the first lines say of which village, which period, and who
took it when.
"""

from io import BytesIO

from django.utils import timezone
from django.utils.translation import gettext as _

from wksbm.core.templatetags.portal_tags import NBSP, moment, rw
from wksbm.portal.numbers.comparing import Figure
from wksbm.portal.numbers.period import first_of_month
from wksbm.portal.sheets import Sheets, book_of
from wksbm.portal.village.frame import village_name
from wksbm.portal.village.page import Near, VillagePage, cells, headings


def village_file(page: VillagePage, near: Near | None, *, by) -> bytes:
    """The content of the file."""
    file = BytesIO()
    name = village_name(page.village)
    with book_of(file, _("Angka desa"), name) as book:
        sheets = Sheets(book, _heading(page, name, by))
        _networks(sheets, page)
        if near is not None:
            _closed(sheets, near)
            for title, table in ((_("Kebutuhan"), near.by_need), (_("RT"), near.by_rt)):
                _one_way(sheets, title, near, table)
        _months(sheets, page)
    return file.getvalue()


def file_name(page: VillagePage) -> str:
    """`desa-99-01-01-2001-2026-11.xlsx`: the village's code and the period, nothing of a person."""
    return f"desa-{page.village.pk.replace('.', '-')}-{page.choice.period.link}.xlsx"


def _heading(page: VillagePage, name: str, by) -> list[str]:
    lines = (
        (_("Wilayah"), name),
        (_("Masa"), page.choice.period.label),
        (_("Diunduh oleh"), by.display_name),
        (_("Waktu"), moment(timezone.localtime())),
    )
    return [f"{label}: {text}".replace(NBSP, " ") for label, text in lines]


def _networks(sheets: Sheets, page: VillagePage) -> None:
    columns = [_("RW"), _("Jejaring"), _("Relawan PSM")]
    for words in headings():
        columns += [words, _("dari masa sebelumnya")] if page.choice.compare else [words]

    def row(place: str, name: str, volunteers: int, figures: list[Figure]) -> list:
        made: list = [place, name, volunteers]
        for one in figures:
            made.append(one.value)
            if page.choice.compare:
                made.append(one.difference.words if one.difference else "")
        return made

    rows = [
        row(
            line.network.rw,
            line.network.name,
            page.numbers[line.network.pk].volunteers,
            [one for _words, one in line.cells],
        )
        for line in page.lines
    ]
    rows.append(row(_("Sedesa"), "", page.whole.volunteers, cells(page.whole, page.choice)))
    sheets.add(_("Jejaring"), columns, rows)


def _closed(sheets: Sheets, near: Near) -> None:
    table = near.closed
    rows = [[row.label, row.count] for row in table.rows] or [[table.sentence]]
    why = _("Mengapa ditutup, sedesa, %(quarter)s") % {"quarter": table.quarter.label.replace(NBSP, " ")}
    sheets.add(_("Ditutup"), [why, _("Kira-kira")], rows)


def _one_way(sheets: Sheets, title: str, near: Near, table) -> None:
    rows = [[row.label, row.count] for row in table.rows] or [[table.sentence]]
    sheets.add(title, [f"{title}, {rw(near.network.rw)}", _("Kira-kira")], rows)


def _months(sheets: Sheets, page: VillagePage) -> None:
    rows = [
        [f"{first_of_month(month.month):%Y-%m}", month.open, month.opened, month.closed] for month in page.whole.series
    ]
    sheets.add(_("12 bulan"), [_("Bulan"), _("Didampingi"), _("Kasus baru"), _("Ditutup")], rows)
