"""A program written part by part, carried together with others, moved on."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import View

from pmks_cases.views.meanwhile import AsksWhichStaysPage
from programs.actions import overlaps, program_measures, programs
from programs.forms.program_rows import EvaluationForm, OverlapForm
from programs.forms.programs import PART_FORMS, PartnerForm, StopForm, organizations_of
from programs.models import Program, ProgramPartner
from programs.models.program_needs import missing_ethics, missing_fields
from programs.models.program_reading import whole
from programs.models.program_states import State
from programs.views import program_page
from programs.views.programs import address_of, leads_offered, program_or_404, show
from wksbm.core.access import audience
from wksbm.core.forms import FormPage
from wksbm.core.refusals import RefusedByRule
from wksbm.core.templatetags.portal_tags import longdate


def written_or_403(request, pk: int) -> Program:
    """The program, for who writes it."""
    found = program_or_404(request, pk)
    if not found.may_be_written_by(request.user):
        raise PermissionDenied(_("Program ini disusun lembaga penanggung jawabnya dan sekretaris."))
    return found


class ProgramFormPage(FormPage):
    """Mixin: a form about one program, for who writes it; it leads back to the program."""

    part = ""
    """Where on the page one comes back to."""

    def dispatch(self, request, *args, **kwargs):
        self.program = written_or_403(request, kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **more) -> dict:
        way_up = {"back_url": self.address(), "back_label": self.program.title}
        return way_up | super().get_context_data(**more)

    def address(self) -> str:
        return address_of(self.program) + (f"#{self.part}" if self.part else "")

    def done(self, words: str) -> str:
        messages.success(self.request, words)
        return self.address()


@audience("programs.write_program")
class ChangeProgram(AsksWhichStaysPage, ProgramFormPage, View):
    """One short form for each part; with `?periksa` what the part still lacks stands beside its fields."""

    template_name = "programs/program/part.html"

    def dispatch(self, request, *args, **kwargs):
        self.form_class = PART_FORMS.get(kwargs["which"])
        if self.form_class is None:
            raise Http404
        self.title, self.part = self.form_class.title, self.form_class.name
        return super().dispatch(request, *args, **kwargs)

    @property
    def edited_row(self):
        return self.program

    def get_form_kwargs(self) -> dict:
        given = {"program": self.program}
        if "periksa" in self.request.GET:
            wanting = missing_ethics(self.program) if self.part == "etika" else missing_fields(self.program)
            given["wanting"] = {one.field: one.sentence for one in wanting if one.part == self.part}
        return given | ({"leads": leads_offered(self.request)} if self.part == "tujuan" else {})

    def get_context_data(self, **more) -> dict:
        return super().get_context_data(**more) | {"lead": self.form_class.lead_words}

    def act(self, form) -> str:
        read_at = form.cleaned_data["revision"] or 0
        others = self.changed_since(read_at, form)
        programs.change(self.program, by=self.request.user, revision=read_at, values=form.values())
        if others:
            messages.info(self.request, others)
        return self.done(_("Tersimpan."))


@audience("programs.write_program")
class AddPartner(ProgramFormPage, View):
    """One more organisation that carries it."""

    form_class = PartnerForm
    title = gettext_lazy("Ajak lembaga")
    part = "lembaga"

    def get_form_kwargs(self) -> dict:
        have = ProgramPartner.objects.visible_to(self.request.user).filter(program=self.program)
        offered = organizations_of(self.request).exclude(pk__in=have.values("organization_id"))
        return {"offered": offered.exclude(pk=self.program.lead_id)}

    def get_context_data(self, **more) -> dict:
        return super().get_context_data(**more) | {"submit": _("Ajak")}

    def act(self, form) -> str:
        made = programs.add_partner(self.program, by=self.request.user, organization=form.cleaned_data["organization"])
        return self.done(_("%(name)s ikut program ini.") % {"name": made.organization.name})


@audience("programs.write_program")
@require_POST
def remove_partner(request, network, pk: int, partner: int):
    """It does not take part after all."""
    program = written_or_403(request, pk)
    rows = ProgramPartner.objects.visible_to(request.user).select_related("program", "organization")
    found = get_object_or_404(rows, program=program, pk=partner)
    return _taken(request, program, lambda: programs.remove_partner(found, by=request.user), "#lembaga")


def _taken(request, program, act, part: str = "", words: str = ""):
    """Take a step by a button: done, or the sentence why not."""
    try:
        act()
    except RefusedByRule as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, words or _("Tersimpan."))
    return redirect(address_of(program) + part)


@audience("programs.write_program")
@require_POST
def propose_program(request, network, pk: int):
    """To the next meeting; what is missing stands on the page, each beside what it is about."""
    program = written_or_403(request, pk)
    try:
        programs.propose(program, by=request.user)
    except programs.NotReady as refused:
        found = program_or_404(request, pk, whole(Program.objects.visible_to(request.user)))
        return show(request, found, refused=refused.missing, status=422)
    except RefusedByRule as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _("Diusulkan. Program ini masuk usulan acara musyawarah berikutnya."))
    return redirect(address_of(program))


@audience("programs.write_program")
@require_POST
def take_back_program(request, network, pk: int):
    """Before the meeting: a draft again."""
    program = written_or_403(request, pk)
    words = _("Kembali menjadi draf. Ubah, lalu usulkan lagi.")
    return _taken(request, program, lambda: programs.take_back(program, by=request.user), words=words)


@audience("programs.write_program")
@require_POST
def begin_program(request, network, pk: int):
    """What was approved begins."""
    program = written_or_403(request, pk)
    return _taken(request, program, lambda: programs.begin(program, by=request.user), words=_("Program berjalan."))


@audience("programs.write_program")
class StopProgram(ProgramFormPage, View):
    """It does not go on, with a reason."""

    form_class = StopForm
    title = gettext_lazy("Hentikan program?")

    def get_context_data(self, **more) -> dict:
        return super().get_context_data(**more) | {
            "lead": _("Catatannya tetap tersimpan. Program yang dihentikan tidak dijalankan lagi."),
            "submit": _("Ya, hentikan"),
            "danger": True,
        }

    def act(self, form) -> str:
        programs.stop(self.program, by=self.request.user, why=form.cleaned_data["why"])
        return self.done(_("Program dihentikan."))


@audience("programs.write_program")
class EvaluateProgram(ProgramFormPage, View):
    """The end: each sign once more, what was reached, what was learnt, what comes after."""

    form_class = EvaluationForm
    title = gettext_lazy("Evaluasi program")
    template_name = "programs/program/evaluate.html"

    def dispatch(self, request, *args, **kwargs):
        found = program_or_404(request, kwargs["pk"])
        if found.state != State.RUNNING:
            return redirect(address_of(found))
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        self.signs = program_page.signs_of(self.request, self.program)
        measured = [(one.row, one.now if one.measured else None) for one in self.signs]
        return {"measured": measured, "early": self.is_early}

    @property
    def is_early(self) -> bool:
        return self.request.network.today() < self.program.ends_on

    def get_context_data(self, **more) -> dict:
        kinds = program_page.kinds_of(program_page.stocks_of(self.request, self.program))
        words = {"submit": _("Simpan evaluasi"), "kinds": kinds, "program": self.program}
        if self.is_early:
            lead = _("Direncanakan sampai %(day)s. Dengan evaluasi ini programnya selesai hari ini.")
            words["lead"] = lead % {"day": longdate(self.program.ends_on)}
        return super().get_context_data(**more) | words

    def act(self, form) -> str:
        values = {
            name: form.cleaned_data[name] for name in ("reached", "lessons", "onward", "why") if name in form.fields
        }
        program_measures.evaluate(self.program, by=self.request.user, values=form.measured_values(), **values)
        return self.done(_("Evaluasi tersimpan. Kabarkan hasilnya kepada warga."))


@audience("programs.write_program")
class AnswerOverlap(ProgramFormPage, View):
    """Two programs for the same people: joined, shared out, or both go on."""

    form_class = OverlapForm
    title = gettext_lazy("Bantuan ganda")
    part = "ganda"
    template_name = "programs/program/overlap.html"

    def dispatch(self, request, *args, **kwargs):
        self.other = program_or_404(
            request, kwargs["other"], Program.objects.visible_to(request.user).select_related("lead")
        )
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **more) -> dict:
        shared = {
            column: [word for word in self.program.words(column) if word in self.other.words(column)]
            for column in ("target_groups", "needs", "help_kinds")
        }
        facts = {"program": self.program, "other": self.other, "shared": shared, "submit": _("Simpan")}
        return super().get_context_data(**more) | facts

    def act(self, form) -> str:
        values = {name: form.cleaned_data[name] for name in ("way", "why")}
        made = overlaps.answer(self.program, self.other, by=self.request.user, **values)
        if made.way == made.Way.JOIN:
            messages.success(self.request, _("Digabung. Tulis janji lembaganya di program ini."))
            return address_of(self.other)
        return self.done(_("Tersimpan, dan dibaca musyawarah berikutnya."))
