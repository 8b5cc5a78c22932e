"""The page of one family card, and the dasawisma that looks after it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import View

from pmks_cases.actions import residents as actions
from pmks_cases.forms.family import DasawismaForm
from pmks_cases.models import Family, Resident
from wksbm.core.access import audience
from wksbm.core.forms import FormPage
from wksbm.core.registries import panels_for


def family_or_404(request, pk: int) -> Family:
    families = Family.objects.visible_to(request.user).of(request.network)
    family = get_object_or_404(families.select_related("dasawisma__rt"), pk=pk)
    family.network = request.network
    return family


def page_context(request, family, **more) -> dict:
    people = Resident.objects.visible_to(request.user).of(request.network).standing()
    members = list(people.of_family(family.pk).for_rows())
    return {
        "family": family,
        "kk_number": family.kk_number,
        "members": members,
        "head": actions.head_of(members),
        "living_here": sum(person.lives_here for person in members),
        "today": request.network.today(),
        "whole": request.user.has_perm("pmks_cases.view_whole_resident", request.network),
        "may_add": request.user.has_perm("pmks_cases.add_resident", request.network),
        "may_change": request.user.has_perm("pmks_cases.change_resident", request.network),
        "may_reveal": request.user.has_perm("pmks_cases.reveal_identity_number", request.network),
        "panels": panels_for("family", user=request.user, network=request.network, subject=family),
        **more,
    }


@audience("pmks_cases.view_resident")
class FamilyPage(View):
    def get(self, request, network, pk):
        return render(request, "pmks_cases/family/page.html", page_context(request, family_or_404(request, pk)))


@require_POST
@audience("pmks_cases.reveal_identity_number")
def reveal_kk_number(request, network, pk):
    """The KK number whole, in the answer to this post alone."""
    family = family_or_404(request, pk)
    kk_number = actions.reveal_kk_number(family, by=request.user)
    context = page_context(request, family, kk_number=kk_number, revealed=True)
    template = "pmks_cases/family/page.html"
    return render(request, f"{template}#nomor" if request.htmx else template, context)


@audience("pmks_cases.change_resident")
class AssignDasawisma(FormPage, View):
    form_class = DasawismaForm
    title = gettext_lazy("Dasawisma keluarga ini")

    def dispatch(self, request, *args, **kwargs):
        self.family = family_or_404(request, kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def address(self) -> str:
        return reverse("pmks_cases:family", args=[self.request.network.slug, self.family.pk])

    def get_initial(self):
        return {"dasawisma": self.family.dasawisma_id}

    def get_context_data(self, **more):
        return super().get_context_data(back_url=self.address(), back_label=_("Keluarga"), **more)

    def act(self, form):
        actions.assign_dasawisma(self.family, by=self.request.user, dasawisma=form.cleaned_data["dasawisma"])
        messages.success(self.request, _("Dasawisma keluarga ini sudah disimpan."))
        return self.address()
