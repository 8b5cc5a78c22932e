"""A book as a page and as a spreadsheet; its PDF is issued like any paper."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wksbm.core.access import audience
from wksbm.core.models import ReadEntry
from wksbm.core.read_log import note_read
from wksbm.documents import books
from wksbm.file_answers import file_answer

SHOWN = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _asked(request, name: str):
    book = books.books.get(name)
    if book is None:
        raise Http404
    if not request.user.has_perm(book.readers, request.network):
        raise PermissionDenied
    years = [year for year, _label in books.year_field(request.network).choices]
    asked = request.GET.get("tahun", years[0])
    return book, int(asked) if asked in years else int(years[0]), years


@audience("documents.view_document")
@require_safe
def book(request, network, name: str):
    """The last lines of a year; the file and the PDF hold them all."""
    found, year, years = _asked(request, name)
    lines, total = books.latest(found, request.user, request.network, year, SHOWN)
    context = {
        "book": found,
        "year": year,
        "years": years,
        "lines": lines,
        "total": total,
        "left_out": total - len(lines),
    }
    return render(request, "documents/book/page.html", context)


@audience("documents.view_document")
@require_safe
def book_file(request, network, name: str):
    """The whole year as xlsx; the download is noted."""
    found, year, _years = _asked(request, name)
    content = books.as_spreadsheet(found, request.user, request.network, year)
    subject = f"{found.title} {year}"[:80]
    note_read(ReadEntry.Kind.EXPORT, by=request.user, network=request.network, subject=subject)
    return file_answer(content, media_type=XLSX, name=f"{found.name}-{year}.xlsx", download=True)
