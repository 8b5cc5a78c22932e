"""A file leaves only through here: byte by byte as it was issued, and nobody on the way keeps it."""

from django.http import Http404, HttpResponse
from django.utils.text import slugify

from wksbm.documents.actions import issuing

NOT_KEPT = "private, no-store"


def pdf(content: bytes, *, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={
            "Cache-Control": NOT_KEPT,
            "Content-Disposition": f'inline; filename="{slugify(name.replace("/", "-")) or "dokumen"}.pdf"',
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'",
        },
    )


def served(document, *, to) -> HttpResponse:
    """The PDF of a document that this person may read and that has not lapsed; the reading is noted where it carries
    names."""
    try:
        content = issuing.content_of(document)
    except FileNotFoundError:
        raise Http404 from None
    issuing.note_opened(document, by=to)
    return pdf(content, name=document.number or document.kind)
