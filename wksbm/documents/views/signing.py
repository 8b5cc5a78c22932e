"""Menunggu tanda tangan: the village head's letters. Here, and only here, he reads the names that stand in them."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.generic import View

from wksbm.core.access import audience
from wksbm.core.forms import FormPage
from wksbm.documents.actions import issuing, lapsing
from wksbm.documents.forms import SignedForm
from wksbm.documents.models import IssuedDocument
from wksbm.documents.views.serving import served


@audience("documents.sign_document")
@require_safe
def to_sign(request, network):
    """What waits, the oldest first; and the last ones that were signed."""
    waiting, signed = (find(request.user, request.network) for find in (lapsing.waiting_for, lapsing.signed_by))
    return render(request, "documents/signing/list.html", {"waiting": waiting, "signed": signed})


def _waiting_or_404(request, pk: int) -> IssuedDocument:
    rows = IssuedDocument.objects.to_sign_by(request.user).of(request.network).waiting()
    found = get_object_or_404(rows.select_related("issued_by"), pk=pk)
    found.network = request.network
    if found.is_guarded:  # it became so after it was issued
        raise Http404
    return found


def _says_that_it_lapsed(request):
    messages.info(request, _("Catatannya sudah berubah. Surat ini diterbitkan lagi dahulu oleh pengurus."))
    return redirect("documents:to_sign", request.network.slug)


@audience("documents.sign_document")
@require_safe
def file_to_sign(request, network, pk: int):
    """The letter itself; the opening is noted."""
    found = _waiting_or_404(request, pk)
    if lapsing.has_lapsed(found, to=request.user):
        return _says_that_it_lapsed(request)
    return served(found, to=request.user)


@audience("documents.sign_document")
class NoteSigned(FormPage, View):
    """The paper was signed by hand: on which day."""

    form_class = SignedForm
    title = gettext_lazy("Sudah ditandatangani")

    def dispatch(self, request, *args, **kwargs):
        self.document = _waiting_or_404(request, kwargs["pk"])
        if lapsing.has_lapsed(self.document, to=request.user):
            return _says_that_it_lapsed(request)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        return {"issued_on": self.document.issued_on}

    def get_initial(self) -> dict:
        return {"on": self.request.network.today()}

    def address(self) -> str:
        return reverse("documents:to_sign", args=[self.request.network.slug])

    def get_context_data(self, **more) -> dict:
        return super().get_context_data(**more) | {
            "lead": _("%(letter)s. Catat sesudah kertasnya ditandatangani.") % {"letter": self.document.called},
            "submit": _("Catat"),
            "icon": "done",
            "back_url": self.address(),
            "back_label": _("Menunggu tanda tangan"),
        }

    def act(self, form) -> str:
        issuing.note_signed(self.document, by=self.request.user, on=form.cleaned_data["on"])
        messages.success(self.request, _("Tercatat. Terima kasih, Pak/Bu."))
        return self.address()
