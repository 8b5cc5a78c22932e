"""Forms about who may know of a case: its level, its team, and who must not."""

from django import forms
from django.db import models
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from members.models import User
from pmks_cases.models import Case, Resident
from pmks_cases.models.case import Secrecy
from wksbm.core.forms import PortalForm

MOST_FOUND = 8
SHORTEST_NAME = 3

MEANING = {
    Secrecy.ORDINARY: _("Ketua, sekretaris, dan pendampingnya melihat kasus ini. Namanya boleh di surat."),
    Secrecy.RESTRICTED: _("Yang melihat sama, tetapi di surat dan di musyawarah hanya nomor, RT, dan kebutuhannya."),
    Secrecy.SECRET: _("Hanya tim, paling banyak tiga orang, yang tahu bahwa kasus ini ada."),
}


class LevelForm(PortalForm):
    """Another level, with the reason."""

    secrecy = forms.ChoiceField(
        label=_("Tingkat yang baru"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih tingkatnya.")},
    )
    why = forms.CharField(
        label=_("Alasannya"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Tulis alasannya, supaya yang lain mengerti.")},
    )

    def __init__(self, *args, case: Case, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["secrecy"].choices = [
            (level.value, format_html("<span><b>{}</b><br>{}</span>", level.label, MEANING[level]))
            for level in Secrecy
            if level != case.secrecy
        ]


class TeamForm(PortalForm):
    """One more who knows of a rahasia case."""

    user = forms.ModelChoiceField(
        None,
        label=_("Siapa lagi yang perlu tahu?"),
        empty_label=_("Pilih orang"),
        error_messages={"required": _("Pilih orangnya."), "invalid_choice": _("Orang ini tidak bisa dipilih.")},
    )

    def __init__(self, *args, people: list, **kwargs):
        super().__init__(*args, **kwargs)
        told = {person.user.pk: told_of(person) for person in people}
        away = [person.user.pk for person in people if person.is_away]
        shown = User.objects.visible_to(self.request.user).filter(pk__in=told).order_by("name")
        if away:  # ordered by an empty list Django would find nobody at all
            shown = shown.alias(away=models.Q(pk__in=away)).order_by("away", "name")
        self.fields["user"].queryset = shown
        self.fields["user"].label_from_instance = lambda user: told[user.pk]


def told_of(person) -> str:
    """A companion's name with what matters for a rahasia case: the training, and whether he is there."""
    words = [] if person.may_work_on_secret else [str(_("belum pelatihan lanjutan"))]
    words += [person.leave] if person.is_away else []
    return f"{person.user.name} ({', '.join(words)})" if words else person.user.name


class ForbidForm(PortalForm):
    """Somebody who must not know from now on: an officer of the list, or a resident found by his name."""

    officer = forms.ModelChoiceField(
        None,
        label=_("Pengurus"),
        required=False,
        empty_label=_("Tidak ada"),
        error_messages={"invalid_choice": _("Orang ini tidak bisa dipilih.")},
    )
    name = forms.CharField(
        label=_("Warga yang diduga pelaku"),
        max_length=100,
        required=False,
        help_text=_("Tulis namanya. Ia dan keluarga sekartunya tidak akan tahu."),
    )
    resident = forms.ModelChoiceField(
        None,
        label=_("Siapa yang Anda maksud?"),
        required=False,
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"invalid_choice": _("Cari lagi orangnya.")},
    )

    def __init__(self, *args, case: Case, officers, **kwargs):
        super().__init__(*args, **kwargs)
        user = self.request.user
        told = {office.user_id: f"{office.user.name}, {office.place_and_title}" for office in officers}
        told.pop(user.pk, None)
        self.fields["officer"].queryset = User.objects.visible_to(user).filter(pk__in=told).order_by("name")
        self.fields["officer"].label_from_instance = lambda officer: told[officer.pk]
        people = Resident.objects.visible_to(user).of(case.network).standing().select_related("rt")
        typed = self.data.get("name", "").strip() if self.is_bound else ""
        found = []
        if len(typed) >= SHORTEST_NAME and not any(sign.isdigit() for sign in typed):
            found = list(people.named_like(case.network, typed).order_by("name_key", "pk")[:MOST_FOUND])
        if found:
            self.fields["resident"].queryset = people.filter(pk__in=[person.pk for person in found])
            self.fields["resident"].label_from_instance = _resident_told
        else:
            del self.fields["resident"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("name") and not cleaned.get("resident") and "resident" not in self.errors:
            if "resident" in self.fields:
                self.add_error("resident", _("Pilih orang yang Anda maksud, lalu simpan lagi."))
            else:
                self.add_error("name", _("Tidak ada warga bernama itu. Periksa ejaannya, atau kosongkan."))
        elif not cleaned.get("name") and not cleaned.get("officer") and not self.errors:
            self.add_error("officer", _("Pilih pengurus, atau tulis nama warga."))
        return cleaned


def _resident_told(resident):
    return format_html("<b>{}</b><span>{}</span>", resident.name, resident.rt or "")
