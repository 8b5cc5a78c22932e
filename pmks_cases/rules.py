"""Who may on this floor: each permission of the table as one rule."""

import rules

from members.access import VERBS
from members.rules import holds

for _permission in VERBS:
    if _permission.startswith("pmks_cases."):
        rules.add_perm(_permission, holds(_permission))
