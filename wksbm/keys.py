"""The portal's three keys: where the demo gets them, and which ones production refuses.

`SECRET_KEY` signs, `DATA_KEY` encrypts identity numbers and staged data, `HASH_KEY` makes the digests by which an
identity number is found. The last two are lists, newest first, so that they can be replaced without losing anything.
A backup without them is worthless: see docs/operations.md.
"""

import json
import os
import secrets
from pathlib import Path

from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured


def new_keys() -> dict:
    """Three fresh keys in the form that the settings read."""
    return {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "DATA_KEY": [Fernet.generate_key().decode()],
        "HASH_KEY": [secrets.token_urlsafe(32)],
    }


def demo_keys(path: Path) -> dict:
    """The demo's own keys, made once and kept beside its data, readable by its owner alone."""
    try:
        return json.loads(path.read_text())
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    # Two processes may start at once: each writes a file of its own, the first link wins, both read the winner.
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(new_keys(), file)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return json.loads(path.read_text())


def refuse_unfit_keys(
    secret_key: str, data_keys: list[str], hash_keys: list[str], allowed_hosts: list[str], *, demo_file: Path
) -> None:
    """Stop a production start that would protect nothing. Raises ImproperlyConfigured with what to do."""
    demo = json.loads(demo_file.read_text()) if demo_file.exists() else {}
    advice = "Buat kunci baru dengan: python manage.py new_keys (lihat docs/operations.md)."
    for name, values in (("SECRET_KEY", [secret_key]), ("DATA_KEY", data_keys), ("HASH_KEY", hash_keys)):
        if not values or not all(values):
            raise ImproperlyConfigured(f"{name} belum diisi. {advice}")
        known = demo.get(name, [])
        if set(values) & set([known] if isinstance(known, str) else known):
            raise ImproperlyConfigured(f"{name} masih kunci contoh. {advice}")
        if any(len(value) < 32 for value in values):
            raise ImproperlyConfigured(f"{name} terlalu pendek. {advice}")
    for value in data_keys:
        try:
            Fernet(value)
        except ValueError as error:
            raise ImproperlyConfigured(f"DATA_KEY bukan kunci yang sah. {advice}") from error
    if not allowed_hosts or any(host.strip() in ("", "*") for host in allowed_hosts):
        raise ImproperlyConfigured("ALLOWED_HOSTS harus berisi nama alamat portal, misalnya wksbm.desa.id, bukan '*'.")
