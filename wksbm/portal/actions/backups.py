"""Backup: one file with the database, the uploaded files and a check of the keys; `restoring` brings it back.

The file is a tar archive: `database.dump` (pg_dump's own format), `files/…`, and last `manifest.json` with the size and
digest of everything before it. So an archive that was cut off is known by its missing end. The keys are not in it, only
a known text sealed with them: a backup without its keys is worthless, and says so before anything is touched.
"""

import hashlib
import io
import json
import os
import tarfile
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from cryptography.fernet import Fernet
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from wksbm.core.sealing import digests
from wksbm.portal.actions.postgres_programs import BackupFailed, major_of, private, programs_for, run, server_major

FORMAT = 1
DUMP, MANIFEST, FILES = "database.dump", "manifest.json", "files/"
KNOWN_TEXT = "cadangan WKSBM"
KEPT = 7
"""Nightly backups that stay."""
WARN_AFTER = timedelta(days=2)
NOT_SAVED = ("django_session", "usersessions_usersession", "core_cache", "core_keptpost")
"""Tables saved without their rows: sessions would let in whoever finds the file, the rest lives for an hour."""


def make(target: Path) -> None:
    """Write a backup to `target`, mode 0600, whole or not at all. Raises BackupFailed."""
    draft = target.with_name(f".{target.name}.new")
    dump = target.with_name(f".{target.name}.dump")
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with private(dump) as file:
            programs = programs_for(server_major())
            run([programs / "pg_dump", "--format=custom", "--no-owner", "--no-privileges", *_without_rows()], file)
        with private(draft) as file:
            _write_archive(file, dump, programs)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        raise BackupFailed(
            f"Cadangan tidak dapat ditulis ke {target}: {error.strerror}. Periksa ruang dan izinnya."
        ) from error
    finally:
        for leftover in (draft, dump):
            with suppress(OSError):
                leftover.unlink()


def _write_archive(file, dump: Path, programs: Path) -> None:
    contents = {}
    with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as archive:
        with dump.open("rb") as source:
            contents[DUMP] = _add(archive, DUMP, source, dump.stat().st_size)
        root = Path(settings.MEDIA_ROOT)
        for path in sorted(root.rglob("*")) if root.is_dir() else ():
            name = FILES + path.relative_to(root).as_posix()
            try:
                with path.open("rb") as source:
                    contents[name] = _add(archive, name, source, os.fstat(source.fileno()).st_size)
            except (IsADirectoryError, FileNotFoundError):
                continue  # an import that ended while we were writing took its file away
        text = json.dumps(_manifest(contents, programs), indent=1).encode()
        _add(archive, MANIFEST, io.BytesIO(text), len(text))


def _manifest(contents: dict, programs: Path) -> dict:
    return {
        "format": FORMAT,
        "made_at": timezone.now().isoformat(),
        "server": server_major(),
        "programs": major_of(programs),
        "migrations": sorted(".".join(key) for key in MigrationLoader(connection).applied_migrations),
        "keys": {
            "data": [Fernet(key).encrypt(KNOWN_TEXT.encode()).decode() for key in settings.DATA_KEYS],
            "hash": [one.hex() for one in digests(KNOWN_TEXT)],
        },
        "contents": contents,
    }


class _Counted:
    """A file that is being read into the archive: its digest, and exactly as many bytes as its header promises."""

    def __init__(self, source, size: int):
        self._source, self._left = source, size
        self.sum = hashlib.sha256()

    def read(self, wanted: int) -> bytes:
        piece = self._source.read(min(wanted, self._left))
        piece += b"\0" * (min(wanted, self._left) - len(piece))
        self._left -= len(piece)
        self.sum.update(piece)
        return piece


def _add(archive: tarfile.TarFile, name: str, source, size: int) -> dict:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode, entry.mtime = size, 0o600, int(timezone.now().timestamp())
    counted = _Counted(source, size)
    archive.addfile(entry, counted)
    return {"size": size, "sha256": counted.sum.hexdigest()}


def _without_rows() -> list[str]:
    return [f"--exclude-table-data=public.{table}" for table in NOT_SAVED]


# The nightly ones -----------------------------------------------------------------------------------------


def make_nightly() -> Path | None:
    """Tonight's backup in `BACKUP_DIR`; seven stay. None when there is one of the last 20 hours already."""
    last = last_good()
    if last and timezone.now() - last < timedelta(hours=20):
        return None
    target = Path(settings.BACKUP_DIR) / f"wksbm-{timezone.now():%Y%m%d-%H%M%S}.tar"
    make(target)
    for old in _nightly()[:-KEPT]:
        old.unlink(missing_ok=True)
    return target


def last_good() -> datetime | None:
    """When the newest nightly backup was finished. A backup gets its name only when it is whole."""
    found = _nightly()
    return datetime.fromtimestamp(found[-1].stat().st_mtime, tz=timezone.get_current_timezone()) if found else None


def count() -> int:
    """How many nightly backups there are."""
    return len(_nightly())


def is_overdue() -> bool:
    """No backup of the last two days."""
    last = last_good()
    return last is None or timezone.now() - last > WARN_AFTER


def _nightly() -> list[Path]:
    return sorted(Path(settings.BACKUP_DIR).glob("wksbm-*.tar"))


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
