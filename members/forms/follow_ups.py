"""Forms of a promise: done with what came of it, moved, handed over, taken back, opened again."""

from datetime import date

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from members.forms.days import DayInput, believable_year
from wksbm.core.forms import PortalForm
from wksbm.core.templatetags.portal_tags import longdate


def sentence(label: str, help_text: str = "", *, length: int = 500) -> forms.CharField:
    """A few lines of one's own."""
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, help_text=help_text, max_length=length, widget=area)


class FinishForm(PortalForm):
    """What came of it."""

    outcome = sentence(_("Apa hasilnya?"), _("Satu dua kalimat sudah cukup."))


class MoveForm(PortalForm):
    """To which day, and why."""

    due_on = forms.DateField(label=_("Menjadi paling lambat"), widget=DayInput, validators=[believable_year])
    reason = sentence(_("Mengapa diundur?"))

    def __init__(self, *args, latest: date, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["due_on"]
        field.widget.attrs |= {"min": self.request.network.today().isoformat(), "max": latest.isoformat()}
        field.help_text = _now("Sampai %(day)s.") % {"day": longdate(latest)}


class HandOverForm(PortalForm):
    """To whom, with what he must know."""

    doer = forms.ModelChoiceField(label=_("Kepada siapa"), queryset=None, empty_label=_("Pilih"))
    note = sentence(_("Yang perlu ia ketahui"))

    def __init__(self, *args, doers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["doer"].queryset = doers.order_by("name")


class ReasonForm(PortalForm):
    """Why it need not be done any more, or must be done after all."""

    reason = sentence(_("Alasannya"))
