"""The clockwork of this floor."""

from celery import shared_task

from members.actions import tallies


@shared_task(name="members.count_changes")
def count_changes() -> None:
    tallies.apply_changes()
