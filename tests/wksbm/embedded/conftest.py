import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from wksbm.embedded import CHECKOUT
from wksbm.embedded.places import Places
from wksbm.embedded.postgres import Postgres, processes_in
from wksbm.embedded.redis import Redis


@pytest.fixture(scope="module")
def make_places():
    """`make_places(name)`: places of a copy of the portal that nobody else uses; all of it is gone afterwards."""
    made = []

    def make(name: str = "var", as_root: bool = os.geteuid() == 0) -> Places:
        # Not tmp_path: its parents are closed to the user that some tests run as, and too long for a socket.
        parent = Path(tempfile.mkdtemp(prefix="wk-", dir="/tmp"))
        places = Places(var=parent / name, as_root=as_root)
        made.append((parent, places))
        return places

    yield make
    for parent, places in made:
        kill_all(places)
        for folder in (places.base, places.sockets, parent):
            shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def shared_places(make_places):
    return make_places()


@pytest.fixture
def places(shared_places):
    """Places with a cluster that the tests of a module share, at rest before and after each of them."""
    yield shared_places
    kill_all(shared_places)


def kill_all(places: Places) -> None:
    redis = Redis(places)._process()
    for number in [*processes_in(Postgres(places).data), *([redis] if redis else [])]:
        with contextlib.suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)


@pytest.fixture
def hold():
    """`hold(places)`: another process that holds the services, returned once they are up."""
    started = []

    def start(places: Places) -> subprocess.Popen:
        environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
        process = subprocess.Popen(
            [sys.executable, "-m", "wksbm.embedded", "sh", "-c", "echo up; read nothing"],
            cwd=CHECKOUT,
            env=environment | {"VAR_DIR": str(places.var)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        assert process.stdout.readline() == "up\n"
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()
