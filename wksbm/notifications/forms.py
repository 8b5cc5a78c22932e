"""How a person wants to be reached."""

from django import forms

from wksbm.notifications.models import Preference
from wksbm.notifications.models.preference import QUIET_FROM, QUIET_UNTIL


class PreferenceForm(forms.ModelForm):
    class Meta:
        model = Preference
        fields = ("daily", "hour", "urgent")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        hours = [(hour, f"{hour:02d}.00") for hour in range(QUIET_UNTIL, QUIET_FROM)]
        self.fields["hour"] = forms.TypedChoiceField(label=self.fields["hour"].label, choices=hours, coerce=int)
