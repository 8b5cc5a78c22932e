"""A day, chosen with the phone's own calendar."""

from django import forms


class DayInput(forms.DateInput):
    """The browser's date field; without one, a text field that takes 2026-11-21."""

    input_type = "date"

    def __init__(self, **kwargs):
        super().__init__(format="%Y-%m-%d", **kwargs)
