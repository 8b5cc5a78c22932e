"""The numbers of networks, their tables, and a volunteer's own month. Ask for networks that the reader sees."""

from collections.abc import Callable, Iterable
from datetime import date

from members.models import Network
from wksbm.portal.numbers import Numbers, OneWayTable, OwnMonth, Period


def numbers_of(
    networks: Iterable[Network], period: Period, *, today_of: Callable[[Network], date] = Network.today
) -> dict[int, Numbers]:
    """The figures of these networks by their id: the same few statements however many they are."""
    return {network.pk: Numbers(network_id=network.pk) for network in networks}


def by_need(networks: Iterable[Network], *, exact: bool = False) -> dict[int, OneWayTable]:
    """Open cases by kind of need, for each of these networks. `exact` is for its board alone."""
    return {network.pk: OneWayTable(network.pk) for network in networks}


def by_rt(networks: Iterable[Network], *, exact: bool = False) -> dict[int, OneWayTable]:
    """Open cases by RT, for each of these networks. `exact` is for its board alone."""
    return {network.pk: OneWayTable(network.pk) for network in networks}


def closing_labels() -> dict[str, str]:
    """The words of `Flow.closed_by_reason`."""
    return {}


def own_month(user, network: Network, month: date) -> OwnMonth:
    """What this volunteer did here in the month of that day."""
    return OwnMonth(month.replace(day=1))
