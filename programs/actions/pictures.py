"""Photos on this floor: shrunk, freed of what phones hide in them, sealed; read again only by who may."""

from uuid import uuid4

from django.utils.translation import gettext as _

from programs.actions.meetings import refuse_closed
from programs.models import Picture
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule
from wksbm.documents import sealed_files
from wksbm.documents.shrunk_photos import shrunk

FOLDER = "pictures"
MOST = 5
"""Sheets of one attendance list."""


def keep(upload, *, by, network, meeting=None, aspiration=None) -> Picture:
    """Keep a photo of exactly one meeting or aspiration. Raises PhotoRefused for what is no photo, OSError when the
    disk refuses."""
    made = shrunk(upload)
    name = f"{FOLDER}/{uuid4().hex}"
    try:
        sealed_files.write(name, made.full)
        with recorded("pictures.keep", by=by):
            return Picture.objects.create(
                network=network,
                meeting=meeting,
                aspiration=aspiration,
                file=name,
                width=made.width,
                height=made.height,
                by=by,
            )
    except BaseException:
        sealed_files.path_of(name).unlink(missing_ok=True)
        raise


def keep_attendance_list(meeting, upload, *, by) -> Picture:
    """The list that people signed on paper. Raises RefusedByRule once the minutes are closed, and after five sheets."""
    with recorded("pictures.keep_attendance_list", by=by):
        stored = refuse_closed(meeting)
        if Picture.objects.filter(meeting=stored).count() >= MOST:
            raise RefusedByRule(_("Paling banyak %(most)d foto.") % {"most": MOST}, field="photo")
        return keep(upload, by=by, network=stored.network, meeting=stored)


def content(picture: Picture) -> bytes:
    """The JPEG itself. Raises FileNotFoundError when it is gone, or no key opens it any more."""
    return sealed_files.read(picture.file)


def forget_orphans() -> int:
    """Remove files without a row, left when a transaction went back after they were written; returns how many."""
    files = sealed_files.old_enough(FOLDER)
    known = set(
        Picture.objects.filter(file__in=[f"{FOLDER}/{path.name}" for path in files]).values_list("file", flat=True)
    )
    orphans = [path for path in files if f"{FOLDER}/{path.name}" not in known]
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)
