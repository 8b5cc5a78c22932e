"""One run of the bench: all registries up at once, all sides asked in turns, every figure a line."""

import contextlib
import tempfile
import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import Max

from members.access import Role
from members.actions import tallies
from members.models import Network
from pmks_cases.models import Case, Family, Resident, ResidentImport, StagedRow, Visit
from wksbm.core.models import FormReceipt, ReadEntry
from wksbm.portal.bench import measuring
from wksbm.portal.bench.casework import FIRST_KEY, LAST_LOADED, put_cases_back
from wksbm.portal.bench.imports import measure_import
from wksbm.portal.bench.pages import FIRST_PAGE, THROUGHPUT, Asker, Officer, Page, officers, pages
from wksbm.portal.bench.registry import Plan, connected_to, prepare
from wksbm.portal.bench.reminders import measure_reminders
from wksbm.portal.bench.report import Line
from wksbm.portal.bench.servers import FLOOR, PORTAL, Server, ServerError, collect_static_files, serving
from wksbm.portal.bench.together import measure_proposals

OF_YEARS = "village.years"
"""The village head's page where every resident had a case at some time: bare aggregates count all of them."""
GROWTH_BAR = 1.3
"""200 networks against 20: what the largest registry may cost beside the second largest."""
SIZE_BAR = 2.0
"""A network of 5,000 people against one of 1,000."""


@dataclass
class Track:
    """One registry that is up: its servers, and who asks."""

    plan: Plan
    database: str
    servers: dict[str, Server]
    whos: dict[str, list[Officer]]
    """Who asks, by role."""
    of_large: dict[str, list[Officer]]


def measure(
    plans: list[Plan],
    *,
    requests: int,
    seconds: float,
    import_rows: int,
    say: Callable[[str], None],
    only: Collection[str] = (),
    reminders: Plan | None = None,
    quick: bool = False,
) -> Iterator[Line]:
    """Measure all pages (or `only` those of these names) over all plans' registries, then an import of so many rows
    (0: none) into the smallest, then the reminders over a registry of that plan (None: not).

    Gives each line as soon as it is known.
    A page that does not answer is told and passed over; at the end ServerError names all of them.
    """
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="wksbm-bench-")))
        tracks = []
        for plan in sorted(plans, key=lambda plan: plan.networks):
            tracks.append(_prepared(plan, folder, say, first=not tracks))
            stack.callback(_forget_what_was_saved, tracks[-1].database, _highest_ids(tracks[-1].database))
        for track in tracks:
            for side in (FLOOR, PORTAL):
                track.servers[side] = stack.enter_context(serving(side, track.database, folder))
        failed = []
        for page in (page for page in pages() if not only or page.name in only):
            try:
                yield from _lines_of(page, tracks, requests, seconds)
            except ServerError as error:
                failed.append(page.label)
                say(f"{page.label}: tidak terukur. {error}")
        if not only or not {"agenda", OF_YEARS}.isdisjoint(only):
            years = _prepared(tracks[0].plan.of_years, folder, say, first=False)
            for side in (FLOOR, PORTAL):
                years.servers[side] = stack.enter_context(serving(side, years.database, folder))
            village = next(page for page in pages() if page.name == "village")
            for line in _times(replace(village, name=OF_YEARS), [years], requests):
                yield line
                yield _against_exact_count(years, line)
            yield from _proposals(tracks[0], years)
        if import_rows:
            try:
                first = tracks[0]
                yield from measure_import(first.database, first.plan.slugs[0], first.plan.networks, rows=import_rows)
            except ServerError as error:
                failed.append("impor warga")
                say(str(error))
        if reminders:
            try:
                yield from measure_reminders(prepare(reminders, say), reminders.networks, quick=quick)
            except ServerError as error:
                failed.append("pengingat")
                say(str(error))
        if failed:
            raise ServerError(f"Tidak terukur: {', '.join(failed)}.")


def _against_exact_count(years: Track, page: Line) -> Line:
    """The page beside the count of its own figures from all rows, which `rebuild_rollups --check` makes."""
    with connected_to(years.database):
        networks = list(Network.objects.filter(slug__in=[who.slug for who in years.whos[Role.VILLAGE_HEAD]]))
        times = []
        for _turn in range(3):
            began = time.perf_counter()
            for network in networks:
                tallies.differences(network)
            times.append((time.perf_counter() - began) * 1000)
    exact = min(times)
    compared = page.detail["portal p50"] / exact
    return Line(page.page, page.networks, "kali hitungan dari baris", compared, "kali", page.bar, detail={"ms": exact})


def _proposals(track: Track, years: Track) -> Iterator[Line]:
    """An agenda in a network of usual size, and in the large one after many years."""
    last = years.plan.networks
    asked = [(track.database, 1, track.plan.cases_of(1)), (years.database, last, years.plan.cases_of(last))]
    yield from measure_proposals(asked, track.plan.networks, connected_to)


