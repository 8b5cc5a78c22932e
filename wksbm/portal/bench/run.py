"""One run of the bench: all registries up at once, all sides asked in turns, every figure a line."""

import contextlib
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from pmks_cases.models import Resident
from wksbm.core.models import FormReceipt
from wksbm.portal.bench import measuring
from wksbm.portal.bench.pages import Asker, Page, Secretary, pages, secretaries
from wksbm.portal.bench.registry import Plan, registry
from wksbm.portal.bench.report import Line
from wksbm.portal.bench.servers import FLOOR, PORTAL, ServerError, collect_static_files, serving

GROWTH_BAR = 1.3
"""200 networks against 20: what the largest registry may cost beside the second largest."""
SIZE_BAR = 2.0
"""A network of 5,000 people against one of 1,000."""


@dataclass
class Track:
    """One registry that is up: its servers, and who asks."""

    plan: Plan
    database: str
    sockets: dict[str, Path]
    whos: list[Secretary]
    of_large: list[Secretary]


def measure(plans: list[Plan], *, requests: int, seconds: float, say: Callable[[str], None]) -> Iterator[Line]:
    """Measure all pages over all plans' registries; gives each line as soon as it is known.

    A page that does not answer is told and passed over; at the end ServerError names all of them.
    """
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="wksbm-bench-")))
        tracks = []
        for plan in sorted(plans, key=lambda plan: plan.networks):
            tracks.append(_prepared(plan, folder, say, first=not tracks))
            stack.callback(_forget_what_was_saved, plan, tracks[-1].database, say, _highest_id(plan, say))
        for track in tracks:
            for side in (FLOOR, PORTAL):
                track.sockets[side] = stack.enter_context(serving(side, track.database, folder))
        failed = []
        for page in pages():
            if not page.exists(tracks[0].whos[0]):
                say(f"{page.label}: belum ada di portal, dilewati.")
                continue
            try:
                yield from _lines_of(page, tracks, requests, seconds, say)
            except ServerError as error:
                failed.append(page.label)
                say(f"{page.label}: tidak terukur. {error}")
        if failed:
            raise ServerError(f"Tidak terukur: {', '.join(failed)}.")


def _prepared(plan: Plan, folder: Path, say, *, first: bool) -> Track:
    with registry(plan, say) as database:
        Session.objects.all().delete()
        if first:
            collect_static_files(database, folder)
        large = secretaries([plan.slug_of_large]) if plan.slug_of_large else []
        return Track(plan, database, {}, secretaries(plan.slugs), large)


def _highest_id(plan: Plan, say) -> int:
    with registry(plan, say):
        return Resident.objects.latest("pk").pk


def _forget_what_was_saved(plan: Plan, database: str, say, highest: int) -> None:
    """Leave the registry as it was loaded, for the next run."""
    with registry(plan, say):
        Resident.objects.filter(pk__gt=highest).delete()
        Resident.pgh_event_model.objects.filter(pgh_obj_id__gt=highest).delete()
        FormReceipt.objects.filter(taken_at__lte=timezone.now()).delete()
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE pmks_cases_resident")


def _lines_of(page: Page, tracks: list[Track], requests: int, seconds: float, say) -> Iterator[Line]:
    for track in tracks:
        with registry(track.plan, say):
            data, brackets = measuring.statements(page, track.whos[0])
        detail = {"dan transaksi": brackets} if brackets else {}
        yield Line(page.name, track.plan.networks, "pernyataan SQL", data, "", page.statements, detail=detail)
    asked = [(track, side, track.whos) for track in tracks for side in (FLOOR, PORTAL)]
    with_large = tracks[-1] if tracks[-1].of_large and page.grows and not page.saves else None
    if with_large:
        asked.append((with_large, PORTAL, with_large.of_large))
    askers = [Asker(page, side, track.sockets[side], whos) for track, side, whos in asked]
    samples = measuring.in_alternation(askers, requests)
    for asker in askers:
        asker.close()
    for place, track in enumerate(tracks):
        floor, portal = samples[2 * place], samples[2 * place + 1]
        detail = {"dasar p50": floor.p50, "p95": floor.p95, "portal p50": portal.p50, "portal p95": portal.p95}
        yield Line(
            page.name,
            track.plan.networks,
            "waktu, kali lantai dasar",
            portal.p50 / floor.p50,
            "kali",
            page.ratio,
            detail=detail,
        )
    if len(tracks) > 1:
        fewer, more = samples[-3 if not with_large else -4], samples[-1 if not with_large else -2]
        yield Line(
            page.name,
            tracks[-1].plan.networks,
            f"dibanding {tracks[-2].plan.networks} jejaring",
            more.p50 / fewer.p50,
            "kali",
            GROWTH_BAR,
        )
    if with_large:
        usual, large = samples[-2], samples[-1]
        yield Line(
            page.name,
            with_large.plan.networks,
            f"{with_large.plan.large} dibanding {with_large.plan.residents} jiwa",
            large.p50 / usual.p50,
            "kali",
            SIZE_BAR,
            detail={"p50": large.p50, "p95": large.p95},
        )
    if page.throughput is None:
        return
    for track in tracks:
        served = measuring.pages_a_second(page, track.sockets, track.whos, seconds)
        yield Line(
            page.name,
            track.plan.networks,
            "halaman/detik, kali dasar",
            served[PORTAL] / served[FLOOR],
            "kali",
            page.throughput,
            at_least=True,
            detail={"dasar": served[FLOOR], "portal": served[PORTAL]},
        )
