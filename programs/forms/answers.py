"""What an invited person answers. Behind a link nobody is signed in, so it carries neither a mark nor a receipt."""

from django import forms
from django.utils.translation import gettext_lazy as _

from programs.models import Attendance


class AnswerForm(forms.Form):
    """Two buttons, or a name and a third one: sending it twice says the same."""

    answer = forms.ChoiceField(choices=Attendance.Answer.choices[1:])
    represented_by = forms.CharField(
        label=_("Siapa yang mewakili?"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", auto_id="wakil-%s", **kwargs)
