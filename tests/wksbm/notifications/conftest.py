"""What is told to whom, made by the kinds that the floors above register."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from members.actions import follow_ups
from wksbm.notifications.actions import bundling, writing
from wksbm.notifications.models import Delivery, Notification


@pytest.fixture
def doer(person):
    made = person("psm")
    made.email = "psm@contoh.invalid"
    made.save()
    return made


@pytest.fixture
def promised(network, secretary, doer):
    """`promised(3)`: so many promises for today, told to who made them; `restricted=True` for guarded ones."""

    def make(count: int = 1, *, to=None, restricted: bool = False):
        for number in range(count):
            follow_ups.make(
                network,
                by=secretary,
                what=f"Antar beras {number} ke rumah Bu Sulastri",
                doer=to or doer,
                due_on=network.today(),
                restricted=restricted,
            )
        writing.write_due()
        return list(Notification.objects.filter(recipient=to or doer).order_by("-written_at", "-pk"))

    return make


@pytest.fixture
def told_before():
    """`told_before(rows, days=4)`: these were written so many days ago."""

    def age(rows, **ago):
        Notification.objects.filter(pk__in=[row.pk for row in rows]).update(
            written_at=timezone.now() - dt.timedelta(**ago)
        )

    return age


@pytest.fixture
def bundled(network):
    """`bundled()`: what waits is put into the mail of the day, which may leave at whatever hour the test runs."""

    def bundle(days: int = 0) -> int:
        day = network.today() + dt.timedelta(days=days)
        made = bundling.bundle(dt.datetime.combine(day, dt.time(9), tzinfo=ZoneInfo(network.time_zone)))
        Delivery.objects.waiting().update(send_at=timezone.now() - dt.timedelta(seconds=1))
        return made

    return bundle
