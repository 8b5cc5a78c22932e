"""Forms about PSM volunteers."""

from django import forms
from django.core.validators import MaxValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.forms.days import DayInput
from members.forms.folds import folded
from members.models import Training, Volunteer
from members.validators import refuse_unfit_proof
from wksbm.core.forms import PortalForm, PortalModelForm


def refuse_future(day) -> None:
    """A training that is recorded has been held."""
    if day > timezone.localdate():
        raise forms.ValidationError(_("Tanggal ini belum tiba."))


class VolunteerForm(PortalModelForm):
    """What a volunteer can give."""

    class Meta:
        model = Volunteer
        fields = ("hours_a_week", "skills", "since_on")
        widgets = {"since_on": DayInput}
        help_texts = {
            "hours_a_week": _("Kira-kira, sesanggupnya."),
            "skills": _("Misalnya: bahasa isyarat, mengantar berobat, mengurus BPJS."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["hours_a_week"].validators.append(MaxValueValidator(80, _("Paling banyak 80 jam.")))
        self.fields["since_on"].validators.append(refuse_future)


class AreasForm(PortalForm):
    """Which of the offered RTs the volunteer looks after."""

    areas = forms.ModelMultipleChoiceField(
        None, label=_("RT yang didampingi"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, offered, several: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["areas"].queryset = offered
        if several:
            self.fields["areas"].label_from_instance = lambda rt: f"{rt}, {rt.network.name}"


class TrainingForm(PortalModelForm):
    """One training, with a picture or PDF of its certificate."""

    class Meta:
        model = Training
        fields = ("level", "organizer", "held_on", "proof", "hours", "certificate_number")
        widgets = {
            "held_on": DayInput,
            "proof": forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
        }
        help_texts = {"proof": _("PDF, JPG, atau PNG, paling besar 5 MB.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [("", _("Pilih jenjang")), *Training.Level.choices]
        self.fields["held_on"].validators.append(refuse_future)
        self.fields["proof"].validators.append(refuse_unfit_proof)

    @property
    def helper(self):
        shown = ("level", "organizer", "held_on", "proof")
        return folded(self, *shown, fold=("hours", "certificate_number"), title=_("Lama dan nomor sertifikat"))
