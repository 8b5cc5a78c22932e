"""Recording the organisations of a network."""

from typing import Any

from django.utils.translation import gettext as _

from members.models import Network, Organization, User
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule
from wksbm.revisions import joined, taken_over, with_revision


def add(network: Network, *, by: User, **facts: Any) -> Organization:
    """Write an organisation down. Raises RefusedByRule when the network has one of this kind and name."""
    with recorded("organizations.add", by=by):
        _refuse_taken(network, facts["kind"], facts["name"])
        return Organization.objects.create(network=network, **facts)


def change(organization: Organization, *, by: User, revision: int | None = None, **facts: Any) -> list[str]:
    """Change what is known of an organisation that was read at `revision`, or at this moment.

    Returns the facts that only somebody else has changed since: they stay. Raises EditedMeanwhile when somebody else
    changed the same fact, RefusedByRule for the name of another one.
    """
    with recorded("organizations.change", by=by):
        rows = Organization.objects.filter(pk=organization.pk)
        rows.select_for_update(of=("self",)).get()
        stored = with_revision(rows).get()
        saved = joined(stored, stored.revision if revision is None else revision, facts)
        _refuse_taken(stored.network, saved["kind"], saved["name"], but=stored.pk)
        for field, value in saved.items():
            setattr(stored, field, value)
        stored.save(update_fields=list(saved))
        return taken_over(facts, saved)


def _refuse_taken(network: Network, kind: str, name: str, but: int | None = None) -> None:
    Network.objects.select_for_update(of=("self",)).get(pk=network.pk)  # two people adding the same one: one waits
    if Organization.objects.of(network).filter(kind=kind, name__iexact=name).exclude(pk=but).exists():
        raise RefusedByRule(_("Lembaga dengan jenis dan nama ini sudah tercatat."), field="name")
