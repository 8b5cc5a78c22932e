"""Cases by one thing, in tables that are never crossed: open ones by kind of need, or by RT; closed ones by why."""

import secrets
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Sum
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from members.actions import tallies
from members.models import Network, PublishedTable, PublishedVillageTable, Region, Rt, Tally
from pmks_cases.actions import case_tallies as kinds
from pmks_cases.models.case import NeedKind
from pmks_cases.models.case_states import ClosingReason, State
from wksbm.portal.numbers.period import Period, first_of_month
from wksbm.portal.numbers.tables import REST, OneWayTable, QuarterTable, Row, about, may_be_counted_again

_KINDS = {"need": (kinds.OPENED_NEED, kinds.ENDED_NEED), "rt": (kinds.OPENED_RT, kinds.ENDED_RT)}


def by_need(networks: Iterable[Network], *, exact: bool = False) -> dict[int, OneWayTable]:
    """Open cases by kind of need, for each of these networks. `exact` is for its board alone."""
    return _tables(list(networks), "need", exact)


def by_rt(networks: Iterable[Network], *, exact: bool = False) -> dict[int, OneWayTable]:
    """Open cases by RT, for each of these networks. `exact` is for its board alone."""
    return _tables(list(networks), "rt", exact)


def needs_and_rts(network: Network, *, exact: bool = False) -> tuple[OneWayTable, OneWayTable]:
    """Both tables of one network in two statements at most, for a page that has just asked for its numbers: what has
    changed is counted by then."""
    if exact:
        counted = _counted_both(network)
        return tuple(_exact(network.pk, counted[table], _labels([network.pk], table), table) for table in _KINDS)
    published, rts = _newest_of_both(network)
    labels = {"need": _labels([], "need"), "rt": _labels_of(rts)}
    return tuple(_outside(published[table], labels[table], table) for table in _KINDS)


def _exact(pk: int, counted: dict[str, int], labels: dict[str, str], table: str) -> OneWayTable:
    rows = _rows(counted, labels, biggest_first=table == "need")
    return OneWayTable(pk, rows, exact=True, sentence="" if rows else _("Belum ada kasus terbuka."))


def _outside(published: PublishedTable, labels: dict[str, str], table: str) -> OneWayTable:
    rows = _rows(published.figures, labels, biggest_first=table == "need")
    return OneWayTable(published.network_id, rows, on=published.counted_on, sentence="" if rows else _too_few())


def _too_few() -> str:
    return _("Terlalu sedikit kasus untuk dirinci tanpa menunjuk orang.")


def _tables(networks: list[Network], table: str, exact: bool) -> dict[int, OneWayTable]:
    ids = [network.pk for network in networks]
    tallies.apply_changes(ids)
    labels = _labels(ids, table)
    if exact:
        counted = _counted(ids, table)[0]
        return {pk: _exact(pk, counted[pk], labels, table) for pk in ids}
    return {pk: _outside(published, labels, table) for pk, published in _published(networks, table).items()}


def _rows(counts: dict[str, int], labels: dict[str, str], *, biggest_first: bool) -> tuple[Row, ...]:
    """Needs with the largest first, RTs by their number; without an RT and the rest come last."""

    def place(key: str) -> tuple:
        return (key == REST, key == "", -counts[key] if biggest_first else 0, labels.get(key, key))

    return tuple(Row(key, labels.get(key, key), counts[key]) for key in sorted(counts, key=place) if counts[key])


def _labels(ids: list[int], table: str) -> dict[str, str]:
    if table == "need":
        return {kind.value: str(kind.label) for kind in NeedKind} | _rest_labels()
    return _labels_of(Rt.objects.filter(network_id__in=ids))


def _labels_of(rts: Iterable[Rt]) -> dict[str, str]:
    return {str(rt.pk): str(rt) for rt in rts} | _rest_labels()


def _rest_labels() -> dict[str, str]:
    return {REST: _("Lainnya"), "": _("Tanpa RT")}


def _counted(ids: list[int], table: str, until: date | None = None) -> tuple[dict, dict]:
    """By network: what stands open by key (at the end of that day, else now), and the sums opened and ended."""
    opened, ended = _KINDS[table]
    rows = Tally.objects.filter(network_id__in=ids, kind__in=(opened, ended))
    if until is not None:
        rows = rows.filter(month__lte=until)
    grouped = rows.values("network_id", "kind", "key").annotate(sum=Sum("count")).order_by()
    counts: dict[int, Counter] = defaultdict(Counter)
    sums: dict[int, Counter] = defaultdict(Counter)
    for network, kind, key, count in grouped.values_list("network_id", "kind", "key", "sum"):
        counts[network][key] += count if kind == opened else -count
        sums[network][kind == opened] += count
    return defaultdict(dict, {pk: {key: n for key, n in keys.items() if n > 0} for pk, keys in counts.items()}), sums


