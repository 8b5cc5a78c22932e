"""Photos: shrunk, freed of what phones hide in them, sealed; read again only by who may."""

import warnings
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from pmks_cases.models import Photo
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule
from wksbm.documents import sealed_files

LONGEST_SIDE = 1600
THUMBNAIL_SIDE = 240
QUALITY = 80
MOST_PIXELS = 25_000_000
MOST_PIXELS_STEPWISE = 120_000_000
"""An ordinary JPEG is decoded line by line at a part of its size; everything else must be unfolded whole first."""
FOLDER = "photos"

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


def keep(upload, *, by, network, visit=None, report=None, case=None) -> Photo:
    """Keep one photo of exactly one visit, report or case. `upload` is a file or an already ShrunkPhoto.

    Raises PhotoRefused for what is no photo, OSError when the disk refuses.
    """
    made = upload if isinstance(upload, ShrunkPhoto) else shrunk(upload)
    name = f"{FOLDER}/{uuid4().hex}"
    files = {name: made.full, f"{name}-s": made.small}
    try:
        for file, content in files.items():
            sealed_files.write(file, content)
        with recorded("photos.keep", by=by):
            return Photo.objects.create(
                network=network,
                visit=visit,
                report=report,
                case=case,
                file=name,
                thumbnail=f"{name}-s",
                width=made.width,
                height=made.height,
                by=by,
            )
    except BaseException:
        for file in files:
            sealed_files.path_of(file).unlink(missing_ok=True)
        raise


def content(photo: Photo, *, small: bool = False) -> bytes:
    """The JPEG itself. Raises FileNotFoundError when it is gone, or no key opens it any more."""
    return sealed_files.read(photo.thumbnail if small else photo.file)


def remove(photo: Photo, *, by, reason: str) -> None:
    """Take a photo away for good, its files with it: its time is over, or the law asks for it."""
    with recorded("photos.remove", by=by, reason=reason):
        paths = [sealed_files.path_of(photo.file), sealed_files.path_of(photo.thumbnail)]
        photo.delete()
        transaction.on_commit(lambda: [path.unlink(missing_ok=True) for path in paths])


def take_back(photo: Photo, *, by) -> None:
    """Who made a visit takes one of its photos away for good, within the seven days in which it may be mended.

    The history keeps that there was one, who took it away and when. Raises RefusedByRule for somebody else's and after
    the seventh day.
    """
    visit = photo.visit
    if visit is None or visit.by_id != by.pk:
        raise RefusedByRule(_("Hanya yang berkunjung yang bisa membuang foto ini."))
    if not visit.may_still_change:
        raise RefusedByRule(_("Sudah lewat tujuh hari. Foto ini tidak bisa dibuang lagi."))
    remove(photo, by=by, reason="taken back by its maker")


def days_taken_back(visit) -> list[datetime]:
    """When photos of this visit were taken away, the newest first."""
    gone = Photo.pgh_event_model.objects.filter(visit_id=visit.pk, pgh_label="delete").order_by("-pgh_created_at")
    return list(gone.values_list("pgh_created_at", flat=True))


def forget_orphans() -> int:
    """Remove files without a row, left when a transaction went back after they were written; returns how many."""
    files = sealed_files.old_enough(FOLDER)
    names = {f"{FOLDER}/{path.name.removesuffix('-s')}" for path in files}
    known = set(Photo.objects.filter(file__in=names).values_list("file", flat=True))
    orphans = [path for path in files if f"{FOLDER}/{path.name.removesuffix('-s')}" not in known]
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)
