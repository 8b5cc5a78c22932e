"""The link in the foot of each mail: it opens this person's preferences for mail, and nothing else, without sign-in."""

from base64 import urlsafe_b64decode, urlsafe_b64encode

from django.contrib.auth import get_user_model
from django.core import signing

from wksbm.notifications.models import Preference

_SALT = "notifications.preferences"


def preferences_token(user) -> str:
    """Signed, not stored; void once the person's `link_version` is raised.

    Letters, digits, `-` and `_` only: the log leaves such parts of an address out.
    """
    signed = signing.dumps([user.pk, preference_of(user).link_version], salt=_SALT)
    return urlsafe_b64encode(signed.encode()).decode().rstrip("=")


def behind(token: str) -> Preference | None:
    """The preferences (perhaps not saved yet) that this link opens, or None for a void or invented one."""
    try:
        signed = urlsafe_b64decode(token.encode("ascii") + b"=" * (-len(token) % 4)).decode("ascii")
        user_id, version = signing.loads(signed, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    user = get_user_model().objects.filter(pk=user_id, is_active=True).select_related("mail_preference").first()
    if user is None:
        return None
    preference = preference_of(user)
    return preference if preference.link_version == version else None


def preference_of(user) -> Preference:
    """What this person has chosen; the usual, not saved, for who has not chosen anything."""
    return getattr(user, "mail_preference", None) or Preference(user=user)
