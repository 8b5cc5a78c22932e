"""How many: totals of whole networks, without a name. They may be seen by who sees the network."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from pmks_cases.models import Resident


@dataclass(frozen=True)
class Total:
    """Residents who live here, as far as the register knows, and the family cards they stand on."""

    families: int = 0
    residents: int = 0


def by_network(networks: Iterable) -> dict[int, Total]:
    """The totals of these networks by their id: one statement however many they are."""
    ids = [network.pk for network in networks]
    rows = (
        Resident.objects.filter(network_id__in=ids)
        .present()
        .values("network_id")
        .annotate(families=Count("family_id", distinct=True), residents=Count("pk"))
    )
    found = {row["network_id"]: Total(row["families"], row["residents"]) for row in rows}
    return {pk: found.get(pk, Total()) for pk in ids}
