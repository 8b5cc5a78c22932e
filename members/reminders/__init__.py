"""What the people of a network are told of on this floor: promises; terms that end; papers."""

from members.reminders import papers, promises, terms
from members.reminders.promises import WAITING

__all__ = ["WAITING", "papers", "promises", "terms"]
