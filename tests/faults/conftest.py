"""The portal's real parts, each a process that can be killed: PostgreSQL, Redis, workers, clocks, a mail server."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from tests.faults.postbox import MoodyPostbox
from wksbm.embedded import CHECKOUT
from wksbm.embedded.places import Places
from wksbm.embedded.postgres import Postgres, processes_in
from wksbm.embedded.redis import Redis

SECONDS = 240
"""The longest that a test waits for what must come; none measures how long it took."""


class Parts:
    """One copy of the portal with its own services; `start` and `kill` its processes as an accident would."""

    def __init__(self, folder: Path):
        self.places = Places(var=folder / "var", as_root=os.geteuid() == 0)
        self.postgres, self.redis = Postgres(self.places), Redis(self.places)
        self.postbox = MoodyPostbox()
        self._folder = folder
        self._log = (folder / "processes.log").open("a")
        self._running: list[subprocess.Popen] = []
        # Of the surroundings only what does not point at other servers.
        keep = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
        self.environment = keep | {
            "PYTHONPATH": str(CHECKOUT),
            "DJANGO_SETTINGS_MODULE": "wksbm.settings",
            "PORTAL_MODE": "demo",
            "VAR_DIR": str(self.places.var),
            "EMAIL_URL": f"smtp://127.0.0.1:{self.postbox.port}",
            "EMAIL_TIMEOUT": "2",
            "DELIVERY_LEASE_SECONDS": "6",
            "DELIVERY_PAUSE_SECONDS": "1",
            "DELIVER_EVERY_SECONDS": "2",
            "DUE_EVERY_SECONDS": "2",
        }
        self._holder = self._spawn("-m", "wksbm.embedded", "sh", "-c", "echo up; read nothing", pipe=True)

    def begin(self) -> None:
        assert self._holder.stdout.readline() == "up\n"
        self.run("manage.py", "migrate", "--verbosity", "0")
        self.run("manage.py", "createcachetable")

    def _spawn(self, *arguments: str, pipe: bool = False) -> subprocess.Popen:
        channels = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE} if pipe else {}
        return subprocess.Popen(
            [sys.executable, *arguments],
            cwd=CHECKOUT,
            env=self.environment,
            text=True,
            start_new_session=True,
            **(channels or {"stdout": self._log, "stderr": self._log}),
        )

    def run(self, *arguments: str) -> str:
        """A command that ends; its output."""
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=CHECKOUT,
            env=self.environment,
            text=True,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def town(self, *verb: object) -> str:
        return self.run("-m", "tests.faults.town", *map(str, verb))

    def worker(self, processes: int = 2) -> subprocess.Popen:
        options = ("--concurrency", str(processes), "--loglevel", "WARNING", "--without-gossip", "--without-mingle")
        return self._start("-m", "celery", "--quiet", "--app", "wksbm", "worker", *options, "-n", f"w{time.time_ns()}")

    def clock(self) -> subprocess.Popen:
        schedule = str(self._folder / f"beat-{time.time_ns()}")
        options = ("--loglevel", "WARNING", "--pidfile=", "--schedule", schedule)
        return self._start("-m", "celery", "--quiet", "--app", "wksbm", "beat", *options)

    def _start(self, *arguments: str) -> subprocess.Popen:
        self._running.append(self._spawn(*arguments))
        return self._running[-1]

    @staticmethod
    def kill(process: subprocess.Popen) -> None:
        """kill -9, its children too."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def wait_for(self, what) -> None:
        """Until `what()` holds; fails with the processes' words when it does not in time."""
        end = time.monotonic() + SECONDS
        while not what():
            if time.monotonic() > end:
                words = (self._folder / "processes.log").read_text()[-3000:]
                pytest.fail(f"{self.town('show')}\n{self.postbox.count} arrived\n{words}")
            time.sleep(0.05)

    def settle(self) -> None:
        """Time enough for a second run of everything: what would be sent twice is sent by then."""
        time.sleep(5)

    def rest(self) -> None:
        """Nothing runs but the services; nothing waits."""
        for process in self._running:
            self.kill(process)
        self._running.clear()
        self.postgres.start()
        self.redis.stop()
        self.redis.start()
        self.town("empty")
        self.postbox.close()
        self.postbox.calm_down()
        self.postbox.open()

    def end(self) -> None:
        for process in self._running:
            self.kill(process)
        self.kill(self._holder)
        self._holder.communicate()
        self._log.close()
        self.postbox.close()
        redis = self.redis._process()
        for number in [*processes_in(self.postgres.data), *([redis] if redis else [])]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        for folder in (self.places.base, self.places.sockets, self._folder):
            shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def one_copy():
    # Not tmp_path: its parents are closed to the services' user, and too long for a socket.
    made = Parts(Path(tempfile.mkdtemp(prefix="wk-", dir="/tmp")))
    try:
        made.begin()
        yield made
    finally:
        made.end()


@pytest.fixture
def parts(one_copy) -> Parts:
    one_copy.rest()
    return one_copy
