"""What stands in a program row by row: needs, pledges, what came, activities."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import View

from members.models import Membership, User
from programs.actions import program_activities, program_resources
from programs.forms.amounts import plain
from programs.forms.program_rows import (
    ArrivalForm,
    PledgeForm,
    ProgramActivityForm,
    ResourceForm,
)
from programs.forms.programs import organizations_of
from programs.models import Pledge, PledgeArrival, ProgramPartner, Resource
from programs.models.program_states import OPEN_STATES
from programs.views.program_parts import ProgramFormPage, written_or_403
from programs.views.programs import address_of, program_or_404
from wksbm.core.access import audience
from wksbm.core.forms import FormPage
from wksbm.core.refusals import RefusedByRule

PLAN_FIXED = gettext_lazy("Rencana yang sudah diusulkan atau disetujui tidak diubah lagi.")


def row_or_404(request, program, model, pk: int):
    """A row of this program."""
    found = get_object_or_404(model.objects.visible_to(request.user).filter(program=program), pk=pk)
    found.program = program
    return found


def refuse_fixed(program) -> None:
    """Needs and signs are written while it is a draft."""
    if not program.is_draft:
        raise PermissionDenied(str(PLAN_FIXED))


def by_button(request, program, act, part: str):
    """Do what a button asks for, or say why not."""
    try:
        act()
    except RefusedByRule as refused:
        messages.error(request, refused.sentence)
    return redirect(f"{address_of(program)}#{part}")


def taking_part(request, program) -> list[int]:
    """The organisations that carry it: the one that leads, and its partners."""
    partners = ProgramPartner.objects.visible_to(request.user).filter(program=program)
    return [program.lead_id, *partners.values_list("organization_id", flat=True)]


@audience("programs.write_program")
class AddResource(ProgramFormPage, View):
    form_class = ResourceForm
    title = gettext_lazy("Yang dibutuhkan")
    part = "sumber"

    def dispatch(self, request, *args, **kwargs):
        refuse_fixed(written_or_403(request, kwargs["pk"]))
        return super().dispatch(request, *args, **kwargs)

    def act(self, form) -> str:
        program_resources.need(self.program, by=self.request.user, **form.data_for_action())
        return self.done(_("Kebutuhan tercatat. Lembaga mana yang menyanggupi?"))


@audience("programs.write_program")
class ChangeResource(ProgramFormPage, View):
    form_class = ResourceForm
    title = gettext_lazy("Ubah kebutuhan")
    part = "sumber"

    def dispatch(self, request, *args, **kwargs):
        program = written_or_403(request, kwargs["pk"])
        self.resource = row_or_404(request, program, Resource, kwargs["resource"])
        refuse_fixed(program)
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict:
        return {name: getattr(self.resource, name) for name in ("kind", "what", "amount", "unit")}

    def act(self, form) -> str:
        program_resources.change(self.resource, by=self.request.user, **form.data_for_action())
        return self.done(_("Tersimpan."))


@audience("programs.write_program")
@require_POST
def drop_resource(request, network, pk: int, resource: int):
    """It is not needed after all."""
    program = written_or_403(request, pk)
    found = row_or_404(request, program, Resource, resource)
    return by_button(request, program, lambda: program_resources.drop(found, by=request.user), "sumber")


class PledgingPage(FormPage):
    """Mixin: for who speaks for an organisation that takes part; `own` is None for who speaks for all of them."""

    def dispatch(self, request, *args, **kwargs):
        self.program = program_or_404(request, kwargs["pk"])
        self.own = program_resources.may_pledge_for(request.user, self.program)
        if self.own == []:
            raise PermissionDenied(_("Janji ditulis lembaga yang ikut program ini."))
        if self.program.state not in OPEN_STATES:
            raise PermissionDenied(_("Program ini sudah selesai, jadi tidak berubah lagi."))
        return super().dispatch(request, *args, **kwargs)

    def speaks_for(self, organization_id: int) -> None:
        if self.own is not None and organization_id not in self.own:
            raise PermissionDenied(_("Janji ini ditulis lembaganya sendiri."))

    def get_context_data(self, **more) -> dict:
        way_up = {"back_url": f"{address_of(self.program)}#sumber", "back_label": self.program.title}
        return way_up | super().get_context_data(**more)


@audience("programs.write_program")
class AddPledge(PledgingPage, View):
    """An organisation promises so much of it."""

    form_class = PledgeForm

    def dispatch(self, request, *args, **kwargs):
        program = program_or_404(request, kwargs["pk"])
        self.resource = row_or_404(request, program, Resource, kwargs["resource"])
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        offered = organizations_of(self.request)
        ids = taking_part(self.request, self.program) if self.own is None else self.own
        return {"offered": offered.filter(pk__in=ids), "resource": self.resource}

    def get_initial(self) -> dict:
        rows = Pledge.objects.visible_to(self.request.user).filter(resource=self.resource)
        return {"amount": max(self.resource.amount - sum(row.amount for row in rows), 0) or None}

    def get_context_data(self, **more) -> dict:
        facts = {"what": self.resource.what, "amount": plain(self.resource.amount)}
        facts["unit"] = self.resource.get_unit_display()
        return super().get_context_data(**more) | {
            "title": _("Janji lembaga"),
            "lead": _("%(what)s, dibutuhkan %(amount)s %(unit)s.") % facts,
            "submit": _("Catat janji"),
        }

    def act(self, form) -> str:
        program_resources.pledge(self.resource, by=self.request.user, **form.data_for_action())
        messages.success(self.request, _("Janji tercatat. Terima kasih."))
        return f"{address_of(self.program)}#sumber"


@audience("programs.write_program")
class AddArrival(PledgingPage, View):
    """Something of it has come."""

    form_class = ArrivalForm
    template_name = "programs/program/arrival.html"

    def dispatch(self, request, *args, **kwargs):
        program = program_or_404(request, kwargs["pk"])
        self.pledge = row_or_404(request, program, Pledge, kwargs["pledge"])
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        self.speaks_for(self.pledge.organization_id)
        return {}

    def get_initial(self) -> dict:
        return {"amount": max(self.pledge.amount - self.pledge.arrived, 0) or None}

    def get_context_data(self, **more) -> dict:
        rows = PledgeArrival.objects.visible_to(self.request.user).filter(pledge=self.pledge).select_related("by")
        facts = {"pledge": self.pledge, "program": self.program, "arrivals": rows.order_by("on", "pk")}
        return super().get_context_data(**more) | {"title": _("Yang sudah datang"), "submit": _("Catat")} | facts

    def act(self, form) -> str:
        program_resources.arrive(self.pledge, by=self.request.user, **form.data_for_action())
        messages.success(self.request, _("Tercatat. Sampaikan terima kasih kepada lembaganya."))
        return f"{address_of(self.program)}#sumber"


@audience("programs.write_program")
@require_POST
def withdraw_pledge(request, network, pk: int, pledge: int):
    """It is not kept after all."""
    program = program_or_404(request, pk)
    found = row_or_404(request, program, Pledge, pledge)
    return by_button(request, program, lambda: program_resources.withdraw(found, by=request.user), "sumber")


@audience("programs.write_program")
class AddProgramActivity(ProgramFormPage, View):
    """What is done for it on a day; it stands in the calendar of all members as well."""

    form_class = ProgramActivityForm
    title = gettext_lazy("Tambah kegiatan")
    part = "kegiatan"

    def get_form_kwargs(self) -> dict:
        offices = Membership.objects.visible_to(self.request.user).current().filter(network=self.request.network)
        people = User.objects.visible_to(self.request.user).filter(pk__in=offices.values("user_id")).order_by("name")
        offered = organizations_of(self.request).filter(pk__in=taking_part(self.request, self.program))
        return {"people": people, "offered": offered}

    def get_initial(self) -> dict:
        first = max(self.program.starts_on or self.request.network.today(), self.request.network.today())
        if self.program.ends_on:
            first = min(first, self.program.ends_on)
        return {"held_on": first, "place": self.program.place, "organization": self.program.lead_id}

    def act(self, form) -> str:
        program_activities.plan(self.program, by=self.request.user, **form.data_for_action())
        return self.done(_("Kegiatan tercatat, dan muncul di kalender semua anggota."))