def _counted_both(network: Network) -> dict[str, dict[str, int]]:
    """By table: what stands open now by key."""
    table_of = {kind: (table, sign) for table, pair in _KINDS.items() for kind, sign in zip(pair, (1, -1), strict=True)}
    rows = Tally.objects.filter(network_id=network.pk, kind__in=list(table_of))
    found: dict[str, Counter] = {table: Counter() for table in _KINDS}
    grouped = rows.values("kind", "key").annotate(sum=Sum("count")).order_by()
    for kind, key, count in grouped.values_list("kind", "key", "sum"):
        table, sign = table_of[kind]
        found[table][key] += sign * count
    return {table: {key: count for key, count in keys.items() if count > 0} for table, keys in found.items()}


# --- Outside the network -------------------------------------------------------------------------------------


def last_quarter_end(today: date) -> date:
    """The last day of the last quarter that is over."""
    return first_of_month(today, -((today.month - 1) % 3)) - timedelta(days=1)


def _published(networks: list[Network], table: str) -> dict[int, PublishedTable]:
    """The table of the last finished quarter of each network; published now where it was not yet."""
    wanted = {network.pk: last_quarter_end(network.today()) for network in networks}
    newest = _newest(wanted, table)
    missing = [pk for pk, on in wanted.items() if pk not in newest or newest[pk].on < on]
    if missing:
        for on in {wanted[pk] for pk in missing}:
            _publish([pk for pk in missing if wanted[pk] == on], table, on, newest)
        newest = _newest(wanted, table)  # who published in the same moment was first, or we were
    return {pk: newest[pk] for pk in wanted}


def _newest_of_both(network: Network) -> tuple[dict[str, PublishedTable], list[Rt]]:
    """The tables of the last finished quarter by their name, and the RTs that they tell of, in one statement.

    A table that was not published yet is published now.
    """
    on = last_quarter_end(network.today())
    areas = (
        Rt.objects.filter(network_id=OuterRef("network_id"))
        .order_by()
        .values(told=JSONObject(pk="pk", number="number"))
    )
    rows = PublishedTable.objects.filter(network_id=network.pk, table__in=list(_KINDS)).annotate(
        rts=ArraySubquery(areas)
    )
    newest = {row.table: row for row in rows.order_by("table", "-on").distinct("table")}
    if all(table in newest and newest[table].on >= on for table in _KINDS):
        return newest, [Rt(**told) for told in newest["rt"].rts]
    published = {table: _published([network], table)[network.pk] for table in _KINDS}
    return published, list(Rt.objects.filter(network_id=network.pk))


def closed_and_why(village: Region, today: date) -> QuarterTable:
    """Why cases closed in the last finished quarter, in all networks of a village together; the same whenever it is
    asked, and of quarters that share no day, so that no two of them can be set against each other."""
    quarter = Period.of_months(last_quarter_end(today), 3)
    asked = {"village": village, "table": "closed", "on": quarter.last}
    published = PublishedVillageTable.objects.filter(**asked).first()
    if published is None:
        tallies.apply_changes(list(Network.objects.filter(village=village).values_list("pk", flat=True)))
        closed = Tally.objects.filter(network__village=village, kind=kinds.CLOSED)
        closed = closed.filter(month__range=(quarter.first, quarter.last))
        counts = dict(closed.values_list("key").annotate(sum=Sum("count")).order_by())
        figures = about({key: count for key, count in counts.items() if count > 0}, secrets.randbelow)
        PublishedVillageTable.objects.bulk_create(
            [PublishedVillageTable(**asked, figures=figures)], ignore_conflicts=True
        )
        published = PublishedVillageTable.objects.get(**asked)  # who published in the same moment was first, or we were
    rows = _rows(published.figures, closing_labels() | {REST: _("Lainnya")}, biggest_first=True)
    return QuarterTable(quarter, rows, "" if rows else _too_few())


def closing_labels() -> dict[str, str]:
    """The words of `Flow.closed_by_reason`."""
    ended = {state.value: str(state.label) for state in (State.REJECTED, State.JOINED)}
    return {reason.value: str(reason.label) for reason in ClosingReason} | ended


def _newest(wanted: dict[int, date], table: str) -> dict[int, PublishedTable]:
    rows = PublishedTable.objects.filter(network_id__in=list(wanted), table=table)
    return {row.network_id: row for row in rows.order_by("network_id", "-on").distinct("network_id")}


def _publish(ids: list[int], table: str, on: date, newest: dict[int, PublishedTable]) -> None:
    counted, sums = _counted(ids, table, on)
    rows = []
    for pk in ids:
        before, opened, ended = newest.get(pk), sums[pk][True], sums[pk][False]
        if before and not may_be_counted_again(max(0, opened - before.opened), max(0, ended - before.ended)):
            kept = {"counted_on": before.counted_on, "figures": before.figures}
            kept |= {"opened": before.opened, "ended": before.ended}
        else:
            figures = about(counted[pk], secrets.randbelow)
            kept = {"counted_on": on, "figures": figures, "opened": opened, "ended": ended}
        rows.append(PublishedTable(network_id=pk, table=table, on=on, **kept))
    PublishedTable.objects.bulk_create(rows, ignore_conflicts=True)
