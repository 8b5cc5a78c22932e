"""Sign-in."""

from allauth.account.views import LoginView
from django.conf import settings

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
