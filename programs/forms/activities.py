"""What an organisation does: a day, an hour, a place, and who answers for it."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms.days import DayInput, believable_year
from members.forms.inside_page import InsidePage
from programs.forms.clashes import SHOWN_HERE, AsksAboutClashes
from programs.forms.meetings import ClockInput
from programs.models import Activity
from wksbm.core.forms import PortalForm, PortalModelForm


class ActivityForm(AsksAboutClashes, PortalModelForm):
    """`organizations`: for whom this person may write; `for_all`: whether also for the whole network."""

    class Meta:
        model = Activity
        fields = ("title", "organization", "held_on", "begins", "ends", "place", "in_charge", "note")
        widgets = {"held_on": DayInput, "begins": ClockInput, "ends": ClockInput}

    def __init__(self, *args, organizations, people, for_all, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].widget.attrs["placeholder"] = _("Kerja bakti saluran")
        self.fields["title"].help_text = _("Jangan menulis nama warga yang dibantu.")
        self.fields["organization"].queryset = organizations
        self.fields["organization"].required = not for_all
        self.fields["organization"].empty_label = _("Seluruh jejaring") if for_all else None
        self.fields["held_on"].validators.append(believable_year)
        self.fields["in_charge"].queryset = people
        self.fields["in_charge"].empty_label = _("Pilih")
        self.fields["in_charge"].label_from_instance = lambda person: person.name
        self.helper = InsidePage(self)
        self.helper.layout = Layout(
            *("form_id", "for_whom", "title", "organization", "held_on", "begins", "ends"),
            SHOWN_HERE,
            *("place", "in_charge", "note"),
        )


class CancelActivityForm(PortalForm):
    """Why it does not take place."""

    why = forms.CharField(
        label=_("Alasannya"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Dibaca semua anggota. Jangan menulis nama warga yang dibantu."),
    )
