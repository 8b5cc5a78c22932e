"""How much of something, as people write it: 1.250.000, 2,5, Rp250.000."""

import re
from decimal import Decimal, InvalidOperation

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_THOUSANDS = re.compile(r"-?\d{1,3}(\.\d{3})+")
LARGEST = Decimal("99999999999")


def plain(value) -> str:
    """`2`, `2,5`, `1.250.000`: no zeros that say nothing, a point between thousands."""
    number = Decimal(value)
    whole = int(number.copy_abs().to_integral_value(rounding="ROUND_DOWN"))
    rest = f"{number.copy_abs() - whole:f}"[2:].rstrip("0")
    sign = "-" if number < 0 else ""
    return f"{sign}{whole:,}".replace(",", ".") + (f",{rest}" if rest else "")


class AmountField(forms.CharField):
    """A number with at most two decimals; `least` is the smallest that is taken."""

    def __init__(self, *, least: Decimal | None = None, **kwargs):
        self.least = least
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(max_length=20, **kwargs)

    def clean(self, value) -> Decimal | None:
        typed = super().clean(value)
        if typed in self.empty_values:
            return None
        text = re.sub(r"^Rp\.?\s*|\s", "", typed, flags=re.IGNORECASE)
        text = text.replace(".", "") if "," in text or _THOUSANDS.fullmatch(text) else text
        try:
            number = Decimal(text.replace(",", "."))
        except InvalidOperation:
            raise ValidationError(_("Tulis angkanya saja, misalnya 250.000 atau 2,5.")) from None
        if not number.is_finite() or abs(number) > LARGEST:
            raise ValidationError(_("Angka ini terlalu besar."))
        if number != round(number, 2):
            raise ValidationError(_("Paling banyak dua angka di belakang koma."))
        if self.least is not None and number < self.least:
            raise ValidationError(_("Tulis berapa banyaknya.") if self.least else _("Angkanya paling sedikit nol."))
        return number

    def prepare_value(self, value):
        return plain(value) if isinstance(value, Decimal | int) else value
