"""Sign-in."""

from allauth.account.views import LoginView
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from members import demo_accounts
from wksbm.core.access import PUBLIC, audience


@audience(PUBLIC)
class SignIn(LoginView):
    """The door. In the demo it also names the sample accounts."""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if settings.DEMO:
            context["demo_accounts"] = demo_accounts.shown()
        return context


@audience(PUBLIC)
@require_safe
def forgotten_password(request) -> HttpResponse:
    """Whom to ask for a one-time link. Nothing is sent by e-mail: an address that was never proved would open the
    account without anybody being told, and the answer would say who has one."""
    return render(request, "account/password_reset.html")
