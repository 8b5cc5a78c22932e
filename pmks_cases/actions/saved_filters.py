"""The verbs of a list of cases that somebody keeps by a name."""

from django.utils.translation import gettext as _

from pmks_cases.models import SavedFilter
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule

MOST = 12
"""Kept by one person in one network: as many as a row of taps holds."""


def save(network, *, by, name: str, query: str) -> SavedFilter:
    """Keep a list under a name; the same name again takes the new filters. Raises RefusedByRule for one too many."""
    with recorded("saved_filters.save", by=by):
        own = SavedFilter.objects.of(network).filter(user=by)
        if own.exclude(name=name).count() >= MOST:
            raise RefusedByRule(_("Sudah ada %(most)d daftar. Hapus dahulu satu.") % {"most": MOST}, field="name")
        kept, _new = own.update_or_create(name=name, defaults={"query": query, "network": network, "user": by})
        return kept


def forget(saved: SavedFilter, *, by) -> None:
    """Take a list away. The cases in it stay as they are."""
    with recorded("saved_filters.forget", by=by):
        saved.delete()
