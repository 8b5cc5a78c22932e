"""What stops a start of the portal, and the one sentence that says what to do."""

import contextlib
import fcntl
import os
import pty
import shutil
import signal
import socket
import subprocess
import sys
import termios
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from wksbm import embedded
from wksbm.embedded import CHECKOUT
from wksbm.embedded.postgres import Postgres, processes_in
from wksbm.supervisor.checks import StartError, check_database, check_port, check_redis, listening_address
from wksbm.supervisor.lock import only_one


@pytest.fixture
def taken_port():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def sentence(refused: pytest.ExceptionInfo) -> str:
    text = str(refused.value)
    assert "\n" not in text
    assert text.endswith(".")
    return text


def test_a_taken_port_is_refused_with_another_to_use(taken_port):
    with pytest.raises(StartError) as refused:
        check_port("127.0.0.1", taken_port)

    assert f"Porta {taken_port} sedang dipakai" in sentence(refused)
    assert f"PORT={taken_port + 1} bin/run" in sentence(refused)


def test_a_free_port_is_accepted():
    check_port("127.0.0.1", free_port())


@pytest.mark.parametrize("port", ["delapan", "0", "65536", "-1"])
def test_a_port_that_is_none_is_refused(monkeypatch, port):
    monkeypatch.setenv("PORT", port)
    with pytest.raises(StartError) as refused:
        listening_address()

    assert "PORT harus angka" in sentence(refused)


def test_without_host_and_port_the_demo_listens_to_its_own_machine_only(monkeypatch):
    monkeypatch.delenv("PORT", raising=False)
    monkeypatch.delenv("HOST", raising=False)

    assert listening_address() == ("127.0.0.1", 8000)


def test_an_address_of_another_machine_is_refused():
    with pytest.raises(StartError) as refused:
        check_port("192.0.2.1", 8000)

    assert "bukan milik komputer ini" in sentence(refused)


@pytest.mark.parametrize("address", ["mysql://a:b@127.0.0.1/c", "basis data saya", "postgres://a:b@127.0.0.1:port/c"])
def test_an_address_that_names_no_postgresql_is_refused(address):
    with pytest.raises(StartError) as refused:
        check_database(address)

    assert "DATABASE_URL tidak terbaca" in sentence(refused)


def test_a_database_that_does_not_answer_is_refused_without_its_password():
    with pytest.raises(StartError) as refused:
        check_database(f"postgres://desa:sandi-rahasia@127.0.0.1:{free_port()}/wksbm")

    assert "tidak menjawab" in sentence(refused)
    assert "sandi-rahasia" not in sentence(refused)


def test_a_wrong_password_and_a_missing_database_are_told_apart(tmp_path_factory):
    with embedded_database() as address:
        parts = urlsplit(address)
        with pytest.raises(StartError) as refused:
            check_database(address.replace(parts.password, "salah"))
        assert "menolak nama atau sandinya" in sentence(refused)
        with pytest.raises(StartError) as refused:
            check_database(f"{address}-lain")
        assert "belum ada di server itu" in sentence(refused)
        check_database(address)


@contextlib.contextmanager
def embedded_database():
    with pytest.MonkeyPatch.context() as environment:
        environment.delenv("DATABASE_URL", raising=False)
        with embedded.running():
            yield embedded.database_url()


@pytest.mark.parametrize("address", ["memory://", "apa saja"])
def test_an_address_that_names_no_redis_is_refused(address):
    with pytest.raises(StartError) as refused:
        check_redis(address)

    assert "REDIS_URL" in sentence(refused)


def test_a_redis_that_does_not_answer_is_refused():
    with pytest.raises(StartError) as refused:
        check_redis(f"redis://127.0.0.1:{free_port()}/0")

    assert "Redis di REDIS_URL tidak menjawab" in sentence(refused)


def test_the_same_copy_does_not_run_twice(monkeypatch, tmp_path):
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    code = (
        "import wksbm.supervisor.lock as s\nwith s.only_one('http://127.0.0.1:8000'): print('up', flush=True); input()"
    )
    first = subprocess.Popen(
        [sys.executable, "-c", code], cwd=CHECKOUT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert first.stdout.readline() == "up\n"
    try:
        with pytest.raises(StartError) as refused, only_one("http://127.0.0.1:8001"):
            pass
        assert "sudah berjalan di http://127.0.0.1:8000" in sentence(refused)
    finally:
        first.communicate("\n")
    with only_one("http://127.0.0.1:8001"):
        assert (tmp_path / "portal.lock").read_text() == f"{os.getpid()} http://127.0.0.1:8001\n"


# The whole portal -------------------------------------------------------------------------------------


class Run:
    """`bin/run` with data of its own, as a second copy of the portal beside whatever runs here."""

    def __init__(self, var, **environment: str) -> None:
        self.port = free_port()
        inherited = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
        self.log = var.parent / "run.log"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [CHECKOUT / "bin" / "run"],
                cwd="/",
                env=inherited | {"VAR_DIR": str(var), "PORT": str(self.port)} | environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait_until_ready(self, seconds: int = 420) -> str:
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.process.poll() is None:
            if "Ctrl-C untuk berhenti" in (text := self.log.read_text()):
                return text
            time.sleep(0.1)
        raise AssertionError(self.log.read_text())

    def first_page(self) -> int:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=10) as answer:
                return answer.status
        except OSError as error:  # a server that is being killed resets the connection
            return getattr(error, "code", 0)

    def first_page_within(self, seconds: int) -> int:
        """How the portal answers as soon as it answers at all; 0 when it never does."""
        end = time.monotonic() + seconds
        while (status := self.first_page()) == 0 and time.monotonic() < end:
            time.sleep(0.1)
        return status

    def stop(self, number: int) -> tuple[int, str]:
        self.process.send_signal(number)
        return self.process.wait(timeout=90), self.log.read_text().splitlines()[-1]


