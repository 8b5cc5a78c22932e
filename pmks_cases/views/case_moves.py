"""The pages that move a case on, and open it again."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from pmks_cases.actions import cases
from pmks_cases.forms.case_move import MoveForm, ReopenForm, done_elsewhere
from pmks_cases.models import Case, CaseMove
from pmks_cases.models.case_states import MOVES, State, move_between
from pmks_cases.views.cases import address_of
from pmks_cases.views.of_case import CaseFormPage
from wksbm.core.access import audience
from wksbm.core.forms import PortalForm, first_taken
from wksbm.documents.sealed_files import taken_back_when_refused

ELSEWHERE = {
    "visit": ("record_visit", gettext_lazy("Catat kunjungan")),
    "aftercare_over": ("record_visit", gettext_lazy("Catat kunjungan")),
    "companion": ("assign_case", gettext_lazy("Pilih pendamping")),
}
"""Where that is done which cannot be asked for on the page of the move."""


@audience("pmks_cases.change_case")
class MoveCase(CaseFormPage, View):
    """One way on. What is missing is asked for here; what cannot be asked here is a link."""

    form_class = MoveForm
    template_name = "pmks_cases/case/move.html"
    is_gone = False

    def get(self, request, *args, **kwargs):
        self.find_way()
        if self.is_gone:
            # Nothing was typed yet, and nobody need have moved it: a link of before, or one that never fitted.
            state = {"state": self.case.get_state_display()}
            messages.warning(request, _("Kasus ini sekarang: %(state)s. Langkah itu tidak berlaku di sini.") % state)
            return redirect(address_of(self.case, request.network))
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        self.find_way()
        if not self.is_gone:
            return super().post(request, *args, **kwargs)
        sent = PortalForm(request.POST, request=request)
        if sent.is_valid() and (first := first_taken(sent)):
            return redirect(first.result_url)
        # Somebody else was faster: what was typed stays in front of the person.
        form = self.get_form(request.POST, request.FILES)
        form.add_error(None, self.moved_already())
        return self.show(form, status=409)

    def find_way(self) -> None:
        """The way from where the case stands now; `is_gone` when it is no longer there. Refuses whose it is not."""
        end = self.kwargs["end"]
        if end not in State.values:
            raise Http404
        way = move_between(self.case.state, end, secret=self.case.is_secret)
        self.is_gone = way is None
        self.way = way or next((move for move in MOVES if move.end == end), None)
        if self.way is None or end in (State.AFTERCARE, State.REPORTED):
            raise Http404
        self.title = self.way.words
        if not self.is_gone and not cases.may_move(self.request.user, self.case, self.way):
            raise PermissionDenied(_("Langkah ini bukan untuk jabatan Anda."))

    def moved_already(self) -> str:
        last = CaseMove.objects.visible_to(self.request.user).filter(case=self.case).select_related("by")
        last = last.order_by("-at", "-pk").first()
        state = self.case.get_state_display()
        if last is None or last.by is None or last.by_id == self.request.user.pk:
            return _("Kasus ini sekarang: %(state)s. Langkah ini tidak berlaku lagi.") % {"state": state}
        return _("Kasus ini baru saja dipindahkan %(name)s dan sekarang: %(state)s. Isian Anda belum disimpan.") % {
            "name": last.by.name,
            "state": state,
        }

    def get_form_kwargs(self):
        return {"case": self.case, "way": self.way}

    def get_context_data(self, **more):
        missing = [] if self.is_gone else done_elsewhere(self.case, self.way)
        links = [(need.sentence, *ELSEWHERE[need.name]) for need in missing if need.name in ELSEWHERE]
        context = super().get_context_data(missing=links, way=self.way, upload=True, **more)
        return context | {"submit": self.way.words, "danger": self.way.end in (State.REJECTED, State.CLOSED)}

    def lead(self):
        return _("Sekarang: %(state)s.") % {"state": self.case.get_state_display()}

    def act(self, form):
        with taken_back_when_refused():
            form.save_parts()
            moved = cases.move(self.case, by=self.request.user, end=self.way.end, **form.said())
        return self.done(_("Kasus ini sekarang: %(state)s.") % {"state": moved.get_state_display()})


@audience("pmks_cases.change_case")
class ReopenCase(CaseFormPage, View):
    form_class = ReopenForm
    title = gettext_lazy("Buka lagi")
    submit = gettext_lazy("Buka lagi sebagai kasus baru")

    def get(self, request, *args, **kwargs):
        if again := Case.objects.visible_to(request.user).filter(previous=self.case).open().first():
            messages.info(request, _("Kasus itu sudah dibuka lagi. Ini kasus barunya."))
            return redirect(address_of(again, request.network))
        return super().get(request, *args, **kwargs)

    def lead(self):
        return _("Kasus lama tetap seperti adanya. Yang baru mendapat nomor sendiri dan menunjuk ke yang lama.")

    def act(self, form):
        again = cases.reopen(self.case, by=self.request.user, why=form.cleaned_data["why"])
        messages.success(self.request, _("Dibuka lagi dengan nomor %(number)s.") % {"number": again.number})
        return address_of(again, self.request.network)
