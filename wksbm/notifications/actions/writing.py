"""Writing down what people are to be told: once, whatever number of runs, workers or clocks find it."""

from collections.abc import Iterable
from datetime import datetime
from itertools import islice

from django.contrib.auth import get_user_model
from django.db import OperationalError, connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from wksbm.core import jobs
from wksbm.notifications.kinds import Days, Found, Kind, days_at, kinds
from wksbm.notifications.models import Notification

BATCH = 5000
"""Rows a transaction, so that neither a lock nor the memory grows with what is due."""

# The ids are drawn as `scattered_id` draws them. What was written before is left out before the limit, so that each
# batch goes on; the constraint decides between two who find the same thing at once.
_WRITE = """
INSERT INTO notifications_notification
    (id, network_id, recipient_id, kind, about_id, slot, restricted, at_once, alone, written_at, mail_waits)
SELECT 100000000000000000 + (random() * 899999999999999999)::bigint,
       due.network_id, due.recipient_id, %s, due.about_id, due.slot, due.restricted, %s, %s, %s, TRUE
FROM ({found}) AS due (network_id, recipient_id, about_id, slot, restricted)
JOIN {people} person ON person.id = due.recipient_id AND person.is_active
WHERE NOT EXISTS (
    SELECT FROM notifications_notification told
    WHERE told.recipient_id = due.recipient_id AND told.kind = %s
      AND told.about_id = due.about_id AND told.slot = due.slot)
LIMIT {batch}
ON CONFLICT DO NOTHING
"""
_THESE = "SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::text[], %s::boolean[])"


def write_due(now: datetime | None = None) -> int:
    """Find what is due in every network at this instant and write it down; returns how many are new.

    A kind that cannot be found is a fault of ours: the others are written all the same, and then it is raised.
    """
    now = now or timezone.now()
    written, faults = 0, []
    for days in days_at(now):
        for kind in kinds.values():
            try:
                written += _write_kind(kind, days, now)
            except OperationalError:
                raise
            except Exception as fault:
                fault.add_note(f"kind: {kind.name}")
                faults.append(fault)
    if written:
        jobs.enqueue("notifications.deliver")
    if faults:
        raise ExceptionGroup("Some kinds could not be found.", faults)
    return written


def tell(kind: str, found: Iterable[Found]) -> int:
    """Write down what has just happened, as part of the caller's transaction. Returns how many are new."""
    with transaction.atomic():
        written = _write_rows(kinds[kind], found, timezone.now())
        if written:
            jobs.enqueue("notifications.deliver")
    return written


def withdraw(kind_names: Iterable[str], about_ids: Iterable[int], *, recipients: Iterable[int] | None = None) -> int:
    """Forget what was told of these rows: to these people, or to everybody. For who is shut out from a second on."""
    rows = Notification.objects.filter(kind__in=list(kind_names), about_id__in=list(about_ids))
    if recipients is not None:
        rows = rows.filter(recipient_id__in=list(recipients))
    return rows.delete()[0]


def _write_kind(kind: Kind, days: Days, now: datetime) -> int:
    found = kind.find(days)
    if found is None:
        return 0
    if not isinstance(found, QuerySet):
        return _write_rows(kind, found, now)
    asked, values = found.order_by().query.sql_with_params()
    total, count = 0, BATCH
    while count == BATCH:
        count = _write(kind, asked, values, now)
        total += count
    return total


def _write_rows(kind: Kind, found: Iterable[Found], now: datetime) -> int:
    rows = iter(found)
    total = 0
    while batch := list(islice(rows, BATCH)):
        total += _write(kind, _THESE, [list(column) for column in zip(*batch, strict=True)], now)
    return total


def _write(kind: Kind, asked: str, values, now: datetime) -> int:
    statement = _WRITE.format(found=asked, people=get_user_model()._meta.db_table, batch=BATCH)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [kind.name, kind.at_once, kind.alone, now, *values, kind.name])
        return cursor.rowcount
