"""Forms of a meeting: when and where, why not, who is invited, what else is talked about, what is added later."""

from datetime import time, timedelta

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms.days import DayInput, believable_year
from members.forms.inside_page import InsidePage
from programs.forms.clashes import SHOWN_HERE, AsksAboutClashes
from programs.models import Addendum, Attendance, Meeting
from wksbm.core.forms import PortalForm, PortalModelForm

USUAL_TIME = time(19, 30)
USUAL_NOTICE = timedelta(days=7)


class ClockInput(forms.TimeInput):
    """The phone's own clock."""

    input_type = "time"

    def __init__(self, **kwargs):
        super().__init__(format="%H:%M", **kwargs)


class MeetingForm(AsksAboutClashes, PortalModelForm):
    """Kind, day, time, place, who leads and who writes; the rest may stay as it is."""

    class Meta:
        model = Meeting
        fields = (
            "kind",
            "held_on",
            "begins",
            "ends",
            "place",
            "chair",
            "note_taker",
            "title",
            "bring_along",
        )
        widgets = {"held_on": DayInput, "begins": ClockInput, "ends": ClockInput}

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["held_on"].validators.append(believable_year)
        for name in ("chair", "note_taker"):
            self.fields[name].queryset = people
            self.fields[name].empty_label = _("Pilih")
            self.fields[name].label_from_instance = lambda person: person.name
        self.fields["title"].help_text = _("Boleh kosong: yang tampil lalu jenisnya.")
        self.fields["place"].widget.attrs["placeholder"] = _("Balai RW")
        self.helper = InsidePage(self)
        self.helper.layout = Layout(
            *("form_id", "for_whom", "kind", "held_on", "begins", "ends"),
            SHOWN_HERE,
            *("place", "chair", "note_taker", "title", "bring_along"),
        )


class CancelForm(PortalForm):
    """Why it does not take place."""

    why = forms.CharField(
        label=_("Alasannya"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Dibaca semua yang diundang."),
    )


class AgendaItemForm(PortalForm):
    """A line that somebody asks for."""

    title = forms.CharField(
        label=_("Apa yang dirembuk"), max_length=200, help_text=_("Jangan menulis nama warga yang dibantu.")
    )


class InvitationForm(PortalModelForm):
    """A person with or without an account: name, element, L/P, phone."""

    class Meta:
        model = Attendance
        fields = ("name", "element", "sex", "office", "phone")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("element", "sex"):
            self.fields[name].choices = [("", _("Pilih")), *self.fields[name].choices[1:]]
        self.fields["element"].help_text = _("Kuorum dihitung dari unsur yang hadir.")


class AddendumForm(PortalModelForm):
    """What is added to closed minutes."""

    class Meta:
        model = Addendum
        fields = ("text",)
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}
