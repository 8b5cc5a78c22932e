"""What a worker is woken up for. A message carries nothing: what is to be done stands in the database."""

import logging

from celery import shared_task

from wksbm.notifications.actions import delivering, forgetting, unreached, writing

log = logging.getLogger(__name__)


@shared_task(name="notifications.write_due")
def write_due() -> None:
    if count := writing.write_due():
        log.info("%s pemberitahuan baru.", count)


@shared_task(name="notifications.deliver")
def deliver() -> None:
    if count := delivering.deliver():
        log.info("%s pesan dikirim.", count)


@shared_task(name="notifications.forget")
def forget() -> None:
    forgetting.forget()


@shared_task(name="notifications.set_aside")
def set_aside() -> None:
    unreached.set_aside()
