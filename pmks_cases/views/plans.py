"""The pages of a plan: the own wish, goals, how they stand, steps."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from pmks_cases.actions import plans
from pmks_cases.forms.plan import DropGoalForm, GoalPart, MeasureForm, StepPart, WishPart, shown_value
from pmks_cases.models import Goal, Measurement
from pmks_cases.views.of_case import CaseFormPage, CasePartPage
from wksbm.core.access import audience


@audience("pmks_cases.change_case")
class Wish(CasePartPage, View):
    part = WishPart
    title = _("Keinginannya sendiri")
    saved = _("Keinginannya sudah dicatat.")
    submit = _("Simpan")
    anchor = "ingin"

    def lead(self):
        return _("Tanyakan langsung kepada orangnya. Rencana disusun bersamanya, bukan untuknya saja.")


@audience("pmks_cases.change_case")
class AddGoal(CasePartPage, View):
    part = GoalPart
    title = _("Tambah tujuan")
    saved = _("Tujuannya sudah dicatat. Keadaan sekarang menjadi ukuran pertamanya.")
    submit = _("Simpan tujuan")
    anchor = "rencana"


class OfGoal(CaseFormPage):
    """A page about one goal of the case that is still part of the plan."""

    def dispatch(self, request, *args, **kwargs):
        rows = Goal.objects.visible_to(request.user).of(request.network).filter(case__number=kwargs["number"])
        self.goal = get_object_or_404(rows, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)


@audience("pmks_cases.change_case")
class MeasureGoal(OfGoal, View):
    form_class = MeasureForm
    template_name = "pmks_cases/case/measure.html"
    title = _("Ukur tujuan")
    submit = _("Simpan ukuran")
    anchor = "rencana"

    def get_form_kwargs(self):
        return {"goal": self.goal}

    def lead(self):
        return self.goal.wanted

    def get_context_data(self, **more):
        rows = Measurement.objects.visible_to(self.request.user).filter(goal=self.goal).select_related("by")
        told = [(row, shown_value(self.goal, row.value)) for row in rows.order_by("-on", "-at")]
        target = shown_value(self.goal, self.goal.target)
        return super().get_context_data(goal=self.goal, measured=told, target=target, **more)

    def act(self, form):
        said = form.data_for_action()
        plans.measure(self.goal, by=self.request.user, **said)
        return self.done(_now("Tercatat: %(value)s.") % {"value": shown_value(self.goal, said["value"])})


@audience("pmks_cases.change_case")
class DropGoal(OfGoal, View):
    form_class = DropGoalForm
    title = _("Lepas tujuan")
    submit = _("Lepas tujuan ini")
    saved = _("Tujuan dilepas dari rencana. Catatannya tetap ada di riwayat.")
    anchor = "rencana"

    def lead(self):
        return _now("%(goal)s. Ukuran yang sudah dicatat tidak hilang.") % {"goal": self.goal.wanted}

    def get_context_data(self, **more):
        return super().get_context_data(danger=True, **more)

    def act(self, form):
        plans.drop_goal(self.goal, by=self.request.user, reason=form.cleaned_data["reason"])
        return self.done()


@audience("pmks_cases.change_case")
class AddStep(CasePartPage, View):
    part = StepPart
    title = _("Tambah langkah")
    submit = _("Simpan langkah")
    anchor = "rencana"

    def lead(self):
        return _("Langkah menjadi janji: ada orangnya, ada tanggalnya.")

    def act(self, form):
        form.save_parts()
        messages.success(self.request, _now("Langkahnya sudah dicatat sebagai janji."))
        return f"{self.address()}#{self.anchor}"
