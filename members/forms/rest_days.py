"""The form of days of rest."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms.days import DayInput, believable_year
from members.models import RestDay
from wksbm.core.forms import PortalForm


class RestDayForm(PortalForm):
    """What for, from when until when."""

    reason = forms.CharField(label=_("Untuk apa"), max_length=80, help_text=RestDay._meta.get_field("reason").help_text)
    starts_on = forms.DateField(label=_("Hari pertama"), widget=DayInput, validators=[believable_year])
    ends_on = forms.DateField(
        label=_("Hari terakhir"),
        widget=DayInput,
        validators=[believable_year],
        required=False,
        help_text=_("Kosongkan kalau hanya satu hari."),
    )
