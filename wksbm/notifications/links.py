"""The link at the foot of each mail: it opens this person's preferences for mail, and nothing else, without sign-in."""

from django.core import signing

from wksbm.notifications.models import Preference

_SALT = "notifications.preferences"


def preferences_token(user) -> str:
    """Signed, not stored; void once the person's `link_version` is raised."""
    preference = getattr(user, "mail_preference", None)
    version = preference.link_version if preference else 1
    return signing.dumps([user.pk, version], salt=_SALT)


def behind(token: str) -> Preference | None:
    """The preferences (perhaps not saved yet) that this link opens, or None for a void or invented one."""
    try:
        user_id, version = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    preference = Preference.objects.filter(user_id=user_id).first() or Preference(user_id=user_id)
    return preference if preference.link_version == version else None
