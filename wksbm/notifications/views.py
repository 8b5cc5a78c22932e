"""What a person is told, and how he wants to be reached. Opening a page marks nothing as read: a button posts."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import View

from wksbm.core.access import PUBLIC, SIGNED_IN, audience
from wksbm.core.paging import page_by_key
from wksbm.notifications import links
from wksbm.notifications.actions import inbox as reading
from wksbm.notifications.actions import preferences as choosing
from wksbm.notifications.actions.delivering import said
from wksbm.notifications.forms import PreferenceForm
from wksbm.notifications.models import Notification, Preference

PAGE_SIZE = 30
_LINK = "mail_preferences_token"


@audience(SIGNED_IN)
@require_safe
def inbox(request) -> HttpResponse:
    """What was told, the newest first; what no longer holds says nothing any more."""
    rows = Notification.objects.visible_to(request.user)
    page = page_by_key(rows, key="-written_at", parameters=request.GET, size=PAGE_SIZE)
    lines = said(request.user, page.rows)
    return render(request, "notifications/inbox.html", {"page": page, "lines": lines})


@audience(SIGNED_IN)
@require_safe
def unread(request) -> HttpResponse:
    """The number on the bell, asked again every minute."""
    return render(request, "notifications/_count.html", {"count": reading.unread_count(request.user)})


@audience(SIGNED_IN)
@require_safe
def open_notification(request, pk: int) -> HttpResponse:
    """The way from a mail: to the page of the thing, or to the inbox when it no longer holds."""
    return redirect(_page_of(request, pk)[1])


@require_POST
@audience(SIGNED_IN)
def read_and_open(request, pk: int) -> HttpResponse:
    notification, url = _page_of(request, pk)
    reading.read(notification, by=request.user)
    return redirect(url)


@require_POST
@audience(SIGNED_IN)
def read_all(request) -> HttpResponse:
    reading.read_all(by=request.user)
    messages.success(request, _("Semua ditandai sudah dibaca."))
    return redirect("notifications:inbox")


def _page_of(request, pk: int) -> tuple[Notification, str]:
    notification = get_object_or_404(Notification.objects.visible_to(request.user), pk=pk)
    holds = said(request.user, [notification])
    return notification, holds[0][1].url if holds else reverse("notifications:inbox")


class PreferencesPage(View):
    """How one wants to be reached: one small form."""

    http_method_names = ("get", "head", "post")

    def show(self, form, status: int = 200) -> HttpResponse:
        return render(self.request, "notifications/preferences.html", {"form": form}, status=status)

    def get(self, request):
        return self.show(PreferenceForm(instance=self.preference(request)))

    def post(self, request):
        form = PreferenceForm(request.POST, instance=self.preference(request))
        if not form.is_valid():
            return self.show(form, status=422)
        choosing.choose(form.instance, **form.cleaned_data)
        messages.success(request, _("Pilihan Anda disimpan."))
        return redirect(request.path)


@audience(SIGNED_IN)
class Preferences(PreferencesPage):
    def preference(self, request) -> Preference:
        found = Preference.objects.visible_to(request.user).first()
        return found or Preference(user=request.user)


@audience(PUBLIC)
@require_safe
def receive_link(request, token: str) -> HttpResponse:
    """Take the token of a mail's link out of the address."""
    if links.behind(token) is None:
        request.session.pop(_LINK, None)
        return render(request, "notifications/link_over.html", status=410)
    request.session[_LINK] = token
    return redirect("notifications:preferences_by_link")


@audience(PUBLIC)
class PreferencesByLink(PreferencesPage):
    """The same form for who comes from a mail, without sign-in."""

    def dispatch(self, request, *args, **kwargs):
        if links.behind(request.session.get(_LINK, "")) is None:
            return render(request, "notifications/link_over.html", status=410)
        return super().dispatch(request, *args, **kwargs)

    def preference(self, request) -> Preference:
        return links.behind(request.session[_LINK])


@method_decorator(csrf_exempt, name="dispatch")
@audience(PUBLIC)
class Unsubscribe(View):
    """RFC 8058: the mail program's own button posts here, without cookies; a GET only leads to the preferences."""

    http_method_names = ("get", "head", "post")

    def get(self, request, token: str):
        return redirect("notifications:preferences_link", token)

    def post(self, request, token: str):
        preference = links.behind(token)
        if preference is not None:
            choosing.choose(preference, daily=False)
        return HttpResponse(status=200 if preference else 410)
