"""Key rotation: everything sealed goes under the newest data key, every digest under the newest hash key.

It asks no app what it seals. A token of Fernet says by itself what it is, so whatever a later floor seals in a binary
column, in the store of second factors or in an uploaded file is found without being named anywhere.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pgtrigger
from cryptography.fernet import Fernet, InvalidToken
from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, connection, models, transaction
from django.db.models.functions import Cast

from wksbm.core.fields import DigestField
from wksbm.core.sealing import Sealed, digest, reseal

SIGN = b"gAAAAA"
"""How every Fernet token of this century begins: its version, and a clock whose first bytes are zero."""
BATCH = 500


@dataclass
class Rotation:
    """What a rotation did: rewritten rows by table, files, what no key opens, and digests that would stand twice."""

    rows: dict[str, int] = field(default_factory=dict)
    files: int = 0
    unreadable: dict[str, int] = field(default_factory=dict)
    clashes: dict[str, list] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        """The older keys are needed no more."""
        return not self.unreadable and not self.clashes


def rotate(say: Callable[[str], None] = lambda line: None) -> Rotation:
    """Rewrite what still needs an older key, batch by batch; after an interruption simply run it again.

    Rows that no key of the settings opens are left alone and counted. History tables follow too, but the rotation
    itself leaves no history: nothing that a person has written changes by it.
    """
    done = Rotation()
    newest = Fernet(settings.DATA_KEYS[0])
    for model in apps.get_models(include_auto_created=True):
        columns = _columns(model)
        if columns:
            _rotate_table(model, columns, newest, done)
            if done.rows.get(model._meta.db_table):
                say(f"{model._meta.db_table}: {done.rows[model._meta.db_table]} baris")
    for path in _sealed_files(Path(settings.MEDIA_ROOT)):
        _rotate_file(path, newest, done)
    return done


def _columns(model) -> list[models.Field]:
    """The columns of a table that may hold something sealed, or a digest of it."""
    if model._meta.proxy or not model._meta.managed:
        return []
    kinds = (models.BinaryField, models.JSONField) if model._meta.app_label == "mfa" else (models.BinaryField,)
    return [column for column in model._meta.local_concrete_fields if isinstance(column, kinds)]


def _rotate_table(model, columns, newest: Fernet, done: Rotation) -> None:
    table = model._meta.db_table
    last = None
    while True:
        with transaction.atomic():
            rows = model._base_manager.select_for_update().order_by("pk")
            if last is not None:
                rows = rows.filter(pk__gt=last)
            found = list(rows.values_list("pk", *(_as_stored(column) for column in columns))[:BATCH])
            changed = []
            for pk, *values in found:
                fresh = _fresh(columns, [_plain(value) for value in values], newest, table, done)
                if fresh is not None:
                    changed.append((pk, *fresh))
            if changed:
                _write(model, columns, changed, done)
        if len(found) < BATCH:
            return
        last = found[-1][0]


def _as_stored(column):
    """The column's own bytes: to open each value here would stop the rotation at the first that no key opens."""
    if not isinstance(column, models.BinaryField):
        return column.attname
    return Cast(column.attname, models.BinaryField())


def _plain(value):
    return bytes(value) if isinstance(value, memoryview) else value


def _fresh(columns, values: list, newest: Fernet, table: str, done: Rotation) -> list | None:
    """The row's values under the newest keys, or None where nothing is to be written."""
    by_name = {column.name: value for column, value in zip(columns, values, strict=True)}
    fresh = []
    try:
        for column, value in zip(columns, values, strict=True):
            if isinstance(column, DigestField):
                source = by_name.get(column.of)
                fresh.append(digest(Sealed(token=source).whole) if source else value)
            else:
                fresh.append(_under(newest, value))
    except InvalidToken:
        done.unreadable[table] = done.unreadable.get(table, 0) + 1
        return None
    return fresh if fresh != values else None


def _under(newest: Fernet, value):
    """A token, or a JSON value that holds some, under the newest key; anything else as it is."""
    if isinstance(value, bytes):
        return _resealed(newest, value) if value.startswith(SIGN) else value
    if isinstance(value, str):
        return _resealed(newest, value.encode()).decode() if value.startswith(SIGN.decode()) else value
    if isinstance(value, dict):
        return {key: _under(newest, inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_under(newest, inner) for inner in value]
    return value


def _resealed(newest: Fernet, token: bytes) -> bytes:
    try:
        newest.decrypt(token)
    except InvalidToken:
        return reseal(token)
    return token


def _write(model, columns, rows: list[tuple], done: Rotation) -> None:
    table = model._meta.db_table
    try:
        with pgtrigger.ignore(), transaction.atomic():  # in this order: after a clash the session must be usable
            _update(model, columns, rows)
        done.rows[table] = done.rows.get(table, 0) + len(rows)
    except IntegrityError:
        if len(rows) == 1:
            # Somebody was registered a second time between the new key and this rotation.
            done.clashes.setdefault(table, []).append(rows[0][0])
            return
        for row in rows:
            _write(model, columns, [row], done)


def _update(model, columns, rows: list[tuple]) -> None:
    quote = connection.ops.quote_name
    pk = model._meta.pk
    casts = [pk.rel_db_type(connection), *(column.db_type(connection) for column in columns)]
    one = "(" + ", ".join(f"%s::{cast}" for cast in casts) + ")"
    names = [quote(column.column) for column in columns]
    assignments = ", ".join(f"{name} = fresh.{name}" for name in names)
    values = [
        column.get_db_prep_value(value, connection)
        for row in rows
        for column, value in zip((pk, *columns), row, strict=True)
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {quote(model._meta.db_table)} AS kept SET {assignments}"  # noqa: S608  names come from the models
            f" FROM (VALUES {', '.join([one] * len(rows))}) AS fresh (pk, {', '.join(names)})"
            f" WHERE kept.{quote(pk.column)} = fresh.pk",
            values,
        )


def _sealed_files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(len(SIGN)) == SIGN:
                    yield path


def _rotate_file(path: Path, newest: Fernet, done: Rotation) -> None:
    """Rewrite a file of one token, or of one a line, in one move; a reader sees the old or the new one, whole."""
    old = path.read_bytes()
    try:
        fresh = b"\n".join(_under(newest, line) for line in old.split(b"\n"))
    except InvalidToken:
        done.unreadable["files"] = done.unreadable.get("files", 0) + 1
        return
    if fresh == old:
        return
    made = path.with_name(f".{path.name}.new")
    with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(fresh)
        file.flush()
        os.fsync(file.fileno())
    made.replace(path)
    done.files += 1
