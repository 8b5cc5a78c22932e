"""The form that asks a network's officer about something that is late."""

from datetime import timedelta

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from members.forms.days import DayInput, believable_year
from wksbm.core.forms import PortalForm

DAYS_TO_ANSWER = timedelta(days=3)
"""Proposed; the village head may choose another day."""
NATIONAL_NUMBER = r"(\d[\s.-]?){16}"
NO_NUMBER = _("Jangan menulis NIK atau nomor KK. Cukup apa yang ditanyakan.")


class HolderChoice(forms.ModelChoiceField):
    """Officers by name and office; `offices` are their offices by the person's id."""

    offices: dict = {}

    def label_from_instance(self, user) -> str:
        return f"{user.name}, {self.offices[user.pk]}" if user.pk in self.offices else user.name


class AskForm(PortalForm):
    """To whom, until when, and the question in own words."""

    doer = HolderChoice(label=_("Kepada siapa"), queryset=None, empty_label=None)
    due_on = forms.DateField(label=_("Dijawab paling lambat"), widget=DayInput, validators=[believable_year])
    what = forms.CharField(
        label=_("Pertanyaannya"),
        help_text=_("Jangan menulis nama warga. Cukup apa yang ditanyakan."),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 4}),
        validators=[RegexValidator(NATIONAL_NUMBER, NO_NUMBER, inverse_match=True)],
    )

    def __init__(self, *args, holders, offices, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["doer"].offices = offices
        self.fields["doer"].queryset = holders
        self.fields["due_on"].widget.attrs["min"] = today.isoformat()
