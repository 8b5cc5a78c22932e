"""`bin/run`: brings up the services, prepares the data, runs web, worker and beat, and takes all of it down again.

One file, `var/portal.lock`, is locked by this process and by all that it starts. It tells a second `bin/run` of the
same copy that the first still runs, and after a `kill -9` which processes were left behind.
"""

import contextlib
import ctypes
import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import honcho.manager
import honcho.process
from honcho.environ import parse_procfile

from wksbm import embedded
from wksbm.embedded import CHECKOUT, ServiceError, from_os_error

SECONDS_TO_FIRST_PAGE = 90
SECONDS_BETWEEN_LOOKS = 5
SECONDS_FOR_LEFTOVERS = 15
BYTES_NEEDED = 200_000_000
PR_SET_PDEATHSIG = 1  # prctl(2)

honcho.manager.KILL_WAIT = 20  # seconds: longer than gunicorn's own patience with a page under way


class StartError(Exception):
    """The portal cannot start. The message is one sentence that says what to do."""


def main() -> int:
    """Run the portal until Ctrl-C or a polite kill; return the exit status."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # nohup asks for that
        signal.signal(signal.SIGHUP, _hang_up)
    try:
        host, port = listening_address()
        with only_one(f"http://{_for_people(host)}:{port}") as lock, _told_file_errors():
            check_port(host, port)
            check_room()
            check_servers()
            with embedded.running() as holders:
                sign_ins = prepare()
                return Portal(host, port, sign_ins, holders, lock).run()
    except (StartError, ServiceError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Dihentikan.", flush=True)
        return 0


def _interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def _hang_up(number: int, frame: object) -> None:
    """Stop in good order when the terminal is closed; writing to it would fail from now on."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for output in (1, 2):
        os.dup2(nowhere, output)
    os.kill(os.getpid(), signal.SIGTERM)


@contextlib.contextmanager
def _told_file_errors() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise from_os_error(error, error.filename or embedded.here().var) from error


# Before the start -------------------------------------------------------------------------------------


def listening_address() -> tuple[str, int]:
    """Read HOST and PORT; the demo listens to its own machine alone unless HOST says otherwise."""
    text = os.environ.get("PORT") or "8000"
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise StartError(f"PORT harus angka 1 sampai 65535, bukan '{text}'; misalnya: PORT=8001 bin/run.")
    return os.environ.get("HOST") or "127.0.0.1", int(text)


