"""The page that mends what a case says; two people may have it open at once."""

from django.contrib import messages
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from pmks_cases.actions import case_changes
from pmks_cases.forms.case_change import ChangeCaseForm
from pmks_cases.views.meanwhile import AsksWhichStaysPage
from pmks_cases.views.of_case import CaseFormPage
from wksbm.core.access import audience


@audience("pmks_cases.change_case")
class ChangeCase(AsksWhichStaysPage, CaseFormPage, View):
    form_class = ChangeCaseForm
    title = _("Perbaiki kasus")
    submit = _("Simpan perbaikan")

    @property
    def edited_row(self):
        return self.case

    def get_form_kwargs(self):
        return {"case": self.case}

    def act(self, form):
        read_at = form.cleaned_data["revision"] or 0
        others = self.changed_since(read_at, form)
        case_changes.change(self.case, by=self.request.user, revision=read_at, values=form.values())
        if others:
            messages.info(self.request, others)
        return self.done(_now("Perbaikan sudah disimpan."))
