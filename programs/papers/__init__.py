"""The papers of this floor: undangan, daftar hadir, notulen, berita acara, lembar program, and books."""

from programs.papers import books, letters, meetings, programs, recipients

__all__ = ["books", "letters", "meetings", "programs", "recipients"]
