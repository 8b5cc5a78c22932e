"""Busy? Another day for a visit, or another person."""

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from pmks_cases.actions import postponed_visits
from pmks_cases.actions.assignments import may_assign
from pmks_cases.forms.postponed_visit import AskForAnotherForm, PostponeVisitForm
from pmks_cases.views.of_case import CaseFormPage
from wksbm.core.access import audience
from wksbm.core.templatetags.portal_tags import longdate


class _Busy(CaseFormPage):
    permission = "pmks_cases.record_visit"
    template_name = "pmks_cases/visit/busy.html"

    def lead(self) -> str:
        day = self.case.next_visit_on
        if day is None:
            return _now("Tidak ada kunjungan yang menunggu di kasus ini.")
        return _now("%(name)s, kunjungan %(day)s.") % {"name": self.case.known_as, "day": longdate(day)}

    def get_context_data(self, **more):
        return super().get_context_data(may_assign=may_assign(self.request.user, self.case), **more)


@audience("pmks_cases.record_visit")
class PostponeVisit(_Busy, View):
    form_class = PostponeVisitForm
    title = _("Undur kunjungan")
    submit = _("Undur kunjungan")

    def get_form_kwargs(self):
        return {"case": self.case}

    def get_context_data(self, **more):
        return super().get_context_data(postponing=True, **more)

    def act(self, form):
        stored = postponed_visits.postpone(self.case, by=self.request.user, **form.data_for_action())
        return self.done(_now("Kunjungan diundur ke %(day)s.") % {"day": longdate(stored.next_visit_on)})


@audience("pmks_cases.record_visit")
class AskForAnother(_Busy, View):
    form_class = AskForAnotherForm
    title = _("Minta orang lain menengok")
    submit = _("Kirim permintaan")

    def act(self, form):
        promise = postponed_visits.ask_for_another(self.case, by=self.request.user, **form.data_for_action())
        return self.done(_now("%(name)s diminta mencarikan penggantinya.") % {"name": promise.doer.name})
