"""Penerima of a program: searched first, proposed with its reason, taken back before a meeting has decided."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from pmks_cases.forms.case_filter import case_number
from pmks_cases.models.case_reading import of_people_named
from pmks_cases.models.case_words import said_in_meeting
from programs.actions import recipients
from programs.forms.recipients import ProposeRecipientForm, TakeBackForm
from programs.models import Recipient
from programs.views.program_parts import ProgramFormPage, written_or_403
from programs.views.programs import address_of
from wksbm.core.access import audience

SHORTEST_SEARCH = 2
FOUND_SHOWN = 20
FITTING_SHOWN = 8


class ForTakingProgram:
    """Mixin: for who writes the program and works with cases, while the program takes anybody."""

    def dispatch(self, request, *args, **kwargs):
        program = written_or_403(request, kwargs["pk"])
        if not request.user.has_perm("pmks_cases.view_case", program):
            raise PermissionDenied(
                _("Penerima diusulkan oleh yang mengenal kasusnya: sekretaris, ketua, atau relawan PSM.")
            )
        self.program = program
        self.prepare(**kwargs)
        if not recipients.is_taking(program):
            messages.info(request, _("Penerima diusulkan untuk program yang disetujui dan belum lewat harinya."))
            return redirect(address_of(program))
        return super().dispatch(request, *args, **kwargs)


def for_rows(cases):
    return cases.with_data_answer().select_related("resident", "rt")


@audience("programs.write_program")
class FindRecipient(ForTakingProgram, View):
    """Whom to propose: first the cases for which a meeting has decided on a joint program, then those whose need the
    program answers; a search for the rest. A name then stands in the address, a number never."""

    def prepare(self, **kwargs) -> None:
        self.cases = recipients.proposable(self.program, by=self.request.user)

    def get(self, request, network, pk):
        typed = request.GET.get("nama", "").strip()[:60]
        if not typed or any(letter.isdigit() for letter in typed):
            return self.show()
        if len(typed) < SHORTEST_SEARCH:
            return self.show(typed=typed, found=[], said=_("Tulis paling sedikit dua huruf."))
        found = for_rows(of_people_named(self.cases, request.network, typed)).order_by("-for_program", "-urgency", "pk")
        return self.show(typed=typed, found=list(found[:FOUND_SHOWN]))

    def post(self, request, network, pk):
        typed = request.POST.get("nama", "").strip()[:60]
        if not any(letter.isdigit() for letter in typed):
            return redirect(f"{request.path}?{urlencode({'nama': typed})}" if typed else request.path)
        number = case_number(typed)
        if not number:
            return self.show(typed=typed, found=[], said=_("Tulis nama, atau nomor kasus seperti 2026-4817."))
        narrow = {"number": number} if number[0] != "-" else {"number__endswith": number}
        return self.show(typed=typed, found=list(for_rows(self.cases.filter(**narrow))[:FOUND_SHOWN]))

    def show(self, *, typed: str = "", found: list | None = None, said: str = ""):
        context = {"program": self.program, "typed": typed, "found": found, "said": said}
        if found is None:
            first = for_rows(self.cases).order_by("-urgency", "opened_at", "pk")
            context["decided"] = list(first.filter(for_program=True)[:FOUND_SHOWN])
            context["fitting"] = list(first.filter(for_program=False, need_kind__in=self.program.needs)[:FITTING_SHOWN])
        return render(self.request, "programs/recipient/find.html", context)


@audience("programs.write_program")
class ProposeRecipient(ForTakingProgram, ProgramFormPage, View):
    """One case: what it is about, what the household has already, and why it should have this."""

    form_class = ProposeRecipientForm
    title = gettext_lazy("Usulkan penerima")
    template_name = "programs/recipient/propose.html"
    part = "penerima"

    def prepare(self, **kwargs) -> None:
        rows = for_rows(recipients.speakable(self.program, by=self.request.user))
        self.case = get_object_or_404(rows, number=kwargs["number"])
        self.case.network = self.request.network

    def get(self, request, *args, **kwargs):
        rows = Recipient.objects.visible_to(request.user).standing_now()
        if rows.filter(program=self.program, case=self.case).exists():
            messages.info(request, _("Kasus ini sudah ada di daftar penerima program ini."))
            return redirect(self.address())
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        return {"program": self.program}

    def get_context_data(self, **more) -> dict:
        alike = recipients.helped_alike(self.program, self.case, seen_by=self.request.user)
        words = {"submit": _("Usulkan"), "case": self.case, "program": self.program, "alike": alike}
        back = {"back_url": address_of(self.program, "find_recipient"), "back_label": _("Cari kasus lain")}
        return super().get_context_data(**more) | words | back

    def act(self, form) -> str:
        recipients.propose(self.program, by=self.request.user, case=self.case, **form.data_for_action())
        return self.done(_("Diusulkan. Musyawarah berikutnya yang memutuskan."))


@audience("programs.write_program")
class TakeBackRecipient(ProgramFormPage, View):
    """Not proposed after all: asked once more, then done."""

    form_class = TakeBackForm
    title = gettext_lazy("Tarik usulan ini?")
    part = "penerima"

    def dispatch(self, request, *args, **kwargs):
        program = written_or_403(request, kwargs["pk"])
        rows = Recipient.objects.visible_to(request.user).filter(program=program).select_related("case__rt", "program")
        self.recipient = get_object_or_404(rows, pk=kwargs["recipient"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **more) -> dict:
        lead = _("%(case)s tidak dibawa ke musyawarah. Boleh diusulkan lagi kapan saja.")
        case = self.recipient.case
        words = {"lead": lead % {"case": said_in_meeting([case])[case.pk]}, "submit": _("Ya, tarik"), "danger": True}
        return super().get_context_data(**more) | words

    def act(self, form) -> str:
        recipients.take_back(self.recipient, by=self.request.user)
        return self.done(_("Usulan ditarik."))
