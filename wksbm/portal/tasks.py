"""The portal's own clockwork."""

import logging

from celery import shared_task
from celery.signals import task_prerun, worker_ready

from wksbm.core import jobs
from wksbm.portal.actions import backups, clockwork, expiry

log = logging.getLogger(__name__)


@shared_task(name="portal.forget_expired")
def forget_expired() -> None:
    expiry.forget()


@shared_task(name="portal.nightly_backup")
def nightly_backup() -> None:
    try:
        backups.make_nightly()
    except backups.BackupFailed as failure:
        log.error("Cadangan malam gagal: %s", failure)


@worker_ready.connect
def catch_up(**_signal) -> None:
    """A machine that sleeps at night, or was installed today, makes its backup when its worker starts."""
    jobs.enqueue("portal.nightly_backup")


@task_prerun.connect
def note_task(task, **_signal) -> None:
    clockwork.note_task(task.name)
