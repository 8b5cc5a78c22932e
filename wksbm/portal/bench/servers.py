"""Floor and portal behind gunicorn, two workers each, on Unix sockets; asked over kept connections."""

import gzip
import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db import connection

HOST = "localhost"
FLOOR, PORTAL = "floor", "portal"
WSGI = {FLOOR: "wksbm.portal.bench.floor.wsgi", PORTAL: "wksbm.wsgi"}
SECONDS_TO_START = 60


class ServerError(Exception):
    """A server did not come up, or a page answered something else than it should. The text says which."""


@dataclass
class Answer:
    status: int
    body: bytes
    location: str = ""
    cookies: dict[str, str] = field(default_factory=dict)
    ms: float = 0.0
    wire: int = 0
    """Bytes of the content as it came, before it was unfolded."""


class Browser:
    """One kept connection to one server."""

    def __init__(self, unix_socket: Path):
        self._connection = _UnixConnection(unix_socket)

    def ask(self, path: str, *, cookies: dict[str, str], form: dict[str, str] | None = None) -> Answer:
        """Send a GET, or a POST of `form`, and read the whole answer; `ms` is the time from send to last byte."""
        headers = {
            "Host": HOST,
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
            "Accept": "text/html",
            "Accept-Encoding": "gzip",
        }
        body = None
        if form is not None:
            body = urlencode(form)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        self._connection.request("GET" if form is None else "POST", path, body=body, headers=headers)
        answer = self._connection.getresponse()
        content = answer.read()
        took = (time.perf_counter() - began) * 1000
        wire = len(content)
        set_cookies = [value.split(";")[0].partition("=") for value in answer.headers.get_all("Set-Cookie") or []]
        if answer.headers.get("Content-Encoding") == "gzip":
            content = gzip.decompress(content)
        return Answer(
            answer.status,
            content,
            answer.headers.get("Location") or "",
            {name: value for name, _sign, value in set_cookies},
            took,
            wire,
        )

    def close(self) -> None:
        self._connection.close()


class _UnixConnection(http.client.HTTPConnection):
    def __init__(self, path: Path):
        super().__init__(HOST, timeout=60)
        self._path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(str(self._path))


@dataclass(frozen=True)
class Server:
    """One side that is up: where it listens, and its processes."""

    unix_socket: Path
    master: int

    def cpu_ms(self) -> float:
        """The processor time that the workers have used so far; 0 where the system does not say."""
        try:
            workers = Path(f"/proc/{self.master}/task/{self.master}/children").read_text().split()
            stats = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in workers]
        except OSError:
            return 0.0
        return sum(int(stat[11]) + int(stat[12]) for stat in stats) * 1000 / os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(side: str, database: str, folder: Path) -> Iterator[Server]:
    """Run one side over one registry for the block."""
    unix_socket = folder / f"{side}-{database[-20:]}.sock"
    log = folder / f"{side}-{database[-20:]}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603  a fixed program with fixed arguments
            [
                *(sys.executable, "-m", "gunicorn", WSGI[side], "--bind", f"unix:{unix_socket}"),
                *("--workers", "2", "--threads", "4", "--timeout", "120", "--keep-alive", "120"),
                *("--graceful-timeout", "2", "--no-control-socket", "--log-level", "warning"),
            ],
            cwd=settings.BASE_DIR,
            env=_environment(side, database, folder),
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C reaches the bench alone, which then stops its servers in order
        )
    try:
        _wait_for(process, unix_socket, log)
        yield Server(unix_socket, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(process: subprocess.Popen, unix_socket: Path, log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and process.poll() is None:
        browser = Browser(unix_socket)
        try:
            browser.ask("/healthz", cookies={})
            return
        except OSError:
            time.sleep(0.1)
        finally:
            browser.close()
    raise ServerError(f"{process.args[3]} did not start: {log.read_text()[-2000:]}")


def _environment(side: str, database: str, folder: Path) -> dict[str, str]:
    """Both sides get the portal's own keys: the same sessions, and identity numbers that can be read."""
    if side == FLOOR:
        parts = {key: connection.settings_dict[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "OPTIONS")}
        own = {"SECRET_KEY": settings.SECRET_KEY, "FLOOR_DATABASE": json.dumps(parts | {"NAME": database})}
        return os.environ | own
    return portal_environment(database, folder)


def portal_environment(database: str, folder: Path) -> dict[str, str]:
    """The portal as the demo runs it, over one registry, with a folder of its own for files."""
    given = {name: value for name, value in os.environ.items() if name != "HOST"}
    return given | {
        "PORTAL_MODE": "demo",
        "SECRET_KEY": settings.SECRET_KEY,
        "DJANGO_SETTINGS_MODULE": "wksbm.settings",
        "DATA_KEY": ",".join(settings.DATA_KEYS),
        "HASH_KEY": ",".join(settings.HASH_KEYS),
        "DATABASE_URL": database_url(database),
        "REDIS_URL": settings.REDIS_URL or "redis://127.0.0.1:1",
        "EMAIL_URL": "dummymail://",
        "VAR_DIR": str(folder),
    }


def database_url(name: str) -> str:
    """The address of another database on the portal's own server, in the form that the settings read."""
    own = connection.settings_dict
    who = f"{quote(own['USER'], safe='')}:{quote(own['PASSWORD'], safe='')}" if own["USER"] else ""
    port = f":{own['PORT']}" if own["PORT"] else ""
    options = f"?{urlencode(own['OPTIONS'])}" if own.get("OPTIONS") else ""
    if own["HOST"].startswith("/"):
        return f"postgres://{who}@{port}/{quote(own['HOST'], safe='')}/{name}{options}"
    return f"postgres://{who}@{own['HOST']}{port}/{name}{options}"


def collect_static_files(database: str, folder: Path) -> None:
    """Give the measured portal its static files, compressed and named as in production."""
    subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"],
        cwd=settings.BASE_DIR,
        env=portal_environment(database, folder),
        check=True,
        stdout=subprocess.DEVNULL,
    )
