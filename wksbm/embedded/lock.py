"""Who needs the services: the count of their holders is kept by the kernel, so that a killed holder counts no more."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wksbm.embedded.failures import from_os_error
from wksbm.embedded.places import Places
from wksbm.embedded.postgres import Postgres
from wksbm.embedded.redis import Redis


class Holders:
    """One process's hold on the services of one data folder."""

    def __init__(self, places: Places, *, postgres: bool = True, redis: bool = True) -> None:
        self.places = places
        self.services = [service for wanted, service in ((postgres, Postgres), (redis, Redis)) if wanted]
        self._hold: int | None = None

    @property
    def descriptor(self) -> int | None:
        """The open lock file: a child that inherits it holds the services as well."""
        return self._hold

    def enter(self) -> None:
        """Take part in the shared lock and start what is not running.

        :raises ServiceError: when a service does not start; the lock is then let go again.
        """
        self.places.prepare()
        try:
            self._hold = os.open(self.places.in_use, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            with self._turn():
                fcntl.flock(self._hold, fcntl.LOCK_SH)
                for service in self.services:
                    service(self.places).start()
        except OSError as error:
            self.leave()
            raise from_os_error(error, self.places.base) from error
        except BaseException:
            self.leave()
            raise

    def make_passwords(self) -> None:
        """Make the database's passwords without starting it."""
        self.places.prepare()
        with self._turn():
            Postgres(self.places).make_passwords()

    def mend(self) -> None:
        """Start again whatever died while it was held."""
        with self._turn():
            for service in self.services:
                service(self.places).start()

    def leave(self) -> None:
        """Let go of the lock, and stop the services if nobody else holds it."""
        if self._hold is None:
            return
        hold, self._hold = self._hold, None
        try:
            with self._turn():
                try:
                    fcntl.flock(hold, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    return
                # Both, also the one that this holder did not need: an earlier holder may have been killed.
                for service in (Redis, Postgres):
                    service(self.places).stop()
        finally:
            os.close(hold)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Be the only one who starts or stops; the file's lock ends with its descriptor."""
        with opened(self.places.turn) as descriptor:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield


@contextmanager
def opened(path: Path) -> Iterator[int]:
    """Open a lock file for the time of the block."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
