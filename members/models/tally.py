"""Roll-ups: how much happened in a month of a network. Counted again, exactly, wherever something has changed."""

from collections.abc import Iterable

import pgtrigger
from django.db import models

from wksbm.core.models import Scoped, ScopedQuerySet


class TallyQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "TallyQuerySet":
        """The networks whose numbers this person may see."""
        return self.filter(network_id__in=user.network_ids_with("portal.view_numbers"))


class Tally(Scoped):
    """So many of one kind and key in one month of one network, in the network's own time zone.

    Nothing guarded is in it. It holds no state of its own: `members.actions.tallies` counts it from the rows.
    """

    month = models.DateField(help_text="Its first day.")
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=20, blank=True)
    count = models.PositiveIntegerField()

    objects = TallyQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network", "kind", "month", "key"], name="one_tally_a_cell")]


class TallyChange(Scoped):
    """A note of the database's own triggers: what was counted of this month, or with this row, may be another number.

    Appended by each transaction that changes something, so that no writer waits for another; taken away by who counts
    again. Without a month and a subject it speaks of everything.
    """

    source = models.CharField(max_length=12)
    month = models.DateField(null=True)
    subject = models.BigIntegerField(null=True)

    objects = ScopedQuerySet.as_manager()  # nobody reads these but the counter

    class Meta:
        indexes = [models.Index(fields=["network"], name="tally_change_of_network")]


def month_of(instant: str) -> str:
    """SQL: the month of an instant in its network's zone; the network stands there as `n`."""
    return f"date_trunc('month', {instant} AT TIME ZONE n.time_zone)::date"


_APPEND = "INSERT INTO members_tallychange (network_id, source, month, subject)\n{noted}"
_TOUCHED = """touched AS (
    SELECT before.* FROM old_values before JOIN new_values later ON later.id = before.id
    WHERE ROW({before}) IS DISTINCT FROM ROW({later})
    UNION ALL
    SELECT later.* FROM old_values before JOIN new_values later ON later.id = before.id
    WHERE ROW({before}) IS DISTINCT FROM ROW({later})
)"""


def noting(name: str, noted: str, columns: Iterable[str]) -> tuple[pgtrigger.Trigger, ...]:
    """Triggers that note changes, once a statement.

    `noted` selects network, source, month and subject from the rows `touched`: new ones, removed ones, and of changed
    ones the row before and after where one of `columns` differs.
    """
    row_of = {"before": ", ".join(f"before.{c}" for c in columns), "later": ", ".join(f"later.{c}" for c in columns)}
    touched = {
        pgtrigger.Insert: ("insert", "touched AS (SELECT * FROM new_values)", pgtrigger.Referencing(new="new_values")),
        pgtrigger.Update: (
            "update",
            _TOUCHED.format(**row_of),
            pgtrigger.Referencing(old="old_values", new="new_values"),
        ),
        pgtrigger.Delete: ("delete", "touched AS (SELECT * FROM old_values)", pgtrigger.Referencing(old="old_values")),
    }
    return tuple(
        pgtrigger.Trigger(
            name=f"{name}_{word}",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=operation,
            referencing=referencing,
            func=f"WITH {rows}\n{_APPEND.format(noted=noted)};\nRETURN NULL;",
        )
        for operation, (word, rows, referencing) in touched.items()
    )