@pytest.fixture(scope="module")
def data_folder(tmp_path_factory):
    """The data folder that these portals use one after the other: only the first of them loads everything."""
    var = tmp_path_factory.mktemp("portal") / "var"
    yield var
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("VAR_DIR", str(var))
        places = embedded.here()
    assert not list(processes_in(Postgres(places).data))
    shutil.rmtree(places.base, ignore_errors=True)
    shutil.rmtree(places.sockets, ignore_errors=True)


@pytest.fixture
def portal_data(data_folder, monkeypatch):
    var = data_folder
    monkeypatch.setenv("VAR_DIR", str(var))
    places = embedded.here()
    runs: list[Run] = []
    yield var, places, runs
    for run in runs:
        with contextlib.suppress(ProcessLookupError):
            run.process.send_signal(signal.SIGTERM)
        run.process.wait(timeout=90)


def processes_with(var) -> dict[int, str]:
    """Numbers and command lines of all processes that were given this data folder."""
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            with contextlib.suppress(OSError):
                if f"VAR_DIR={var}\0".encode() in (entry / "environ").read_bytes():
                    found[int(entry.name)] = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
    return found


def test_the_portal_starts_stops_and_comes_back_after_being_killed(portal_data):
    var, places, runs = portal_data
    runs.append(first := Run(var))
    shown = first.wait_until_ready()
    assert f"Portal siap: http://127.0.0.1:{first.port}" in shown
    secretaries = [line.split()[-2] for line in shown.splitlines() if line.startswith("  Sekretaris")]
    assert secretaries == ["endang", "dewi", "lilis"]
    assert first.first_page() == 200

    for number, command in processes_with(var).items():
        if "gunicorn" in command:
            with contextlib.suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
    assert first.first_page_within(60) == 200
    assert [line for line in first.log.read_text().splitlines() if line.startswith("Bagian")] == [
        "Bagian web berhenti sendiri (kode -9); dijalankan lagi dalam 1 detik."
    ]

    assert first.stop(signal.SIGINT) == (0, "Portal sudah berhenti.")
    assert processes_with(var) == {}
    assert list(processes_in(Postgres(places).data)) == []

    runs.append(second := Run(var))
    second.wait_until_ready()
    second.process.kill()
    second.process.wait()

    started = time.monotonic()
    runs.append(third := Run(var))
    third.wait_until_ready()
    assert time.monotonic() - started < 30  # on a quiet machine 4 s; what a busy one needs is no fault of ours
    assert third.first_page() == 200
    assert second.first_page() == 0

    fourth = Run(var)
    assert fourth.process.wait(timeout=60) == 1
    assert "sudah berjalan" in fourth.log.read_text().splitlines()[-1]
    assert third.first_page() == 200

    assert third.stop(signal.SIGTERM) == (0, "Portal sudah berhenti.")
    assert processes_with(var) == {}
    assert list(processes_in(Postgres(places).data)) == []


def as_in_a_window() -> None:
    """Take the terminal; whoever runs the tests under nohup has handed down that a closed one is to be ignored."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


@pytest.mark.parametrize("how", ["Ctrl-C", "closing the window"])
def test_what_was_started_in_a_terminal_ends_with_it(portal_data, how):
    var, places, _ = portal_data
    ours, theirs = pty.openpty()
    inherited = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    process = subprocess.Popen(
        [CHECKOUT / "bin" / "run"],
        env=inherited | {"VAR_DIR": str(var), "PORT": str(free_port())},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        preexec_fn=as_in_a_window,
    )
    os.close(theirs)
    shown = b""
    while b"Ctrl-C untuk berhenti" not in shown:
        shown += os.read(ours, 4096)

    if how == "Ctrl-C":
        os.write(ours, b"\x03")
        with contextlib.suppress(OSError):  # raised when the last writer is gone
            while True:
                shown += os.read(ours, 4096)
        assert shown.endswith(b"Portal sudah berhenti.\r\n")
    os.close(ours)

    assert process.wait(timeout=90) == 0
    assert processes_with(var) == {}
    assert list(processes_in(Postgres(places).data)) == []


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"PORT": "abc"}, "PORT harus angka"),
        ({"DATABASE_URL": "postgres://a:b@127.0.0.1:1/c"}, "server itu tidak menjawab"),
        ({"REDIS_URL": "redis://127.0.0.1:1/0"}, "Redis di REDIS_URL tidak menjawab"),
        ({"PORTAL_MODE": "production"}, "SECRET_KEY belum diisi"),
    ],
)
def test_a_start_that_cannot_succeed_ends_in_one_sentence(portal_data, environment, said):
    var = portal_data[0]
    run = Run(var, **environment)

    assert run.process.wait(timeout=120) == 1
    assert said in run.log.read_text().splitlines()[-1]
    assert "Traceback" not in run.log.read_text()
    assert processes_with(var) == {}
