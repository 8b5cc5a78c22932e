"""A spreadsheet of figures, each of whose sheets begins with the same lines. Cells are text or number, no formula."""

from collections.abc import Iterable

from xlsxwriter import Workbook

from wksbm.core.templatetags.portal_tags import NBSP

A4 = 9
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def book_of(file, title: str, company: str) -> Workbook:
    """A workbook that names its place and no person."""
    book = Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title, "author": "", "company": company})
    return book


class Sheets:
    """Makes sheets for A4, landscape, that all begin with the lines of `heading`."""

    def __init__(self, book, heading: list[str]):
        self.book, self.heading = book, heading
        self.bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})

    def add(self, title: str, columns: list[str], rows: Iterable) -> None:
        """One sheet: the heading, the names of its columns, its rows."""
        sheet = self.book.add_worksheet(title)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        for line, text in enumerate(self.heading):
            sheet.write_string(line, 0, text, self.bold if line == 0 else None)
        top = len(self.heading) + 1
        for number, words in enumerate(columns):
            sheet.set_column(number, number, 24 if number == 0 else 14)
            sheet.write_string(top, number, words, self.bold)
        for line, row in enumerate(rows, start=top + 1):
            for number, value in enumerate(row):
                if isinstance(value, int | float):
                    sheet.write_number(line, number, value)
                elif value:
                    sheet.write_string(line, number, str(value).replace(NBSP, " "))
