"""PostgreSQL's own programs: the fitting ones on this machine, and what they say when they refuse."""

import os
import re
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from wksbm.embedded.postgres import INSTALLATION, PACKAGE, package_folder


class BackupFailed(Exception):  # noqa: N818  it is an answer, not an error
    """A backup or restore that cannot be. The message is a sentence that says what to do."""


def server_major() -> int:
    connection.ensure_connection()
    return connection.connection.server_version // 10000


def major_of(folder: Path) -> int:
    try:
        said = subprocess.run(  # noqa: S603  a fixed program
            [os.fspath(folder / "pg_dump"), "--version"], capture_output=True, text=True, check=True
        ).stdout
        return int(re.search(r"(\d+)", said)[1])
    except (OSError, subprocess.CalledProcessError, TypeError):
        return 0


def programs_for(at_least: int) -> Path:
    """The folder of PostgreSQL's programs whose version comes nearest to `at_least` from above."""
    folders = [package_folder(PACKAGE) / INSTALLATION / "bin", *Path("/usr/lib/postgresql").glob("*/bin")]
    folders += [Path(found).parent for found in [shutil.which("pg_dump")] if found]
    fitting = [(major, folder) for folder in folders if (major := major_of(folder)) >= at_least]
    if not fitting:
        raise BackupFailed(
            f"Program pg_dump versi {at_least} tidak ada di mesin ini."
            f" Pasang: apt-get install postgresql-client-{at_least}."
        )
    return min(fitting, key=lambda pair: pair[0])[1]


def environment() -> dict[str, str]:
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


def run(command: list, output) -> None:
    done = subprocess.run(  # noqa: S603  fixed programs of PostgreSQL
        [os.fspath(part) for part in command], stdout=output, stderr=subprocess.PIPE, env=environment(), check=False
    )
    if done.returncode:
        raise BackupFailed(told(done.stderr.decode(errors="replace")))


def told(said: str) -> str:
    if "lock timeout" in said:
        return "Portal masih berjalan dan memakai basis data ini. Hentikan dahulu, lalu ulangi. Belum ada yang diubah."
    if "No space left" in said:
        return "Ruang penyimpanan habis. Kosongkan sebagian, lalu ulangi. Belum ada yang diubah."
    # Only the first line: the lines after it may hold a row of somebody's data.
    first = next((line for line in said.splitlines() if "ERROR" in line or "error" in line), said[:200])
    return f"PostgreSQL menolak: {first.strip()}. Belum ada yang diubah."


@contextmanager
def private(path: Path):
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    os.fchmod(descriptor, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        yield file
