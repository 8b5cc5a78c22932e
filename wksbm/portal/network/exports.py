"""The numbers and the monthly report as spreadsheets: the same figures, and no name of anybody who is helped.

Every cell is written as text or number, never as a formula; the first lines say of which network, which period, and who
took it when.
"""

from io import BytesIO

from django.utils import timezone
from django.utils.translation import gettext as _

from members.models import Network
from wksbm.core.templatetags.portal_tags import NBSP, moment, rw
from wksbm.portal.network import figures
from wksbm.portal.numbers import Numbers, OneWayTable, Period
from wksbm.portal.numbers.choice import Choice
from wksbm.portal.numbers.period import first_of_month
from wksbm.portal.sheets import Sheets, book_of


def heading(network: Network, period: Period, by) -> list[str]:
    """The first lines of every sheet."""
    lines = (
        (_("Jejaring"), f"{network.name}, {rw(network.rw)}"),
        (_("Masa"), period.label),
        (_("Diunduh oleh"), by.display_name),
        (_("Waktu"), moment(timezone.localtime())),
    )
    return [f"{label}: {text}".replace(NBSP, " ") for label, text in lines]


def numbers_file(network: Network, choice: Choice, found: Numbers, tables: list[OneWayTable], *, by) -> bytes:
    """The content of the file of figures."""
    file = BytesIO()
    with book_of(file, _("Angka jejaring"), network.name) as book:
        sheets = Sheets(book, heading(network, choice.period, by))
        doors = figures.Doors(network, choice, open=False)
        columns = [_("Angka"), choice.period.label.replace(NBSP, " ")]
        if choice.compare:
            columns += [choice.period.before().label.replace(NBSP, " "), _("Perubahan")]
        rows = []
        for line in figures.of_period(found, choice, doors):
            rows.append([line.words, line.figure.value])
            if choice.compare:
                rows[-1] += [line.before, line.figure.difference.words if line.figure.difference else ""]
        sheets.add(_("Selama masa itu"), columns, rows)
        today = [[line.words, line.figure.value, line.before] for line in figures.of_today(found, doors)]
        sheets.add(_("Hari ini"), [_("Angka"), _("Jumlah"), _("Keterangan")], today)
        if tables[0].exact:
            closed = [[line.words, line.figure.value] for line in figures.closed_lines(found, doors)]
            sheets.add(_("Ditutup"), [_("Mengapa ditutup"), _("Kasus")], closed)
        for title, table in zip((_("Kebutuhan"), _("RT")), tables, strict=True):
            count = _("Kasus") if table.exact else _("Kira-kira")
            sheets.add(title, [title, count], [[row.label, row.count] for row in table.rows] or [[table.sentence]])
        sheets.add(
            _("Relawan"),
            [_("Relawan"), _("Orang")],
            [[line.words, line.figure.value] for line in figures.volunteer_lines(found)],
        )
        months = [
            [f"{first_of_month(month.month):%Y-%m}", month.open, month.opened, month.closed] for month in found.series
        ]
        sheets.add(_("12 bulan"), [_("Bulan"), _("Didampingi"), _("Kasus baru"), _("Ditutup")], months)
    return file.getvalue()


def report_file(report, *, by) -> bytes:
    """The content of the file of a monthly report: a sheet a chapter."""
    file = BytesIO()
    with book_of(file, report.title, report.network.name) as book:
        first = heading(report.network, report.period, by)
        if report.exact:
            first.append(_("Untuk pengurus: angka menurut kelompok angka pasti. Jangan dikirim ke luar jejaring."))
        sheets = Sheets(book, first)
        for chapter in report.chapters:
            rows: list[list] = []
            for table in chapter.tables:
                rows += [[table.title.upper()]] if len(chapter.tables) > 1 else []
                rows += [[row.words, row.value if row.value is not None else row.shown] for row in table.rows]
                rows += [[table.sentence]] if not table.rows else []
                rows += [[table.note]] if table.note else []
                rows.append([])
            sheets.add(chapter.short, [chapter.title, _("Jumlah")], rows)
    return file.getvalue()
