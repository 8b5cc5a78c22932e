"""The session of a browser, kept in the database: every page begins with it."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
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

    def save(self, must_create: bool = False) -> None:
        """Write a session that is there already by one statement, and raise UpdateError when it is gone meanwhile."""
        if must_create or self.session_key is None:
            super().save(must_create=must_create)
            return
        row = self.create_model_instance(self._get_session(no_load=False))
        own = self.model.objects.filter(session_key=row.session_key)
        if not own.update(session_data=row.session_data, expire_date=row.expire_date):
            raise UpdateError
