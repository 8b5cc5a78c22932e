"""Who may on this floor."""

import rules

from members.access import VERBS
from members.rules import holds

for _permission in VERBS:
    if _permission.startswith("portal."):
        rules.add_perm(_permission, holds(_permission))
