"""A person chooses how to be reached."""

from django.db.models import F

from wksbm.core.audit import recorded
from wksbm.notifications.models import Preference


def choose(preference: Preference, **columns) -> None:
    """Store these choices (`daily`, `urgent`, `hour`); the first of a person makes the row."""
    with recorded("preferences.choose", by=None):
        Preference.objects.update_or_create(user_id=preference.user_id, defaults=columns)


def end_links(user) -> None:
    """Make the links in all mails that this person has received so far void."""
    with recorded("preferences.end_links", by=None):
        Preference.objects.get_or_create(user=user)
        Preference.objects.filter(user=user).update(link_version=F("link_version") + 1)
