"""Answering an invitation: by the link without an account, or signed in on the meeting's own page.

A GET changes nothing, so that the preview robot of a chat answers for nobody: the buttons post. The token leaves the
address with the first step; whoever comes with a void one meets one page, the same for all.
"""

from allauth.core.internal.ratelimit import consume, respond_429
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import View

from members.actions.invitations import LinkIsOver
from programs.actions import attendances, invitations
from programs.calendar_files import CONTENT_TYPE, FILE_NAME, meeting_file
from programs.forms.answers import AnswerForm
from programs.models import Attendance
from programs.views.meetings import address_of, meeting_or_404
from wksbm.core.access import PUBLIC, audience
from wksbm.core.refusals import RefusedByRule
from wksbm.notifications.letters import address

_LINK = "answer_digest"
GUESSES = "20/10m/ip"
"""Void links that one address may try; a token is beyond guessing, but nobody needs to be let try."""
ANSWERS = "30/10m/key"
"""Answers by one link."""


def _limited(request, action: str, rate: str, **more) -> bool:
    """Whether this is once too often; counts it unless `dry_run`."""
    return not consume(request, app="programs", action=action, config={action: rate}, limit_get=True, **more)


@audience(PUBLIC)
@require_safe
def receive_link(request, token: str) -> HttpResponse:
    """Take the token out of the address. What opens nothing makes no session, so that guessing fills no table."""
    if _limited(request, "void_answer", GUESSES, dry_run=True):
        return respond_429(request)
    digest = invitations.digest_of(token)
    if invitations.behind(digest) is None:
        _limited(request, "void_answer", GUESSES)
        request.session.pop(_LINK, None)
    else:
        request.session[_LINK] = digest.hex()
    return redirect("answer_page")


def _behind(request) -> Attendance | None:
    return invitations.behind(bytes.fromhex(request.session.get(_LINK, "")))


def _over(request) -> HttpResponse:
    request.session.pop(_LINK, None)
    return render(request, "programs/answer/over.html", status=410)


@audience(PUBLIC)
class AnswerPage(View):
    """Which meeting, when and where, and three buttons; nothing about cases or other people."""

    http_method_names = ("get", "head", "post")

    def dispatch(self, request, *args, **kwargs):
        self.invited = _behind(request)
        return super().dispatch(request, *args, **kwargs) if self.invited else _over(request)

    def get(self, request):
        return self.show(AnswerForm(initial={"represented_by": self.invited.represented_by}))

    def post(self, request):
        if _limited(request, "answer", ANSWERS, key=request.session[_LINK]):
            return respond_429(request)
        form = AnswerForm(request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            invitations.answer_by_link(bytes.fromhex(request.session[_LINK]), **form.cleaned_data)
        except LinkIsOver:
            return _over(request)
        except RefusedByRule as refused:
            if not self.invited.meeting.is_awaited:
                return redirect("answer_page")
            form.add_error(refused.field, refused.sentence)
            return self.show(form, status=422)
        return redirect("answer_page")

    def show(self, form, status: int = 200) -> HttpResponse:
        meeting = self.invited.meeting
        context = {"form": form, "invited": self.invited, "meeting": meeting, "zone": meeting.begins_at.tzname()}
        return render(self.request, "programs/answer/page.html", context, status=status)


@audience(PUBLIC)
@require_safe
def calendar_file_by_link(request) -> HttpResponse:
    """The same meeting for the phone's calendar, for who has come by a link."""
    invited = _behind(request)
    return calendar_response(meeting_file(invited.meeting)) if invited else _over(request)


@audience("programs.view_meeting")
@require_safe
def calendar_file(request, network, pk: int) -> HttpResponse:
    """The meeting for the own calendar."""
    meeting = meeting_or_404(request, pk)
    return calendar_response(meeting_file(meeting, url=address(address_of(meeting))))


def calendar_response(text: str) -> HttpResponse:
    disposition = {"Content-Disposition": f'attachment; filename="{FILE_NAME}"'}
    return HttpResponse(text, content_type=f"{CONTENT_TYPE}; charset=utf-8", headers=disposition)


@audience("programs.view_meeting")
@require_POST
def answer_invitation(request, network, pk: int) -> HttpResponse:
    """The answer of who is signed in: only the own one."""
    meeting = meeting_or_404(request, pk)
    own = get_object_or_404(Attendance.objects.visible_to(request.user).filter(meeting=meeting, user=request.user))
    own.meeting = meeting
    form = AnswerForm(request.POST)
    try:
        if not form.is_valid():
            raise RefusedByRule(_("Pilih salah satu jawaban."))
        attendances.answer(own, by=request.user, **form.cleaned_data)
    except RefusedByRule as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _("Jawaban Anda tersimpan."))
    return redirect(address_of(meeting))
