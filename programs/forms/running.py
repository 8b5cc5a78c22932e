"""Forms of a meeting that runs: what is decided on a line, and the promises that come of it."""

from datetime import timedelta

from crispy_forms.layout import Div, Layout
from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from members.forms.days import DayInput, believable_year
from members.forms.inside_page import InsidePage
from pmks_cases.forms.case_follow_up import OutsidePromiseForm
from programs.models import Decision
from wksbm.core.forms import PortalForm

USUAL_DAYS = 14


def votes(label: str) -> forms.IntegerField:
    """How many hands."""
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=500)


class DecisionForm(PortalForm):
    """What was decided, by consensus or by vote; also which way a waiting case goes, or what becomes of a program."""

    case_decision = forms.ChoiceField(label=_("Keputusan"), widget=forms.RadioSelect)
    outcome = forms.ChoiceField(label=_("Keputusan"), widget=forms.RadioSelect)
    text = forms.CharField(label=_("Bunyi keputusannya"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    way = forms.ChoiceField(
        label=_("Cara memutuskan"),
        choices=Decision.Way.choices,
        widget=forms.RadioSelect,
        initial=Decision.Way.CONSENSUS,
    )
    votes_for = votes(_("Setuju"))
    votes_against = votes(_("Menolak"))
    votes_none = votes(_("Abstain"))
    use_required_attribute = False
    """What was said goes with the same button, also where nothing is decided yet: the browser must not hold it back."""

    def __init__(self, *args, offered, of_case=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.chosen, other = ("case_decision", "outcome") if of_case else ("outcome", "case_decision")
        del self.fields[other]
        if offered:
            self.fields[self.chosen].choices = [(row.value, row.label) for row in offered]
        else:
            del self.fields[self.chosen]
        self.fields["text"].required = not offered
        if of_case:
            self.fields["text"].help_text = _now("Tulis tanpa nama: cukup nomor, RT, dan bantuannya.")
        self.helper = InsidePage(self)
        self.helper.layout = Layout(
            "form_id",
            "for_whom",
            *([Div(self.chosen, css_class="tiles")] if offered else []),
            "text",
            Div("way", css_class="tiles"),
            Div("votes_for", "votes_against", "votes_none", css_class="votes"),
        )

    def is_begun(self) -> bool:
        """Whether anything of a decision was typed or chosen."""
        begun = set(self.changed_data) - {"form_id", "for_whom", "considered"}
        return bool(begun if self.data.get("way") else begun - {"way"})

    def clean(self):
        cleaned = super().clean()
        unsaid = cleaned.get("votes_for") is None and "votes_for" not in self.errors
        if cleaned.get("way") == Decision.Way.VOTE and unsaid:
            self.add_error("votes_for", _now("Tulis berapa yang setuju."))
        if cleaned.get("way") == Decision.Way.CONSENSUS:
            cleaned |= {"votes_for": None, "votes_against": None, "votes_none": None}
        if not cleaned.get("text") and cleaned.get(self.chosen):
            cleaned["text"] = dict(self.fields[self.chosen].choices)[cleaned[self.chosen]]
        return cleaned


class MeetingPromiseForm(PortalForm):
    """What, who of the officers or of which organisation, by when."""

    what = forms.CharField(
        label=_("Apa yang dijanjikan"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2, "placeholder": _("Pinjam cangkul dari balai")}),
    )
    office = forms.ModelChoiceField(label=_("Siapa"), queryset=None, empty_label=_("Pilih"))
    due_on = forms.DateField(label=_("Paling lambat"), widget=DayInput, validators=[believable_year])

    def __init__(self, *args, offices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices
        self.fields["office"].label_from_instance = lambda row: f"{row.user.name}, {row.place_and_title}"
        today = self.request.network.today()
        self.fields["due_on"].initial = today + timedelta(days=USUAL_DAYS)
        self.fields["due_on"].widget.attrs["min"] = today.isoformat()


class OutsideMeetingPromiseForm(OutsidePromiseForm):
    """A promise about a case to somebody who does not see it, asked in a meeting: the page may hang on a wall, so it
    says which fields may be told and not what stands in them."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, label in (("name", _("Nama")), ("house", _("Rumah")), ("contact", _("Nomor HP"))):
            self.fields[f"tell_{name}"].label = label
