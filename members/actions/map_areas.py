"""Putting the map of an RW in its place, and taking it away."""

from members.geojson import DrawnArea
from members.models import MapArea, Network, Rt, User
from wksbm.core.audit import recorded


def replace(network: Network, *, by: User, areas: list[DrawnArea]) -> None:
    """These areas are the network's map from now on; what was there before goes.

    An RT that is gone meanwhile is left out.
    """
    rts = {rt.number: rt for rt in Rt.objects.of(network)}
    with recorded("map_areas.replace", by=by):
        Network.objects.select_for_update().get(pk=network.pk)
        MapArea.objects.of(network).delete()
        MapArea.objects.bulk_create(
            MapArea(network=network, rt=rts.get(area.rt), polygons=area.polygons)
            for area in areas
            if not area.rt or area.rt in rts
        )


def remove(network: Network, *, by: User) -> None:
    """The network has no map any more."""
    with recorded("map_areas.remove", by=by):
        MapArea.objects.of(network).delete()
