"""Forms of aspirations: written in half a minute, answered without a meeting where something can be done at once."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms.days import DayInput, believable_year
from members.forms.folds import folded
from members.models import Rt
from pmks_cases.forms.fields import ShortListField
from programs.models import Aspiration
from wksbm.core.forms import PortalForm

USUAL_DAYS = 14


class AspirationForm(PortalForm):
    """What somebody wishes or what is wrong; all but the text may stay as it is."""

    text = forms.CharField(
        label=_("Apa yang ingin disampaikan"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Tentang lingkungan, bukan tentang orang. Jangan menulis nama warga yang dibantu."),
        error_messages={"required": _("Tulis dahulu apa yang ingin disampaikan.")},
    )
    kind = forms.ChoiceField(label=_("Tentang"), choices=Aspiration.Kind.choices, required=False)
    rt = ShortListField(None, label=_("Di RT mana"), required=False, empty_label=_("Seluruh RW"))
    photo = forms.FileField(
        label=_("Foto keadaannya"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*", "capture": "environment"}),
        help_text=_("Boleh tanpa foto. Jangan memotret orangnya."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rt"].queryset = Rt.objects.visible_to(self.request.user).of(self.request.network)
        self.helper = folded(self, "text", "kind", fold=("rt", "photo"), title=_("RT dan foto (boleh kosong)"))

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or Aspiration.Kind.ASPIRATION


class AnswerForm(PortalForm):
    """The answer, and who does what by when, if anybody has to."""

    answer = forms.CharField(
        label=_("Jawabannya"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Tulis dahulu jawabannya.")},
    )
    what = forms.CharField(label=_("Apa yang dikerjakan"), max_length=200, required=False)
    office = forms.ModelChoiceField(label=_("Siapa"), queryset=None, required=False, empty_label=_("Pilih"))
    due_on = forms.DateField(label=_("Paling lambat"), widget=DayInput, required=False, validators=[believable_year])

    def __init__(self, *args, offices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices
        self.fields["office"].label_from_instance = lambda row: f"{row.user.name}, {row.place_and_title}"
        today = self.request.network.today()
        self.fields["due_on"].initial = today + timedelta(days=USUAL_DAYS)
        self.fields["due_on"].widget.attrs["min"] = today.isoformat()
        self.helper = folded(
            self, "answer", fold=("what", "office", "due_on"), title=_("Ada yang mengerjakannya (boleh kosong)")
        )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("what") and not cleaned.get("office"):
            self.add_error("office", _("Pilih siapa yang mengerjakannya."))
        if cleaned.get("office") and not cleaned.get("what"):
            self.add_error("what", _("Tulis apa yang dikerjakan."))
        if cleaned.get("office") and not cleaned.get("due_on"):
            self.add_error("due_on", _("Pilih tanggalnya."))
        return cleaned
