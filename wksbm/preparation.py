"""What stands between a checkout and its first page: tables, collected files, regions, and the demo's people.

`python -m wksbm.preparation FD` is run by the supervisor, which shows what is written to that descriptor. Every step
is safe to repeat and quick when there is nothing to do.
"""

import hashlib
import io
import os
import sys
import traceback
from pathlib import Path

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command


def main(sign_ins: int) -> int:
    """Prepare database and files; return the exit status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wksbm.settings")
    os.environ.setdefault("PORTAL_MODE", "demo")
    try:
        django.setup()
        with os.fdopen(sign_ins, "w") as output:
            output.write(prepare())
    except (ImproperlyConfigured, CommandError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        # The last door before the terminal: whatever it is, a person reads one sentence and support finds the rest.
        print(explain(error), file=sys.stderr)
        return 1
    return 0


def prepare() -> str:
    """Do the steps in order; return the lines with the demo's sign-ins."""
    from django.conf import settings

    say("Menyiapkan basis data …")
    call_command("migrate", interactive=False, verbosity=0)
    collect_static_files(Path(settings.STATIC_ROOT))
    say("Memeriksa daftar wilayah …")
    call_command("import_regions", stdout=io.StringIO())
    if not settings.DEMO:
        call_command("check")  # stops a portal for real people on a database with sample accounts
        return ""
    call_command("demo", verbosity=0)
    lines = io.StringIO("Untuk mencoba, masuk sebagai:\n")
    lines.seek(0, io.SEEK_END)
    call_command("demo", accounts=True, stdout=lines)
    return lines.getvalue()


def collect_static_files(folder: Path) -> None:
    """Collect and compress the static files, unless none has changed since the last time."""
    stamp = folder.with_name("static.sha256")
    found = fingerprint_of_static_files()
    if folder.exists() and stamp.exists() and stamp.read_text() == found:
        return
    say("Menyiapkan berkas tampilan …")
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(found)


def fingerprint_of_static_files() -> str:
    """Return a digest over path, size and time of change of every static file."""
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            state = Path(storage.path(path)).stat()
            digest.update(f"{getattr(storage, 'prefix', '')}/{path} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def explain(error: Exception) -> str:
    """Say in a sentence what stopped the preparation; the rest goes to a file that only its owner reads."""
    from wksbm.embedded import ServiceError, from_os_error, here

    if isinstance(error, ServiceError):
        return str(error)
    log = here().var / "log" / "preparation.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            traceback.print_exception(error, file=file)
    except OSError as failed:
        return str(from_os_error(failed, log.parent))
    if isinstance(error, OSError):
        return str(from_os_error(error, error.filename or here().var))
    return f"Persiapan portal terhenti ({type(error).__name__}); jalankan lagi, dan bila tetap gagal kirim {log}."


def say(sentence: str) -> None:
    print(sentence, flush=True)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
