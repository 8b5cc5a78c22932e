"""A photo leaves only through here: asked for by who may, named by chance, kept by no one in between."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from programs.actions import pictures
from programs.models import Picture
from wksbm.core.access import SIGNED_IN, audience


@audience(SIGNED_IN)
def picture(request, network, pk: int):
    """The photo of an aspiration, or of a signed attendance list."""
    found = get_object_or_404(Picture.objects.visible_to(request.user).of(request.network), pk=pk)
    try:
        content = pictures.content(found)
    except FileNotFoundError:
        raise Http404 from None
    return HttpResponse(
        content,
        content_type="image/jpeg",
        headers={
            "Cache-Control": "private, no-store",
            "Content-Disposition": "inline; filename=foto.jpg",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'",
        },
    )
