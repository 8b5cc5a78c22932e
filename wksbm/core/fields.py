"""Fields that know more than their column: sealed identity numbers and text, and their digests."""

from typing import Any

from django.db import models

from wksbm.core.sealing import Sealed, digest, seal, unseal


class SealedField(models.BinaryField):
    """Text that is encrypted in the column and `Sealed` in Python. None stays NULL."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: Any, expression, connection) -> Sealed | None:
        return None if value is None else Sealed(token=bytes(value))

    def get_prep_value(self, value: Any) -> bytes | None:
        if value is None or isinstance(value, bytes | memoryview):
            return value
        if isinstance(value, str):
            value = Sealed(value)
        if value.token is None:
            value.token = seal(value.whole)
        return value.token

    def get_db_prep_value(self, value, connection, prepared=False):
        return super().get_db_prep_value(self.get_prep_value(value), connection, prepared)

    def value_to_string(self, obj) -> str:
        return str(self.value_from_object(obj) or "")


class UnsealedText(str):
    """Sealed text as read: a plain string that remembers its token, so that an unchanged value is not sealed anew."""

    token: bytes


class SealedTextField(models.BinaryField):
    """What people write about a person: encrypted in the column and its history, a plain string in Python.

    It cannot be searched or sorted by. Empty text is kept as empty bytes, never NULL. `max_length` counts letters.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"editable": True, **kwargs})

    def get_default(self) -> str:
        return ""

    def to_python(self, value: Any) -> Any:
        return value  # a binary field takes text for base64

    def from_db_value(self, value: Any, expression, connection) -> str:
        if not value:
            return ""
        text = UnsealedText(unseal(bytes(value)))
        text.token = bytes(value)
        return text

    def get_prep_value(self, value: Any) -> bytes:
        if isinstance(value, bytes | memoryview):
            return bytes(value)
        return getattr(value, "token", None) or (seal(value) if value else b"")

    def get_db_prep_value(self, value, connection, prepared=False):
        return super().get_db_prep_value(self.get_prep_value(value), connection, prepared)

    def formfield(self, **kwargs):
        return models.Field.formfield(self, **{"max_length": self.max_length, **kwargs})

    def value_to_string(self, obj) -> str:
        return str(self.value_from_object(obj))


class DigestField(models.BinaryField):
    """The keyed digest of a sealed field of the same row, kept in step with it on every save."""

    def __init__(self, *args, of: str = "", **kwargs):
        self.of = of
        super().__init__(*args, **{"editable": False, "null": True, **kwargs})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs["of"] = self.of
        return name, path, args, kwargs

    def pre_save(self, model_instance, add):
        source = getattr(model_instance, self.of)
        if isinstance(source, str):
            source = Sealed(source)
        value = digest(source.whole) if source is not None else None
        setattr(model_instance, self.attname, value)
        return value
