"""Sampaikan keputusan kepada keluarga: what was decided, and a small form for what they say to it."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from members.actions import follow_ups
from members.models import FollowUp
from pmks_cases.actions import family_answers
from pmks_cases.forms.family_answer import FamilyAnswerForm
from pmks_cases.models import FamilyAnswer
from pmks_cases.views.cases import case_or_404
from pmks_cases.views.of_case import CaseFormPage
from wksbm.core.access import audience


@audience("pmks_cases.change_case")
class TellFamily(CaseFormPage, View):
    """Done by who has promised it, or by the board in her place."""

    form_class = FamilyAnswerForm
    title = _("Sampaikan keputusan kepada keluarga")
    submit = _("Catat jawabannya")

    def dispatch(self, request, *args, **kwargs):
        case = case_or_404(request, kwargs["number"])
        rows = FamilyAnswer.objects.visible_to(request.user).filter(case=case)
        self.row = get_object_or_404(rows, pk=kwargs["pk"])
        self.promise = FollowUp.objects.visible_to(request.user).filter(pk=self.row.follow_up_id).first()
        if self.promise is None:
            raise Http404
        self.promise.network = request.network
        if not follow_ups.may_settle(request.user, self.promise):
            raise PermissionDenied(_now("Ini dicatat oleh yang menyampaikannya."))
        if request.method == "GET" and not self.promise.is_open:
            return redirect("pmks_cases:case", request.network.slug, case.number)
        return super().dispatch(request, *args, **kwargs)

    def lead(self) -> str:
        decision = FamilyAnswer._meta.get_field("decision").choices
        return _now("Yang diputuskan: %(decision)s. Keluarga boleh setuju, ingin lain, atau menolak.") % {
            "decision": str(dict(decision)[self.row.decision]).lower()
        }

    def act(self, form) -> str:
        noted = family_answers.note(self.row, by=self.request.user, **form.data_for_action())
        if noted.answer == FamilyAnswer.Answer.AGREES:
            return self.done(_now("Tercatat. Keluarga setuju."))
        return self.done(_now("Tercatat. Kasusnya dirembuk lagi di musyawarah berikutnya."))
