"""What django-allauth asks us: who somebody means, who may sign up, how secrets are kept."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from members import demo_accounts
from members.models import User
from wksbm.core.sealing import seal, unseal


class PortalBackend(AuthenticationBackend):
    """Takes a user name, a phone number in any writing, or an e-mail address."""

    def _authenticate(self, request, **credentials):
        if credentials["password"] == demo_accounts.PASSWORD and not settings.DEMO:
            return None  # the sample accounts open no real portal
        typed = credentials.get("username") or credentials.get("email") or ""
        return self._check_password(User.objects.for_sign_in(typed), credentials["password"])

    def get_user(self, user_id):
        user = User.objects.for_session(user_id)
        return user if user and self.user_can_authenticate(user) else None


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("Nama atau kata sandinya belum cocok. Coba lagi pelan-pelan."),
        "email_password_mismatch": _("Nama atau kata sandinya belum cocok. Coba lagi pelan-pelan."),
        "too_many_login_attempts": _("Sudah terlalu banyak mencoba. Tunggu lima menit, lalu coba lagi."),
    }

    def _get_login_attempts_cache_key(self, request, **credentials) -> str:
        """Failures are counted for the account that is meant, in whichever of its writings it was typed."""
        typed = credentials.get("email") or credentials.get("username") or ""
        meant = User.objects.for_sign_in(typed)
        return f"account:{meant.pk}" if meant else f"typed:{typed.strip().casefold()}"

    def is_open_for_signup(self, request) -> bool:
        """Accounts begin with an invitation only."""
        return False


class MfaAdapter(DefaultMFAAdapter):
    """App-code secrets and recovery seeds are sealed with the data key."""

    def encrypt(self, text: str) -> str:
        return seal(text).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text.encode())

    def _get_site_name(self) -> str:
        return "WKSBM"
