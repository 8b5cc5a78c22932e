"""What the portal forgets by itself, every hour. Nothing here is anybody's work: it is leftovers and copies."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.db.models import Exists, OuterRef
from django.utils import timezone

from pmks_cases.actions import abandoned_cases, early_reports, photos, recordings, resident_imports
from programs.actions import incoming_letters, pictures
from wksbm.core.kept_posts import KEPT_FOR
from wksbm.core.models import FormReceipt, JobProgress, KeptPost
from wksbm.documents.actions import issuing

RECEIPTS_FOR = timedelta(days=30)
PROGRESS_FOR = timedelta(days=7)


def forget() -> None:
    """Remove kept posts after their hour, counts of sign-ins with their addresses, ended sessions with what is known of
    their phones, staged imports and files of photos and papers without a row after a day, progress bars after a week,
    and receipts of forms after a month. Destroy reports that were not borne out after six months; find somebody for
    those that nobody could check so far, and for rahasia cases of whose team nobody is in office any more."""
    now = timezone.now()
    resident_imports.forget_expired()
    photos.forget_orphans()
    recordings.forget_orphans()
    pictures.forget_orphans()
    incoming_letters.forget_orphans()
    issuing.forget_orphans()
    early_reports.destroy_unfounded()
    early_reports.give_waiting_to_checkers()
    abandoned_cases.take_over_abandoned()
    KeptPost.objects.filter(kept_at__lt=now - KEPT_FOR).delete()
    FormReceipt.objects.filter(taken_at__lt=now - RECEIPTS_FOR).delete()
    JobProgress.objects.filter(updated_at__lt=now - PROGRESS_FOR).delete()
    with connection.cursor() as cursor:  # the cache itself only makes room when it is full
        table = connection.ops.quote_name(settings.CACHES["default"]["LOCATION"])
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [now])  # noqa: S608  the name comes from the settings
    call_command("clearsessions")
    alive = Session.objects.filter(session_key=OuterRef("session_key"))
    UserSession.objects.filter(~Exists(alive)).delete()
