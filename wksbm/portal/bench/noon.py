"""The portal's delivery at the hour that the bench's rows are told at: after eight in the evening no mail leaves."""

from datetime import datetime

from celery import shared_task

from wksbm.notifications.actions import delivering


@shared_task(name="bench.deliver")
def deliver(now: str) -> None:
    """`now` as ISO 8601 with its zone."""
    delivering.deliver(now=datetime.fromisoformat(now))
