"""What every page's frame needs: the network, the menu, the person."""

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
            acting=user.acting_notice(network) if signed_in and network else None,
        )
    }


def _entries(request, user, network) -> list[dict]:
    entries = []
    for entry in menu:
        scoped = network is not None
        if entry.audience and not (scoped and user.has_perm(entry.audience, network)):
            continue
        url = reverse(entry.route, args=[network.slug] if entry.audience else [])
        entries.append(
            {
                "label": entry.label,
                "url": url,
                "icon": entry.icon,
                "current": request.path == url or (entry.audience and request.path.startswith(url)),
                "phone": entry.phone,
                "add": entry.add,
            }
        )
    return entries