def check_port(host: str, port: int) -> None:
    """Refuse an address that somebody else has before anything is started."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(found[0], socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(found[4])
    except PermissionError:
        raise StartError(f"Porta {port} hanya boleh dibuka oleh root; pakai porta lain: PORT=8001 bin/run.") from None
    except OSError as error:
        if error.errno == 98:  # EADDRINUSE
            raise StartError(
                f"Porta {port} sedang dipakai program lain; hentikan program itu atau pakai porta lain: "
                f"PORT={port + 1 if port < 65535 else 8001} bin/run."
            ) from None
        raise StartError(f"Alamat HOST={host} bukan milik komputer ini; kosongkan HOST atau perbaiki.") from None


def check_room() -> None:
    """Refuse to start where the database could not write its first change."""
    for folder in {embedded.here().var, _existing(embedded.here().base)}:
        free = shutil.disk_usage(folder).free
        if free < BYTES_NEEDED:
            raise StartError(
                f"Ruang penyimpanan untuk {folder} tinggal {free // 1_000_000} MB; "
                f"kosongkan sampai ada {BYTES_NEEDED // 1_000_000} MB lalu jalankan lagi."
            )


def _existing(folder: Path) -> Path:
    return folder if folder.exists() else _existing(folder.parent)


def check_servers() -> None:
    """Try the servers that the environment names; the embedded ones are started, not tried."""
    if address := os.environ.get("DATABASE_URL"):
        check_database(address)
    if address := os.environ.get("REDIS_URL"):
        check_redis(address)
    elif embedded.redis_url() is None:
        raise StartError(
            "Komputer ini tidak punya redis-server; pasang dahulu (sudo apt-get install redis-server) "
            "atau isi REDIS_URL."
        )


def check_database(address: str) -> None:
    import environ
    import psycopg2

    settings = {}
    # The parser would print the whole address, with its password, about a scheme that it does not know.
    if urlsplit(address).scheme in ("postgres", "postgresql", "pgsql", "psql"):
        with contextlib.suppress(ValueError):
            settings = environ.Env.db_url_config(address)
    if not settings:
        raise StartError(
            "DATABASE_URL tidak terbaca; bentuknya postgres://NAMA:SANDI@ALAMAT:5432/BASISDATA, "
            "atau kosongkan agar portal memakai basis datanya sendiri."
        )
    parts = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}
    given = {ours: settings[theirs] for ours, theirs in parts.items() if settings[theirs]}
    try:
        psycopg2.connect(**{"connect_timeout": 10, **given, **settings.get("OPTIONS", {})}).close()
    except psycopg2.Error as error:
        if "authentication failed" in str(error) or "no password supplied" in str(error):
            advice = "server itu menolak nama atau sandinya; perbaiki keduanya di DATABASE_URL"
        elif "does not exist" in str(error):
            advice = "basis data atau penggunanya belum ada di server itu; buat dahulu atau perbaiki DATABASE_URL"
        else:
            advice = "server itu tidak menjawab; hidupkan atau perbaiki alamatnya di DATABASE_URL"
        raise StartError(f"Basis data di {settings['HOST'] or 'DATABASE_URL'} tidak dapat dipakai: {advice}.") from None


def check_redis(address: str) -> None:
    from kombu import Connection
    from kombu.exceptions import OperationalError

    try:
        with Connection(address, transport_options={"socket_connect_timeout": 5, "socket_timeout": 5}) as connection:
            if connection.transport.driver_type != "redis":
                raise ValueError(address)
            connection.ensure_connection(max_retries=1, interval_start=0.2, timeout=5)
    except (OperationalError, OSError):
        raise StartError(
            "Redis di REDIS_URL tidak menjawab; hidupkan server itu, perbaiki alamatnya, "
            "atau kosongkan REDIS_URL agar portal memakai Redis-nya sendiri."
        ) from None
    except (ValueError, KeyError, ImportError):
        raise StartError("REDIS_URL tidak terbaca; bentuknya redis://ALAMAT:6379/0, atau kosongkan.") from None


# One at a time ----------------------------------------------------------------------------------------


@contextlib.contextmanager
def only_one(address: str) -> Iterator[int]:
    """Hold `var/portal.lock`; wait for what a killed start left behind, refuse beside a living one.

    :raises StartError: when this copy of the portal already runs.
    """
    path = embedded.here().var / "portal.lock"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise from_os_error(error, path.parent) from error
    try:
        _take(descriptor, path)
        os.truncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()} {address}\n".encode(), 0)
        yield descriptor
    finally:
        os.close(descriptor)


def _take(descriptor: int, path: Path) -> None:
    end = time.monotonic() + SECONDS_FOR_LEFTOVERS
    told = False
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            pass
        else:
            return
        number, _, address = os.pread(descriptor, 200, 0).decode(errors="replace").strip().partition(" ")
        others = holders_of(path)
        if number.isdigit() and int(number) in others:
            raise StartError(
                f"Portal dari folder ini sudah berjalan di {address}; buka alamat itu, atau hentikan dengan Ctrl-C "
                "di jendelanya sebelum menjalankannya lagi."
            )
        if not told:
            print("Menunggu sisa portal yang terputus berhenti …", flush=True)
            told = True
        if time.monotonic() > end:
            for other in others:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(other, signal.SIGKILL)
            end = time.monotonic() + SECONDS_FOR_LEFTOVERS
        time.sleep(0.1)


def holders_of(path: Path) -> set[int]:
    """List the other processes that have that file open."""
    found = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            with contextlib.suppress(OSError):
                if any(_leads_to(link, path) for link in (entry / "fd").iterdir()):
                    found.add(int(entry.name))
    return found


def _leads_to(link: Path, path: Path) -> bool:
    try:
        return link.readlink() == path
    except OSError:
        return False


# The portal -------------------------------------------------------------------------------------------


def prepare() -> str:
    """Migrate, collect, load, in a process whose memory is given back; return the demo's sign-ins to be shown."""
    reading, writing = os.pipe()
    with os.fdopen(reading) as sign_ins:
        try:
            worker = subprocess.Popen(
                [sys.executable, "-m", "wksbm.preparation", str(writing)], cwd=CHECKOUT, pass_fds=[writing]
            )
        finally:
            os.close(writing)
        try:
            text = sign_ins.read()
            status = worker.wait()
        except BaseException:
            worker.terminate()
            worker.wait()
            raise
    if status:
        raise SystemExit(status if status > 0 else 1)  # it has said why
    return text


