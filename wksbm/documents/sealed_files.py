"""Files with personal data: sealed, named by chance, and gone again when what they came with is refused."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.utils import timezone

from wksbm.core.sealing import seal_bytes, unseal_bytes

DAY = 24 * 3600
"""Seconds."""
_written: ContextVar[list[Path] | None] = ContextVar("files_written", default=None)


def path_of(name: str) -> Path:
    return Path(settings.MEDIA_ROOT) / name


def write(name: str, plain: bytes) -> None:
    """Seal and write a new file. Raises FileExistsError for a name that is taken, OSError when the disk refuses."""
    path = path_of(name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        if (written := _written.get()) is not None:
            written.append(path)
        file.write(seal_bytes(plain))


def read(name: str) -> bytes:
    """What was written. Raises FileNotFoundError when it is gone, or no key opens it any more."""
    try:
        return unseal_bytes(path_of(name).read_bytes())
    except InvalidToken as error:
        raise FileNotFoundError(name) from error


@contextmanager
def taken_back_when_refused() -> Iterator[None]:
    """What is written inside is destroyed at once when it ends with an error: a transaction takes back only rows."""
    token = _written.set([])
    try:
        yield
    except BaseException:
        for path in _written.get():
            path.unlink(missing_ok=True)
        raise
    finally:
        _written.reset(token)


def old_enough(folder: str) -> list[Path]:
    """Files of yesterday and the day before: younger ones may still get their row, older ones were looked at."""
    now = timezone.now().timestamp()
    return [path for path in path_of(folder).glob("*") if DAY < now - path.stat().st_mtime < 3 * DAY]
