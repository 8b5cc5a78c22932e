"""The form that sends a residents file."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from members.forms.days import DayInput
from pmks_cases.imports.reader import SENTENCES, FileRefused, kind_of
from wksbm.core.forms import PortalForm


class ResidentImportForm(PortalForm):
    """A file, and the village's permission where the network has none on record yet.

    What shows at a glance that no table is in the file is said beside the field; the rest says the import's page.
    """

    file = forms.FileField(
        label=_("Berkas daftar warga"),
        help_text=_("Excel (.xlsx, .xlsm, .xls), LibreOffice (.ods), atau CSV. Paling besar 20 MB."),
        error_messages={
            "required": _("Pilih dahulu berkasnya."),
            "missing": _("Pilih dahulu berkasnya."),
            "empty": _(SENTENCES["empty"]),
        },
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.ods,.csv"}),
    )
    permit_number = forms.CharField(
        label=_("Nomor surat izin dari desa/kelurahan"),
        help_text=_("Ditanyakan sekali saja: data warga milik desa, jadi perlu izinnya."),
        max_length=80,
        error_messages={"required": _("Tulis nomor surat izinnya.")},
    )
    permit_on = forms.DateField(
        label=_("Tanggal surat izin"), widget=DayInput(), error_messages={"required": _("Isi tanggal suratnya.")}
    )

    def __init__(self, *args, network, **kwargs):
        super().__init__(*args, **kwargs)
        self.network = network
        if network.resident_permit_number:
            del self.fields["permit_number"], self.fields["permit_on"]

    def clean_file(self):
        """The file's own name and its content."""
        file = self.cleaned_data["file"]
        content = file.read()
        try:
            kind_of(content)
        except FileRefused as refused:
            raise ValidationError(str(refused)) from None
        return file.name, content

    def clean_permit_on(self):
        day = self.cleaned_data["permit_on"]
        if day > self.network.today():
            raise ValidationError(_("Tanggal ini belum terjadi."))
        return day
