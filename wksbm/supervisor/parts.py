"""Web, worker and beat: shown, started again when one dies by itself, and ended in good order."""

import contextlib
import ctypes
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from honcho.colour import get_colours
from honcho.printer import Message, Printer

PAUSES = (1, 2, 4, 8)
"""Seconds before a part that died is started again. They grow while it dies at once; when it does so once more, the
portal ends: something is wrong that no new start mends."""
AT_ONCE = 30
"""Seconds. What has lived longer is started again after the first pause, however often."""
PATIENCE = 20
"""Seconds to end in: longer than gunicorn's own patience with a page under way."""
LINES_AT_ONCE = 500
"""So many are shown before it is looked again who lives."""
CALLED = {"web": "web", "worker": "pekerja", "beat": "penjadwal"}
_PR_SET_PDEATHSIG = 1  # prctl(2)
_libc = ctypes.CDLL(None)


class Part:
    """One program of the Procfile, and how it has fared."""

    def __init__(self, name: str, command: str, colour: str) -> None:
        self.name, self.command, self.colour = name, command, colour
        self.process: subprocess.Popen | None = None
        self.reader: threading.Thread | None = None
        self.started_at = 0.0
        self.due_at = 0.0
        self.deaths = 0
        """In a row, each of them at once."""

    def __str__(self) -> str:
        return CALLED.get(self.name, self.name)

    def has_ended(self) -> bool:
        # Left unreaped: until its leader is, nobody else can get the number of its group.
        return os.waitid(os.P_PID, self.process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None

    def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)


class Parts:
    """All parts together. `commands` by name; `kept_open` are descriptors whose locks show that a part lives."""

    def __init__(
        self,
        commands: Mapping[str, str],
        *,
        environment: Mapping[str, str],
        folder: Path,
        kept_open: Sequence[int] = (),
        pauses: Sequence[float] = PAUSES,
        at_once: float = AT_ONCE,
        patience: float = PATIENCE,
    ) -> None:
        colours = get_colours()
        self.parts = [Part(name, command, next(colours)) for name, command in commands.items()]
        self.environment, self.folder, self.kept_open = environment, folder, kept_open
        self.pauses, self.at_once, self.patience = pauses, at_once, patience
        self.asked_to_stop = False
        self.failure = ""
        """Why the portal had to end, in one sentence."""
        self._lines: queue.SimpleQueue[tuple[Part, bytes]] = queue.SimpleQueue()
        self._printer = Printer(sys.stdout, width=max(len(name) for name in commands))

    def start(self) -> None:
        """Start each part; from now on Ctrl-C and a polite kill end all of them."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._ask_to_stop)
        for part in self.parts:
            self._start(part)

    def keep_alive(self) -> None:
        """Return when all have ended: because that was asked for, or because one did not stay up (`failure`)."""
        try:
            while not (self.asked_to_stop or self.failure):
                self._show(wait=0.1)
                for part in self.parts:
                    if part.process is None:
                        if time.monotonic() >= part.due_at:
                            self._start(part)
                    elif part.has_ended():
                        self._died(part, self._bury(part))
        finally:
            self._end()

    def _ask_to_stop(self, number: int, frame: object) -> None:
        self.asked_to_stop = True

    def _start(self, part: Part) -> None:
        part.started_at = time.monotonic()
        try:
            # By this thread, the one that lives as long as the supervisor: the kernel's signal comes when it is gone.
            part.process = subprocess.Popen(
                ["/bin/sh", "-c", part.command],
                env=self.environment,
                cwd=self.folder,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                pass_fds=self.kept_open,
                preexec_fn=die_with_parent,
            )
        except OSError as error:  # no memory, too many processes: it may be better in a moment
            self._died(part, error.errno)
            return
        part.reader = threading.Thread(target=self._read, args=[part, part.process.stdout], daemon=True)
        part.reader.start()

    def _read(self, part: Part, output) -> None:
        with output:
            for line in output:
                self._lines.put((part, line))

    def _show(self, *, wait: float = 0) -> None:
        """Show what the parts have written; where they have not, wait so many seconds for a line."""
        with contextlib.suppress(queue.Empty):
            for turn in range(LINES_AT_ONCE):
                part, line = self._lines.get(timeout=wait) if wait and not turn else self._lines.get_nowait()
                self._printer.write(Message("line", line, datetime.now(), part.name, part.colour))

    def _bury(self, part: Part) -> int:
        """Take down what an ended part has left behind, show its last words, return its exit status."""
        part.kill()
        status = part.process.wait()
        part.reader.join(timeout=2)
        self._show()
        part.process = None
        return status

    def _died(self, part: Part, status: int) -> None:
        at_once = time.monotonic() - part.started_at < self.at_once
        part.deaths = part.deaths + 1 if at_once else 1
        if part.deaths > len(self.pauses):
            self.failure = (
                f"Bagian {part} berhenti sendiri {part.deaths} kali berturut-turut (kode {status}); "
                "lihat pesan di atas, lalu jalankan lagi."
            )
            return
        pause = self.pauses[part.deaths - 1]
        part.due_at = time.monotonic() + pause
        print(f"Bagian {part} berhenti sendiri (kode {status}); dijalankan lagi dalam {pause} detik.", flush=True)

    def _end(self) -> None:
        end = time.monotonic() + self.patience
        for part in self.parts:
            if part.process:
                # The leader alone: Celery's then lets its children end the task they are at.
                with contextlib.suppress(ProcessLookupError):
                    os.kill(part.process.pid, signal.SIGTERM)
        while living := [part for part in self.parts if part.process]:
            self._show(wait=0.1)
            for part in living:
                if part.has_ended():
                    self._bury(part)
                elif time.monotonic() > end:
                    part.kill()


def die_with_parent() -> None:
    """Have the kernel end this process politely when the supervisor is gone."""
    _libc.prctl(_PR_SET_PDEATHSIG, int(signal.SIGTERM))