class Portal:
    """Web, worker and beat under one supervisor."""

    def __init__(self, host: str, port: int, sign_ins: str, holders: embedded.Holders | None, lock: int) -> None:
        self.port = port
        self.address = f"http://{_for_people(host)}:{port}"
        self.sign_ins = sign_ins
        self.holders = holders
        self.kept_open = [lock] + ([holders.descriptor] if holders and holders.descriptor is not None else [])
        self.bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        self.ending = threading.Event()
        self.failure = ""

    def run(self) -> int:
        """Return when everything has stopped: 0 when that was asked for."""
        environment = os.environ | {"BIND": self.bind, "PYTHON": sys.executable, "PYTHONUNBUFFERED": "1"}
        environment.setdefault("PORTAL_MODE", "demo")
        manager = Manager(self.kept_open)
        for name, command in parse_procfile((CHECKOUT / "Procfile").read_text()).processes.items():
            manager.add_process(name, command, env=environment, cwd=str(CHECKOUT))
        threads = [threading.Thread(target=work, args=[manager], daemon=True) for work in (self.announce, self.watch)]
        manager.when_started = lambda: [thread.start() for thread in threads]
        try:
            manager.loop()
        finally:
            # From here on a second Ctrl-C would only leave a half-stopped database behind.
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, signal.SIG_IGN)
            self.ending.set()
            for thread in threads:
                if thread.ident:
                    thread.join()
        if self.failure or not manager.asked_to_stop:
            print(self.failure or manager.first_to_stop(), file=sys.stderr)
            return 1
        print("Portal sudah berhenti.", flush=True)
        return 0

    def announce(self, manager: "Manager") -> None:
        """Print the address as soon as the first page really comes."""
        end = time.monotonic() + SECONDS_TO_FIRST_PAGE
        while not self.ending.is_set():
            if first_page_comes(self.bind):
                print(f"\nPortal siap: {self.address}\n{self.sign_ins}Ctrl-C untuk berhenti.\n", flush=True)
                return
            if time.monotonic() > end:
                self.failure = "Halaman pertama tidak kunjung tampil; lihat pesan di atas, lalu jalankan lagi."
                os.kill(os.getpid(), signal.SIGTERM)
                return
            self.ending.wait(0.1)

    def watch(self, manager: "Manager") -> None:
        """Start an embedded service again that was killed under the portal's feet."""
        while self.holders and not self.ending.wait(SECONDS_BETWEEN_LOOKS):
            try:
                self.holders.mend()
            except (ServiceError, OSError) as error:
                print(error, file=sys.stderr, flush=True)


def first_page_comes(bind: str) -> bool:
    """Ask for the first page; an answer of any kind counts, except the server's own failure."""
    host, _, port = bind.rpartition(":")
    host = {"0.0.0.0": "127.0.0.1", "[::]": "[::1]"}.get(host, host)  # noqa: S104 - compared, not bound
    try:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _StayHere())
        with opener.open(f"http://{host}:{port}/", timeout=10) as answer:
            return answer.status < 500
    except urllib.error.HTTPError as error:
        return error.code < 500
    except OSError:
        return False


class _StayHere(urllib.request.HTTPRedirectHandler):
    """In production the first answer sends the reader to HTTPS, which another program serves."""

    def redirect_request(self, *args: object) -> None:
        return None


def _for_people(host: str) -> str:
    if host in ("0.0.0.0", "::"):  # noqa: S104 - compared, not bound
        return socket.gethostname()
    return f"[{host}]" if ":" in host else host


class Manager(honcho.manager.Manager):
    """Honcho's supervisor, which by itself survives neither an early Ctrl-C nor its own death in good order."""

    def __init__(self, kept_open: list[int]) -> None:
        super().__init__()
        self.asked_to_stop = False
        self.when_started = lambda: None
        self._announced = False
        self._procmgr = _Politely()
        self._process_ctor = lambda *args, **options: _Process(kept_open, *args, **options)

    def terminate(self) -> None:
        """Stop everything; honcho would fail on a process that has not reported its number yet."""
        self.asked_to_stop = self.asked_to_stop or not self._any_stopped()
        if super()._all_started():
            super().terminate()

    def _all_started(self) -> bool:
        """Honcho asks this in every round of its loop."""
        started = super()._all_started()
        if started and not self._announced:
            self._announced = True
            self.when_started()
        if started and self.asked_to_stop:
            super().terminate()
        return started

    def _system_print(self, data: str) -> None:
        """Keep silent about starts and stops: the portal says in Indonesian what matters."""

    def first_to_stop(self) -> str:
        """Say which part ended by itself and took the others with it."""
        names = {"web": "web", "worker": "pekerja", "beat": "penjadwal"}
        for name, process in self._processes.items():
            if process.get("returncode") == self.returncode:
                return (
                    f"Bagian {names.get(name, name)} berhenti sendiri (kode {self.returncode}); "
                    "lihat pesan di atas, lalu jalankan lagi."
                )
        return "Salah satu bagian berhenti sendiri; lihat pesan di atas, lalu jalankan lagi."


class _Politely(honcho.compat.ProcessManager):
    def terminate(self, pid: int) -> None:
        """Ask the leader alone: Celery's then lets its children end the task they are at."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)


class _Process(honcho.process.Process):
    """A part of the portal that ends when the supervisor is killed, and shows by its locks that it lives."""

    def __init__(self, kept_open: list[int], *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        self._child_ctor = lambda command, **given: honcho.process.Popen(
            command, pass_fds=kept_open, preexec_fn=lambda: die_with_parent(signal.SIGTERM), **given
        )

    def run(self, events: object = None, ignore_signals: bool = False) -> None:
        """Run in a process between supervisor and part; dying with the one, it takes the other along."""
        die_with_parent(signal.SIGKILL)
        super().run(events, ignore_signals)


def die_with_parent(number: int) -> None:
    """Have the kernel send this process a signal when the one that made it is gone."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(number))


if __name__ == "__main__":
    sys.exit(main())
