"""Issuing a paper: what is asked before, and the progress of a long one."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.generic import View
from django_htmx.http import HttpResponseClientRedirect

from wksbm.core.access import audience
from wksbm.core.forms import FormPage
from wksbm.core.refusals import RefusedByRule
from wksbm.documents.actions import issuing, orders
from wksbm.documents.forms import IssueForm
from wksbm.documents.models import IssuedDocument, PaperOrder
from wksbm.documents.papers import papers, subject_of


@audience("documents.view_document")
class Issue(FormPage, View):
    """One page for every paper. Its own permission is asked here; a row that the person does not see answers 404."""

    form_class = IssueForm
    template_name = "documents/document/issue.html"

    def dispatch(self, request, *args, kind: str, origin: int | None = None, **kwargs):
        self.paper = papers.get(kind)
        if self.paper is None or bool(self.paper.origin) != (origin is not None):
            raise Http404
        self.row = self.paper.row_for(request.user, request.network, origin)
        if self.paper.origin and self.row is None:
            raise Http404
        if not request.user.has_perm(self.paper.issuers, request.network):
            raise PermissionDenied(_("Dokumen ini diterbitkan oleh pengurus."))
        earlier = IssuedDocument.objects.visible_to(request.user).of(request.network).filter(kind=kind)
        earlier = earlier.filter(origin_id=origin, withdrawn_at=None, replaced_by=None)
        self.earlier = list(earlier.order_by("-issued_at")[:5]) if origin else []
        return super().dispatch(request, *args, **kwargs)

    @property
    def title(self) -> str:
        return _("Terbitkan %(paper)s") % {"paper": self.paper.in_sentence}

    @cached_property
    def choices(self) -> dict:
        asked = self.paper.choices
        return asked(self.request.user, self.request.network, self.row) if asked else {}

    def get_initial(self) -> dict:
        """What an address may choose beforehand is picked from a list; it writes nothing for anybody."""
        picked = [name for name, field in self.choices.items() if isinstance(field, forms.ChoiceField)]
        return {name: self.request.GET[name] for name in picked if name in self.request.GET}

    def get_form_kwargs(self) -> dict:
        paper, row = self.paper, self.row
        guarded = paper.guards(row.pk if row is not None else None)
        return {
            "choices": self.choices,
            "replaceable": self.earlier[0] if self.earlier else None,
            "may_ask_head": paper.signed_by_head == "may" and not guarded,
        }

    def get_context_data(self, **more) -> dict:
        return super().get_context_data(**more) | {
            "paper": self.paper,
            "earlier": self.earlier,
            "about": self.about(),
            "back_url": self.back_url(),
            "refused": self.refused(),
        }

    def refused(self) -> str:
        """Why it cannot be issued yet: told before anybody has pressed anything."""
        if self.paper.in_background or self.paper.choices:
            return ""
        try:
            self.paper.content(self.request.user, self.request.network, self.row)
        except RefusedByRule as refused:
            return refused.sentence
        return ""

    def told(self) -> tuple[str, str]:
        if self.row is None:
            return "", reverse("documents:documents", args=[self.request.network.slug])
        return subject_of(self.paper.origin).told(self.request.user, [self.row.pk]).get(self.row.pk, ("", ""))

    def about(self) -> str:
        return self.told()[0]

    def back_url(self) -> str:
        return self.told()[1]

    def act(self, form) -> str:
        request, given = self.request, form.data_for_action()
        more = {"replaces": self.earlier[0] if given.pop("replace", False) and self.earlier else None}
        more["head_signs"] = given.pop("head_signs", False)
        if self.paper.in_background:
            made = orders.order(self.paper, request.network, by=request.user, row=self.row, **given)
            return reverse("documents:order", args=[request.network.slug, made.pk])
        made = issuing.issue(self.paper, request.network, by=request.user, row=self.row, **more, **given)
        messages.success(request, _("%(document)s sudah terbit.") % {"document": made})
        return reverse("documents:document", args=[request.network.slug, made.pk])


@audience("documents.view_document")
@require_safe
def order(request, network, pk: int):
    """How far a long paper has come; when it is ready, the document."""
    rows = PaperOrder.objects.visible_to(request.user).of(request.network)
    found = get_object_or_404(rows, pk=pk)
    if found.document_id:
        address = reverse("documents:document", args=[request.network.slug, found.document_id])
        if not request.htmx:
            return redirect(address)
        return HttpResponseClientRedirect(address)
    context = {"order": found, "paper": papers[found.kind], "progress": orders.progress_of(found)}
    template = "documents/document/_order.html" if request.htmx else "documents/document/order.html"
    return render(request, template, context)
