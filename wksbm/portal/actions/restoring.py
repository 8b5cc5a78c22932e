"""Restore: everything that can be wrong with a backup is looked at first; then it comes back whole or not at all."""

import hashlib
import io
import json
import os
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from wksbm.core.sealing import digests, unseal
from wksbm.portal.actions.backups import DUMP, FILES, FORMAT, KNOWN_TEXT, MANIFEST
from wksbm.portal.actions.postgres_programs import (
    BackupFailed,
    environment,
    private,
    programs_for,
    run,
    server_major,
    told,
)

_PIECE = 1024 * 1024
_CLEAR = """
SET lock_timeout = '10s';
DO $clear$
DECLARE found record;
BEGIN
  FOR found IN
    SELECT c.oid, c.relkind, c.oid::regclass AS name FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
    ORDER BY array_position(ARRAY['v', 'm', 'p', 'r', 'S']::"char"[], c.relkind)
  LOOP
    CONTINUE WHEN NOT EXISTS (SELECT FROM pg_class WHERE oid = found.oid);
    EXECUTE format('DROP %s %s CASCADE', CASE found.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW'
      WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, found.name);
  END LOOP;
  FOR found IN
    SELECT p.oid::regprocedure AS name FROM pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace AND p.prokind = 'f'
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
  LOOP
    EXECUTE format('DROP FUNCTION %s CASCADE', found.name);
  END LOOP;
END $clear$;
"""


@dataclass(frozen=True)
class Restored:
    """What came back, and whether rows of a time before the last key rotation may stay shut."""

    made_at: datetime
    files: int
    older_keys_missing: bool


def restore(source: Path, *, replace: bool = False) -> Restored:
    """Bring back what `source` holds. Raises BackupFailed, and then nothing was changed.

    Everything that can be wrong is looked at first: the file to its last byte, the keys, the versions, and whether the
    database is empty. `replace` gives up what stands in it.
    """
    manifest = checked(source)
    older_keys_missing = _check_keys(manifest)
    _check_versions(manifest)
    if not replace and _in_use():
        raise BackupFailed(
            "Basis data ini sudah berisi data. Pakai --replace bila semuanya boleh diganti isi cadangan."
        )
    root = Path(settings.MEDIA_ROOT)
    staged, before = (root.with_name(f".{root.name}.{word}") for word in ("restoring", "before-restore"))
    for leftover in (staged, before):
        shutil.rmtree(leftover, ignore_errors=True)
    dump = staged / DUMP
    try:
        count = _unpack(source, staged)
        _load(dump, manifest)
    except OSError as error:
        raise BackupFailed(f"Cadangan tidak dapat dibuka di {staged.parent}: {error.strerror}.") from error
    except BaseException:
        shutil.rmtree(staged, ignore_errors=True)
        raise
    if root.exists():
        root.rename(before)
    (staged / FILES).rename(root)
    for leftover in (staged, before):
        shutil.rmtree(leftover, ignore_errors=True)
    connection.close()
    call_command("migrate", verbosity=0, interactive=False)
    return Restored(datetime.fromisoformat(manifest["made_at"]), count, older_keys_missing)


def _entries(source: Path) -> Iterator[tuple[tarfile.TarInfo, io.BufferedReader]]:
    with tarfile.open(source, mode="r:") as archive:
        for entry in archive:
            parts = Path(entry.name).parts
            if not entry.isreg() or entry.name.startswith("/") or ".." in parts:
                raise BackupFailed("Berkas ini bukan cadangan portal.")
            with closing(archive.extractfile(entry)) as content:
                yield entry, content


