"""Who may: each permission of the table as one rule, asked as `user.has_perm("members.invite_member", network)`.

The object is the network itself or anything that belongs to one. Without an object the question is "anywhere?".
"""

import rules

from members.access import VERBS, roles_with


def holds(permission: str):
    """The person holds, in the object's network, a current office that carries this permission."""
    allowed = roles_with(permission)

    def has_office(user, subject):
        if not user.is_authenticated:
            return False
        network_id = None if subject is None else getattr(subject, "network_id", None) or subject.pk
        return not allowed.isdisjoint(user.roles_in(network_id))

    return rules.predicate(has_office, name=f"holds:{permission}")


for _permission in VERBS:
    if _permission.startswith("members."):
        rules.add_perm(_permission, holds(_permission))
