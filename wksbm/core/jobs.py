"""Waking a worker up. The database holds what is to be done; Redis only says that there is something."""

import logging

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

log = logging.getLogger(__name__)


def enqueue(task: str, *args) -> None:
    """Announce a task by name once the running transaction is committed.

    With Redis down nothing is raised: the row that waits is found by that task's own sweep (see CELERY_BEAT_SCHEDULE).
    """
    transaction.on_commit(lambda: _send(task, args))


def _send(task: str, args: tuple) -> None:
    try:
        current_app.send_task(task, args=args, retry=False)
    except (OperationalError, RedisError, OSError) as error:
        log.warning("Redis tidak menjawab; %s menunggu sapuan berikutnya (%s).", task, type(error).__name__)
