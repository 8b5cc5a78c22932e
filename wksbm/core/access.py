"""The door: every route states its audience, and nobody passes who does not belong to it.

A route's audience is `PUBLIC`, `SIGNED_IN` or the name of a permission ("pmks_cases.list_residents"). A route that
states none is shut. Hidden and missing answer alike (404); visible but not allowed answers 403 with one sentence; a
stranger signs in.
"""

from collections.abc import Callable
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.apps import apps
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

PUBLIC = "public"
SIGNED_IN = "signed in"


def audience(who: str) -> Callable:
    """State who may use a view: PUBLIC, SIGNED_IN, or a permission that is asked of the page's network."""

    def state(view):
        view.audience = who
        return view

    return state


def stated_audience(view) -> str | None:
    """What a route's callback has stated, on itself or on its class."""
    return getattr(view, "audience", None) or getattr(getattr(view, "view_class", None), "audience", None)


class AccessGuardMiddleware:
    """Checks the audience before each view, and turns `/<network>/…` into `request.network`."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.network = None
        if request.session.get("shared_device"):
            request.session.set_expiry(settings.SHARED_DEVICE_SESSION_SECONDS)  # slides with each page
        with timezone.override(None):  # ends what the page's network sets below
            response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        response["Permissions-Policy"] = "camera=(self), geolocation=(self), microphone=()"
        return response

    def process_view(self, request, view, args, kwargs):
        who = stated_audience(view)
        if who == PUBLIC:
            return None
        if who is None:
            raise PermissionDenied(_("Halaman ini belum dibuka untuk siapa pun."))
        if not request.user.is_authenticated:
            return to_sign_in(request)
        if must_set_up_second_factor(request):
            return redirect("mfa_index")
        if any("\0" in value for value in kwargs.values() if isinstance(value, str)):
            raise Http404  # the database knows no such letter
        slug = kwargs.get("network")
        if slug is not None:
            request.network = apps.get_model(settings.TENANT_MODEL).objects.opened_by(request.user, slug)
            if request.network is None:
                raise Http404
            timezone.activate(ZoneInfo(request.network.time_zone))
        if who != SIGNED_IN and not request.user.has_perm(who, request.network):
            raise PermissionDenied(_("Bagian ini bukan untuk jabatan Anda."))
        return None


def to_sign_in(request):
    """Sign-in, with the way back. A fragment sends the whole page there, or the door would open inside a list."""
    if not request.htmx:
        return redirect_to_login(page_to_return_to(request))
    if request.htmx.trigger_name:
        # A field's own check: leaving now would lose the form around it. Sending that form keeps what was typed.
        return HttpResponse(status=401)
    return HttpResponseClientRedirect(redirect_to_login(request.htmx.current_url_abs_path or "/").url)


def page_to_return_to(request) -> str:
    """Where a person goes on after signing in: this page, or for a button the page on which it stood."""
    stood_on = urlsplit(request.headers.get("Referer", ""))
    if request.method == "POST" and stood_on.netloc == request.get_host():
        return stood_on.path
    return request.get_full_path()


def must_set_up_second_factor(request) -> bool:
    """Whether this person holds an office that needs a second factor, has none, and is not on the way to set it up."""
    if not settings.SECOND_FACTOR_REQUIRED:
        return False
    name = request.resolver_match.url_name or ""
    if name.startswith("mfa_") or name in ("account_logout", "account_reauthenticate"):
        return False
    return request.user.lacks_second_factor
