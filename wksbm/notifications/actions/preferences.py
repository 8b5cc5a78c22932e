"""A person chooses how to be reached."""

from wksbm.core.audit import recorded
from wksbm.notifications.models import Preference


def choose(preference: Preference, **columns) -> None:
    """Store these choices (`daily`, `urgent`, `hour`); the first of a person makes the row."""
    with recorded("preferences.choose", by=None):
        Preference.objects.update_or_create(user_id=preference.user_id, defaults=columns)
