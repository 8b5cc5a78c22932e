"""The papers of this floor: kartu kasus, surat tugas, surat pengantar, surat rujukan, the family's slip."""

from pmks_cases.papers import cards, letters

__all__ = ["cards", "letters"]
