"""The organisations of a network."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.generic import View

from members.actions import organizations
from members.forms.organizations import OrganizationForm
from members.models import Membership, Organization
from wksbm.compared import ComparingPage
from wksbm.core.access import audience
from wksbm.core.forms import FormPage
from wksbm.core.paging import page_by_key
from wksbm.revisions import with_revision


@audience("members.view_organization")
@require_safe
def organization_list(request, network):
    """All of them by name, or those of one kind or standing."""
    rows = Organization.objects.visible_to(request.user).of(request.network).select_related("rt")
    asked = {"jenis": request.GET.get("jenis", ""), "keadaan": request.GET.get("keadaan", "")}
    if asked["jenis"] in Organization.Kind.values:
        rows = rows.filter(kind=asked["jenis"])
    if asked["keadaan"] in Organization.Standing.values:
        rows = rows.filter(standing=asked["keadaan"])
    context = {
        "page": page_by_key(rows, key="name", parameters=request.GET),
        "kinds": Organization.Kind.choices,
        "standings": Organization.Standing.choices,
        "asked": asked,
        "filtered": any(asked.values()),
        "may_change": request.user.has_perm("members.change_organization", request.network),
    }
    return render(request, "members/organization/list.html", context)


def _find(request, pk: int) -> Organization:
    rows = Organization.objects.visible_to(request.user).of(request.network).select_related("rt")
    return get_object_or_404(rows, pk=pk)


@audience("members.view_organization")
@require_safe
def organization(request, network, pk: int):
    """What it offers, whom to call, who its officers are."""
    found = _find(request, pk)
    offices = Membership.objects.visible_to(request.user).current().filter(organization=found)
    context = {
        "organization": found,
        "offers": [line.strip() for line in found.offers.splitlines() if line.strip()],
        "officers": offices.select_related("user", "organization", "rt", "dasawisma").order_by("user__name"),
        "may_change": request.user.has_perm("members.change_organization", request.network),
        "may_see_officers": request.user.has_perm("members.view_member", request.network),
    }
    return render(request, "members/organization/page.html", context)


@audience("members.change_organization")
class AddOrganization(FormPage, View):
    form_class = OrganizationForm
    title = gettext_lazy("Catat lembaga")

    def get_context_data(self, **more) -> dict:
        way_up = {"back_url": reverse("members:organizations", args=[self.request.network.slug])}
        return super().get_context_data(**more) | way_up | {"back_label": _("Semua lembaga")}

    def act(self, form) -> str:
        added = organizations.add(self.request.network, by=self.request.user, **form.data_for_action())
        messages.success(self.request, _("%(name)s tercatat.") % {"name": added.name})
        return reverse("members:organization", args=[self.request.network.slug, added.pk])


@audience("members.change_organization")
class ChangeOrganization(ComparingPage, FormPage, View):
    form_class = OrganizationForm
    title = gettext_lazy("Ubah lembaga")

    def address(self) -> str:
        return reverse("members:organization", args=[self.request.network.slug, self.kwargs["pk"]])

    def get_form_kwargs(self) -> dict:
        rows = Organization.objects.visible_to(self.request.user).of(self.request.network)
        return {"instance": get_object_or_404(with_revision(rows), pk=self.kwargs["pk"])}

    def get_context_data(self, **more) -> dict:
        return super().get_context_data(**more) | {"back_url": self.address(), "back_label": _("Lembaga ini")}

    def act(self, form) -> str:
        found = _find(self.request, self.kwargs["pk"])
        others = organizations.change(found, by=self.request.user, **form.data_for_action())
        self.tell_of_others(form, others)
        messages.success(self.request, _("Tersimpan."))
        return self.address()
