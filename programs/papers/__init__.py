"""The papers of this floor: undangan, daftar hadir, notulen, berita acara musyawarah."""

from programs.papers import meetings

__all__ = ["meetings"]
