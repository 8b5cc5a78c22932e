"""Relawan PSM: profile, areas, trainings and their proof."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Prefetch, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.generic import View

from members.access import Role
from members.actions import volunteers
from members.forms.volunteers import AreasForm, TrainingForm, VolunteerForm
from members.models import Leave, Membership, Rt, Training, Volunteer
from wksbm.core.access import audience
from wksbm.core.forms import FormPage
from wksbm.core.paging import page_by_key
from wksbm.file_answers import file_answer

_KINDS = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png"}


def _rows(request):
    rts = Rt.objects.visible_to(request.user).select_related("network").order_by("network__rw", "number")
    trainings = Training.objects.visible_to(request.user)
    leave = Leave.objects.visible_to(request.user).of(request.network).on(request.network.today())
    leave = leave.filter(user=OuterRef("user"))
    rows = Volunteer.objects.visible_to(request.user).of(request.network).select_related("user")
    rows = rows.annotate(is_away=Exists(leave), away_until=Subquery(leave.values("until_on")))
    return rows.prefetch_related(Prefetch("areas", rts, to_attr="shown_areas"), Prefetch("trainings", trainings))


def _find(request, pk: int) -> Volunteer:
    return get_object_or_404(_rows(request), pk=pk)


@audience("members.view_volunteer")
@require_safe
def volunteer_list(request, network):
    """The volunteers of this network by name."""
    rows = _rows(request).active_in(request.network)
    page = page_by_key(rows, key="user__name", parameters=request.GET)
    may_invite = request.user.has_perm("members.change_volunteer", request.network)
    return render(request, "members/volunteer/list.html", {"page": page, "may_invite": may_invite})


@audience("members.view_volunteer")
@require_safe
def volunteer(request, network, pk: int):
    """Hours, areas and trainings of one volunteer."""
    found = _find(request, pk)
    keeps = request.user.has_perm("members.change_volunteer", request.network)
    own = found.user_id == request.user.pk
    context = {"volunteer": found, "may_change": keeps or own, "may_set_areas": keeps, "own": own}
    return render(request, "members/volunteer/page.html", context)


class AboutVolunteer(FormPage, View):
    """A form about one volunteer, for the board and, where `for_oneself`, for the volunteer."""

    for_oneself = True

    def dispatch(self, request, *args, **kwargs):
        self.volunteer = _find(request, kwargs["pk"])
        own = self.for_oneself and self.volunteer.user_id == request.user.pk
        if not own and not request.user.has_perm("members.change_volunteer", request.network):
            raise PermissionDenied(_("Profil relawan diisi oleh orangnya sendiri atau oleh sekretaris."))
        return super().dispatch(request, *args, **kwargs)

    def address(self) -> str:
        return reverse("members:volunteer", args=[self.request.network.slug, self.volunteer.pk])

    def get_context_data(self, **more) -> dict:
        way_up = {"back_url": self.address(), "back_label": self.volunteer.name}
        return super().get_context_data(**more) | way_up

    def done(self, sentence: str) -> str:
        messages.success(self.request, sentence)
        return self.address()


@audience("members.view_volunteer")
class ChangeVolunteer(AboutVolunteer):
    form_class = VolunteerForm
    title = gettext_lazy("Ubah profil relawan")

    def get_form_kwargs(self) -> dict:
        return {"instance": self.volunteer}

    def act(self, form) -> str:
        volunteers.change(self.volunteer, by=self.request.user, **form.data_for_action())
        return self.done(_("Tersimpan."))


@audience("members.change_volunteer")
class SetAreas(AboutVolunteer):
    """RTs of this network, and of every other one that both the editor keeps and the volunteer has an office in."""

    form_class = AreasForm
    for_oneself = False
    title = gettext_lazy("RT yang didampingi")

    def offered(self):
        user = self.request.user
        kept = user.network_ids_with("members.change_volunteer")
        offices = Membership.objects.visible_to(user).current().filter(user=self.volunteer.user, role=Role.PSM)
        rts = Rt.objects.visible_to(user).filter(network_id__in=kept)
        rts = rts.filter(network_id__in=offices.values("network_id"))
        return rts.select_related("network").order_by("network__rw", "number")

    def get_initial(self) -> dict:
        return {"areas": [rt.pk for rt in self.volunteer.shown_areas]}

    def get_form_kwargs(self) -> dict:
        offered = self.offered()
        return {"offered": offered, "several": len({rt.network_id for rt in offered}) > 1}

    def get_context_data(self, **more) -> dict:
        return super().get_context_data(**more) | {"lead": self.volunteer.name}

    def act(self, form) -> str:
        chosen = form.cleaned_data["areas"]
        volunteers.set_areas(self.volunteer, by=self.request.user, among=self.offered(), chosen=chosen)
        return self.done(_("Tersimpan."))


@audience("members.view_volunteer")
class AddTraining(AboutVolunteer):
    form_class = TrainingForm
    title = gettext_lazy("Catat pelatihan")

    def get_context_data(self, **more) -> dict:
        return super().get_context_data(**more) | {"lead": self.volunteer.name, "upload": True}

    def act(self, form) -> str:
        facts = form.data_for_action()
        facts["proof"] = facts["proof"] or None
        volunteers.add_training(self.volunteer, by=self.request.user, **facts)
        return self.done(_("Pelatihan tercatat."))


@audience("members.view_volunteer")
@require_safe
def training_proof(request, network, pk: int, training: int):
    """The certificate, for who may see the volunteer; its name says nothing of the person."""
    found = _find(request, pk)
    row = get_object_or_404(Training.objects.visible_to(request.user), volunteer=found, pk=training)
    ending = row.proof.name.rsplit(".", 1)[-1] if row.proof else ""
    if ending not in _KINDS:
        raise Http404
    try:
        with row.proof.open("rb") as file:
            content = file.read()
    except FileNotFoundError:
        raise Http404 from None
    name = f"sertifikat-{row.pk}.{ending}"
    return file_answer(content, media_type=_KINDS[ending], name=name, download=ending == "pdf")
