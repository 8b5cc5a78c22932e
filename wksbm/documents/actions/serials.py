"""Taking a number: in the transaction of its document, under a lock, never twice."""

import secrets

from django.db import connection

from wksbm.documents.models import IssuedDocument
from wksbm.documents.papers import Series

# The row is made or locked in one statement; whoever comes second waits here for the first one's commit.
_TAKE = """
INSERT INTO documents_counter (network_id, series, year, last) VALUES (%s, %s, %s, %s)
ON CONFLICT (network_id, series, year) DO UPDATE SET last = documents_counter.last + EXCLUDED.last
RETURNING last
"""
FOUR_DIGITS = (1000, 9000)


def take(network, series: Series, *, year: int) -> int:
    """The next number of the series, or one drawn by chance that is still free. Call it inside a transaction."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [network.pk, series.code, year, 0 if series.by_chance else 1])
        (last,) = cursor.fetchone()
    return _drawn(network, series, year) if series.by_chance else last


def _drawn(network, series: Series, year: int) -> int:
    """Four digits; five once a third of those is used, so that drawing never takes long."""
    rows = IssuedDocument.objects.of(network).filter(series=series.code, year=year, serial__isnull=False)
    used = set(rows.values_list("serial", flat=True))
    start, room = FOUR_DIGITS
    while 3 * sum(start <= serial < start + room for serial in used) > room:
        start, room = start * 10, room * 10
    while (serial := start + secrets.randbelow(room)) in used:
        pass
    return serial
