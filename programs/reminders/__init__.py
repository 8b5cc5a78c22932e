"""What the people of a network are told of on this floor: meetings, activities, and what became of what they wrote."""

from programs.reminders import activities, aspirations, meetings

__all__ = ["activities", "aspirations", "meetings"]
