"""Who may on this floor: the verbs of the table that begin with its name."""

from members.rules import register_verbs_of

register_verbs_of("programs")
