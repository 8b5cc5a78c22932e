"""Two people at once on one row that counts its revisions: what each changed, and what must be asked."""

from collections.abc import Mapping


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


def as_of(row, revision: int):
    """The row as it stood at a revision, from its history: this very row for the present one, None when gone."""
    if revision == row.revision:
        return row
    return row.events.filter(revision=revision).order_by("-pgh_id").first()


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
