"""A day, chosen with the phone's own calendar."""

from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

FARTHEST = timedelta(days=10 * 366)


def believable_year(day: date) -> None:
    """A validator: a day of another century is a slip of the finger, and a promise for it would never be due."""
    if abs(day - timezone.localdate()) > FARTHEST:
        raise ValidationError(_("Tanggal ini terlalu jauh. Periksa tahunnya."))


class DayInput(forms.DateInput):
    """The browser's date field; without one, a text field that takes 2026-11-21."""

    input_type = "date"

    def __init__(self, **kwargs):
        super().__init__(format="%Y-%m-%d", **kwargs)
