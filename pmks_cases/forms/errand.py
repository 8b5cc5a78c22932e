"""Layanan singkat: five fields, and no more."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms.days import DayInput
from pmks_cases.danger_words import speaks_of_danger
from pmks_cases.models import Resident
from pmks_cases.names import name_key
from wksbm.core.forms import PortalForm

OLDEST = timedelta(days=366)


class ErrandForm(PortalForm):
    """Siapa, apa, siapa membantu, kapan, hasil. `warga` remembers from whose page it was begun."""

    warga = forms.IntegerField(widget=forms.HiddenInput, required=False)
    who = forms.CharField(
        label=_("Siapa"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "words"}),
        error_messages={"required": _("Tulis siapa yang dibantu.")},
    )
    what = forms.CharField(
        label=_("Apa"),
        max_length=200,
        widget=forms.TextInput(attrs={"placeholder": _("Misalnya: surat pengantar BPJS")}),
        error_messages={"required": _("Tulis apa yang dibutuhkan.")},
    )
    helped_by = forms.CharField(
        label=_("Siapa membantu"), max_length=100, error_messages={"required": _("Tulis siapa yang membantu.")}
    )
    on = forms.DateField(
        label=_("Kapan"),
        widget=DayInput,
        error_messages={"required": _("Pilih tanggalnya."), "invalid": _("Pilih tanggalnya.")},
    )
    result = forms.CharField(
        label=_("Hasil"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "placeholder": _("Misalnya: surat jadi hari itu juga")}),
        error_messages={"required": _("Tulis hasilnya. Kalau belum selesai, buka kasus saja.")},
    )

    def clean_who(self):
        who = " ".join(self.cleaned_data["who"].split())
        if sum(letter.isdigit() for letter in who) > 5:
            raise forms.ValidationError(_("Tulis namanya saja, tanpa NIK atau nomor."))
        return who

    def clean_on(self):
        on, today = self.cleaned_data["on"], self.request.network.today()
        if on > today:
            raise forms.ValidationError(_("Tanggal ini belum tiba. Layanan singkat dicatat sesudah selesai."))
        if on < today - OLDEST:
            raise forms.ValidationError(_("Sudah lebih dari setahun. Periksa tahunnya."))
        return on

    def clean(self):
        cleaned = super().clean()
        if speaks_of_danger(cleaned.get("what", ""), cleaned.get("result", "")):
            self.add_error(
                "what",
                _("Ini menyangkut kekerasan atau bahaya. Tulis laporan dini, supaya hanya yang terlatih yang tahu."),
            )
        return cleaned

    def values(self) -> dict:
        """The columns of the errand. A resident is meant when exactly one that this person sees bears the name."""
        cleaned = self.cleaned_data
        values = {name: cleaned[name] for name in ("what", "on", "result")} | {"helper": cleaned["helped_by"]}
        people = Resident.objects.visible_to(self.request.user).of(self.request.network).standing()
        named = people.filter(name_key=name_key(cleaned["who"]))
        begun_with = named.filter(pk=cleaned["warga"]).first() if cleaned.get("warga") else None
        found = [begun_with] if begun_with else list(named[:2])
        if len(found) == 1:
            return values | {"resident": found[0]}
        return values | {"subject_name": cleaned["who"]}
