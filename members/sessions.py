"""The session of a browser, asked for in the database's own words: every page begins with it."""

from django.contrib.sessions.backends import db
from django.utils import timezone


class SessionStore(db.SessionStore):
    """Django's sessions in the database. Django takes three times as long to put the question together as to ask it:
    see `NetworkQuerySet.opened_by`."""

    def _get_session_from_db(self):
        asked = "SELECT * FROM django_session WHERE session_key = %s AND expire_date > %s"
        found = next(iter(self.model.objects.raw(asked, [self.session_key, timezone.now()])), None)
        if found is None:
            self._session_key = None
        return found
