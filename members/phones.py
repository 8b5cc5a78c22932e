"""Indonesian phone numbers: taken in any usual way of writing, stored as E.164."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


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
