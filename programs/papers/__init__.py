"""The papers of this floor: undangan, daftar hadir, notulen, berita acara, lembar program, buku notulen."""

from programs.papers import books, meetings, programs, recipients

__all__ = ["books", "meetings", "programs", "recipients"]
