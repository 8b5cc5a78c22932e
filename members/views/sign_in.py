"""Sign-in."""

from allauth.account.views import LoginView
from django.conf import settings

from wksbm.core.access import PUBLIC, audience


@audience(PUBLIC)
class SignIn(LoginView):
    """The door. In the demo it also names the sample accounts."""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if settings.DEMO:
            context["demo_accounts"] = demo_accounts()
        return context


def demo_accounts() -> list[tuple[str, str, str]]:
    """(role, login, password) of the sample accounts, one per role."""
    return []
