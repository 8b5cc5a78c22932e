"""The forms of who cannot come: another day, or another person."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms.days import DayInput
from members.forms.follow_ups import sentence
from pmks_cases.actions.postponed_visits import latest_day
from wksbm.core.forms import PortalForm


class PostponeVisitForm(PortalForm):
    """To which day, and why."""

    day = forms.DateField(label=_("Menjadi hari apa?"), widget=DayInput)
    why = sentence(_("Mengapa?"), length=300)

    def __init__(self, *args, case, **kwargs):
        super().__init__(*args, **kwargs)
        attributes = self.fields["day"].widget.attrs
        attributes["min"], attributes["max"] = case.network.today().isoformat(), latest_day(case).isoformat()


class AskForAnotherForm(PortalForm):
    """Why somebody else should come."""

    why = sentence(_("Mengapa?"), _("Misalnya: sakit, atau pekan ini sudah penuh."), length=140)
