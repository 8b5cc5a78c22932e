"""Forms of letters that came in: noted in a minute, corrected, disposed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms.days import DayInput, believable_year
from programs.forms.running import MeetingPromiseForm
from programs.models import LetterScan
from wksbm.core.forms import PortalForm

PERSONAL = _(
    "Surat tentang seseorang adalah data pribadi: hanya ketua dan sekretaris yang membukanya, dan tercatat."
    " Surat tentang kasus yang dirahasiakan jangan disimpan di sini."
)


def scan_field(*, required: bool) -> forms.FileField:
    return forms.FileField(
        label=_("Foto atau PDF suratnya"),
        required=required,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,application/pdf"}),
        help_text=PERSONAL,
        error_messages={"required": _("Pilih dahulu fotonya atau PDF-nya."), "empty": _("Berkas ini kosong.")},
    )


class LetterForm(PortalForm):
    """What stands on the letter. Number and day of its own may be missing: many letters have none."""

    received_on = forms.DateField(label=_("Diterima tanggal"), widget=DayInput, validators=[believable_year])
    sender = forms.CharField(label=_("Dari siapa"), max_length=120)
    subject = forms.CharField(
        label=_("Perihal"),
        max_length=150,
        help_text=_("Satu kalimat. Kalau bisa, tanpa nama warga."),
    )
    letter_number = forms.CharField(label=_("Nomor suratnya"), max_length=80, required=False)
    written_on = forms.DateField(
        label=_("Tanggal suratnya"), widget=DayInput, required=False, validators=[believable_year]
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        today = self.request.network.today()
        self.fields["received_on"].initial = today
        for name in ("received_on", "written_on"):
            self.fields[name].widget.attrs["max"] = today.isoformat()


class RecordLetterForm(LetterForm):
    """A new one, with its photo at once where it is at hand."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["scan"] = scan_field(required=False)


class CorrectLetterForm(LetterForm):
    """What was noted, and which of its photos are thrown away."""

    def __init__(self, *args, letter, scans, **kwargs):
        super().__init__(*args, **kwargs)
        if scans:
            self.fields["drop"] = forms.ModelMultipleChoiceField(
                LetterScan.objects.visible_to(self.request.user).filter(letter=letter),
                label=_("Buang yang bukan milik surat ini"),
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
            numbers = {scan.pk: number for number, scan in enumerate(scans, start=1)}
            self.fields["drop"].label_from_instance = lambda scan: _("Berkas %(number)d") % {"number": numbers[scan.pk]}


class ScanForm(PortalForm):
    """One more page."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["scan"] = scan_field(required=True)


class DisposeForm(MeetingPromiseForm):
    """What is done about it, who, by when."""

    tell_subject = forms.BooleanField(
        label=_("Sebutkan perihal suratnya di janji"),
        required=False,
        initial=True,
        help_text=_(
            "Yang mengerjakan hanya membaca janjinya, bukan suratnya. Lepas centang kalau perihalnya menyebut nama."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        what = self.fields["what"]
        what.label, what.max_length = _("Apa yang dikerjakan"), 120
        what.widget.attrs |= {"placeholder": _("Siapkan data dan balas suratnya"), "maxlength": 120}
        what.validators.append(forms.CharField(max_length=120).validators[0])
