"""The head: from the first look at the environment to the exit status."""

import contextlib
import os
import signal
import sys
from collections.abc import Iterator

from wksbm import embedded
from wksbm.embedded import ServiceError, from_os_error
from wksbm.supervisor.checks import StartError, check_port, check_room, check_servers, listening_address
from wksbm.supervisor.lock import only_one
from wksbm.supervisor.portal import Portal, for_people, prepare


def main() -> int:
    """Run the portal until Ctrl-C or a polite kill; return the exit status."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # nohup asks for that
        signal.signal(signal.SIGHUP, _hang_up)
    try:
        host, port = listening_address()
        with only_one(f"http://{for_people(host)}:{port}") as lock, _told_file_errors():
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


if __name__ == "__main__":
    sys.exit(main())
