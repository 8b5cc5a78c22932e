"""Pages on which a resident is noted or mended, and the check of a NIK while it is typed."""

from django.contrib import messages
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import View

from pmks_cases.actions import residents as actions
from pmks_cases.codes import Sex
from pmks_cases.forms.resident import NikCheckForm, ResidentForm
from pmks_cases.models import Family, Resident
from pmks_cases.validators import check_nik, nik_problems
from pmks_cases.views.meanwhile import AsksWhichStaysPage
from pmks_cases.views.residents import address_of, resident_or_404
from wksbm.core.access import audience
from wksbm.core.forms import FormPage


class ResidentFormPage(FormPage):
    form_class = ResidentForm
    template_name = "pmks_cases/resident/form.html"

    def get_context_data(self, **more) -> dict:
        form = more["form"]
        return super().get_context_data(
            registered=form.registered, alike=form.alike, doubts=form.doubts, today=self.request.network.today(), **more
        )

    def show(self, form, **more):
        form.errors  # noqa: B018  the duplicates that the page shows are found while the form is checked
        return super().show(form, **more)


@audience("pmks_cases.add_resident")
class AddResident(ResidentFormPage, View):
    title = gettext_lazy("Catat warga baru")

    def get_initial(self):
        """A new member of a family begins with its card, RT and address: `?keluarga=<id>`."""
        typed = self.request.GET.get("keluarga", "")
        family = None
        if typed.isdecimal() and len(typed) < 19:
            families = Family.objects.visible_to(self.request.user).of(self.request.network)
            family = families.filter(pk=int(typed)).first()
        if family is None:
            return {"name": self.request.GET.get("nama", "")[:100]}
        people = Resident.objects.visible_to(self.request.user).of(self.request.network).standing()
        first = people.of_family(family.pk).first()
        return {
            "family": family.pk,
            "rt": first.rt_id,
            "address": first.address,
            "present_address": first.present_address,
        }

    def get_context_data(self, **more):
        back = reverse("pmks_cases:residents", args=[self.request.network.slug])
        return super().get_context_data(back_url=back, back_label=_("Semua warga"), submit=_("Simpan warga"), **more)

    def act(self, form):
        kk_number = form.cleaned_data["kk_number"]
        resident = actions.add(self.request.network, by=self.request.user, values=form.values(), kk_number=kk_number)
        messages.success(self.request, _("%(name)s sudah tercatat.") % {"name": resident.name})
        return address_of(resident, self.request.network)


@audience("pmks_cases.change_resident")
class ChangeResident(AsksWhichStaysPage, ResidentFormPage, View):
    title = gettext_lazy("Perbaiki data warga")

    def dispatch(self, request, *args, **kwargs):
        self.resident = resident_or_404(request, kwargs["pk"], "pmks_cases.change_resident")
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return {"resident": self.resident}

    def get_context_data(self, **more):
        back = address_of(self.resident, self.request.network)
        return super().get_context_data(
            resident=self.resident, back_url=back, back_label=self.resident.name, submit=_("Simpan perbaikan"), **more
        )

    @property
    def edited_row(self):
        return self.resident

    def act(self, form):
        read_at = form.cleaned_data["revision"] or 0
        others = self.changed_since(read_at, form)
        actions.change(
            self.resident,
            by=self.request.user,
            revision=read_at,
            values=form.values(),
            kk_number=form.cleaned_data["kk_number"],
        )
        messages.success(self.request, _("Perbaikan sudah disimpan."))
        if others:
            messages.info(self.request, others)
        return address_of(self.resident, self.request.network)


@require_POST
@audience("pmks_cases.add_resident")
def check_nik_typed(request, network):
    """What the NIK says about itself while it is typed; a fragment beside the field. Posted, so never in a log."""
    form = NikCheckForm(request.POST)
    form.is_valid()
    typed = form.cleaned_data.get("nik") or ""
    sex = form.cleaned_data.get("sex")
    found = nik_problems(typed, Sex(sex) if sex else None, form.cleaned_data.get("birth_on"), request.network.today())
    checked = check_nik(typed)
    said, registered = list(found.blocking), None
    if checked.value:
        edited = Resident.objects.visible_to(request.user).of(request.network).filter(pk=_number(request.POST, "warga"))
        taken = Resident.registered_with(request.network, checked.value, but=edited.first())
        if taken is not None:
            said.append(actions.nik_taken_sentence(taken))
            registered = Resident.objects.visible_to(request.user).filter(pk=taken.pk).first()
    context = {
        "said": said,
        "doubts": found.warnings,
        "registered": registered,
        "fine": bool(checked.value) and not said,
    }
    return render(request, "pmks_cases/resident/_nik_check.html", context)


def _number(parameters, name: str) -> int:
    typed = parameters.get(name, "")
    return int(typed) if typed.isdecimal() and len(typed) < 19 else 0
