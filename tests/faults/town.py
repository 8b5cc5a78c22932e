"""A town with many people who each promised something: filled from outside, as a process of its own.

`python -m tests.faults.town promise COUNT DAYS` gives each of COUNT people a promise due in DAYS days; `bundle` writes
and bundles what is due as the clock would, at an instant when mails may leave; `empty` takes everything away.
"""

import sys
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import django

django.setup()

from members.access import Role  # noqa: E402  after Django is set up
from members.models import FollowUp, Membership, Network, Region, User  # noqa: E402
from wksbm.notifications.actions import bundling, writing  # noqa: E402
from wksbm.notifications.models import Delivery, Notification  # noqa: E402


def zone_at_noon() -> str:
    """A zone where it is about noon now: mails leave by day, and a test runs at any hour."""
    ahead = 12 - datetime.now(UTC).hour
    return f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"


def town() -> Network:
    village, _new = Region.objects.get_or_create(
        code="99.01.01.2001", defaults={"name": "Sidomaya", "name_key": "sidomaya", "level": 4}
    )
    network, _new = Network.objects.get_or_create(
        village=village, rw="004", defaults={"slug": "guyub-rukun", "name": "Guyub Rukun", "time_zone": zone_at_noon()}
    )
    return network


def promise(count: int, days: int) -> None:
    network = town()
    have = User.objects.count()
    people = User.objects.bulk_create(
        User(username=f"warga-{n}", name=f"Relawan {n}", email=f"warga-{n}@contoh.invalid") for n in range(have, count)
    )
    Membership.objects.bulk_create(
        Membership(user=one, role=Role.PSM, network=network, starts_on=network.today() - timedelta(days=9))
        for one in people
    )
    FollowUp.objects.bulk_create(
        FollowUp(
            network=network,
            what="Mengantar beras",
            doer=one,
            created_by=one,
            due_on=network.today() + timedelta(days=days),
        )
        for one in User.objects.order_by("pk")[:count]
    )


def bundle() -> None:
    noon = datetime.now(ZoneInfo(town().time_zone))
    writing.write_due(noon)
    bundling.bundle(noon)


def empty() -> None:
    Notification.objects.all().delete()
    Delivery.objects.all().delete()
    FollowUp.objects.all().delete()
    Network.objects.update(time_zone=zone_at_noon())


def show() -> None:
    for state in Delivery.State.values:
        print(state, Delivery.objects.filter(state=state).count())  # noqa: T201
    print("notifications", Notification.objects.count())  # noqa: T201


if __name__ == "__main__":
    {"promise": promise, "bundle": bundle, "empty": empty, "show": show}[sys.argv[1]](*map(int, sys.argv[2:]))
