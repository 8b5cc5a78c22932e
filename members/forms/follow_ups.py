"""Forms of a promise: done with what came of it, moved, handed over, taken back, opened again."""

from datetime import date

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from members.forms.days import DayInput, believable_year
from wksbm.core.forms import PortalForm
from wksbm.core.templatetags.portal_tags import longdate


def sentence(label: str, help_text: str = "", *, length: int = 500, empty: str = "") -> forms.CharField:
    """A few lines of one's own; `empty` is said when there are none."""
    area = forms.Textarea(attrs={"rows": 3})
    told = {"required": empty} if empty else {}
    return forms.CharField(label=label, help_text=help_text, max_length=length, widget=area, error_messages=told)


class FinishForm(PortalForm):
    """What came of it."""

    outcome = sentence(_("Apa hasilnya?"), _("Satu dua kalimat sudah cukup."), empty=_("Tulis dahulu apa hasilnya."))


class MoveForm(PortalForm):
    """To which day, and why."""

    due_on = forms.DateField(label=_("Menjadi paling lambat"), widget=DayInput, validators=[believable_year])
    reason = sentence(_("Mengapa diundur?"), empty=_("Tulis dahulu mengapa diundur; satu kalimat cukup."))

    def __init__(self, *args, latest: date, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["due_on"]
        field.widget.attrs |= {"min": self.request.network.today().isoformat(), "max": latest.isoformat()}
        field.help_text = _now("Sampai %(day)s.") % {"day": longdate(latest)}


class HandOverForm(PortalForm):
    """To whom, with what he must know."""

    doer = forms.ModelChoiceField(
        label=_("Kepada siapa"),
        queryset=None,
        empty_label=_("Pilih"),
        error_messages={"required": _("Pilih dahulu orangnya.")},
    )
    note = sentence(_("Yang perlu ia ketahui"), empty=_("Tulis dahulu yang perlu ia ketahui; satu kalimat cukup."))

    def __init__(self, *args, doers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["doer"].queryset = doers.order_by("name")


class ReasonForm(PortalForm):
    """Why it need not be done any more, or must be done after all."""

    reason = sentence(_("Alasannya"), empty=_("Tulis dahulu alasannya; satu kalimat cukup."))
