"""Form fields for what people type about a resident."""

from collections.abc import Callable

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from pmks_cases.imports.cells import DateUnread, as_date
from pmks_cases.validators import Checked


class CheckedTextField(forms.CharField):
    """Text that one of the `check_…` validators cleans; what blocks is the field's error, nothing is ''."""

    def __init__(self, check: Callable[[str], Checked], **kwargs):
        self.check = check
        super().__init__(strip=False, **kwargs)

    def clean(self, value):
        typed = super().clean(value)
        checked = self.check(typed)
        if checked.blocking:
            raise ValidationError(checked.blocking)
        return checked.value or ""


class IdentityNumberField(CheckedTextField):
    """Sixteen digits typed on a phone: the number keyboard, and nothing that a browser would remember."""

    def __init__(self, check: Callable[[str], Checked], **kwargs):
        kwargs.setdefault("required", False)
        super().__init__(check, max_length=40, **kwargs)

    def widget_attrs(self, widget):
        return {"inputmode": "numeric", "autocomplete": "off"}


class DayField(forms.Field):
    """A day as people write it: 10-03-1996, 10/3/1996, 10 Maret 1996."""

    widget = forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off", "placeholder": _("10-03-1996")})

    def to_python(self, value):
        if value in self.empty_values:
            return None
        try:
            return as_date(value.strip() if isinstance(value, str) else {"d": value.isoformat()})
        except DateUnread as unread:
            raise ValidationError(str(unread)) from None

    def prepare_value(self, value):
        return value.strftime("%d-%m-%Y") if hasattr(value, "strftime") else value

    def has_changed(self, initial, data):
        return self.prepare_value(initial) != data


class _AtOnce(ModelChoiceIterator):
    def __iter__(self):
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        yield from map(self.choice, self.queryset.all())


class ShortListField(forms.ModelChoiceField):
    """One of a dozen rows, read at once: Django's own opens a cursor in the database, and asks three times for them."""

    iterator = _AtOnce
