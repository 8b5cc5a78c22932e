"""Keluarga saya: each officer's own lines, and nobody else's."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import View

from pmks_cases.actions import kinship as actions
from pmks_cases.forms.kinship import KinForm
from pmks_cases.models import Kinship
from wksbm.core.access import audience
from wksbm.core.forms import FormPage


def _own_lines(request):
    rows = Kinship.objects.visible_to(request.user).of(request.network)
    return rows.select_related("resident__rt").order_by("pk")


@audience("pmks_cases.state_kin")
class OwnKin(FormPage, View):
    form_class = KinForm
    template_name = "pmks_cases/kin/page.html"
    title = gettext_lazy("Keluarga saya")

    def get_initial(self) -> dict:
        if any(line.relation == Kinship.Relation.SELF for line in self.lines):
            return {}
        return {"relation": Kinship.Relation.SELF, "name": self.request.user.name}

    def dispatch(self, request, *args, **kwargs):
        self.lines = list(_own_lines(request))
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **more) -> dict:
        return super().get_context_data(lines=self.lines, submit=_("Tambahkan"), icon="add", **more)

    def act(self, form) -> str:
        cleaned = form.cleaned_data
        line = actions.state(
            self.request.network, by=self.request.user, resident=cleaned["resident"], relation=cleaned["relation"]
        )
        messages.success(self.request, _("%(name)s sudah dicatat.") % {"name": line.resident.name})
        return reverse("pmks_cases:own_kin", args=[self.request.network.slug])


@require_POST
@audience("pmks_cases.state_kin")
def remove_kin(request, network, pk: int):
    line = get_object_or_404(_own_lines(request), pk=pk)
    actions.forget(line, by=request.user)
    messages.success(request, _("%(name)s sudah dihapus dari daftar ini.") % {"name": line.resident.name})
    return redirect("pmks_cases:own_kin", request.network.slug)
