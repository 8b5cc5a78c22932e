"""Forms of a strategic issue and of advocacy: proposed, weighed, ended; planned, talked about, moved on."""

from crispy_forms.layout import Div, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms.days import DayInput, believable_year
from members.forms.inside_page import InsidePage
from programs.models import Advocacy, AdvocacyContact, StrategicIssue
from programs.models.advocacy import ENDED
from programs.models.strategic_issue import CRITERIA
from wksbm.core.forms import PortalForm, PortalModelForm

SCORES = [(value, str(value)) for value in range(1, 6)]
WITHOUT_NAMES = _("Tanpa nama warga yang dibantu: semua pengurus membacanya.")


class IssueForm(PortalModelForm):
    """What is wrong, how one knows, and where it can be settled."""

    class Meta:
        model = StrategicIssue
        fields = ("title", "description", "evidence", "level", "aim", "organization")
        widgets = {
            "title": forms.TextInput(attrs={"placeholder": _("Anak putus sekolah sesudah SD")}),
            "description": forms.Textarea(attrs={"rows": 4}),
            "evidence": forms.Textarea(attrs={"rows": 3, "placeholder": _("7 dari 30 anak di RT 002 dan RT 003")}),
        }
        help_texts = {"description": WITHOUT_NAMES, "evidence": _("Angka, surat, berita, atau yang dilihat sendiri.")}

    def __init__(self, *args, organizations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["aim"].choices = [("", _("Pilih")), *StrategicIssue.Aim.choices]
        self.fields["organization"].queryset = organizations
        self.fields["organization"].empty_label = _("Usulan pribadi")


class ScoreForm(PortalForm):
    """Five taps for one organisation. `organizations` are those for which this person may speak."""

    note = forms.CharField(label=_("Catatan"), max_length=300, required=False)

    def __init__(self, *args, organizations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organization"] = forms.ModelChoiceField(
            organizations, label=_("Lembaga yang menilai"), empty_label=_("Pilih")
        )
        for criterion in CRITERIA:
            self.fields[criterion.name] = forms.TypedChoiceField(
                label=criterion.label,
                help_text=criterion.question,
                choices=SCORES,
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": _("Pilih 1 sampai 5.")},
            )
        self.order_fields(["organization", *(criterion.name for criterion in CRITERIA), "note"])
        self.helper = InsidePage(self)
        taps = [Div(criterion.name, css_class="tiles tiles-5") for criterion in CRITERIA]
        self.helper.layout = Layout("form_id", "for_whom", "organization", *taps, "note")


class EndIssueForm(PortalForm):
    """What came of the issue."""

    result = forms.CharField(
        label=_("Apa hasilnya"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Termasuk yang belum tercapai. Dibaca semua pengurus."),
    )


class AdvocacyForm(PortalModelForm):
    """Which policy, what should change, and who can change it."""

    class Meta:
        model = Advocacy
        fields = ("policy", "stance", "change", "decided_by", "arguments")
        widgets = {
            "stance": forms.RadioSelect,
            "change": forms.Textarea(attrs={"rows": 3}),
            "arguments": forms.Textarea(attrs={"rows": 3}),
            "decided_by": forms.TextInput(attrs={"placeholder": _("Kepala desa dan BPD")}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stance"].choices = Advocacy.Stance.choices
        self.helper = InsidePage(self)
        stance = Div("stance", css_class="tiles")
        self.helper.layout = Layout("form_id", "for_whom", "policy", stance, "change", "decided_by", "arguments")


class ContactForm(PortalModelForm):
    """One talk, letter or petition."""

    class Meta:
        model = AdvocacyContact
        fields = ("on", "form", "with_whom", "said")
        widgets = {"on": DayInput, "said": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        today = self.request.network.today().isoformat()
        self.fields["on"].initial = today
        self.fields["on"].widget.attrs["max"] = today
        self.fields["on"].validators.append(believable_year)
        self.fields["form"].choices = [("", _("Pilih")), *AdvocacyContact.Form.choices]


class MoveForm(PortalForm):
    """Where an advocacy stands now; its end asks for the result."""

    to = forms.ChoiceField(label=_("Keadaannya sekarang"), widget=forms.RadioSelect)
    result = forms.CharField(
        label=_("Hasilnya"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Wajib ditulis bila sudah selesai, berhasil atau belum."),
    )

    def __init__(self, *args, advocacy, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(state.value, state.label) for state in advocacy.ways]
        self.helper = InsidePage(self)
        self.helper.layout = Layout("form_id", "for_whom", Div("to", css_class="tiles"), "result")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("to") in ENDED and not cleaned.get("result"):
            self.add_error("result", _("Tulis apa hasilnya."))
        return cleaned
