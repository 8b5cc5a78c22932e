"""Undangan: officers by one button, others by a form; which element each stands for, L/P."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import View

from programs.actions import attendances
from programs.forms.meetings import InvitationForm
from programs.models import Attendance
from programs.views.meetings import address_of, counted, meeting_or_404
from wksbm.core.access import audience
from wksbm.core.forms import FormPage
from wksbm.core.refusals import RefusedByRule


def invited_or_404(request, meeting, pk: int) -> Attendance:
    found = get_object_or_404(Attendance.objects.visible_to(request.user).filter(meeting=meeting), pk=pk)
    found.meeting = meeting
    return found


@audience("programs.plan_meeting")
class Invitations(FormPage, View):
    """Everybody who is invited, and the form for one more."""

    form_class = InvitationForm
    template_name = "programs/meeting/invitations.html"

    def dispatch(self, request, *args, **kwargs):
        self.meeting = meeting_or_404(request, kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **more) -> dict:
        rows = list(Attendance.objects.visible_to(self.request.user).filter(meeting=self.meeting))
        facts = {"meeting": self.meeting, "rows": rows, "count": counted(rows)}
        return super().get_context_data(**more) | facts

    def act(self, form) -> str:
        made = attendances.invite(self.meeting, by=self.request.user, **form.data_for_action())
        messages.success(self.request, _("%(name)s diundang.") % {"name": made.name})
        return address_of(self.meeting, "invitations")


@audience("programs.plan_meeting")
@require_POST
def invite_officers(request, network, pk: int):
    """Everybody who holds an office of the network today."""
    meeting = meeting_or_404(request, pk)
    try:
        made = attendances.invite_officers(meeting, by=request.user)
    except RefusedByRule as refused:
        messages.error(request, refused.sentence)
    else:
        words = _("%(count)d pengurus diundang.") % {"count": made} if made else _("Semua pengurus sudah diundang.")
        messages.success(request, words)
    return redirect(address_of(meeting, "invitations"))


@audience("programs.plan_meeting")
class ChangeInvitation(FormPage, View):
    """Another element, L/P or phone of an invited person."""

    form_class = InvitationForm
    title = gettext_lazy("Ubah undangan")

    def dispatch(self, request, *args, **kwargs):
        self.meeting = meeting_or_404(request, kwargs["pk"])
        self.invited = invited_or_404(request, self.meeting, kwargs["invited"])
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict:
        return {name: getattr(self.invited, name) for name in InvitationForm.Meta.fields}

    def get_context_data(self, **more) -> dict:
        way_up = {"back_url": address_of(self.meeting, "invitations"), "back_label": _("Undangan")}
        return super().get_context_data(**more) | way_up

    def act(self, form) -> str:
        attendances.correct(self.invited, by=self.request.user, **form.data_for_action())
        return address_of(self.meeting, "invitations")
