"""Undangan: officers by one button, others by a form; which element each stands for, L/P."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.generic import View

from members.views.shown_once import chat_address, keep_path, kept_address
from programs import invitee_text
from programs.actions import attendances
from programs.actions import invitations as sending
from programs.forms.meetings import InvitationForm
from programs.models import Attendance, Meeting
from programs.views.meetings import address_of, answers_counted, attendances_of, counted, meeting_or_404
from wksbm.core.access import audience
from wksbm.core.forms import FormPage
from wksbm.core.refusals import RefusedByRule

LINK = "answer"
"""The kind of link that this session keeps."""


def invited_or_404(request, meeting, pk: int) -> Attendance:
    found = get_object_or_404(Attendance.objects.visible_to(request.user).filter(meeting=meeting), pk=pk)
    found.meeting = meeting
    return found


class Invited:
    """A row of the page: whom a mail reaches, whom somebody has to tell, and the text for that.

    `link`: the one made in this session, until it was used: who has answered needs it no more.
    """

    def __init__(self, request, row: Attendance, meeting):
        self.row, self.meeting = row, meeting
        handed_over = not meeting.is_awaited or row.answer_now != Attendance.Answer.NONE
        self.link = "" if handed_over else kept_address(request, LINK, row.pk)

    @property
    def by_mail(self) -> bool:
        user = self.row.user
        wish = getattr(user, "mail_preference", None)
        return bool(user and user.is_active and user.email and (wish is None or wish.daily))

    @property
    def is_untold(self) -> bool:
        """Invited, not reached by mail, and told by nobody how the meeting stands now."""
        if self.row.invited_at is None or self.by_mail or not self.still_told:
            return False
        return self.row.told_sequence is None or self.row.told_sequence < self.meeting.moved_sequence

    @property
    def still_told(self) -> bool:
        called_off = self.meeting.state == Meeting.State.CANCELLED
        return self.meeting.is_awaited or (called_off and self.meeting.held_on >= self.meeting.network.today())

    @property
    def may_get_link(self) -> bool:
        return self.meeting.is_awaited and not self.by_mail

    @property
    def chat(self) -> str:
        """WhatsApp with what he has to know now; nothing where his link must be made first."""
        if self.meeting.state == Meeting.State.CANCELLED:
            text = invitee_text.cancelled(self.row, self.meeting)
        elif self.is_untold and self.row.told_sequence is not None:
            text = invitee_text.moved(self.row, self.meeting, self.link)
        elif self.link:
            text = invitee_text.invitation(self.row, self.meeting, self.link)
        else:
            return ""
        return chat_address(self.row.phone, text)


@audience("programs.plan_meeting")
class Invitations(FormPage, View):
    """Everybody who is invited, and the form for one more."""

    form_class = InvitationForm
    template_name = "programs/meeting/invitations.html"

    def dispatch(self, request, *args, **kwargs):
        self.meeting = meeting_or_404(request, kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **more) -> dict:
        people = attendances_of(self.meeting, self.request.user)
        rows = [Invited(self.request, row, self.meeting) for row in people]
        facts = {
            "meeting": self.meeting,
            "rows": rows,
            "count": counted(self.meeting, people),
            "answers": answers_counted(people),
            "to_send": sum(each.row.invited_at is None for each in rows),
            "untold": [each for each in rows if each.is_untold],
        }
        return super().get_context_data(**more) | facts

    def act(self, form) -> str:
        made = attendances.invite(self.meeting, by=self.request.user, **form.data_for_action())
        messages.success(self.request, _("%(name)s masuk daftar.") % {"name": made.name})
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
        words = (
            _("%(count)d pengurus masuk daftar.") % {"count": made} if made else _("Semua pengurus sudah di daftar.")
        )
        messages.success(request, words)
    return redirect(address_of(meeting, "invitations"))


@audience("programs.plan_meeting")
@require_POST
def send_invitations(request, network, pk: int):
    """Everybody on the list who was not invited before."""
    meeting = meeting_or_404(request, pk)
    try:
        count = sending.send(meeting, by=request.user)
    except RefusedByRule as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _("Undangan untuk %(count)d orang tercatat terkirim.") % {"count": count})
    return redirect(address_of(meeting, "invitations"))


@audience("programs.plan_meeting")
@require_POST
def make_answer_link(request, network, pk: int, invited: int):
    """A link for one person, shown to who has made it; the one before opens nothing any more."""
    meeting = meeting_or_404(request, pk)
    row = invited_or_404(request, meeting, invited)
    try:
        keep_path(request, LINK, row.pk, sending.path_of(sending.make_link(row, by=request.user)))
    except RefusedByRule as refused:
        messages.error(request, refused.sentence)
    if request.POST.get("dari") == "orang":
        return redirect(address_of(meeting, "change_invitation", row.pk))
    return redirect(f"{address_of(meeting, 'invitations')}#orang-{row.pk}")


@audience("programs.plan_meeting")
@require_POST
def note_told(request, network, pk: int, invited: int):
    """The secretary has told this person."""
    meeting = meeting_or_404(request, pk)
    row = invited_or_404(request, meeting, invited)
    try:
        sending.note_told(row, by=request.user)
    except RefusedByRule as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _("%(name)s sudah diberi tahu.") % {"name": row.name})
    return redirect(address_of(meeting, "invitations"))


@audience("programs.plan_meeting")
@require_POST
def remove_invitation(request, network, pk: int, invited: int):
    """Somebody who was put on the list by mistake leaves it again."""
    meeting = meeting_or_404(request, pk)
    row = invited_or_404(request, meeting, invited)
    try:
        attendances.remove(row, by=request.user)
    except RefusedByRule as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _("%(name)s tidak lagi di daftar.") % {"name": row.name})
    return redirect(address_of(meeting, "invitations"))


@audience("programs.plan_meeting")
class ChangeInvitation(FormPage, View):
    """Another element, L/P or phone of an invited person."""

    form_class = InvitationForm
    template_name = "programs/meeting/change_invitation.html"

    def dispatch(self, request, *args, **kwargs):
        self.meeting = meeting_or_404(request, kwargs["pk"])
        self.invited = invited_or_404(request, self.meeting, kwargs["invited"])
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict:
        return {name: getattr(self.invited, name) for name in InvitationForm.Meta.fields}

    def get_context_data(self, **more) -> dict:
        way_up = {
            "back_url": address_of(self.meeting, "invitations"),
            "back_label": _("Daftar orang") if self.meeting.recorded_afterwards else _("Undangan"),
        }
        each = Invited(self.request, self.invited, self.meeting)
        way_up["title"] = _("Ubah isian") if self.meeting.recorded_afterwards else _("Ubah undangan")
        return super().get_context_data(**more) | way_up | {"meeting": self.meeting, "each": each}

    def act(self, form) -> str:
        attendances.correct(self.invited, by=self.request.user, **form.data_for_action())
        return address_of(self.meeting, "invitations")
