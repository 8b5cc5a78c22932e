"""Pictures of phones, made small and freed of what phones hide in them: the one way in for each that is kept."""

import warnings
from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from wksbm.core.refusals import RefusedByRule

LONGEST_SIDE = 1600
THUMBNAIL_SIDE = 240
QUALITY = 80
MOST_PIXELS = 25_000_000
MOST_PIXELS_STEPWISE = 120_000_000
"""An ordinary JPEG is decoded line by line at a part of its size; everything else must be unfolded whole first."""

_HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_STILL = (b"avif", b"avis")
_VIDEO_STARTS = (b"\x1aE\xdf\xa3", b"\x00\x00\x01\xba", b"\x00\x00\x01\xb3", b"FLV\x01", b"OggS")


class PhotoRefused(RefusedByRule):
    """This file cannot be kept as a photo; the sentence says what to do instead."""

    def __init__(self, sentence: str):
        super().__init__(sentence, field="photos")


@dataclass(frozen=True)
class ShrunkPhoto:
    """A photo ready to be kept: JPEG without hidden data, upright, with the small one beside it."""

    full: bytes
    small: bytes
    width: int
    height: int


def shrunk(upload) -> ShrunkPhoto:
    """Read an uploaded file (anything with `read` and `seek`) and make it small. Raises PhotoRefused, in plain words,
    for a video, HEIC, a broken file, and an image that would unfold beyond all measure."""
    upload.seek(0)
    start = upload.read(32)
    if start[4:8] == b"ftyp" and start[8:12] in _HEIC:
        raise PhotoRefused(_("Foto HEIC belum bisa dibaca. Ubah pengaturan kamera ke JPEG atau kirim tangkapan layar."))
    if _is_video(start, upload):
        raise PhotoRefused(_("Ini video, bukan foto. Kirim fotonya saja."))
    upload.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # measured below, by kind
            with Image.open(upload, formats=("JPEG", "PNG", "WEBP")) as image:
                return _made_small(image)
    except PhotoRefused:
        raise
    except (Image.DecompressionBombError, MemoryError):
        raise PhotoRefused(_too_large()) from None
    except Exception as error:  # a broken file fails in each decoder in a way of its own
        raise PhotoRefused(
            _("Berkas ini tidak terbaca sebagai foto. Ambil fotonya sekali lagi, atau simpan tanpa foto.")
        ) from error


def _is_video(start: bytes, upload) -> bool:
    by_name = (getattr(upload, "content_type", None) or "").startswith("video/")
    by_start = (
        (start[4:8] == b"ftyp" and start[8:12] not in _STILL) or start[:4] in _VIDEO_STARTS or start[8:12] == b"AVI "
    )
    return by_name or by_start


def _too_large() -> str:
    return _("Foto ini terlalu besar ukurannya. Kecilkan dahulu, atau kirim tangkapan layar.")


def _made_small(image: Image.Image) -> ShrunkPhoto:
    stepwise = image.format in ("JPEG", "MPO") and not image.info.get("progressive")
    if image.width * image.height > (MOST_PIXELS_STEPWISE if stepwise else MOST_PIXELS):
        raise PhotoRefused(_too_large())
    image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    if image.mode in ("1", "P"):  # these cannot be made small smoothly
        image = image.convert("RGBA")
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    full = _without_hidden_data(ImageOps.exif_transpose(image))
    small = full.copy()
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE), Image.Resampling.LANCZOS)
    return ShrunkPhoto(_jpeg(full), _jpeg(small), full.width, full.height)


def _without_hidden_data(image: Image.Image) -> Image.Image:
    # A new picture takes over nothing but the dots: no place, no phone, no comment, no embedded second picture.
    clean = Image.new("RGB", image.size, "white")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        clean.paste(image, mask=image.getchannel("A"))
    else:
        clean.paste(image.convert("RGB"))
    return clean


def _jpeg(image: Image.Image) -> bytes:
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=QUALITY, optimize=True)
    return buffer.getvalue()
