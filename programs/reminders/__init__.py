"""What the people of a network are told of on this floor."""

from programs.reminders import aspirations

__all__ = ["aspirations"]
