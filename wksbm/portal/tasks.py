"""The portal's own clockwork."""

import logging

from celery import shared_task
from celery.signals import task_prerun

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


@task_prerun.connect
def note_task(task, **_signal) -> None:
    clockwork.note_task(task.name)
