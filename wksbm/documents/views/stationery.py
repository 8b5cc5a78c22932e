"""Kop surat: paper, logo and pattern of numbers, with a look at both before they are chosen."""

from base64 import b64encode

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.generic import View

from wksbm.core.access import audience
from wksbm.core.forms import FormPage
from wksbm.core.refusals import RefusedByRule
from wksbm.documents.actions import issuing, stationery
from wksbm.documents.forms import StationeryForm
from wksbm.documents.papers import letterhead_of
from wksbm.documents.views.serving import pdf


@audience("documents.change_stationery")
class ChangeStationery(FormPage, View):
    """The first button saves, the second only shows what a number would look like."""

    form_class = StationeryForm
    template_name = "documents/stationery/change.html"
    title = gettext_lazy("Kop dan nomor surat")
    shown = ""

    def dispatch(self, request, *args, **kwargs):
        self.looks = stationery.of(request.network)
        self.letterhead = letterhead_of(request.network)
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict:
        return {"paper_size": self.looks.paper_size, "pattern": self.looks.pattern or self.letterhead.pattern}

    def get_form_kwargs(self) -> dict:
        return {"marks": self.letterhead.marks, "has_logo": bool(self.looks.logo)}

    def get_context_data(self, **more) -> dict:
        network = self.request.network
        return super().get_context_data(**more) | {
            "letterhead": self.letterhead,
            "sample_number": self.shown or stationery.sample_number(network, self.looks.pattern),
            "just_shown": bool(self.shown),
            "logo": b64encode(bytes(self.looks.logo)).decode() if self.looks.logo else "",
            "back_url": reverse("documents:documents", args=[network.slug]),
        }

    def post(self, request, *args, **kwargs):
        if "lihat" not in request.POST:
            return super().post(request, *args, **kwargs)
        form = self.get_form(request.POST)
        try:
            self.shown = stationery.sample_number(request.network, form.data.get("pattern", ""))
        except RefusedByRule as refused:
            form.is_valid()
            form.add_error("pattern", refused.sentence)
            return self.show(form, status=422)
        form = self.form_class(
            request=request,
            initial={"paper_size": form.data.get("paper_size"), "pattern": form.data.get("pattern")},
            **self.get_form_kwargs(),
        )
        return self.show(form)

    def act(self, form) -> str:
        given, network, by = form.cleaned_data, self.request.network, self.request.user
        if given["logo"]:
            stationery.set_logo(network, by=by, upload=given["logo"])
        elif given.get("without_logo"):
            stationery.set_logo(network, by=by, upload=None)
        stationery.change(network, by=by, paper_size=given["paper_size"], pattern=given["pattern"])
        messages.success(self.request, _("Tersimpan. Berlaku untuk dokumen yang terbit mulai sekarang."))
        return reverse("documents:stationery", args=[network.slug])


@audience("documents.change_stationery")
@require_safe
def sample(request, network):
    """A letter that was never issued, with the head, the paper and a number as they are now."""
    looks = stationery.of(request.network)
    return pdf(issuing.sample(request.network, pattern=looks.pattern, by=request.user), name="contoh-surat")
