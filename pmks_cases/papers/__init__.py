"""The papers of this floor: kartu kasus, surat tugas, surat pengantar, surat rujukan, the family's slip; and books."""

from pmks_cases.papers import books, cards, letters

__all__ = ["books", "cards", "letters"]
