"""What every page's frame needs: the network, the menu, the person."""

from functools import lru_cache
from types import SimpleNamespace

from django.conf import settings
from django.urls import reverse

from wksbm.core.registries import menu


def portal(request) -> dict:
    user = getattr(request, "user", None)
    network = getattr(request, "network", None)
    signed_in = bool(user and user.is_authenticated)
    return {
        "portal": SimpleNamespace(
            demo=settings.DEMO,
            network=network,
            person=user.display_name if signed_in else "",
            menu=_entries(request, user, network) if signed_in else [],
            must_add_factor=signed_in and settings.SECOND_FACTOR_REQUIRED and user.lacks_second_factor,
            acting=user.acting_notice(network) if signed_in and network else None,
        )
    }


def _entries(request, user, network) -> list[dict]:
    if network is None:
        return []
    entries = [
        {
            "label": entry.label,
            "url": _address(entry.route, network.slug),
            "icon": entry.icon,
            "phone": entry.phone,
            "add": entry.add,
        }
        for entry in menu
        if user.has_perm(entry.audience, network)
    ]
    # The longest address that the page's own begins with: home is the beginning of them all.
    here = max((entry["url"] for entry in entries if request.path.startswith(entry["url"])), key=len, default=None)
    in_bar = [entry for entry in entries if entry["phone"]]
    for entry in entries:
        entry["current"] = entry["url"] == here
        entry["phone"] = entry in (*in_bar[:4], *in_bar[-1:])  # five have room, and the last leads to the others
    return entries


@lru_cache(maxsize=5000)
def _address(route: str, slug: str) -> str:
    """Every page asks for all addresses of its menu."""
    return reverse(route, args=[slug])
