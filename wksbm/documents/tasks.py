"""What a worker is woken up for."""

import logging

from celery import shared_task

from wksbm.documents.actions import orders

log = logging.getLogger(__name__)


@shared_task(name="documents.issue_ordered")
def issue_ordered() -> None:
    if count := orders.issue_ordered():
        log.info("%s dokumen terbit.", count)
