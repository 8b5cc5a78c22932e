"""How a person wants to be reached: on the own page after sign-in, or from a mail's link without it."""

from allauth.core.internal.ratelimit import consume, respond_429
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from django.views.generic import View

from wksbm.core.access import PUBLIC, SIGNED_IN, audience
from wksbm.notifications import links
from wksbm.notifications.actions import preferences as choosing
from wksbm.notifications.forms import PreferenceForm
from wksbm.notifications.models import Preference
from wksbm.notifications.views.frame import networks_of, stand_in_the_only_network

_LINK = "mail_preferences_link"
GUESSES = "20/10m/ip"
"""Void links that one address may try; a signature is beyond guessing, but nobody needs to be let try."""


class PreferencesPage(View):
    """One small form, and one button that ends the daily mail; once it is pressed, the one that takes it back."""

    http_method_names = ("get", "head", "post")
    template_name = ""

    @cached_property
    def preference(self) -> Preference:
        raise NotImplementedError

    @cached_property
    def networks(self) -> list:
        return networks_of(self.preference.user)

    def get(self, request):
        return self.show(PreferenceForm(instance=self.preference, networks=self.networks))

    def post(self, request):
        if "langganan" in request.POST:
            self.start_or_stop(daily=request.POST["langganan"] == "lagi")
            return redirect(request.path)
        form = PreferenceForm(request.POST, instance=self.preference, networks=self.networks)
        if not form.is_valid():
            return self.show(form, status=422)
        choosing.choose(self.preference, **form.cleaned_data)
        messages.success(request, _("Pilihan Anda disimpan."))
        if not form.cleaned_data["urgent"]:
            messages.warning(request, _("Kabar darurat sekarang hanya ada di portal. Bukalah setiap hari."))
        return redirect(request.path)

    def start_or_stop(self, *, daily: bool) -> None:
        choosing.choose(self.preference, daily=daily)
        if daily:
            messages.success(self.request, _("Ringkasan harian dikirim lagi."))

    def show(self, form, status: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "stopped": not form.initial["daily"],
            "address": masked(self.preference.user.email),
        }
        return render(self.request, self.template_name, context, status=status)


def masked(email: str | None) -> str:
    """`e•••@contoh.id`: enough for its owner to know it."""
    name, at, domain = (email or "").partition("@")
    return f"{name[:1]}•••{at}{domain}" if at else ""


@audience(SIGNED_IN)
class Preferences(PreferencesPage):
    """The page in the own account."""

    template_name = "notifications/preferences.html"

    @cached_property
    def preference(self) -> Preference:
        return links.preference_of(self.request.user)

    def show(self, form, status: int = 200) -> HttpResponse:
        stand_in_the_only_network(self.request, self.networks)
        return super().show(form, status)


def opened(request, token: str) -> Preference | None:
    """What this link opens. A void one counts as a guess."""
    preference = links.behind(token)
    if preference is None and token:
        consume(request, **_guesses())
    return preference


def guesses_too_often(request) -> bool:
    return not consume(request, dry_run=True, **_guesses())


def _guesses() -> dict:
    return {"app": "notifications", "action": "void_link", "config": {"void_link": GUESSES}, "limit_get": True}


def over(request) -> HttpResponse:
    """One answer to every link that opens nothing (any more)."""
    request.session.pop(_LINK, None)
    return render(request, "notifications/link_over.html", status=410)


@audience(PUBLIC)
@require_safe
def receive_link(request, token: str) -> HttpResponse:
    """Take the token of a mail's link out of the address."""
    if guesses_too_often(request):
        return respond_429(request)
    if opened(request, token) is None:
        return over(request)
    request.session[_LINK] = [token, request.user.pk]
    return redirect("notifications:preferences_by_link")


@audience(PUBLIC)
class PreferencesByLink(PreferencesPage):
    """The same form for who comes from a mail, without sign-in."""

    template_name = "notifications/preferences_by_link.html"

    def dispatch(self, request, *args, **kwargs):
        if self.preference is None:
            return over(request)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def preference(self) -> Preference | None:
        """Until somebody else signs in on this device: the next one finds nothing of who came before."""
        token, signed_in = self.request.session.get(_LINK, ("", None))
        return links.behind(token) if signed_in == self.request.user.pk else None


@method_decorator(csrf_exempt, name="dispatch")
@audience(PUBLIC)
class Unsubscribe(View):
    """RFC 8058: the mail program's own button posts here, without cookies; a GET only leads to the preferences."""

    http_method_names = ("get", "head", "post")
    choice = "daily"
    """Which mails end: the daily ones, or those of emergencies."""

    def get(self, request, token: str):
        return redirect("notifications:preferences_link", token)

    def post(self, request, token: str):
        if guesses_too_often(request):
            return HttpResponse(status=429)
        preference = opened(request, token)
        if preference is None:
            return HttpResponse(status=410)
        choosing.choose(preference, **{self.choice: False})
        return HttpResponse(status=200)
