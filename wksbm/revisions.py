"""Two people at once on one row: what each changed since it was read, and what must be asked.

Rows that people write all the time count their revisions in a column. Those that change a few times a year need none:
`with_revision` counts them by their history.
"""

from collections.abc import Mapping
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce


class EditedMeanwhile(Exception):  # noqa: N818  it is an answer, not an error
    """Somebody else saved the same fields first. Nothing was changed.

    `theirs` maps each field that both changed to the stored value; `taken_over` the fields that only they changed;
    `revision` is the stored row's, from which the next attempt starts.
    """

    def __init__(self, theirs: dict, taken_over: dict, revision: int):
        super().__init__(sorted(theirs))
        self.theirs = theirs
        self.taken_over = taken_over
        self.revision = revision


def with_revision(rows: QuerySet) -> QuerySet:
    """These rows, each with the number of its newest line of history as its `revision`, read in the same instant.

    Of a row that is to be saved it is asked after the lock: with it, it would be as old as the waiting.
    """
    lines = rows.model.pgh_event_model.objects.filter(pgh_obj=OuterRef("pk")).order_by("-pgh_id")
    return rows.annotate(revision=Coalesce(Subquery(lines.values("pgh_id")[:1]), 0))


def as_of(row, revision: int):
    """The row as it stood at a revision, from its history: this very row for the present one, None when gone."""
    if revision == row.revision:
        return row
    counted = "revision" if hasattr(type(row), "revision") else "pgh_id"
    return row.events.filter(**{counted: revision}).order_by("-pgh_id").first()


def last_hand(row) -> tuple[str, datetime] | None:
    """Who changed a row last, and when; the name is empty when nobody is named."""
    event = row.events.select_related("pgh_context").order_by("-pgh_id").first()
    if event is None:
        return None
    user_id = event.pgh_context.metadata.get("user") if event.pgh_context else None
    people = get_user_model().objects.filter(pk=user_id) if user_id else get_user_model().objects.none()
    return people.values_list("name", flat=True).first() or "", event.pgh_created_at


def joined(stored, read_at: int, mine: Mapping) -> dict:
    """What to save on `stored` (locked by the caller) for who read it at revision `read_at` and wants it as in `mine`.

    Columns that only somebody else changed since keep his values. Raises EditedMeanwhile when both changed the same
    column to different values; without the history of that revision each difference is one to ask about.
    """
    base = as_of(stored, read_at)
    theirs, taken_over = {}, {}
    for column, value in mine.items():
        now = getattr(stored, column)
        read = getattr(base, column) if base is not None else object()
        if now in (value, read):
            continue
        if value == read:
            taken_over[column] = now
        else:
            theirs[column] = now
    if theirs:
        raise EditedMeanwhile(theirs, taken_over, stored.revision)
    return {**mine, **taken_over}


def taken_over(mine: Mapping, saved: Mapping) -> list[str]:
    """The columns that were `saved` otherwise than in `mine`, as `joined` has it: only somebody else changed them."""
    return [column for column, value in mine.items() if saved[column] != value]
