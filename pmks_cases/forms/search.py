"""What narrows the list of residents, and what is typed into its search box."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from members.models import Rt
from pmks_cases.codes import BasicStatus, Sex
from pmks_cases.forms.fields import ShortListField
from pmks_cases.models import Resident

AGES = {
    "0-4": (0, 4, _("Balita (0–4)")),
    "5-17": (5, 17, _("Anak (5–17)")),
    "18-59": (18, 59, _("Dewasa (18–59)")),
    "60": (60, None, _("Lansia (60 ke atas)")),
}
"""Bands of whole years. A child is under 18 (UU 35/2014), an elderly person 60 or over (UU 13/1998)."""

NARROWING = ("rt", "umur", "jk", "keadaan")
"""The fields that are chosen from a list."""

GONE = (BasicStatus.MISSING, BasicStatus.GONE, BasicStatus.INVALID)


class ResidentFilter(forms.Form):
    """The filters of the list, read from the address; what is not understood filters nothing."""

    nama = forms.CharField(label=_("Nama"), required=False, max_length=100)
    rt = ShortListField(None, label=_("RT"), required=False, empty_label=_("Semua RT"))
    umur = forms.ChoiceField(
        label=_("Umur"),
        required=False,
        choices=[("", _("Semua umur")), *((key, label) for key, (_least, _most, label) in AGES.items())],
    )
    jk = forms.TypedChoiceField(
        label=_("Jenis kelamin"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("Laki-laki dan perempuan")), *Sex.choices],
    )
    keadaan = forms.ChoiceField(
        label=_("Keadaan"),
        required=False,
        choices=[
            ("", _("Di sini")),
            ("pindah", _("Pindah")),
            ("meninggal", _("Meninggal")),
            ("lain", _("Hilang atau pergi")),
            ("semua", _("Semua")),
        ],
    )

    def __init__(self, data, *, user, network):
        super().__init__(data)
        self.network = network
        self.fields["rt"].queryset = Rt.objects.visible_to(user).of(network)
        self.is_valid()

    def chosen(self, name: str):
        return self.cleaned_data.get(name) or ""

    @property
    def name(self) -> str:
        """The searched name. A number is never searched from here: it would stand in the address."""
        typed = self.chosen("nama").strip()
        return "" if any(letter.isdigit() for letter in typed) else typed

    def narrow(self, residents):
        """`residents` without those that the filters leave out."""
        found = residents.standing()
        state = self.chosen("keadaan")
        if state == "":
            found = found.present()
        elif state == "pindah":
            found = found.filter(status=BasicStatus.MOVED)
        elif state == "meninggal":
            found = found.filter(status=BasicStatus.DEAD)
        elif state == "lain":
            found = found.filter(status__in=GONE)
        if rt := self.chosen("rt"):
            found = found.filter(rt=rt)
        if sex := self.chosen("jk"):
            found = found.filter(sex=sex)
        if band := self.chosen("umur"):
            youngest, oldest, _label = AGES[band]
            found = found.aged(youngest, oldest, on=self.network.today())
        return found.named_like(self.network, self.name) if self.name else found

    @property
    def narrowed(self) -> bool:
        return any(self.chosen(name) for name in NARROWING)

    @property
    def selects(self) -> list[dict]:
        """What is chosen from, for the page to draw: Django's own widgets take five times as long for the same.

        Each has name, label, and options of (value, label, whether it is chosen).
        """
        return [
            {
                "name": name,
                "label": self.fields[name].label,
                "options": [
                    (value, label, str(value) == self.data.get(name, "")) for value, label in self.fields[name].choices
                ],
            }
            for name in NARROWING
        ]

    def query(self, **more) -> dict:
        """The address's parameters for these filters; never a number."""
        kept = {name: self.data.get(name, "") for name in NARROWING if self.chosen(name)}
        if self.name:
            kept = {"nama": self.name, **kept}
        return kept | {name: value for name, value in more.items() if value}

    def in_words(self) -> str:
        """The filters as a sentence's part: 'RT 003, Perempuan, Tinggal di sini'."""
        words = [str(self.chosen("rt"))] if self.chosen("rt") else []
        for name in ("umur", "jk", "keadaan"):
            if self.chosen(name):
                words.append(str(dict(self.fields[name].choices)[self.chosen(name)]))
        if not self.chosen("keadaan"):
            words.append(_("Tinggal di sini"))
        return ", ".join(map(str, words))


@dataclass(frozen=True)
class Found:
    """What a whole number led to: a resident, or the family on a card, or neither."""

    resident: Resident | None = None
    family: object = None
