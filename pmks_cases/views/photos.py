"""A photo leaves only through here: asked for by who may, named by chance, kept by no one in between."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from pmks_cases.actions import case_secrecy
from pmks_cases.actions import photos as actions
from pmks_cases.models import Case, EarlyReport, Photo
from pmks_cases.models.case import Secrecy
from wksbm.core.access import audience
from wksbm.core.models import ReadEntry
from wksbm.core.read_log import note_read

SHORT_WHILE = "private, max-age=300"
"""So that a page of small photos loads at once when one comes back to it."""


def _photo_or_404(request, pk: int) -> Photo:
    rows = Photo.objects.visible_to(request.user).of(request.network)
    return get_object_or_404(rows.select_related("visit__case", "report", "case"), pk=pk)


def _subject(photo: Photo) -> Case | EarlyReport | None:
    """The case or report that the photo tells of; None for a greeting without a case."""
    return photo.case or photo.report or (photo.visit and photo.visit.case)


def _answer(photo: Photo, *, small: bool, cache: str) -> HttpResponse:
    try:
        content = actions.content(photo, small=small)
    except FileNotFoundError:
        raise Http404 from None
    return HttpResponse(
        content,
        content_type="image/jpeg",
        headers={
            "Cache-Control": cache,
            "Content-Disposition": "inline; filename=foto.jpg",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'",
        },
    )


@audience("pmks_cases.write_report")
def photo(request, network, pk):
    """The whole photo. Looking at it is noted."""
    found = _photo_or_404(request, pk)
    response = _answer(found, small=False, cache="no-store")
    if request.method == "GET":
        note_read(
            ReadEntry.Kind.PHOTO,
            by=request.user,
            network=request.network,
            subject=_("foto"),
            of=_subject(found),
            restricted=_is_guarded(found),
        )
    return response


@audience("pmks_cases.write_report")
def thumbnail(request, network, pk):
    found = _photo_or_404(request, pk)
    return _answer(found, small=True, cache="no-store" if _is_guarded(found) else SHORT_WHILE)


def _is_guarded(found: Photo) -> bool:
    subject = _subject(found)
    if isinstance(subject, Case):
        return case_secrecy.is_guarded(subject)
    return subject is not None and (subject.secrecy == Secrecy.SECRET or subject.exclusions.exists())
