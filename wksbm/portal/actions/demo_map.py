"""Where the RTs of the demo lie: invented borders, read as any uploaded map is."""

from members.access import Role
from members.actions import map_areas
from members.geojson import read_map
from members.models import Membership, Network, Rt
from wksbm.portal.actions.demo_files import DATA


def load(networks: list[Network]) -> None:
    """The map of each RW, put there by its secretary."""
    content = (DATA / "map.geojson").read_bytes()
    for network in networks:
        numbers = Rt.objects.of(network).values_list("number", flat=True)
        office = Membership.objects.select_related("user").get(network=network, role=Role.SECRETARY)
        map_areas.replace(network, by=office.user, areas=read_map(content, rw=network.rw, rts=numbers).areas)
