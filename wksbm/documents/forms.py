"""Forms about issued papers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from wksbm.core.forms import PortalForm
from wksbm.documents import numbering
from wksbm.documents.models import Stationery


class DayInput(forms.DateInput):
    """A day, as every browser lets people choose one."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class IssueForm(PortalForm):
    """What is asked before a paper is issued: its own choices, whether it replaces the last one, who signs."""

    def __init__(self, *args, choices: dict, replaceable, may_ask_head: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.update(choices)
        if replaceable is not None:
            self.fields["replace"] = forms.BooleanField(
                label=_("Menggantikan %(document)s") % {"document": replaceable}, required=False, initial=True
            )
        if may_ask_head:
            self.fields["head_signs"] = forms.BooleanField(
                label=_("Perlu tanda tangan kepala desa atau lurah"),
                required=False,
                help_text=_("Suratnya muncul di halaman beliau sampai ditandatangani."),
            )


class WithdrawForm(PortalForm):
    why = forms.CharField(label=_("Alasan dibatalkan"), max_length=200)


class SignedForm(PortalForm):
    """On which day, from the one on which the letter was issued to this one."""

    on = forms.DateField(label=_("Ditandatangani pada"), widget=DayInput)

    def __init__(self, *args, issued_on, **kwargs):
        super().__init__(*args, **kwargs)
        days = {"min": issued_on.isoformat(), "max": self.request.network.today().isoformat()}
        self.fields["on"].widget.attrs |= days


class StationeryForm(PortalForm):
    """Paper, pattern and logo."""

    paper_size = forms.ChoiceField(
        label=_("Ukuran kertas"), choices=Stationery.PaperSize.choices, widget=forms.RadioSelect
    )
    pattern = forms.CharField(
        label=_("Pola nomor surat"),
        max_length=numbering.MOST_LETTERS,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    logo = forms.FileField(
        label=_("Logo di kop surat"),
        required=False,
        help_text=_("PNG atau JPEG. Portal mengecilkannya sendiri."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
    )
    without_logo = forms.BooleanField(label=_("Lepas logo yang sekarang"), required=False)

    def __init__(self, *args, marks, has_logo: bool, **kwargs):
        super().__init__(*args, **kwargs)
        words = (numbering.NUMBER, numbering.CODE, *marks, numbering.MONTH, numbering.ROMAN_MONTH, numbering.YEAR)
        self.fields["pattern"].help_text = _("Boleh dipakai: %(words)s.") % {
            "words": " ".join(f"{{{word}}}" for word in words)
        }
        if not has_logo:
            del self.fields["without_logo"]
