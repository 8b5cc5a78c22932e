"""What a network makes of the categories: its own words, on and off."""

from django.utils.translation import gettext as _

from members.models import Network, User, Volunteer
from pmks_cases.models import Category, NetworkCategory
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule


def reword(category: Category, *, network: Network, by: User, wording: str) -> NetworkCategory:
    """Give a category this network's own words; empty words bring the official name back."""
    with recorded("categories.reword", by=by):
        own = _own_row(category, network)
        own.wording = wording.strip()
        own.save(update_fields=["wording"])
        return own


def switch_on(category: Category, *, network: Network, by: User, reason: str = "") -> NetworkCategory:
    """Use a category in this network.

    Raises RefusedByRule for a stigmatising one unless the chair asks, gives a reason, and a PSM trained to level
    lanjutan works here: who cannot accompany a need carefully does not write down its label.
    """
    reason = reason.strip()
    if category.stigmatising:
        if not by.has_perm("pmks_cases.switch_on_stigmatising_category", network):
            raise RefusedByRule(_("Kategori ini hanya bisa dinyalakan oleh ketua."))
        if not reason:
            raise RefusedByRule(_("Tulis alasannya."), field="reason")
        if not Volunteer.objects.active_in(network).advanced().exists():
            raise RefusedByRule(
                _(
                    "Belum ada relawan PSM dengan pelatihan lanjutan di jejaring ini. Tanpa relawan itu kategori ini "
                    "belum bisa dipakai; kebutuhannya tetap bisa dicatat tanpa sebutan ini."
                )
            )
    return _switch(category, network, True, by, reason)


def switch_off(category: Category, *, network: Network, by: User, reason: str = "") -> NetworkCategory:
    """No longer offer a category for new cases; old cases keep it."""
    return _switch(category, network, False, by, reason.strip())


def _switch(category: Category, network: Network, is_on: bool, by: User, reason: str) -> NetworkCategory:
    with recorded("categories.switch_on" if is_on else "categories.switch_off", by=by, reason=reason):
        own = _own_row(category, network)
        own.is_on, own.reason = is_on, reason
        own.save(update_fields=["is_on", "reason"])
        return own


def _own_row(category: Category, network: Network) -> NetworkCategory:
    """The network's row for this category, made on its first decision; whoever comes second waits."""
    rule = {"is_on": category.on_by_rule}
    NetworkCategory.objects.get_or_create(network=network, category=category, defaults=rule)
    return NetworkCategory.objects.select_for_update(of=("self",)).get(network=network, category=category)
