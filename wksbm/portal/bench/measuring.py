"""Turns, percentiles, pages a second, and the statements that a page takes."""

import re
import threading
import time
from dataclasses import dataclass, field

from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from wksbm.portal.bench.pages import Asker, Officer, Page, hidden_fields
from wksbm.portal.bench.servers import HOST, PORTAL, Browser, Server, ServerError

TURN = 10
"""Requests that one side gets in a row before the other side's turn."""
CLIENTS = 4
SLICES = 4


@dataclass
class Sample:
    """The times of one page on one server, in milliseconds."""

    times: list[float] = field(default_factory=list)
    cpu_total: float = 0.0

    @property
    def cpu(self) -> float:
        """Processor time a page in the server's own processes; other work on the machine does not add to it."""
        return self.cpu_total / len(self.times)

    def percentile(self, share: float) -> float:
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]

    @property
    def p50(self) -> float:
        return self.percentile(0.5)

    @property
    def p95(self) -> float:
        return self.percentile(0.95)


def in_alternation(askers: list[Asker], requests: int) -> list[Sample]:
    """Ask all of them in turns of ten, at least `requests` times each; the first turn only warms up."""
    samples = [Sample() for _asker in askers]
    for turn in range(-1, -(-requests // TURN)):
        for asker, sample in zip(askers, samples, strict=True):
            asker.read_on()
            before = asker.server.cpu_ms()
            times = [asker.once().ms for _request in range(TURN)]
            if turn >= 0:
                sample.times += times
                sample.cpu_total += asker.server.cpu_ms() - before
    return samples


def pages_a_second(page: Page, sides: dict[str, Server], whos: list[Officer], seconds: float) -> dict[str, float]:
    """How many pages each side serves to four clients at once; the sides take turns, and each turn has a warm start."""
    served = dict.fromkeys(sides, 0.0)
    askers = {
        side: [Asker(page, side, server, whos[start:] + whos[:start]) for start in range(CLIENTS)]
        for side, server in sides.items()
    }
    for side in sides:
        _all_at_once(askers[side], 0.3)
    for _slice in range(SLICES):
        for side in sides:
            served[side] += _all_at_once(askers[side], seconds / SLICES) / SLICES
    for asker in (asker for some in askers.values() for asker in some):
        asker.close()
    return served


def _all_at_once(askers: list[Asker], seconds: float) -> float:
    done, failed = [0] * len(askers), []
    end = time.perf_counter() + seconds

    def ask(place: int) -> None:
        try:
            while time.perf_counter() < end:
                askers[place].once()
                done[place] += 1
        except (ServerError, OSError) as error:
            failed.append(error)

    clients = [threading.Thread(target=ask, args=[place]) for place in range(len(askers))]
    began = time.perf_counter()
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    if failed:
        raise failed[0]
    return sum(done) / (time.perf_counter() - began)


BRACKETS = re.compile(r"(SELECT set_config\(.*; )?(BEGIN|COMMIT|SAVEPOINT|RELEASE SAVEPOINT|CLOSE)\b")


def statements(page: Page, who: Officer) -> tuple[int, int]:
    """How many statements one page of the portal takes, asked in this process; sign-in and session are among them.

    Gives those that read or write, and those that only open and close transactions.
    """
    taken = sql_of(page, who)
    brackets = sum(bool(BRACKETS.match(statement)) for statement in taken)
    return len(taken) - brackets, brackets


def sql_of(page: Page, who: Officer) -> list[str]:
    """The SQL of one page of the portal, each statement as it was sent."""
    with override_settings(
        ALLOWED_HOSTS=[HOST],
        STATIC_ROOT=settings.BASE_DIR / "static",
        SECURE_SSL_REDIRECT=False,
        SECOND_FACTOR_REQUIRED=False,
        STORAGES=settings.STORAGES
        | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}},
    ):
        client = Client(raise_request_exception=False, HTTP_HOST=HOST)
        client.cookies.load(who.cookies(PORTAL))
        path = page.address(PORTAL, who, 0)
        # Asked once before, so that all is filled that a worker has filled after its first page.
        opened = client.get(page.form_at(PORTAL, who, 0) if page.form_at else path)
        with CaptureQueriesContext(connection) as captured:
            if page.is_sent_to(PORTAL):
                answer = client.post(path, hidden_fields(opened.content.decode()) | page.typed(who, path, 0))
            else:
                answer = client.get(path)
    if answer.status_code != (page.answers if page.is_sent_to(PORTAL) else 200):
        raise ServerError(f"{path}: {answer.status_code}")
    return [query["sql"] for query in captured.captured_queries]


# --- Over the wire ---------------------------------------------------------------------------------------

DRAWN_IN = re.compile(r'<(?:link|script|img)\b[^>]*?(?:href|src)="(/[^"#]+)')


def transferred(page: Page, server: Server, who: Officer) -> tuple[int, int]:
    """Bytes of a page on its way to a phone, compressed as served, heads not counted: its text, and all that its first
    showing draws in besides."""
    browser = Browser(server.unix_socket)
    try:
        text = browser.ask(page.address(PORTAL, who, 0), cookies=who.cookies(PORTAL))
        drawn_in = sorted(set(DRAWN_IN.findall(text.body.decode())))
        return text.wire, sum(browser.ask(path, cookies={}).wire for path in drawn_in)
    finally:
        browser.close()
