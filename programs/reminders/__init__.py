"""What the people of a network are told of on this floor: meetings, and what became of what they wrote."""

from programs.reminders import aspirations, meetings

__all__ = ["aspirations", "meetings"]
