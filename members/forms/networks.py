"""Forms about a network, its RTs and dasawisma."""

import re

from crispy_forms.layout import Div
from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms.days import DayInput
from members.forms.folds import folded
from members.models import Dasawisma, Element, Network, Region, Rt
from members.phones import PhoneField
from wksbm.compared import ComparedForm
from wksbm.core.forms import PortalForm, PortalModelForm


class ProfileForm(ComparedForm):
    """What the profile of the network says."""

    quorum_elements = forms.MultipleChoiceField(
        label=_("Unsur yang dihitung"), choices=Element, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Network
        fields = (
            "name",
            "stage",
            "phone",
            "email",
            "protection_unit_phone",
            "address",
            "activities",
            "decree_number",
            "decree_on",
            "time_zone",
            "case_term",
            "quorum",
            "quorum_elements",
        )
        widgets = {"decree_on": DayInput, "activities": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "activities": _("Satu baris satu kegiatan."),
            "decree_number": _("SK pengesahan dari kepala desa atau lurah, kalau sudah ada."),
            "time_zone": _("Jam yang ditampilkan di portal."),
            "case_term": _(
                "Pilih yang diminta dinas sosial. Di luar laporan resmi portal menyebut warga yang didampingi."
            ),
            "quorum": _("Berlaku untuk musyawarah yang direncanakan sesudah ini."),
        }

    @property
    def helper(self):
        helper = folded(
            self,
            *("name", "stage", "phone", "email", "protection_unit_phone", "activities"),
            fold=("address", "decree_number", "decree_on", "time_zone", "case_term", "quorum", "quorum_elements"),
            title=_("Alamat, SK, zona waktu, istilah laporan, dan kuorum"),
        )
        helper["quorum_elements"].wrap(Div, css_class="tiles")
        return helper

    def clean(self):
        cleaned = super().clean()
        needed, counting = cleaned.get("quorum"), cleaned.get("quorum_elements")
        if needed and counting and needed > len(counting):
            self.add_error("quorum", _("Lebih dari unsur yang dihitung. Tulis paling banyak %d.") % len(counting))
        return cleaned


class RtForm(PortalForm):
    """One RT."""

    number = forms.CharField(
        label=_("Nomor RT"), max_length=3, widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    )


class DasawismaForm(PortalModelForm):
    """One dasawisma."""

    class Meta:
        model = Dasawisma
        fields = ("rt", "name")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rt"].queryset = Rt.objects.visible_to(self.request.user).of(self.request.network)
        self.fields["rt"].empty_label = _("Pilih RT")


class StartForm(PortalForm):
    """A new network in the operator's own village, with its first two people."""

    village = forms.ModelChoiceField(None, label=_("Desa/kelurahan"), empty_label=None)
    rw = forms.CharField(label=_("Nomor RW"), max_length=3, widget=forms.TextInput(attrs={"inputmode": "numeric"}))
    name = forms.CharField(label=_("Nama WKSBM"), max_length=100, min_length=3)
    rts = forms.CharField(label=_("RT di RW ini"), max_length=200, help_text=_("Contoh: 1-7, atau 1, 2, 5."))
    chair_name = forms.CharField(label=_("Nama ketua"), max_length=100)
    chair_phone = PhoneField(verbose_name=_("Nomor HP ketua"), blank=True).formfield()
    secretary_name = forms.CharField(label=_("Nama sekretaris"), max_length=100)
    secretary_phone = PhoneField(verbose_name=_("Nomor HP sekretaris"), blank=True).formfield()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        user = self.request.user
        villages = Region.objects.visible_to(user).filter(pk__in=user.operated_village_ids)
        self.fields["village"].queryset = villages.select_related("parent__parent__parent")
        self.fields["village"].label_from_instance = lambda village: f"{village.name}, Kec. {village.parent.name}"

    def clean_rts(self) -> list[str]:
        """`1-3, 7` as four numbers."""
        numbers = []
        for part in re.split(r"[\s,;]+", self.cleaned_data["rts"].strip(" ,;")):
            first, dash, last = part.partition("-")
            ends = [first, last] if dash else [first]
            if not all(end.isascii() and end.isdigit() and 0 < int(end) < 1000 for end in ends):
                raise forms.ValidationError(_("Tulis nomor RT dengan angka, misalnya 1-7 atau 1, 2, 5."))
            span = range(int(first), int(ends[-1]) + 1)
            if not 0 < len(span) <= 100:
                raise forms.ValidationError(_("Tulis dari nomor kecil ke nomor besar, misalnya 1-7."))
            numbers += [str(number) for number in span]
        return numbers
