"""Where the embedded services keep their things, and as whom they run.

An ordinary user's services run as that user and keep everything in `var/embedded` of the checkout. Root's run as the
system user `wksbm-embedded`, because PostgreSQL refuses root and a network service should not be root. That user
cannot enter a checkout below /root, and the way there must not be opened for it; so root's services have their data
and a copy of their programs in /var/lib/wksbm-<digest of the path of var/>.
"""

import hashlib
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from wksbm.embedded.failures import ServiceError, from_os_error

CHECKOUT = Path(__file__).resolve().parents[2]
SERVICE_USER = "wksbm-embedded"
SYSTEM_PLACE = Path("/var/lib")
LONGEST_SOCKET_PATH = 107  # bytes: sun_path of unix(7) without its closing zero
LONGEST_SOCKET_NAME = len("/.s.PGSQL.5432.lock")


@dataclass(frozen=True)
class Places:
    """The folders of one pair of services."""

    var: Path
    """The portal's own data folder; one pair of services belongs to it."""
    as_root: bool

    @cached_property
    def digest(self) -> str:
        """Ten letters that tell this copy of the portal from its neighbours on the machine."""
        return hashlib.sha256(os.fsencode(self.var)).hexdigest()[:10]

    @cached_property
    def base(self) -> Path:
        """The folder with locks and passwords; it belongs to whoever runs the portal."""
        return SYSTEM_PLACE / f"wksbm-{self.digest}" if self.as_root else self.var / "embedded"

    @cached_property
    def sockets(self) -> Path:
        """The folder of both sockets: below `base`, or in /tmp when the path would be too long for a socket."""
        folder = self.base / "run"
        if len(os.fsencode(folder)) + LONGEST_SOCKET_NAME <= LONGEST_SOCKET_PATH:
            return folder
        # Not XDG_RUNTIME_DIR: a job without a session must find the same place, and the place outlives the session.
        return Path("/tmp") / f"wksbm-{os.geteuid()}-{self.digest}"  # noqa: S108 - made with mode 0700, its owner is checked

    @property
    def programs(self) -> Path:
        """Where root's copies of the programs stand."""
        return self.base / "programs"

    @property
    def logs(self) -> Path:
        return self.base / "log"

    @property
    def secrets(self) -> Path:
        """The file with the passwords of both database roles, mode 0600."""
        return self.base / "secrets.json"

    @property
    def in_use(self) -> Path:
        """The file on which every process that needs the services holds a shared lock."""
        return self.base / "in-use.lock"

    @property
    def turn(self) -> Path:
        """The file whose exclusive lock serialises starting and stopping."""
        return self.base / "turn.lock"

    @cached_property
    def owner(self) -> pwd.struct_passwd | None:
        """The system user of root's services, made where it is missing; None for an ordinary user's."""
        return _service_user() if self.as_root else None

    @property
    def owner_id(self) -> int:
        return self.owner.pw_uid if self.owner else os.geteuid()

    def prepare(self) -> None:
        """Create the folders that are missing and refuse those that are somebody else's.

        :raises ServiceError: when a folder cannot be written or is not ours.
        """
        try:
            if not self.as_root:
                self.var.mkdir(mode=0o700, parents=True, exist_ok=True)
            own_folder(self.base, os.geteuid(), 0o711 if self.as_root else 0o700)
            for folder in (self.sockets, self.logs):
                own_folder(folder, self.owner_id, 0o700)
            if self.as_root:
                own_folder(self.programs, os.geteuid(), 0o755)
                (self.base / "portal").write_text(f"{self.var}\n")
        except OSError as error:
            raise from_os_error(error, self.base) from error

    def run(self, command: Sequence[str | Path], *, pass_fds: Sequence[int] = ()) -> subprocess.CompletedProcess:
        """Run one of the services' programs to its end, as their user and in a session of its own."""
        # Output goes to a file, not a pipe: a server started by pg_ctl keeps it open for as long as it lives.
        with tempfile.TemporaryFile() as output:
            done = subprocess.run(
                [os.fspath(part) for part in command],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                pass_fds=pass_fds,
                check=False,
                **self.as_owner(),
            )
            output.seek(0)
            done.stdout = output.read().decode(errors="replace")
        return done

    def as_owner(self) -> dict[str, object]:
        """Keyword arguments for a subprocess that belongs to the services' user."""
        options: dict[str, object] = {
            "start_new_session": True,  # Ctrl-C in the terminal is for the portal; its services stop after it
            "cwd": "/",
            "env": _plain_environment(os.environ),
            "umask": 0o077,
        }
        if self.owner:
            options |= {"user": self.owner.pw_uid, "group": self.owner.pw_gid, "extra_groups": []}
        return options


def here() -> Places:
    """Return the places of this checkout, or of the data folder that `VAR_DIR` names."""
    var = Path(os.environ.get("VAR_DIR") or CHECKOUT / "var")
    return Places(var=Path(os.path.realpath(var)), as_root=os.geteuid() == 0)


def own_folder(folder: Path, owner: int, mode: int) -> None:
    """Make sure that `folder` is a folder of that owner with that mode; never touch one that is somebody else's.

    :raises ServiceError: when something else stands there.
    """
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        pass
    else:
        if owner != os.geteuid():
            os.chown(folder, owner, pwd.getpwuid(owner).pw_gid)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (owner, os.geteuid()):
        raise ServiceError(
            f"{folder} bukan folder atau milik pengguna lain; hapus (atau minta pemiliknya), lalu jalankan lagi."
        )
    if found.st_uid != owner:  # an earlier start ended between its mkdir and its chown
        os.chown(folder, owner, pwd.getpwuid(owner).pw_gid, follow_symlinks=False)
    if stat.S_IMODE(found.st_mode) != mode:
        folder.chmod(mode)


def _service_user() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(SERVICE_USER)
    except KeyError:
        pass
    program = shutil.which("useradd") or "/usr/sbin/useradd"
    command = [program, "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
    command += ["--shell", "/usr/sbin/nologin", SERVICE_USER]
    try:
        # Its exit status tells nothing: another copy of the portal may have made the user in the same moment.
        subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
        return pwd.getpwnam(SERVICE_USER)
    except (OSError, KeyError):
        raise ServiceError(
            f"Pengguna sistem {SERVICE_USER} tidak dapat dibuat; "
            f"buat dengan 'useradd --system {SERVICE_USER}' atau jalankan portal sebagai pengguna biasa."
        ) from None


def _plain_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """Leave out what would make libpq or PostgreSQL behave differently, and everything secret."""
    return {"PATH": environment.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
