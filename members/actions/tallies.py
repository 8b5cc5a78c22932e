"""Counting again: what has changed, cell by cell, and everything, to prove that the cells are right.

A cell is one kind in one month of one network. Nothing is added up or taken off: a cell that a change may have touched
is counted anew from an index range of its network and month. So it is right whatever changed it, and in which order.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db import connection, transaction

from members.models import Network, TallyChange

EVERYTHING = "everything"
_LOCK = 7 << 40
"""Advisory locks of the counter: this and the network's id."""
AT_ONCE = 5000
"""Changes taken in one transaction."""

_CELLS = """
cells AS (
    SELECT n.id AS network_id, n.time_zone, m.month, (m.month + INTERVAL '1 month')::date AS next_month,
        m.month::timestamp AT TIME ZONE n.time_zone AS since,
        (m.month + INTERVAL '1 month') AT TIME ZONE n.time_zone AS until
    FROM members_network n, unnest(%(months)s::date[]) AS m (month)
    WHERE n.id = %(network)s
), fresh AS ({counts})
"""
"""`counts` selects month, kind, key and count from `cells`: days from `month` to before `next_month`, instants from
`since` to before `until`."""

_WRITE = """
WITH {cells}, gone AS (
    DELETE FROM members_tally t
    WHERE t.network_id = %(network)s AND t.kind = ANY(%(kinds)s) AND t.month = ANY(%(months)s::date[])
    AND NOT EXISTS (SELECT 1 FROM fresh f WHERE f.kind = t.kind AND f.month = t.month AND f.key = t.key)
)
INSERT INTO members_tally (network_id, month, kind, key, count)
SELECT %(network)s, month, kind, key, count FROM fresh
ON CONFLICT (network_id, kind, month, key) DO UPDATE SET count = EXCLUDED.count
WHERE members_tally.count <> EXCLUDED.count
"""
_COMPARE = """
WITH {cells}
SELECT kind, month, key, COALESCE(stored.count, 0), COALESCE(fresh.count, 0)
FROM fresh FULL JOIN (
    SELECT kind, month, key, count FROM members_tally WHERE network_id = %(network)s AND kind = ANY(%(kinds)s)
) stored USING (kind, month, key)
WHERE stored.count IS DISTINCT FROM fresh.count
ORDER BY kind, month, key
"""


@dataclass(frozen=True)
class TallySource:
    """What is counted together, because the same changes touch it.

    `counts` is SQL over `cells`; `span` selects the first and the last day of network `%(network)s` that have something
    to count, for who counts everything.
    """

    name: str
    kinds: tuple[str, ...]
    counts: str
    span: str


@dataclass(frozen=True)
class Difference:
    """A cell that held another number than the rows give."""

    kind: str
    month: date
    key: str
    stored: int
    exact: int


@dataclass
class _Registry:
    sources: dict[str, TallySource] = field(default_factory=dict)
    subjects: dict[str, str] = field(default_factory=dict)


_registered = _Registry()


def register_tally(*sources: TallySource) -> None:
    _registered.sources.update({source.name: source for source in sources})


def register_subject(name: str, months: str) -> None:
    """Changes that name a row: SQL that selects source and month of all that is counted with the rows
    `%(subjects)s`."""
    _registered.subjects[name] = months


def waiting(networks: Iterable[int] | None = None) -> list[int]:
    """The networks in which something is to be counted again; of these, or of all."""
    found = TallyChange.objects.order_by("network_id")
    if networks is not None:
        found = found.filter(network_id__in=list(networks))
    return list(found.values_list("network_id", flat=True).distinct())


def apply_changes(networks: Iterable[int] | None = None, *, at_most: int | None = None) -> int:
    """Count again what has changed, each network (`at_most` so many) in a transaction of its own. Returns how many
    changes were taken.

    A network that somebody else is counting is left to him. Runs twice without harm.
    """
    return sum(_apply(network) for network in waiting(networks)[:at_most])


def _apply(network: int) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        # One counter a network: what is counted later is also written later. The rows are read by statements of their
        # own after the changes were taken, so that they show at least what these changes speak of.
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK + network])
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(
            "DELETE FROM members_tallychange WHERE id IN ("
            " SELECT id FROM members_tallychange WHERE network_id = %s ORDER BY id LIMIT %s"
            ") RETURNING source, month, subject",
            [network, AT_ONCE],
        )
        changes = cursor.fetchall()
        for name, months in _months_of(cursor, network, changes).items():
            _write(cursor, network, _registered.sources[name], sorted(months))
    return len(changes)


def _months_of(cursor, network: int, changes: list[tuple]) -> dict[str, set[date]]:
    months: dict[str, set[date]] = defaultdict(set)
    subjects: dict[str, list[int]] = defaultdict(list)
    for source, month, subject in changes:
        if subject is not None:
            subjects[source].append(subject)
        elif source == EVERYTHING:
            for each in _registered.sources.values():
                months[each.name].update(_all_months(cursor, network, each))
        else:
            months[source].add(month)
    for name, ids in subjects.items():
        cursor.execute(_registered.subjects[name], {"network": network, "subjects": ids})
        for source, month in cursor.fetchall():
            months[source].add(month)
    return months


def _all_months(cursor, network: int, source: TallySource) -> list[date]:
    """From the first to the last month that has rows, or stored cells."""
    cursor.execute(
        f"SELECT LEAST(span.first, stored.first), GREATEST(span.last, stored.last) FROM ({source.span}) AS span"  # noqa: S608
        " (first, last), (SELECT min(month), max(month) FROM members_tally"
        " WHERE network_id = %(network)s AND kind = ANY(%(kinds)s)) AS stored (first, last)",
        {"network": network, "kinds": list(source.kinds)},
    )
    first, last = cursor.fetchone()
    if first is None:
        return []
    return [
        date(index // 12, index % 12 + 1, 1)
        for index in range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    ]


def _write(cursor, network: int, source: TallySource, months: list[date]) -> None:
    cursor.execute(_WRITE.format(cells=_CELLS.format(counts=source.counts)), _told(network, source, months))


def _told(network: int, source: TallySource, months: list[date]) -> dict:
    return {"network": network, "kinds": list(source.kinds), "months": months}


def differences(network: Network) -> list[Difference]:
    """The cells that hold another number than all rows of this network give. What waits to be counted is counted
    first; what changes meanwhile is looked at once more."""
    for _attempt in range(3):
        apply_changes([network.pk])
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK + network.pk])
            found = []
            for source in _registered.sources.values():
                months = _all_months(cursor, network.pk, source)
                cursor.execute(
                    _COMPARE.format(cells=_CELLS.format(counts=source.counts)), _told(network.pk, source, months)
                )
                found += [Difference(*row) for row in cursor.fetchall()]
        if not found or not waiting([network.pk]):
            break
    return found


def rebuild(network: Network) -> list[Difference]:
    """Count everything of this network anew. Returns the cells that were wrong."""
    found = differences(network)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK + network.pk])
        for source in _registered.sources.values():
            _write(cursor, network.pk, source, _all_months(cursor, network.pk, source))
    return found
