"""The profile of a network, its RTs and dasawisma; beginning a new one; finding a village."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.generic import View

from members.access import Role
from members.actions import networks
from members.forms.networks import DasawismaForm, ProfileForm, RtForm, StartForm
from members.models import Dasawisma, Invitation, Membership, Network, Organization, Region, Rt
from members.models.invitation import token_digest
from members.views.shown_once import keep_path
from wksbm.compared import ComparingPage
from wksbm.core.access import SIGNED_IN, audience
from wksbm.core.forms import FormPage
from wksbm.core.registries import panels_for
from wksbm.revisions import with_revision

FOUND_AT_MOST = 20


@audience("members.view_network")
@require_safe
def profile(request, network):
    """Exactly the row that the province's register asks for, then what lies below the RW."""
    offices = Membership.objects.visible_to(request.user).current().filter(network=request.network)
    officers = list(offices.select_related("user"))
    chair = next((office for office in officers if office.role == Role.CHAIR), None)
    joined = Organization.objects.visible_to(request.user).of(request.network)
    rts = Rt.objects.visible_to(request.user).of(request.network).prefetch_related("dasawisma")
    context = {
        "chair": chair,
        "officer_count": len({office.user_id for office in officers}),
        "organization_count": joined.filter(standing=Organization.Standing.JOINED).count(),
        "place": Region.objects.visible_to(request.user)
        .select_related("parent__parent__parent")
        .get(pk=request.network.village_id),
        "rts": rts,
        "may_change": request.user.has_perm("members.change_network", request.network),
        "may_draw": request.user.has_perm("members.draw_areas", request.network),
        "may_see_officers": request.user.has_perm("members.view_member", request.network),
        "panels": panels_for("profile", user=request.user, network=request.network, subject=request.network),
    }
    return render(request, "members/network/profile.html", context)


class BelowProfile(FormPage, View):
    """A form that hangs on the profile page and leads back to it."""

    def address(self) -> str:
        return reverse("members:profile", args=[self.request.network.slug])

    def get_context_data(self, **more) -> dict:
        way_up = {"back_url": self.address(), "back_label": _("Profil jejaring")}
        return super().get_context_data(**more) | way_up

    def find(self, model):
        rows = model.objects.visible_to(self.request.user).of(self.request.network)
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def done(self, sentence: str) -> str:
        messages.success(self.request, sentence)
        return self.address()


@audience("members.change_network")
class ChangeProfile(ComparingPage, BelowProfile):
    form_class = ProfileForm
    title = gettext_lazy("Ubah profil")

    def get_form_kwargs(self) -> dict:
        mine = with_revision(Network.objects.visible_to(self.request.user))
        return {"instance": mine.get(pk=self.request.network.pk)}

    def act(self, form) -> str:
        others = networks.change(self.request.network, by=self.request.user, **form.data_for_action())
        self.tell_of_others(form, others)
        return self.done(_("Profil tersimpan."))


@audience("members.change_network")
class AddRt(BelowProfile):
    form_class = RtForm
    title = gettext_lazy("Tambah RT")

    def act(self, form) -> str:
        rt = networks.add_rt(self.request.network, by=self.request.user, number=form.cleaned_data["number"])
        return self.done(_("%(rt)s ditambahkan.") % {"rt": rt})


@audience("members.change_network")
class RenumberRt(BelowProfile):
    form_class = RtForm
    title = gettext_lazy("Ganti nomor RT")

    def get_initial(self) -> dict:
        return {"number": self.find(Rt).number}

    def act(self, form) -> str:
        networks.renumber_rt(self.find(Rt), by=self.request.user, number=form.cleaned_data["number"])
        return self.done(_("Nomor RT diganti."))


@audience("members.change_network")
class AddDasawisma(BelowProfile):
    form_class = DasawismaForm
    title = gettext_lazy("Tambah dasawisma")

    def act(self, form) -> str:
        facts = form.data_for_action()
        added = networks.add_dasawisma(self.request.network, by=self.request.user, **facts)
        return self.done(_("Dasawisma %(name)s ditambahkan.") % {"name": added.name})


@audience("members.change_network")
class ChangeDasawisma(BelowProfile):
    form_class = DasawismaForm
    title = gettext_lazy("Ubah dasawisma")

    def get_form_kwargs(self) -> dict:
        return {"instance": self.find(Dasawisma)}

    def act(self, form) -> str:
        networks.change_dasawisma(self.find(Dasawisma), by=self.request.user, **form.data_for_action())
        return self.done(_("Dasawisma tersimpan."))


@audience(SIGNED_IN)
@require_safe
def find_village(request):
    """Villages whose name begins with what was typed, with the district beside each. Public knowledge."""
    typed = request.GET.get("q", "").strip()[:60]
    found = list(Region.objects.visible_to(request.user).villages_like(typed)[: FOUND_AT_MOST + 1])
    context = {
        "typed": typed,
        "found": found[:FOUND_AT_MOST],
        "more": len(found) > FOUND_AT_MOST,
        "own": request.user.operated_village_ids,
    }
    part = "#found" if request.htmx else ""
    return render(request, f"members/region/find.html{part}", context)


@audience(SIGNED_IN)
class StartNetwork(FormPage, View):
    """The operator's page: a new network in the own village, and the invitations of its chair and secretary."""

    form_class = StartForm
    title = gettext_lazy("Buat jejaring")

    def dispatch(self, request, *args, **kwargs):
        if not request.user.operated_village_ids:
            raise PermissionDenied(_("Jejaring baru dibuat oleh operator desa."))
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict:
        own = self.request.user.operated_village_ids
        asked = self.request.GET.get("desa")
        return {"village": asked if asked in own else own[0]}

    def get_context_data(self, **more) -> dict:
        lead = _("Ketua dan sekretaris lalu mendapat undangan. Tautannya Anda kirim sendiri, misalnya lewat WhatsApp.")
        return super().get_context_data(**more) | {
            "lead": lead,
            "submit": _("Buat jejaring"),
            "back_url": reverse("home"),
            "back_label": _("Beranda"),
        }

    def act(self, form) -> str:
        facts = form.data_for_action()
        network, paths = networks.start(
            village=facts["village"],
            rw=facts["rw"],
            name=facts["name"],
            rts=facts["rts"],
            chair=(facts["chair_name"], facts["chair_phone"]),
            secretary=(facts["secretary_name"], facts["secretary_phone"]),
            by=self.request.user,
        )
        for path in paths.values():
            digest = token_digest(path.rstrip("/").rsplit("/", 1)[1])
            invitation = Invitation.objects.visible_to(self.request.user).get(token_digest=digest)
            keep_path(self.request, "invitation", invitation.pk, path)
        messages.success(self.request, _("Jejaring sudah ada. Kirimkan undangan ketua dan sekretarisnya dari sini."))
        return reverse("members:memberships", args=[network.slug])
