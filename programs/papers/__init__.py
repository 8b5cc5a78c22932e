"""The papers of this floor: undangan, daftar hadir, notulen, berita acara musyawarah, buku notulen."""

from programs.papers import books, meetings

__all__ = ["books", "meetings"]
