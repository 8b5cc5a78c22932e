"""Kalender di HP: the page on which a person makes the address, and what a calendar reads at it."""

import hashlib

from allauth.core.internal.ratelimit import consume
from django.contrib import messages
from django.http import HttpResponse, HttpResponseNotFound
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.generic import View

from members.views.shown_once import keep_path, kept_address
from programs.actions import calendar_feeds
from programs.calendar_files import CONTENT_TYPE
from programs.models import CalendarFeed
from programs.own_calendar import own_calendar
from wksbm.core.access import PUBLIC, SIGNED_IN, audience
from wksbm.notifications.views.frame import networks_of, stand_in_the_only_network

GUESSES = "20/10m/ip"
READS = "60/h/key"
"""How often one calendar may ask; the eager ones ask four times an hour."""


@audience(PUBLIC)
@require_safe
def feed(request, token: str) -> HttpResponse:
    """What this person's calendar reads, as long as the address stands and the person holds an office."""
    if not _consume(request, "void_calendar", GUESSES, dry_run=True):
        return HttpResponse(status=429)
    user = calendar_feeds.reader_of(token)
    if user is None:
        _consume(request, "void_calendar", GUESSES)
        return HttpResponseNotFound()
    if not _consume(request, "calendar", READS, key=str(user.pk)):
        return HttpResponse(status=429)
    text = own_calendar(user)
    etag = f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": "private, no-cache"}
    response = HttpResponse(text, content_type=f"{CONTENT_TYPE}; charset=utf-8", headers=headers)
    return get_conditional_response(request, etag=etag, response=response)


def _consume(request, action: str, rate: str, **more):
    return consume(request, app="programs", action=action, config={action: rate}, limit_get=True, **more)


@audience(SIGNED_IN)
class CalendarAddress(View):
    """The address is shown to who has just made it, and to nobody again; making another ends it."""

    http_method_names = ("get", "head", "post")

    def get(self, request):
        stand_in_the_only_network(request, networks_of(request.user))
        feed = CalendarFeed.objects.visible_to(request.user).first()
        address = kept_address(request, "calendar", request.user.pk) if feed else ""
        return render(request, "programs/calendar/address.html", {"feed": feed, "address": address})

    def post(self, request):
        if request.POST.get("hapus"):
            calendar_feeds.end(request.user)
            messages.success(request, _("Alamatnya dihapus. Kalender di HP tidak diperbarui lagi."))
        else:
            keep_path(request, "calendar", request.user.pk, calendar_feeds.make(request.user))
        return redirect("calendar_address")
