"""Forms about the categories of one network."""

from django import forms
from django.utils.translation import gettext_lazy as _

from wksbm.core.forms import PortalForm


class WordingForm(PortalForm):
    """The network's own words for a category."""

    wording = forms.CharField(
        label=_("Sebutan di jejaring ini"),
        max_length=100,
        required=False,
        help_text=_("Pakai kata yang tidak menyakiti siapa pun. Kosongkan untuk kembali ke nama resmi."),
    )


class SwitchForm(PortalForm):
    """On or off, with a reason; `must_say` where nobody switches without one."""

    reason = forms.CharField(
        label=_("Alasan"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Jangan menulis nama orang."),
    )

    def __init__(self, *args, must_say: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = must_say
        if not must_say:
            self.fields["reason"].label = _("Alasan (boleh dikosongkan)")
