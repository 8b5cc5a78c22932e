"""What the people of a network are told of on this floor: promises due, late and risen; terms that end."""

from members.reminders import promises, terms
from members.reminders.promises import WAITING

__all__ = ["WAITING", "promises", "terms"]
