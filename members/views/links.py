"""Links that let a person in once. Opening one changes nothing; the button on its page posts.

The token leaves the address bar with the first step: the session keeps its digest, and the page has a plain address.
A link that is used, withdrawn, expired or invented is answered by one page, the same for all.
"""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe
from django.views.generic import View

from members.actions import invitations, sign_in_links
from members.actions.invitations import LinkIsOver
from members.forms.links import NewAccountForm, NewPasswordForm
from members.models import Invitation, SignInLink
from members.models.invitation import token_digest
from wksbm.core.access import PUBLIC, audience
from wksbm.core.refusals import RefusedByRule

_INVITATION = "invitation_digest"
_SIGN_IN_LINK = "sign_in_link_digest"


@audience(PUBLIC)
@require_safe
def receive_invitation(request, token: str) -> HttpResponse:
    """Take the token out of the address."""
    _remember(request, _INVITATION, token, invitations.behind)
    return redirect("invitation_page")


@audience(PUBLIC)
@require_safe
def receive_sign_in_link(request, token: str) -> HttpResponse:
    """Take the token out of the address."""
    _remember(request, _SIGN_IN_LINK, token, sign_in_links.behind)
    return redirect("sign_in_link_page")


def _remember(request, key: str, token: str, behind) -> None:
    """Keep the digest of an open link; what opens nothing makes no session, so that guessing fills no table."""
    digest = token_digest(token)
    if behind(digest):
        request.session[key] = digest.hex()
    else:
        request.session.pop(key, None)


class LinkPage(View):
    """The page behind a link, as long as the link is open. A subclass names the session's key and the rows."""

    http_method_names = ["get", "head", "post"]
    session_key = ""
    template_name = ""

    def dispatch(self, request, *args, **kwargs):
        self.digest = bytes.fromhex(request.session.get(self.session_key, ""))
        self.link = self.find()
        if self.link is None:
            return self.over()
        try:
            return super().dispatch(request, *args, **kwargs)
        except LinkIsOver:
            return self.over()

    def find(self):
        raise NotImplementedError

    def over(self) -> HttpResponse:
        self.request.session.pop(self.session_key, None)
        return render(self.request, "members/link/over.html", status=410)

    def show(self, form, status: int = 200) -> HttpResponse:
        return render(self.request, self.template_name, {"form": form, "link": self.link}, status=status)

    def refuse(self, form, refused: RefusedByRule) -> HttpResponse:
        form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
        return self.show(form, status=422)

    def let_in(self, person, url: str) -> HttpResponse:
        """Sign the person in by the usual door: a second factor that stands is asked for."""
        self.request.session.pop(self.session_key, None)
        # The password was chosen this very moment: setting up a second factor does not ask for it again.
        record_authentication(self.request, person, method="password", reauthenticated=True)
        return perform_login(self.request, Login(user=person, redirect_url=url))


@audience(PUBLIC)
@method_decorator(sensitive_post_parameters("password"), name="dispatch")
class InvitationPage(LinkPage):
    """Who asks whom to take which office; a new account, or the one that is signed in, takes it."""

    session_key = _INVITATION
    template_name = "members/link/invitation.html"

    def find(self) -> Invitation | None:
        return invitations.behind(self.digest)

    def get(self, request):
        if request.user.is_authenticated:
            return self.show(None)
        first_name = slugify(self.link.name.split()[-1])
        return self.show(
            NewAccountForm(initial={"name": self.link.name, "phone": self.link.phone, "username": first_name[:20]})
        )

    def post(self, request):
        if request.user.is_authenticated:
            return self.accept_as(request.user)
        form = NewAccountForm(request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            person = invitations.accept_as_new(self.digest, **form.cleaned_data)
        except RefusedByRule as refused:
            return self.refuse(form, refused)
        return self.let_in(person, home_of(self.link))

    def accept_as(self, person) -> HttpResponse:
        try:
            invitations.accept_as(self.digest, person=person)
        except RefusedByRule as refused:
            messages.error(self.request, refused.sentence)
            return self.show(None, status=422)
        self.request.session.pop(self.session_key, None)
        messages.success(self.request, _("Terima kasih. Jabatan Anda sudah tercatat."))
        return redirect(home_of(self.link))


def home_of(invitation: Invitation) -> str:
    """Where the new office begins."""
    if invitation.network is None:
        return reverse("home")
    return reverse("network_home", args=[invitation.network.slug])


@audience(PUBLIC)
@method_decorator(sensitive_post_parameters("password"), name="dispatch")
class SignInLinkPage(LinkPage):
    """A new password for who forgot the old one or lost the phone."""

    session_key = _SIGN_IN_LINK
    template_name = "members/link/new_password.html"

    def find(self) -> SignInLink | None:
        return sign_in_links.behind(self.digest)

    def get(self, request):
        return self.show(NewPasswordForm())

    def post(self, request):
        form = NewPasswordForm(request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            person = sign_in_links.use(self.digest, password=form.cleaned_data["password"])
        except RefusedByRule as refused:
            return self.refuse(form, refused)
        if request.user.is_authenticated:
            request.session.flush()
        return self.let_in(person, reverse("home"))
