"""What the people of a network are told of on this floor: visits, cases, reports, emergencies, imports."""

from pmks_cases.reminders import emergencies, imports, reports, visits

__all__ = ["emergencies", "imports", "reports", "visits"]
