"""One copy of the portal runs once.

One file, `var/portal.lock`, is locked by the supervisor and by all that it starts. It tells a second `bin/run` of the
same copy that the first still runs, and after a `kill -9` which processes were left behind.
"""

import contextlib
import fcntl
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

from wksbm import embedded
from wksbm.embedded import from_os_error
from wksbm.supervisor.checks import StartError

SECONDS_FOR_LEFTOVERS = 15


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
