"""Periksa dokumen: what the QR code on a paper leads to, for everybody. It names nobody.

A file that is chosen here is compared in the browser; it never leaves the device.
"""

from allauth.core.internal.ratelimit import consume, respond_429
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wksbm.core.access import PUBLIC, audience
from wksbm.documents.models import IssuedDocument

GUESSES = "20/10m/ip"
"""Void codes that one address may try; a code is beyond guessing, but nobody needs to be let try."""


@audience(PUBLIC)
@require_safe
def check(request, code: str):
    guesses = {"app": "documents", "action": "void_code", "config": {"void_code": GUESSES}, "limit_get": True}
    if not consume(request, dry_run=True, **guesses):
        return respond_429(request)
    found = IssuedDocument.objects.open_for(code).select_related("network").first() if code.isprintable() else None
    if found is None:
        consume(request, **guesses)
        return render(request, "documents/public/unknown.html", status=404)
    context = {"document": found, "is_internal": found.paper.internal or found.is_guarded}
    return render(request, "documents/public/check.html", context)
