"""A meeting that was opened by mistake is not open after all."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.generic import View

from programs.actions import meetings
from programs.views.meetings import address_of, meeting_or_404
from wksbm.core.access import audience
from wksbm.core.refusals import RefusedByRule


@audience("programs.run_meeting")
class UnopenMeeting(View):
    """Asked once more; a GET changes nothing."""

    http_method_names = ("get", "head", "post")

    def get(self, request, network, pk: int):
        meeting = meeting_or_404(request, pk)
        if not meetings.may_be_unopened(meeting):
            return redirect(address_of(meeting))
        return render(request, "programs/meeting/unopen.html", {"meeting": meeting})

    def post(self, request, network, pk: int):
        meeting = meeting_or_404(request, pk)
        try:
            meetings.unopen(meeting, by=request.user)
        except RefusedByRule as refused:
            messages.error(request, refused.sentence)
        else:
            messages.success(request, _("Musyawarah ini kembali direncanakan."))
        return redirect(address_of(meeting))
