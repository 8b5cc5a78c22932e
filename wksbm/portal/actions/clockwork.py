"""Whether the work behind the pages goes on: when a worker last took a task, and when the clock last gave one."""

import time
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.core.cache import cache

QUIET_AFTER = timedelta(minutes=5)
"""The clock gives a task every minute; after five without one something stands still."""
WORKER, CLOCK = "clockwork:worker", "clockwork:clock"
_WRITE_EVERY = 30
_written: dict[str, float] = {}


def note_task(name: str) -> None:
    """A worker begins a task. At most two writes a minute from each process."""
    given_by_clock = name in {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    for key in (WORKER, CLOCK) if given_by_clock else (WORKER,):
        if time.monotonic() - _written.get(key, -_WRITE_EVERY) >= _WRITE_EVERY:
            cache.set(key, datetime.now(UTC).isoformat(), timeout=None)
            _written[key] = time.monotonic()


def last_seen() -> dict[str, datetime | None]:
    """When each of the two was last seen; None for never."""
    found = cache.get_many([WORKER, CLOCK])
    return {key: datetime.fromisoformat(found[key]) if key in found else None for key in (WORKER, CLOCK)}
