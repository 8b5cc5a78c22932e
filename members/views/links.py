"""Links that let a person in once. Opening one changes nothing; the button on its page posts.

The token leaves the address bar with the first step: the session keeps its digest, and the page has a plain address.
"""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from members.models import Invitation
from members.models.invitation import token_digest
from wksbm.core.access import PUBLIC, audience

_INVITATION = "invitation_digest"


@audience(PUBLIC)
@require_safe
def receive_invitation(request, token: str) -> HttpResponse:
    """Take the token out of the address."""
    request.session[_INVITATION] = token_digest(token).hex()
    return redirect("invitation_page")


@audience(PUBLIC)
@require_safe
def invitation_page(request) -> HttpResponse:
    """Who invites whom to what."""
    digest = bytes.fromhex(request.session.get(_INVITATION, ""))
    invitation = Invitation.objects.open().filter(token_digest=digest).first()
    return render(request, "members/link/over.html", {"invitation": invitation}, status=200 if invitation else 410)
