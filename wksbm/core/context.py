"""What every page's frame needs: the network, the menu, the person."""

from functools import lru_cache
from types import SimpleNamespace
from typing import NamedTuple

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
            menu=_entries(request, user, network) if signed_in else (),
            must_add_factor=signed_in and settings.SECOND_FACTOR_REQUIRED and user.lacks_second_factor,
            acting=user.acting_notice(network) if signed_in and network else None,
        )
    }


class Entry(NamedTuple):
    """One entry of the menu as this person has it; `phone` and `add` as in `MenuEntry`."""

    label: str
    url: str
    icon: str
    phone: bool
    add: bool
    current: bool


def _entries(request, user, network) -> tuple[Entry, ...]:
    if network is None:
        return ()
    allowed = tuple(place for place, entry in enumerate(menu) if user.has_perm(entry.audience, network))
    entries = _put_into_words(allowed, network.slug)
    # The longest address that the page's own begins with: home is the beginning of them all.
    here = max((one for one in entries if request.path.startswith(one.url)), key=lambda one: len(one.url), default=None)
    return tuple(one._replace(current=True) if one is here else one for one in entries)


@lru_cache(maxsize=2000)
def _put_into_words(allowed: tuple[int, ...], slug: str) -> tuple[Entry, ...]:
    """Once for all who have these entries: a label puts itself into words each time that it is looked at."""
    found = {reverse(menu[place].route, args=[slug]): menu[place] for place in allowed}
    phone = [url for url, entry in found.items() if entry.phone]
    phone = {*phone[:4], *phone[-1:]}  # five have room, and the last leads to the others
    return tuple(Entry(str(one.label), url, one.icon, url in phone, one.add, False) for url, one in found.items())
