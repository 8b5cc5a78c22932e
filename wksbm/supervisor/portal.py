"""The portal as a whole: its data prepared, its parts running, its address told, its services mended."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request

from honcho.environ import parse_procfile

from wksbm import embedded
from wksbm.embedded import CHECKOUT, ServiceError
from wksbm.supervisor.parts import Parts

SECONDS_TO_FIRST_PAGE = 90
SECONDS_BETWEEN_LOOKS = 5


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
        self.address = f"http://{for_people(host)}:{port}"
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
        commands = parse_procfile((CHECKOUT / "Procfile").read_text()).processes
        parts = Parts(commands, environment=environment, folder=CHECKOUT, kept_open=self.kept_open)
        threads = [threading.Thread(target=work, daemon=True) for work in (self.announce, self.watch)]
        try:
            parts.start()
            for thread in threads:
                thread.start()
            parts.keep_alive()
        finally:
            # From here on a second Ctrl-C would only leave a half-stopped database behind.
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, signal.SIG_IGN)
            self.ending.set()
            for thread in threads:
                if thread.ident:
                    thread.join()
        if failure := self.failure or parts.failure:
            print(failure, file=sys.stderr)
            return 1
        print("Portal sudah berhenti.", flush=True)
        return 0

    def announce(self) -> None:
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

    def watch(self) -> None:
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


def for_people(host: str) -> str:
    if host in ("0.0.0.0", "::"):  # noqa: S104 - compared, not bound
        return socket.gethostname()
    return f"[{host}]" if ":" in host else host
