"""The pages of referrals, and of the fixed first step where violence is the matter."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from pmks_cases.actions import referrals
from pmks_cases.forms.referral import FirstStepPart, ReferralAnswerForm, ReferralPart
from pmks_cases.models import Referral
from pmks_cases.views.early_reports import emergency_numbers
from pmks_cases.views.of_case import CaseFormPage, CasePartPage
from wksbm.core.access import audience


@audience("pmks_cases.change_case")
class AddReferral(CasePartPage, View):
    part = ReferralPart
    title = _("Catat rujukan")
    submit = _("Simpan rujukan")
    saved = _("Rujukannya sudah dicatat. Catat jawabannya kalau sudah ada.")
    anchor = "rujukan"


@audience("pmks_cases.change_case")
class AnswerReferral(CaseFormPage, View):
    form_class = ReferralAnswerForm
    title = _("Catat jawaban rujukan")
    submit = _("Simpan jawaban")
    saved = _("Jawabannya sudah dicatat.")
    anchor = "rujukan"

    def dispatch(self, request, *args, **kwargs):
        rows = Referral.objects.visible_to(request.user).of(request.network).filter(case__number=kwargs["number"])
        self.referral = get_object_or_404(rows, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def lead(self):
        return self.referral.get_target_display()

    def get_initial(self):
        return {"answer": self.referral.answer}

    def act(self, form):
        referrals.record_answer(self.referral, by=self.request.user, **form.data_for_action())
        return self.done()


@audience("pmks_cases.change_case")
class FirstStep(CasePartPage, View):
    part = FirstStepPart
    template_name = "pmks_cases/case/first_step.html"
    title = _("Langkah pertama")
    submit = _("Simpan")
    saved = _("Langkah pertama sudah dicatat.")
    anchor = "langkah-pertama"

    def get_context_data(self, **more):
        rows = Referral.objects.visible_to(self.request.user).filter(case=self.case, is_first_step=True)
        numbers = emergency_numbers(self.request.network)
        return super().get_context_data(taken=rows.first(), numbers=numbers, **more)
