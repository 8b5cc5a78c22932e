"""The networks by their day: which date and hour it is there, and on which days they rest."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from members.models import Network, RestDay
from wksbm.notifications.kinds import Days, register_calendar

LOOKS_BACK = timedelta(days=60)
"""Days of rest further back change nothing: what is late rises within seven days that are none."""


def days_of_networks(now: datetime) -> list[Days]:
    """All networks, grouped by time zone and days of rest: two statements, and few groups however many networks."""
    somewhere = now.date()
    resting: dict[int, set[date]] = defaultdict(set)
    found = RestDay.objects.touching(somewhere - LOOKS_BACK, somewhere + timedelta(days=1))
    for network_id, starts_on, ends_on in found.values_list("network_id", "starts_on", "ends_on"):
        for ordinal in range(starts_on.toordinal(), ends_on.toordinal() + 1):
            resting[network_id].add(date.fromordinal(ordinal))
    groups: dict[tuple[str, frozenset[date]], list[int]] = defaultdict(list)
    for network_id, zone in Network.objects.order_by("pk").values_list("pk", "time_zone"):
        groups[zone, frozenset(resting[network_id])].append(network_id)
    days = []
    for (zone, rest_days), networks in groups.items():
        there = now.astimezone(ZoneInfo(zone))
        resting_today = there.date() in rest_days
        days.append(Days(tuple(networks), there.date(), there.hour, resting_today, rest_days, there))
    return days


register_calendar(days_of_networks)
