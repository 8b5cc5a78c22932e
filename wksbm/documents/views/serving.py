"""A paper leaves byte by byte as it was issued."""

from django.http import Http404, HttpResponse
from django.utils.text import slugify

from wksbm.documents.actions import issuing
from wksbm.file_answers import file_answer


def pdf(content: bytes, *, name: str) -> HttpResponse:
    told = slugify(name.replace("/", "-")) or "dokumen"
    return file_answer(content, media_type="application/pdf", name=f"{told}.pdf")


def served(document, *, to) -> HttpResponse:
    """The PDF of a document that this person may read and that has not lapsed; the reading is noted where it carries
    names."""
    try:
        content = issuing.content_of(document)
    except FileNotFoundError:
        raise Http404 from None
    issuing.note_opened(document, by=to)
    return pdf(content, name=document.number or document.kind)