def _prepared(plan: Plan, folder: Path, say, *, first: bool) -> Track:
    database = prepare(plan, say)
    with connected_to(database):
        Session.objects.all().delete()
        if first:
            collect_static_files(database, folder)
        large = officers([plan.slug_of_large]) if plan.slug_of_large else {}
        return Track(plan, database, {}, officers(plan.slugs), large)


COUNTED = (Resident, Family, ReadEntry)
"""Tables whose newest rows have the highest ids."""
REMEMBERED = (Resident, Family, Visit, Case)
"""Tables with a history to which saving adds."""


def _highest_ids(database: str) -> dict:
    """The last row of the registry in each table and history to which saving adds."""
    with connected_to(database):
        found = {model: model.objects.aggregate(last=Max("pk"))["last"] or 0 for model in COUNTED}
        for events in (model.pgh_event_model for model in REMEMBERED):
            found[events] = events.objects.aggregate(last=Max("pgh_id"))["last"] or 0
        return found


def _forget_what_was_saved(database: str, highest: dict) -> None:
    """Leave the registry as it was loaded, for the next run."""
    with connected_to(database):
        Visit.objects.exclude(pk__range=(FIRST_KEY, LAST_LOADED))._raw_delete(connection.alias)
        put_cases_back()
        for model, last in highest.items():
            model.objects.filter(pk__gt=last)._raw_delete(connection.alias)
        for model in (StagedRow, ResidentImport, FormReceipt):
            model.objects.all()._raw_delete(connection.alias)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def _lines_of(page: Page, tracks: list[Track], requests: int, seconds: float) -> Iterator[Line]:
    for track in tracks:
        with connected_to(track.database):
            data, brackets = measuring.statements(page, track.whos[page.role][0])
        detail = {"dan transaksi": brackets} if brackets else {}
        yield Line(page.name, track.plan.networks, "pernyataan SQL", data, "", page.statements, detail=detail)
    yield from _times(page, tracks, requests)
    if page.counted:
        yield from _throughput(page, tracks, seconds)
    if page.transfer is not None:
        yield from _transfers(page, tracks[0])


def _transfers(page: Page, track: Track) -> Iterator[Line]:
    text, drawn_in = measuring.transferred(page, track.servers[PORTAL], track.whos[page.role][0])
    named = (page.name, track.plan.networks)
    yield Line(*named, "kB sehalaman", text / 1000, "kB", page.transfer / 1000)
    detail = {"gaya, naskah, gambar": drawn_in / 1000}
    yield Line(*named, "kB halaman pertama", (text + drawn_in) / 1000, "kB", FIRST_PAGE / 1000, detail=detail)


def _times(page: Page, tracks: list[Track], requests: int) -> Iterator[Line]:
    """Floor and portal of each registry in one round of turns, side by side; the large network's portal comes last."""
    asked = [(track, side, track.whos[page.role]) for track in tracks for side in (FLOOR, PORTAL)]
    last = tracks[-1]
    with_large = bool(last.of_large) and page.grows
    if with_large:
        asked.append((last, PORTAL, last.of_large[page.role]))
    askers = [Asker(page, side, track.servers[side], whos) for track, side, whos in asked]
    samples = measuring.in_alternation(askers, requests)
    for asker in askers:
        asker.close()
    pairs = 2 * len(tracks)
    floors, portals, large = samples[0:pairs:2], samples[1:pairs:2], samples[-1]
    for track, floor, portal in zip(tracks, floors, portals, strict=True):
        detail = {"dasar p50": floor.p50, "p95": floor.p95, "portal p50": portal.p50, "portal p95": portal.p95}
        if floor.cpu and portal.cpu:
            detail |= {"cpu dasar": floor.cpu, "cpu portal": portal.cpu}
        compared = portal.p50 / floor.p50
        yield Line(page.name, track.plan.networks, "waktu, kali dasar", compared, "kali", page.ratio, detail=detail)
    if len(tracks) > 1:
        against = f"dibanding {tracks[-2].plan.networks} jejaring"
        yield Line(page.name, last.plan.networks, against, portals[-1].p50 / portals[-2].p50, "kali", GROWTH_BAR)
    if with_large:
        against = f"{last.plan.large} dibanding {last.plan.residents} jiwa"
        detail = {"p50": large.p50, "p95": large.p95}
        yield Line(page.name, last.plan.networks, against, large.p50 / portals[-1].p50, "kali", SIZE_BAR, detail=detail)


def _throughput(page: Page, tracks: list[Track], seconds: float) -> Iterator[Line]:
    for track in tracks:
        served = measuring.pages_a_second(page, track.servers, track.whos[page.role], seconds)
        yield Line(
            page.name,
            track.plan.networks,
            "halaman/detik, kali dasar",
            served[PORTAL] / served[FLOOR],
            "kali",
            THROUGHPUT,
            at_least=True,
            detail={"dasar": served[FLOOR], "portal": served[PORTAL]},
        )
