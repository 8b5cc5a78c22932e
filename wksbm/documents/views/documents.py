"""Dokumen: what a network has issued, one of them, its file, and taking it back."""

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
from wksbm.core.paging import page_by_key
from wksbm.documents.actions import issuing, lapsing
from wksbm.documents.books import books
from wksbm.documents.forms import WithdrawForm
from wksbm.documents.models import IssuedDocument
from wksbm.documents.papers import papers, subject_of
from wksbm.documents.views.serving import served

PAGE_SIZE = 30
LISTED = (
    *("network", "called", "number", "issued_on", "issued_at", "needs_head", "signed_on", "withdrawn_at"),
    "replaced_by__replaces",
)


def document_or_404(request, pk: int) -> IssuedDocument:
    rows = IssuedDocument.objects.visible_to(request.user).of(request.network)
    found = get_object_or_404(rows.select_related("issued_by", "replaces", "replaced_by", "withdrawn_by"), pk=pk)
    found.network = request.network
    return found


def state_of(document) -> tuple[str, str]:
    """Tone and words of its badge, nothing for one that simply holds; ask for `replaced_by` with the rows."""
    if document.withdrawn_at:
        return "late", _("Dibatalkan")
    if hasattr(document, "replaced_by"):
        return "plain", _("Diganti")
    if document.needs_head and document.signed_on is None:
        return "due", _("Menunggu tanda tangan")
    return ("done", _("Ditandatangani")) if document.signed_on else ("", "")


@audience("documents.view_document")
@require_safe
def document_list(request, network):
    """What was issued, the newest first; of one kind when asked."""
    user = request.user
    readable = {name: paper for name, paper in papers.items() if paper.readable_to(user, request.network)}
    asked = request.GET.get("jenis", "")
    rows = IssuedDocument.objects.visible_to(user).of(request.network).select_related("replaced_by").only(*LISTED)
    if asked in readable:
        rows = rows.filter(kind=asked)
    page = page_by_key(rows, key="-issued_at", parameters=request.GET, size=PAGE_SIZE)
    for row in page:
        row.tone, row.badge = state_of(row)
    context = {
        "page": page,
        "kinds": [(name, paper.title) for name, paper in readable.items()],
        "asked": asked,
        "books": [book for book in books.values() if user.has_perm(book.readers, request.network)],
        "may_change": user.has_perm("documents.change_stationery", request.network),
    }
    return render(request, "documents/document/list.html", context)


@audience("documents.view_document")
@require_safe
def document(request, network, pk: int):
    """One document: what it says of itself, and what can be done with it."""
    found = document_or_404(request, pk)
    paper = found.paper
    title, url = "", ""
    if paper.origin:
        title, url = subject_of(paper.origin).told(request.user, [found.origin_id]).get(found.origin_id, ("", ""))
    found.tone, found.badge = state_of(found)
    lapsed = lapsing.has_lapsed(found, to=request.user)
    anew = ""
    if lapsed and request.user.has_perm(paper.issuers, request.network):
        slug, origin = request.network.slug, found.origin_id
        anew = (
            reverse("documents:issue_about", args=[slug, paper.name, origin])
            if paper.origin
            else reverse("documents:issue", args=[slug, paper.name])
        )
    may_withdraw = request.user.has_perm("documents.withdraw_document", request.network)
    context = {
        "document": found,
        "paper": paper,
        "about": title,
        "about_url": url,
        "lapsed": lapsed,
        "anew": anew,
        "may_withdraw": may_withdraw and not found.withdrawn_at,
    }
    return render(request, "documents/document/page.html", context)


@audience("documents.view_document")
@require_safe
def document_file(request, network, pk: int):
    """The PDF, byte by byte as it was issued; of one that has lapsed the page that says so."""
    found = document_or_404(request, pk)
    if lapsing.has_lapsed(found, to=request.user):
        return redirect("documents:document", request.network.slug, found.pk)
    return served(found, to=request.user)


@audience("documents.withdraw_document")
class Withdraw(FormPage, View):
    """Asked once more, with a reason: the number stays taken."""

    form_class = WithdrawForm
    title = gettext_lazy("Batalkan dokumen ini?")

    def dispatch(self, request, *args, **kwargs):
        self.document = document_or_404(request, kwargs["pk"])
        if self.document.withdrawn_at:
            raise Http404
        self.back_url = reverse("documents:document", args=[request.network.slug, self.document.pk])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **more) -> dict:
        return super().get_context_data(**more) | {
            "lead": self.what_stays() % {"document": self.document},
            "submit": _("Batalkan dokumen"),
            "cancel": _("Kembali"),
            "danger": True,
            "back_url": self.back_url,
            "back_label": _("Dokumen"),
        }

    def what_stays(self) -> str:
        if self.document.number:
            return _("%(document)s tetap tersimpan dengan nomornya, dan tertulis dibatalkan.")
        return _("%(document)s tetap tersimpan, dan tertulis dibatalkan.")

    def act(self, form) -> str:
        issuing.withdraw(self.document, by=self.request.user, why=form.cleaned_data["why"])
        messages.success(self.request, _("Dokumen dibatalkan."))
        return self.back_url
