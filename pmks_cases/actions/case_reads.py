"""Who looked at a case: opened its page, printed it."""

from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from pmks_cases.actions.case_secrecy import is_guarded
from pmks_cases.models import Case
from pmks_cases.models.case import Secrecy
from wksbm.core.models import ReadEntry
from wksbm.core.read_log import note_read

OPENED_AGAIN_AFTER = timedelta(hours=1)
"""A page that is opened again within this time is the same reading."""


def with_opened_lately(cases: QuerySet, *, by) -> QuerySet:
    """Adds `opened_lately`: whether `by` has opened the page of the case within the hour."""
    lately = ReadEntry.objects.filter(
        network=OuterRef("network"),
        reader=by,
        kind=ReadEntry.Kind.CASE,
        content_type=ContentType.objects.get_for_model(Case),
        object_id=OuterRef("pk"),
        read_at__gt=timezone.now() - OPENED_AGAIN_AFTER,
    )
    return cases.annotate(opened_lately=Exists(lately))


def note_opened(case: Case, *, by) -> ReadEntry | None:
    """Record that `by` opened the page of a terbatas or rahasia case, which comes from `with_opened_lately`: once an
    hour, however often it is reloaded."""
    if case.secrecy == Secrecy.ORDINARY or case.opened_lately:
        return None
    return _note(case, ReadEntry.Kind.CASE, by=by, subject=f"kasus {case.number}")


def note_printed(case: Case, *, by, paper: str) -> ReadEntry:
    """Record that `by` printed a paper of a case; `paper` names it."""
    return _note(case, ReadEntry.Kind.PRINT, by=by, subject=f"{paper} {case.number}")


def _note(case: Case, kind: str, *, by, subject: str) -> ReadEntry:
    return note_read(kind, by=by, network=case.network, subject=subject, of=case, restricted=is_guarded(case))
