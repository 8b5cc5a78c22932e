"""The forms that send the map of an RW and put it in its place."""

from dataclasses import asdict

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from members.geojson import BIGGEST_FILE, DrawnArea, MapRefused, ReadMap, read_map
from wksbm.core.forms import PortalForm

SALT = "members.map"
HOUR = 3600


class MapFileForm(PortalForm):
    """A GeoJSON file; `cleaned_data["file"]` is what was read in it, and what does not fit is said area by area."""

    file = forms.FileField(
        label=_("Berkas peta"),
        help_text=_("GeoJSON, paling besar 2 MB."),
        error_messages={
            "required": _("Pilih dahulu berkasnya."),
            "missing": _("Pilih dahulu berkasnya."),
            "empty": _("Berkas ini kosong."),
        },
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".geojson,.json,application/geo+json"}),
    )

    def __init__(self, *args, network, rts, **kwargs):
        super().__init__(*args, **kwargs)
        self.network, self.rts = network, rts

    def clean_file(self) -> ReadMap:
        content = self.cleaned_data["file"].read(BIGGEST_FILE + 1)
        try:
            return read_map(content, rw=self.network.rw, rts=self.rts)
        except MapRefused as refused:
            raise ValidationError(refused.sentences) from None


class PlaceMapForm(PortalForm):
    """Puts in place what was looked at: the areas travel with the page, signed, for an hour."""

    areas = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, network, **kwargs):
        super().__init__(*args, **kwargs)
        self.network = network

    @staticmethod
    def sealed(network, read: ReadMap) -> str:
        areas = [asdict(area) for area in read.areas]
        return signing.dumps({"network": network.pk, "areas": areas}, salt=SALT, compress=True)

    def clean_areas(self) -> list[DrawnArea]:
        try:
            found = signing.loads(self.cleaned_data["areas"], salt=SALT, max_age=HOUR)
        except signing.BadSignature:
            found = {}
        if found.get("network") != self.network.pk:
            raise ValidationError(_("Pratinjau ini sudah terlalu lama. Unggah berkasnya sekali lagi."))
        return [DrawnArea(**area) for area in found["areas"]]
