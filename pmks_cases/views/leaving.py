"""Pages that note that a resident moved away, died, or lives here again."""

from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from pmks_cases.actions import residents as actions
from pmks_cases.forms.resident import ComeBackForm, StateForm
from pmks_cases.views.residents import address_of, resident_or_404
from wksbm.core.access import audience
from wksbm.core.forms import FormPage


class StatePage(FormPage):
    """One of the pages that change where a resident is: a date, a word about it, one button."""

    form_class = StateForm
    lead = submit = ""
    danger = False

    def dispatch(self, request, *args, **kwargs):
        self.resident = resident_or_404(request, kwargs["pk"], "pmks_cases.change_resident")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **more):
        return super().get_context_data(
            lead=f"{self.resident.name}, {self.resident.rt or ''}".rstrip(", "),
            submit=self.submit,
            danger=self.danger,
            back_url=address_of(self.resident, self.request.network),
            back_label=self.resident.name,
            **more,
        )

    def act(self, form):
        self.record(form.cleaned_data)
        messages.success(self.request, _("Sudah dicatat. Kalau keliru, bisa dibatalkan di halaman ini."))
        return address_of(self.resident, self.request.network)

    def record(self, typed: dict) -> None:
        raise NotImplementedError


@audience("pmks_cases.change_resident")
class MoveAway(StatePage, View):
    title = gettext_lazy("Catat pindah")
    submit = gettext_lazy("Ya, sudah pindah")

    def record(self, typed):
        actions.move_away(self.resident, by=self.request.user, on=typed["on"], reason=typed["reason"])


@audience("pmks_cases.change_resident")
class RecordDeath(StatePage, View):
    title = gettext_lazy("Catat meninggal")
    submit = gettext_lazy("Ya, sudah meninggal")

    def record(self, typed):
        actions.record_death(self.resident, by=self.request.user, on=typed["on"], reason=typed["reason"])


@audience("pmks_cases.change_resident")
class ComeBack(StatePage, View):
    form_class = ComeBackForm
    title = gettext_lazy("Catat masih tinggal di sini")
    submit = gettext_lazy("Simpan")

    def get_form_kwargs(self):
        return {"may_return": not self.resident.has_died}

    def record(self, typed):
        if typed.get("why") == "kembali":
            actions.come_back(self.resident, by=self.request.user, on=typed["on"], reason=typed["reason"])
        else:
            actions.take_back_state(self.resident, by=self.request.user, reason=typed["reason"])
