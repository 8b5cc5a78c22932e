"""The signs of a program and how they stand, and how many residents took part."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import View

from programs.actions import program_measures
from programs.forms.amounts import plain
from programs.forms.program_rows import IndicatorForm, MeasureForm, ParticipationForm
from programs.models import Indicator
from programs.views.program_parts import ProgramFormPage, written_or_403
from programs.views.program_rows import by_button, refuse_fixed, row_or_404
from wksbm.core.access import audience
from wksbm.revisions import EditedMeanwhile


@audience("programs.write_program")
class AddIndicator(ProgramFormPage, View):
    form_class = IndicatorForm
    title = gettext_lazy("Tanda keberhasilan")
    part = "tanda"

    def dispatch(self, request, *args, **kwargs):
        refuse_fixed(written_or_403(request, kwargs["pk"]))
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **more) -> dict:
        return super().get_context_data(**more) | {"lead": _("Sesuatu yang bisa dihitung, dulu dan nanti.")}

    def act(self, form) -> str:
        program_measures.set_indicator(self.program, by=self.request.user, values=form.values())
        return self.done(_("Tanda tercatat."))


@audience("programs.write_program")
class ChangeIndicator(ProgramFormPage, View):
    """Other words or another number; who comes second sees what was stored meanwhile beside his own."""

    form_class = IndicatorForm
    title = gettext_lazy("Ubah tanda")
    part = "tanda"

    def dispatch(self, request, *args, **kwargs):
        program = written_or_403(request, kwargs["pk"])
        self.indicator = row_or_404(request, program, Indicator, kwargs["indicator"])
        refuse_fixed(program)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        return {"indicator": self.indicator}

    def post(self, request, *args, **kwargs):
        try:
            return super().post(request, *args, **kwargs)
        except EditedMeanwhile as edited:
            return self.ask(edited)

    def ask(self, edited):
        """Nothing typed is lost; sent again, it stands."""
        typed = self.request.POST.copy()
        typed["revision"] = str(edited.revision)
        form = self.get_form(typed)
        rows = [
            {
                "label": form.fields[name].label,
                "yours": typed.get(name, ""),
                "stored": form.fields[name].prepare_value(edited.theirs.get(name, edited.taken_over.get(name))),
                "differs": name in edited.theirs,
            }
            for name in (*edited.theirs, *edited.taken_over)
        ]
        for name, value in edited.taken_over.items():
            form.data[name] = form.fields[name].prepare_value(value)
        context = self.get_context_data(form=form, kept=False, compare_rows=rows)
        return render(self.request, self.template_name, context, status=409)

    def act(self, form) -> str:
        program_measures.change_indicator(
            self.indicator,
            by=self.request.user,
            revision=form.cleaned_data["revision"] or 0,
            values=form.values(),
        )
        return self.done(_("Tersimpan."))


@audience("programs.write_program")
@require_POST
def drop_indicator(request, network, pk: int, indicator: int):
    """Another sign says it better."""
    program = written_or_403(request, pk)
    found = row_or_404(request, program, Indicator, indicator)
    return by_button(request, program, lambda: program_measures.drop_indicator(found, by=request.user), "tanda")


@audience("programs.write_program")
class MeasureIndicator(ProgramFormPage, View):
    """How a sign stands now."""

    form_class = MeasureForm
    title = gettext_lazy("Ukur lagi")
    part = "tanda"

    def dispatch(self, request, *args, **kwargs):
        program = written_or_403(request, kwargs["pk"])
        self.indicator = row_or_404(request, program, Indicator, kwargs["indicator"])
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        return {"indicator": self.indicator}

    def get_context_data(self, **more) -> dict:
        sign = self.indicator
        facts = {"sign": sign.sign, "target": plain(sign.target), "unit": sign.unit}
        return super().get_context_data(**more) | {"lead": _("%(sign)s. Ingin %(target)s %(unit)s.") % facts}

    def act(self, form) -> str:
        program_measures.measure(self.indicator, by=self.request.user, **form.data_for_action())
        return self.done(_("Ukuran tersimpan."))


@audience("programs.write_program")
class AddParticipation(ProgramFormPage, View):
    """How many residents took part."""

    form_class = ParticipationForm
    title = gettext_lazy("Warga yang ikut")
    part = "warga"

    def get_context_data(self, **more) -> dict:
        lead = _("Cukup jumlahnya. Warga yang ikut merencanakan biasanya juga ikut menjaga.")
        return super().get_context_data(**more) | {"lead": lead}

    def act(self, form) -> str:
        program_measures.note_participation(self.program, by=self.request.user, **form.data_for_action())
        return self.done(_("Tercatat."))
