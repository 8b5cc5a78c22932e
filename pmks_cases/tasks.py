"""What a worker is woken up for on this floor. A message carries a row's key, nothing else."""

import logging

from celery import shared_task

from pmks_cases.actions import resident_imports

log = logging.getLogger(__name__)


@shared_task(name="pmks_cases.check_import")
def check_import(pk: int) -> None:
    if not resident_imports.check(pk):
        log.info("Impor %s tidak menunggu dibaca.", pk)


@shared_task(name="pmks_cases.save_import")
def save_import(pk: int) -> None:
    if not resident_imports.save(pk):
        log.info("Impor %s tidak menunggu disimpan.", pk)


@shared_task(name="pmks_cases.resume_imports")
def resume_imports() -> None:
    if count := resident_imports.resume_waiting():
        log.info("%s impor diumumkan lagi.", count)