def checked(source: Path) -> dict:
    """The manifest of an archive that was read to its end and is whole."""
    found, manifest = {}, None
    try:
        for entry, content in _entries(source):
            if entry.name == MANIFEST:
                manifest = json.load(content)
                continue
            total = hashlib.sha256()
            while piece := content.read(_PIECE):
                total.update(piece)
            found[entry.name] = {"size": entry.size, "sha256": total.hexdigest()}
    except FileNotFoundError:
        raise BackupFailed(f"Berkas {source} tidak ada.") from None
    except (tarfile.TarError, OSError, ValueError, EOFError):
        raise BackupFailed(f"Berkas {source} rusak atau terpotong. Pakai cadangan yang lain.") from None
    if not manifest:
        raise BackupFailed(f"Berkas {source} rusak atau terpotong. Pakai cadangan yang lain.")
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise BackupFailed("Cadangan ini dibuat oleh versi portal yang lebih baru. Perbarui portal dahulu.")
    if manifest["contents"] != found:
        raise BackupFailed(f"Isi {source} tidak sama dengan saat dibuat. Pakai cadangan yang lain.")
    return manifest


def _check_keys(manifest: dict) -> bool:
    """Refuse when the newest keys of the backup are not among ours; True when only older ones are missing."""
    opened = [_opens(token) for token in manifest["keys"]["data"]]
    ours = {one.hex() for one in digests(KNOWN_TEXT)}
    known = [one in ours for one in manifest["keys"]["hash"]]
    for name, fits in (("DATA_KEY", opened[0]), ("HASH_KEY", known[0])):
        if not fits:
            raise BackupFailed(
                f"{name} di sini bukan kunci cadangan ini, jadi isinya tidak akan terbaca. "
                "Pasang kunci yang dipakai saat cadangan dibuat, lalu ulangi. Belum ada yang diubah."
            )
    return not (all(opened) and all(known))


def _opens(token: str) -> bool:
    try:
        return unseal(token.encode()) == KNOWN_TEXT
    except InvalidToken:
        return False


def _check_versions(manifest: dict) -> None:
    known = {".".join(key) for key in MigrationLoader(None).disk_migrations}
    if set(manifest["migrations"]) - known:
        raise BackupFailed("Cadangan ini dibuat oleh versi portal yang lebih baru. Perbarui portal dahulu.")
    server = server_major()
    if server < manifest["server"]:
        raise BackupFailed(
            f"Cadangan ini dari PostgreSQL {manifest['server']}, server di sini {server}. Perbarui PostgreSQL dahulu."
        )


def _in_use() -> bool:
    """Somebody has begun to use this database, or it is somebody else's."""
    tables = set(connection.introspection.table_names())
    if not tables:
        return False
    if not {"members_user", "members_network"} <= tables:
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM members_user) OR EXISTS (SELECT FROM members_network)")
        return cursor.fetchone()[0]


def _unpack(source: Path, staged: Path) -> int:
    staged.mkdir(parents=True, mode=0o700)
    (staged / FILES).mkdir(mode=0o700)
    count = 0
    for entry, content in _entries(source):
        if entry.name == MANIFEST:
            continue
        path = staged / entry.name
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with private(path) as file:
            shutil.copyfileobj(content, file, _PIECE)
        count += entry.name != DUMP
    return count


def _load(dump: Path, manifest: dict) -> None:
    """Clear the database and fill it again, in one transaction."""
    programs = programs_for(max(server_major(), manifest["programs"]))
    connection.close()
    script = dump.with_suffix(".sql")
    with private(script) as file:
        file.write(_CLEAR.encode())
        file.flush()
        run([programs / "pg_restore", "--no-owner", "--no-privileges", "--file=-", dump], file)
    psql = [programs / "psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--file=-"]
    with (
        script.open("rb") as source,
        subprocess.Popen(  # noqa: S603  fixed programs of PostgreSQL
            [os.fspath(part) for part in psql],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=environment(),
        ) as process,
    ):
        try:
            for line in source:
                # Servers before 17 do not know this setting, which newer programs always write.
                if line != b"SET transaction_timeout = 0;\n":
                    process.stdin.write(line)
                if line.startswith(b"SELECT pg_catalog.set_config("):
                    break
            shutil.copyfileobj(source, process.stdin, _PIECE)
        except BrokenPipeError:
            pass  # psql has ended; its own words say why
        _, said = process.communicate()
    script.unlink()
    if process.returncode:
        raise BackupFailed(told(said.decode(errors="replace")))
