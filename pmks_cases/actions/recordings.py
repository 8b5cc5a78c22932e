"""Recordings of a spoken consent: small, known by how they begin, sealed; heard again only by who may."""

from uuid import uuid4

from django.utils.translation import gettext as _

from pmks_cases.models import Consent
from wksbm.core.refusals import RefusedByRule
from wksbm.documents import sealed_files

MOST_BYTES = 5 * 1024 * 1024
"""Some five minutes as phones record speech."""
FOLDER = "recordings"
_HANDLER_AT = 12
"""Bytes from the word `hdlr` of an MP4 to the kind of its track."""


class RecordingRefused(RefusedByRule):
    """This file cannot be kept as a recording; the sentence says what to do instead."""

    def __init__(self, sentence: str):
        super().__init__(sentence, field="recording")


def media_type(content: bytes) -> str | None:
    """What kind of sound this is by its own bytes, whatever it is called; None for anything else, videos too."""
    if content[:4] == b"OggS":
        return None if b"theora" in content[:4096] else "audio/ogg"
    if content[:3] == b"ID3" or (content[:1] == b"\xff" and content[1:2] and content[1] & 0xE6 == 0xE2):
        return "audio/mpeg"
    if content[4:8] == b"ftyp":
        return "audio/mp4" if _tracks(content) == {b"soun"} else None
    if content[:4] == b"\x1aE\xdf\xa3" and b"webm" in content[:64]:
        return None if any(codec in content[:8192] for codec in (b"V_VP", b"V_AV1")) else "audio/webm"
    if content[:4] == b"RIFF" and content[8:12] == b"WAVE":
        return "audio/wav"
    return None


def _tracks(content: bytes) -> set[bytes]:
    kinds, at = set(), content.find(b"hdlr")
    while at >= 0:
        kinds.add(content[at + _HANDLER_AT : at + _HANDLER_AT + 4])
        at = content.find(b"hdlr", at + 4)
    return kinds - {b"mdir", b"mdta"}  # what stands beside the tracks


def checked(upload) -> bytes:
    """The content of an uploaded file. Raises RecordingRefused, in plain words, for what is too large or no sound."""
    if upload.size > MOST_BYTES:
        raise RecordingRefused(_("Rekaman ini terlalu besar. Paling besar 5 MB."))
    upload.seek(0)
    content = upload.read()
    if media_type(content) is None:
        raise RecordingRefused(_("Ini bukan rekaman suara yang bisa disimpan. Kirim ogg, m4a, mp3, webm, atau wav."))
    return content


def keep(upload) -> str:
    """Seal it; returns the name under which it lies, which says nothing. Raises RecordingRefused, and OSError when the
    disk refuses."""
    content = checked(upload)
    name = f"{FOLDER}/{uuid4().hex}"
    sealed_files.write(name, content)
    return name


def heard(consent: Consent) -> tuple[bytes, str]:
    """The sound and its media type. Raises FileNotFoundError when there is none, or it is gone."""
    if not consent.recording:
        raise FileNotFoundError(consent.pk)
    content = sealed_files.read(consent.recording)
    return content, media_type(content) or "application/octet-stream"


def forget_orphans() -> int:
    """Remove files that no consent names; returns how many."""
    files = sealed_files.old_enough(FOLDER)
    known = set(
        Consent.objects.filter(recording__in=[f"{FOLDER}/{path.name}" for path in files]).values_list(
            "recording", flat=True
        )
    )
    orphans = [path for path in files if f"{FOLDER}/{path.name}" not in known]
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)
