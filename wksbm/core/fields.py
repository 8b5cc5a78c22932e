"""Fields that know more than their column: identity numbers, their digests, phone numbers."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

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
        kwargs.setdefault("editable", True)
        super().__init__(*args, **kwargs)

    def get_default(self) -> str:
        return ""

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
        kwargs.setdefault("editable", False)
        kwargs.setdefault("null", True)
        super().__init__(*args, **kwargs)

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


def normal_phone(text: str) -> str:
    """An Indonesian phone number as E.164 (`+628…`); empty when the text is not one.

    Takes `08…`, `62…`, `+62…`, with spaces, dots, dashes or brackets.
    """
    digits = re.sub(r"[\s().\-–]", "", text)
    match = re.fullmatch(r"(?:\+?62|0)(\d{8,13})", digits)
    return f"+62{match[1]}" if match and not match[1].startswith("0") else ""


def spoken_phone(number: str) -> str:
    """`+628001234567` as people write it: `0800-1234-567`."""
    local = "0" + number.removeprefix("+62")
    return "-".join(part for part in (local[:4], local[4:8], local[8:]) if part) if number else ""


class PhoneFormField(forms.CharField):
    """Takes a phone number in any usual way of writing, shows it as people write it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.widget.input_type = "tel"
        self.widget.attrs["autocomplete"] = "tel"

    def to_python(self, value):
        value = super().to_python(value)
        if value in self.empty_values:
            return value
        normal = normal_phone(value)
        if not normal:
            raise ValidationError(_("Nomor HP ini belum lengkap. Contoh: 0812-3456-7890."))
        return normal

    def prepare_value(self, value):
        return spoken_phone(value) if value and normal_phone(value) == value else value


class PhoneField(models.CharField):
    """A phone number, stored as E.164, taken in any usual way of writing."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 17)
        super().__init__(*args, **kwargs)

    def to_python(self, value):
        value = super().to_python(value)
        if not value:
            return value
        normal = normal_phone(value)
        if not normal:
            raise ValidationError(_("Nomor HP ini belum lengkap. Contoh: 0812-3456-7890."))
        return normal

    def formfield(self, **kwargs):
        return super().formfield(**{"max_length": 25, "form_class": PhoneFormField, **kwargs})
