"""Photos: shrunk, freed of what phones hide in them, sealed; read again only by who may."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from pmks_cases.models import Photo
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule
from wksbm.documents import sealed_files
from wksbm.documents.shrunk_photos import ShrunkPhoto, shrunk

FOLDER = "photos"


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
