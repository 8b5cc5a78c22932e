"""The page of a greeting (sapaan)."""

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View

from pmks_cases.actions import visits as actions
from pmks_cases.forms.visit import GreetForm
from pmks_cases.views.phone_store import SentFromPhone, keeper_of
from pmks_cases.views.residents import resident_or_404
from wksbm.core.access import audience


@audience("pmks_cases.record_greeting")
class Greet(SentFromPhone, View):
    """Sapaan: the page asks whom one met, its button notes it."""

    form_class = GreetForm
    template_name = "pmks_cases/visit/greet.html"

    def dispatch(self, request, *args, **kwargs):
        self.resident = resident_or_404(request, kwargs["pk"], "pmks_cases.record_greeting")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **more):
        return super().get_context_data(
            resident=self.resident,
            keeper=keeper_of(self.request.user),
            back_url=reverse("pmks_cases:choose_visit", args=[self.request.network.slug]),
            **more,
        ) | {"title": _("Menyapa %(name)s") % {"name": self.resident.name}}

    def act(self, form):
        actions.greet(
            self.resident,
            by=self.request.user,
            client_id=form.cleaned_data["form_id"],
            at=form.when(),
            met=form.cleaned_data["met"],
        )
        if not self.request.POST.get("kept_on_phone"):
            messages.success(self.request, _("Sapaan tersimpan. Terima kasih sudah menyapa."))
        return reverse("pmks_cases:choose_visit", args=[self.request.network.slug])
