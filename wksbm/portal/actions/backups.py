"""Backup and restore: one file with the database, the uploaded files and a check of the keys.

The file is a tar archive: `database.dump` (pg_dump's own format), `files/…`, and last `manifest.json` with the size and
digest of everything before it. So an archive that was cut off is known by its missing end. The keys are not in it, only
a known text sealed with them: a backup without its keys is worthless, and says so before anything is touched.
"""

import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from wksbm.core.sealing import digests, unseal
from wksbm.embedded.postgres import INSTALLATION, PACKAGE, package_folder

FORMAT = 1
DUMP, MANIFEST, FILES = "database.dump", "manifest.json", "files/"
KNOWN_TEXT = "cadangan WKSBM"
KEPT = 7
"""Nightly backups that stay."""
WARN_AFTER = timedelta(days=2)
NOT_SAVED = ("django_session", "usersessions_usersession", "core_cache", "core_keptpost")
"""Tables saved without their rows: sessions would let in whoever finds the file, the rest lives for an hour."""

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


class BackupFailed(Exception):  # noqa: N818  it is an answer, not an error
    """A backup or restore that cannot be. The message is a sentence that says what to do."""


@dataclass(frozen=True)
class Restored:
    """What came back, and whether rows of a time before the last key rotation may stay shut."""

    made_at: datetime
    files: int
    older_keys_missing: bool


# Making one ---------------------------------------------------------------------------------------------


def make(target: Path) -> None:
    """Write a backup to `target`, mode 0600, whole or not at all. Raises BackupFailed."""
    draft = target.with_name(f".{target.name}.new")
    dump = target.with_name(f".{target.name}.dump")
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _private(dump) as file:
            programs = _programs(_server_major())
            _run([programs / "pg_dump", "--format=custom", "--no-owner", "--no-privileges", *_without_rows()], file)
        with _private(draft) as file:
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
        "server": _server_major(),
        "programs": _major_of(programs),
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


# Bringing one back ----------------------------------------------------------------------------------------


def restore(source: Path, *, replace: bool = False) -> Restored:
    """Bring back what `source` holds. Raises BackupFailed, and then nothing was changed.

    Everything that can be wrong is looked at first: the file to its last byte, the keys, the versions, and whether the
    database is empty. `replace` gives up what stands in it.
    """
    manifest = _checked(source)
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


def _checked(source: Path) -> dict:
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
    server = _server_major()
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
        with _private(path) as file:
            shutil.copyfileobj(content, file, _PIECE)
        count += entry.name != DUMP
    return count


def _load(dump: Path, manifest: dict) -> None:
    """Clear the database and fill it again, in one transaction."""
    programs = _programs(max(_server_major(), manifest["programs"]))
    connection.close()
    script = dump.with_suffix(".sql")
    with _private(script) as file:
        file.write(_CLEAR.encode())
        file.flush()
        _run([programs / "pg_restore", "--no-owner", "--no-privileges", "--file=-", dump], file)
    psql = [programs / "psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--file=-"]
    with (
        script.open("rb") as source,
        subprocess.Popen(  # noqa: S603  fixed programs of PostgreSQL
            [os.fspath(part) for part in psql],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=_environment(),
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
        raise BackupFailed(_told(said.decode(errors="replace")))


# PostgreSQL's programs ------------------------------------------------------------------------------------


def _server_major() -> int:
    connection.ensure_connection()
    return connection.connection.server_version // 10000


def _major_of(folder: Path) -> int:
    try:
        said = subprocess.run(  # noqa: S603  a fixed program
            [os.fspath(folder / "pg_dump"), "--version"], capture_output=True, text=True, check=True
        ).stdout
        return int(re.search(r"(\d+)", said)[1])
    except (OSError, subprocess.CalledProcessError, TypeError):
        return 0


def _programs(at_least: int) -> Path:
    """The folder of PostgreSQL's programs whose version comes nearest to `at_least` from above."""
    folders = [package_folder(PACKAGE) / INSTALLATION / "bin", *Path("/usr/lib/postgresql").glob("*/bin")]
    folders += [Path(found).parent for found in [shutil.which("pg_dump")] if found]
    fitting = [(major, folder) for folder in folders if (major := _major_of(folder)) >= at_least]
    if not fitting:
        raise BackupFailed(
            f"Program pg_dump versi {at_least} tidak ada di mesin ini."
            f" Pasang: apt-get install postgresql-client-{at_least}."
        )
    return min(fitting, key=lambda pair: pair[0])[1]


def _environment() -> dict[str, str]:
    """How the programs reach the database; the password never stands in a command line."""
    told = connection.get_connection_params()
    names = {
        "host": "PGHOST",
        "port": "PGPORT",
        "user": "PGUSER",
        "password": "PGPASSWORD",
        "sslmode": "PGSSLMODE",
        "sslrootcert": "PGSSLROOTCERT",
        "dbname": "PGDATABASE",
        "database": "PGDATABASE",
    }
    return {"PATH": os.environ.get("PATH", ""), "PGCLIENTENCODING": "UTF8", "LC_ALL": "C"} | {
        names[name]: str(value) for name, value in told.items() if name in names and value
    }


def _run(command: list, output) -> None:
    done = subprocess.run(  # noqa: S603  fixed programs of PostgreSQL
        [os.fspath(part) for part in command], stdout=output, stderr=subprocess.PIPE, env=_environment(), check=False
    )
    if done.returncode:
        raise BackupFailed(_told(done.stderr.decode(errors="replace")))


def _told(said: str) -> str:
    if "lock timeout" in said:
        return "Portal masih berjalan dan memakai basis data ini. Hentikan dahulu, lalu ulangi. Belum ada yang diubah."
    if "No space left" in said:
        return "Ruang penyimpanan habis. Kosongkan sebagian, lalu ulangi. Belum ada yang diubah."
    # Only the first line: the lines after it may hold a row of somebody's data.
    first = next((line for line in said.splitlines() if "ERROR" in line or "error" in line), said[:200])
    return f"PostgreSQL menolak: {first.strip()}. Belum ada yang diubah."


@contextmanager
def _private(path: Path):
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    os.fchmod(descriptor, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        yield file


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
