"""What a phone keeps when the signal is gone, and how its script talks with the portal about it."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pmks_cases.actions import emergency_alerts
from pmks_cases.models import Visit
from pmks_cases.models.case import Urgency
from wksbm.core.access import PUBLIC, SIGNED_IN, audience
from wksbm.core.forms import FormPage

FROM_PHONE = "X-Visit-From-Phone"
"""The header by which the page's own script sends a visit: it is answered by words, not by a page."""


def keeper_of(user) -> str:
    """By this a phone knows whose visits it keeps. It says nothing about the person and cannot be guessed."""
    return salted_hmac("pmks_cases.visits.keeper", str(user.pk)).hexdigest()[:32]


@audience(SIGNED_IN)
def keeper(request):
    """Whose session this is, for a phone that has something to send, and the token to send it with."""
    return JsonResponse({"keeper": keeper_of(request.user), "token": get_token(request)})


@audience(PUBLIC)
def without_signal(request):
    """What a phone shows when the portal cannot be reached: it knows nobody, the phone fills in what it keeps."""
    return render(request, "pmks_cases/visit/without_signal.html")


@audience(PUBLIC)
def service_worker(request):
    """The script that keeps static files and that page on the phone. Served at the root: it looks after all pages."""
    script = render_to_string("pmks_cases/visit/service_worker.js", request=request)
    return HttpResponse(script, content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})


class SentFromPhone(FormPage):
    """A form that the page's script also sends by itself, later perhaps, from what the phone has kept.

    The script gets `{"url": …}`, `{"errors": {field: [sentences]}}` (422), or 409 when somebody else is signed in than
    who wrote it.
    """

    def post(self, request, *args, **kwargs):
        if FROM_PHONE not in request.headers:
            return super().post(request, *args, **kwargs)
        if not constant_time_compare(request.POST.get("keeper", ""), keeper_of(request.user)):
            return JsonResponse({}, status=409)
        self.shown = None
        response = super().post(request, *args, **kwargs)
        if self.shown is None:
            return JsonResponse({"url": response.url})
        errors = {name: [str(error) for error in found] for name, found in self.shown.errors.items()}
        return JsonResponse({"errors": errors, "first_url": self.first_url}, status=422)

    handed_over = False
    """The case has another companion by now; the visit is taken from the one before."""
    first_url = ""
    """Of a second visit within the hour: the page of the first one."""

    def show(self, form, **more):
        if FROM_PHONE in self.request.headers:
            self.shown = form
            return HttpResponse(status=422)
        return super().show(form, **more)

    def recorded_url(self, visit: Visit) -> str:
        """Where to go on; a companion of before is thanked on the home page, the visit is no longer hers to see."""
        if not self.request.POST.get("kept_on_phone"):
            messages.success(self.request, self.sentence(visit))
            if visit.urgency == Urgency.EMERGENCY:
                messages.warning(self.request, told_sentence(visit))
        if left_out := getattr(visit, "left_out_photos", 0):
            messages.warning(
                self.request,
                ngettext(
                    "%(count)d foto tidak bisa disimpan. Kunjungannya sudah tersimpan.",
                    "%(count)d foto tidak bisa disimpan. Kunjungannya sudah tersimpan.",
                    left_out,
                )
                % {"count": left_out},
            )
        network = self.request.network
        if self.handed_over:
            return reverse("network_home", args=[network.slug])
        return reverse("pmks_cases:visit", args=[network.slug, visit.pk])

    def sentence(self, visit: Visit) -> str:
        return _("Kunjungan tersimpan.")


def told_sentence(visit: Visit) -> str:
    """Whom the emergency of a visit has reached, and whom to call meanwhile."""
    told = ", ".join(person.name for person in emergency_alerts.told_of(visit))
    said = _("Sudah dikabarkan kepada %(names)s.") % {"names": told} if told else _("Belum ada yang bisa dikabari.")
    call = _("Kalau ada bahaya sekarang, telepon 119 (medis), 110 (polisi), atau 129 (SAPA, perempuan dan anak).")
    return f"{said} {call}"
