"""The body of bin/test: every check there is, in order; the first that fails ends the run. Nothing is skipped."""

import base64
import os
import secrets
import shutil
import subprocess
import sys
import time

PYTHON = sys.executable
IMPORT_LAWS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def main(pytest_arguments: list[str]) -> int:
    """Run the checks; return 0 only when all of them passed."""
    # The checks bring their own mode and keys: what a developer's shell has set must not change their outcome.
    for name in ("PORTAL_MODE", "SECRET_KEY", "DATA_KEY", "HASH_KEY", "ALLOWED_HOSTS"):
        os.environ.pop(name, None)
    browser = find_browser() or install_browser()
    if not browser:
        print(
            "bin/test: the browser tests need Chromium. Install it and run again: sudo apt-get install chromium "
            "(on Ubuntu, where that is a snap: Google Chrome's .deb package).",
            file=sys.stderr,
        )
        return 1
    os.environ["CHROMIUM"] = browser
    production = os.environ | {
        "PORTAL_MODE": "production",
        # Settings are looked at, not data: a checkout in which bin/run has loaded the demo is no less in order.
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "DATA_KEY": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "HASH_KEY": secrets.token_urlsafe(32),
        "ALLOWED_HOSTS": "wksbm.example",
    }
    ruff, djlint, manage = [PYTHON, "-m", "ruff"], [PYTHON, "-m", "djlint"], [PYTHON, "manage.py"]
    steps = [
        ("the format of Python", [*ruff, "format", "--check", "."], None),
        ("the lint of Python", [*ruff, "check", "."], None),
        ("the format of templates", [*djlint, "--check", "templates"], None),
        ("the lint of templates", [*djlint, "--lint", "templates"], None),
        ("the import laws", [PYTHON, "-c", IMPORT_LAWS], None),
        ("that no migration is missing", [*manage, "makemigrations", "--check", "--dry-run"], None),
        ("the production settings", [*manage, "check", "--deploy", "--fail-level", "WARNING"], production),
        ("the tests", [PYTHON, "-m", "pytest", "-n", "auto", *pytest_arguments], None),
    ]
    for what, command, environment in steps:
        print(f"bin/test: {what} …", flush=True)
        started = time.monotonic()
        status = subprocess.run(command, stdin=subprocess.DEVNULL, env=environment, check=False).returncode
        if status:
            print(f"bin/test: failed at {what}.", file=sys.stderr)
            return status if status > 0 else 1
        print(f"bin/test: {what}: in order, {time.monotonic() - started:.0f} s", flush=True)
    print("bin/test: everything is in order.", flush=True)
    return 0


def find_browser() -> str | None:
    """Return a Chromium that really starts: on some systems the name leads to an installer."""
    wanted = [os.environ["CHROMIUM"]] if os.environ.get("CHROMIUM") else BROWSERS
    for name in wanted:
        path = shutil.which(name)
        if path and subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0:
            return path
    return None


def install_browser() -> str | None:
    """Install Chromium where this user may."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    print("bin/test: installing Chromium …", flush=True)
    quietly = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-q"], ["install", "-y", "-q", "--no-install-recommends", "chromium"]):
        done = subprocess.run(
            ["apt-get", *command], stdin=subprocess.DEVNULL, capture_output=True, text=True, env=quietly, check=False
        )
        if done.returncode:
            print((done.stdout + done.stderr)[-2000:], file=sys.stderr)
    return find_browser()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
