"""Recording the organisations of a network."""

from typing import Any

from django.utils.translation import gettext as _

from members.models import Network, Organization, User
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule


def add(network: Network, *, by: User, **facts: Any) -> Organization:
    """Write an organisation down. Raises RefusedByRule when the network has one of this kind and name."""
    with recorded("organizations.add", by=by):
        _refuse_taken(network, facts["kind"], facts["name"])
        return Organization.objects.create(network=network, **facts)


def change(organization: Organization, *, by: User, **facts: Any) -> None:
    """Change what is known of an organisation. Raises RefusedByRule for the name of another one."""
    with recorded("organizations.change", by=by):
        _refuse_taken(organization.network, facts["kind"], facts["name"], but=organization.pk)
        for field, value in facts.items():
            setattr(organization, field, value)
        organization.save(update_fields=list(facts))


def _refuse_taken(network: Network, kind: str, name: str, but: int | None = None) -> None:
    Network.objects.select_for_update(of=("self",)).get(pk=network.pk)  # two people adding the same one: one waits
    if Organization.objects.of(network).filter(kind=kind, name__iexact=name).exclude(pk=but).exists():
        raise RefusedByRule(_("Lembaga dengan jenis dan nama ini sudah tercatat."), field="name")
