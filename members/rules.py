"""Who may: each permission of the table as one rule, asked as `user.has_perm("members.invite_member", network)`.

The object is the network itself or anything that belongs to one. Without an object the question is "anywhere?".
"""

import rules
from django.conf import settings

from members.access import VERBS, roles_with


def holds(permission: str):
    """The person holds, in the object's network, a current office that carries this permission."""
    allowed = roles_with(permission)

    def has_office(user, subject):
        if not user.is_authenticated:
            return False
        if subject is None:
            return not allowed.isdisjoint(user.roles_in(None))
        is_network = subject._meta.label == settings.TENANT_MODEL
        network_id = subject.pk if is_network else subject.network_id
        # Something of a whole village belongs to no network: nobody may, rather than everybody somewhere.
        return network_id is not None and not allowed.isdisjoint(user.roles_in(network_id))

    return rules.predicate(has_office, name=f"holds:{permission}")


def register_verbs_of(app: str) -> None:
    """Make a rule of each permission in the table that begins with the app's name; each floor calls it for itself."""
    for permission in VERBS:
        if permission.startswith(f"{app}."):
            rules.add_perm(permission, holds(permission))


register_verbs_of("members")
register_verbs_of("documents")  # that floor lies below and knows no offices
