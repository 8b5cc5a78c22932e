"""Lists of cases that somebody keeps by a name: saved from the list as it stands, used and forgotten with one tap."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import View

from pmks_cases.actions import saved_filters as actions
from pmks_cases.forms.case_filter import CaseFilter, SavedFilterForm
from pmks_cases.models import SavedFilter
from wksbm.core.access import audience
from wksbm.core.forms import FormPage


@audience("pmks_cases.view_case")
class SaveFilter(FormPage, View):
    """The filters come in the address, as the list had them; a name that was searched is not kept."""

    form_class = SavedFilterForm
    title = gettext_lazy("Simpan daftar ini")

    def filters(self) -> CaseFilter:
        return CaseFilter(self.request.GET, user=self.request.user, network=self.request.network)

    def list_address(self, query: str) -> str:
        return f"{reverse('pmks_cases:cases', args=[self.request.network.slug])}?{query}"

    def get_context_data(self, **more):
        back = self.list_address(urlencode(self.filters().query()))
        return super().get_context_data(back_url=back, back_label=_("Kasus"), icon="saved", **more)

    def act(self, form):
        query = self.filters().kept_query()
        actions.save(self.request.network, by=self.request.user, name=form.cleaned_data["name"], query=query)
        messages.success(self.request, _("Daftar ini disimpan."))
        return self.list_address(query)


@require_POST
@audience("pmks_cases.view_case")
def forget_filter(request, network, pk):
    saved = get_object_or_404(SavedFilter.objects.visible_to(request.user).of(request.network), pk=pk)
    actions.forget(saved, by=request.user)
    messages.success(request, _("Daftar itu sudah dihapus. Kasusnya tetap ada."))
    return redirect("pmks_cases:cases", request.network.slug)


def shown(saved: SavedFilter, current: str) -> dict:
    """A kept list as the page draws it. `current` is the list that stands, as a query."""
    return {
        "pk": saved.pk,
        "name": saved.name,
        "query": saved.query,
        "current": QueryDict(saved.query) == QueryDict(current),
    }
