"""The forms of one resident: noting, mending, moved and died, and making two records one."""

import json

from crispy_forms.layout import HTML, Div, Layout
from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members.forms.inside_page import InsidePage
from members.models import Rt
from pmks_cases.actions.residents import EDITED, MERGED, nik_taken_sentence
from pmks_cases.codes import Sex, occupation_choices
from pmks_cases.forms.fields import CheckedTextField, DayField, IdentityNumberField, ShortListField
from pmks_cases.forms.meanwhile import CHOICE, AsksWhichStays
from pmks_cases.models import Family, Resident
from pmks_cases.models.resident_story import told_columns
from pmks_cases.shown import column_label, mentioned_by, shown_value
from pmks_cases.validators import (
    check_address,
    check_birth_date,
    check_kk_number,
    check_name,
    check_nik,
    check_place,
    nik_problems,
)
from wksbm.core.forms import PortalForm
from wksbm.core.sealing import Sealed

_LONGEST_HAMLET = 60


def _choice_field(column: str, *, choices=None, **kwargs) -> forms.TypedChoiceField:
    """The field of a code list; `choices` gives it in another order than the list's own."""
    field = Resident._meta.get_field(column)
    ordered = choices or (lambda: field.choices)
    return forms.TypedChoiceField(
        label=field.verbose_name,
        choices=lambda: [("", "–"), *ordered()],  # a list would be copied, word by word, with each form
        coerce=field.to_python,
        empty_value="" if field.get_internal_type() == "CharField" else None,
        required=False,
        **kwargs,
    )


class ResidentForm(AsksWhichStays, PortalForm):
    """What is written about one resident. Only the name and the RT are asked for; the rest is folded.

    With `resident` it mends that record: identity numbers are never put into the page, an empty number field keeps the
    stored one. `values()` gives what the actions take.
    """

    name = CheckedTextField(check_name, label=_("Nama"), max_length=100, help_text=_("Seperti di KTP."))
    rt = ShortListField(None, label=_("RT"), empty_label=_("Pilih RT"))
    nik = IdentityNumberField(check_nik, label=_("NIK"))
    remove_nik = forms.BooleanField(label=_("Hapus NIK yang tersimpan"), required=False)
    nik_confirmed = forms.BooleanField(label=_("Sudah saya cocokkan dengan KTP"), required=False)
    without_nik = _choice_field("without_nik", help_text=_("Diisi kalau NIK belum ada."))
    sex = _choice_field("sex")
    birth_on = DayField(label=_("Tanggal lahir"), required=False)
    birth_place = CheckedTextField(check_place, label=_("Tempat lahir"), required=False)
    present_address = CheckedTextField(
        check_address, label=_("Alamat sekarang"), required=False, help_text=_("Rumah tempat ia tinggal.")
    )
    address = CheckedTextField(
        check_address, label=_("Alamat di KTP"), required=False, help_text=_("Kalau berbeda dengan alamat sekarang.")
    )
    hamlet = CheckedTextField(lambda text: check_place(text, _LONGEST_HAMLET), label=_("Dusun"), required=False)
    kk_number = IdentityNumberField(check_kk_number, label=_("Nomor KK"))
    leave_family = forms.BooleanField(label=_("Keluarkan dari keluarga ini"), required=False)
    family = forms.ModelChoiceField(None, widget=forms.HiddenInput, required=False)
    kk_level = _choice_field("kk_level")
    education = _choice_field("education")
    occupation = _choice_field("occupation", choices=occupation_choices)
    marital_status = _choice_field("marital_status")
    disability = _choice_field("disability")
    insurance = _choice_field("insurance")
    someone_else = forms.BooleanField(label=_("Ini orang lain, catat sebagai warga baru"), required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    edited = EDITED
    never_in_page = ("nik", "family")
    FOLDED = {
        "nik": ("nik", "remove_nik", "without_nik"),
        "birth": ("sex", "birth_on", "birth_place"),
        "house": ("present_address", "address", "hamlet"),
        "family": ("kk_number", "leave_family", "kk_level"),
        "life": ("marital_status", "education", "occupation", "disability", "insurance"),
    }

    def __init__(self, *args, resident: Resident | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.resident = resident
        self.network, self.user = self.request.network, self.request.user
        self.fields["rt"].queryset = Rt.objects.visible_to(self.user).of(self.network)
        self.fields["family"].queryset = Family.objects.visible_to(self.user).of(self.network)
        self._check_while_typing()
        self.base = None
        self.registered: Resident | None = None
        self.alike: list[Resident] = []
        self.doubts: list = []
        self.conflicts: list[str] = []
        offered = Resident.WithoutNik.NOT_IN_FILE
        if resident is None or resident.without_nik != offered:
            self.fields["without_nik"].choices = [c for c in self.fields["without_nik"].choices if c[0] != offered]
        if resident is None:
            for name in ("remove_nik", "leave_family"):
                del self.fields[name]
        else:
            self._begin_from(resident)

    def _check_while_typing(self) -> None:
        """The NIK is checked beside its field, by a post; without JavaScript it is checked when the form is sent."""
        self.fields["nik"].widget.attrs |= {
            "hx-post": reverse("pmks_cases:check_nik", args=[self.network.slug]),
            "hx-trigger": "input changed delay:500ms, change from:#id_sex, change from:#id_birth_on",
            "hx-target": "#nik-check",
            "hx-params": "nik,sex,birth_on,warga,csrfmiddlewaretoken",
            "hx-vals": json.dumps({"warga": self.resident.pk if self.resident else 0}),
            "hx-sync": "this:replace",
        }

    def _begin_from(self, resident: Resident) -> None:
        """Fill the form from the record as it stood when the person opened it."""
        for column in EDITED:
            name = column.removesuffix("_id")
            if name not in ("nik", "family"):
                self.fields[name].initial = getattr(resident, column)
        self.read_from(resident)
        del self.fields["family"]
        if resident.nik is None:
            del self.fields["remove_nik"]
        else:
            self.fields["nik"].label = _("NIK baru")
            self.fields["nik"].help_text = _("Tersimpan: %(masked)s. Biarkan kosong kalau tetap.") % {
                "masked": resident.nik
            }
        if resident.family_id is None:
            del self.fields["leave_family"]
        elif resident.family.kk_number:
            self.fields["kk_number"].label = _("Nomor KK baru")
            self.fields["kk_number"].help_text = _("Tersimpan: %(masked)s. Biarkan kosong kalau tetap.") % {
                "masked": resident.family.kk_number
            }
        self.ask_again()

    @property
    def told(self):
        return told_columns()

    def column_label(self, column: str) -> str:
        return column_label(column)

    def shown_stored(self, column: str) -> str:
        return shown_value(column, getattr(self.base, column), mentioned_by(self.base))

    def shown_mine(self, column: str) -> str:
        if column == "family_id":
            typed = self.data.get("kk_number", "")
            return str(Sealed(typed)) if typed else _("keluar dari keluarga")
        if column == "nik":
            typed = self.data.get("nik", "")
            return str(Sealed(typed)) if typed else _("dihapus")
        return super().shown_mine(column)

    @property
    def helper(self) -> InsidePage:
        helper = InsidePage()
        helper.layout = Layout(
            *(
                [HTML('{% include "pmks_cases/resident/_changed_meanwhile.html" %}')]
                + [Div(f"{CHOICE}{column}", css_class="tiles tiles-1") for column in self.conflicts]
                if self.conflicts
                else []
            ),
            *([HTML('{% include "pmks_cases/resident/_alike.html" %}'), "someone_else"] if self.alike else []),
            "name",
            "rt",
            *(self._fold(_("Ganti NIK"), "nik") if self._has_nik else self._parts("nik")),
            *self._fold(_("Lahir dan jenis kelamin"), "birth"),
            *self._fold(_("Alamat"), "house"),
            *self._fold(_("Keluarga"), "family"),
            *self._fold(_("Pekerjaan, sekolah, kesehatan"), "life"),
        )
        return helper

    def _there(self, *names) -> list[str]:
        return [name for name in names if name in self.fields]

    def _fold(self, title, part: str) -> list:
        """Some fields behind a heading: open where something is wrong, or where a newcomer's form was filled in."""
        names = self._there(*self.FOLDED[part])
        opened = part == "birth"
        if self.is_bound:
            filled = self.resident is None and any(self.data.get(name) for name in names)
            opened = opened or filled or any(self.errors.get(name) for name in names)
        begin = f"<details class='fold'{' open' if opened else ''}><summary>{title}</summary>"
        return [HTML(begin), *self._parts(part), HTML("</details>")]

    def _parts(self, part: str) -> list:
        names = self._there(*self.FOLDED[part])
        if part == "nik":
            check = HTML('<div id="nik-check">{% include "pmks_cases/resident/_nik_check.html" %}</div>')
            names.insert(1, check)
        return names

    @property
    def _has_nik(self) -> bool:
        return self.resident is not None and self.resident.nik is not None

    def clean_birth_on(self):
        birth_on = self.cleaned_data["birth_on"]
        checked = check_birth_date(birth_on, self.network.today())
        if checked.blocking:
            raise forms.ValidationError(checked.blocking)
        return birth_on

    def clean(self):
        cleaned = super().clean()
        for column in self.stays_stored(cleaned):
            self._keep_stored(column, cleaned)
        self._ask_for_reason(cleaned)
        self._doubt_nik(cleaned)
        self._find_registered(cleaned)
        if self.resident is None:
            self._find_alike(cleaned)
        return cleaned

    def _keep_stored(self, column: str, cleaned: dict) -> None:
        if column == "nik":
            cleaned["nik"], cleaned["remove_nik"] = "", False
        elif column == "family_id":
            cleaned["kk_number"], cleaned["leave_family"] = "", False
        elif column == "rt_id":
            cleaned["rt"] = self.base.rt
        else:
            cleaned[column] = getattr(self.base, column)
            self._errors.pop(column, None)

    def _ask_for_reason(self, cleaned: dict) -> None:
        has_nik = cleaned.get("nik") or (self.base is not None and self.base.nik and not cleaned.get("remove_nik"))
        if has_nik:
            cleaned["without_nik"] = ""
        elif not cleaned.get("without_nik") and "nik" not in self._errors:
            self.add_error("without_nik", _("Kalau NIK belum ada, pilih alasannya."))

    def _doubt_nik(self, cleaned: dict) -> None:
        """What only asks: it is asked once, about a number, sex or birth date that is new."""
        stored = self.base.nik if self.base is not None else None
        nik = cleaned.get("nik") or (stored.whole if stored and not cleaned.get("remove_nik") else "")
        told = (nik, cleaned.get("sex"), cleaned.get("birth_on"))
        if self.base is not None and told == (stored.whole if stored else "", self.base.sex, self.base.birth_on):
            return
        sex = Sex(cleaned["sex"]) if cleaned.get("sex") else None
        if not nik or self._errors.get("birth_on"):
            return
        self.doubts = nik_problems(nik, sex, cleaned.get("birth_on"), self.network.today()).warnings
        if self.doubts and not cleaned.get("nik_confirmed"):
            self.add_error("nik", _("Ada yang perlu dicocokkan dengan KTP. Lihat di bawah ini."))

    def _find_registered(self, cleaned: dict) -> None:
        if not cleaned.get("nik"):
            return
        # Asked of all rows of the network, seen or not: the answer is only that the number is taken, and in which RT.
        first = Resident.registered_with(self.network, cleaned["nik"], but=self.resident)
        if first is None:
            return
        self.registered = Resident.objects.visible_to(self.user).filter(pk=first.pk).first()
        self.add_error("nik", nik_taken_sentence(first))

    def _find_alike(self, cleaned: dict) -> None:
        if self.registered or not cleaned.get("name"):
            return
        known = Resident.objects.visible_to(self.user).of(self.network).standing()
        self.alike = known.alike(self.network, cleaned["name"], cleaned.get("birth_on"))[:3]
        if self.alike and not cleaned.get("someone_else"):
            self.add_error("someone_else", _("Periksa dahulu. Kalau memang orang lain, centang kotak ini."))

    def values(self) -> dict:
        """The columns as `actions.residents` takes them."""
        cleaned = self.cleaned_data
        values = {column: cleaned[column] for column in EDITED if column in cleaned and column not in ("nik",)}
        values["rt_id"] = cleaned["rt"].pk if cleaned["rt"] else None
        values["nik"] = Sealed(cleaned["nik"]) if cleaned["nik"] else None
        family = cleaned.get("family")
        values["family_id"] = family.pk if family else None
        if self.base is not None:
            if not cleaned["nik"] and not cleaned.get("remove_nik"):
                values["nik"] = self.base.nik
            values["family_id"] = None if cleaned.get("leave_family") else self.base.family_id
        return values


class NikCheckForm(forms.Form):
    """What the NIK check as you type is sent: the number, and what it is compared with. Nothing in it must be valid."""

    nik = forms.CharField(required=False, max_length=60)
    sex = _choice_field("sex")
    birth_on = DayField(required=False)


class StateForm(PortalForm):
    """Since when somebody lives elsewhere, or when he died; and a word about it for the record's story."""

    on = DayField(label=_("Tanggal"))
    reason = forms.CharField(
        label=_("Keterangan"), max_length=200, required=False, help_text=_("Boleh kosong. Tampil di riwayat.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = self.request.network.today


class ComeBackForm(StateForm):
    """Somebody who had gone is here again: because he came back, or because the note was a mistake."""

    why = forms.ChoiceField(
        label=_("Apa yang terjadi?"),
        choices=[("salah", _("Salah catat, sebenarnya ia di sini")), ("kembali", _("Ia kembali tinggal di sini"))],
        widget=forms.RadioSelect,
    )
    field_order = ["why", "on", "reason"]

    def __init__(self, *args, may_return: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].required = False
        self.fields["on"].label = _("Sejak tanggal")
        self.fields["on"].help_text = _("Diisi kalau ia kembali tinggal di sini.")
        if not may_return:
            for name in ("on", "why"):
                del self.fields[name]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("why") == "kembali" and not cleaned.get("on") and "on" not in self._errors:
            self.add_error("on", _("Isi tanggalnya."))
        return cleaned


class MergeForm(PortalForm):
    """Two records beside each other: for each column in which they differ, which of the two values stays."""

    reason = forms.CharField(
        label=_("Mengapa ini orang yang sama?"), max_length=200, required=False, help_text=_("Tampil di riwayat.")
    )
    revisions = forms.RegexField(r"^\d{1,9}-\d{1,9}$", widget=forms.HiddenInput)

    KEPT, DUPLICATE = "tetap", "lain"

    def __init__(self, *args, kept: Resident, duplicate: Resident, **kwargs):
        super().__init__(*args, **kwargs)
        self.kept, self.duplicate = kept, duplicate
        self.fields["revisions"].initial = f"{kept.revision}-{duplicate.revision}"
        mentioned = mentioned_by(kept, duplicate)
        self.asked: list[str] = []
        for column in MERGED:
            one, other = getattr(kept, column), getattr(duplicate, column)
            if column in ("without_nik", "status_on") or one == other or _nothing(one) or _nothing(other):
                continue
            self.asked.append(column)
            self.fields[f"{CHOICE}{column}"] = forms.ChoiceField(
                label=column_label(column),
                choices=[
                    (self.KEPT, shown_value(column, one, mentioned)),
                    (self.DUPLICATE, shown_value(column, other, mentioned)),
                ],
                initial=self.KEPT,
                required=False,
                widget=forms.RadioSelect,
            )

    @property
    def helper(self) -> InsidePage:
        helper = InsidePage()
        helper.layout = Layout(
            *(Div(f"{CHOICE}{column}", css_class="tiles tiles-1") for column in self.asked), "reason"
        )
        return helper

    def values(self) -> dict:
        """The column values of the record that stays: what was chosen, and what only one of the two knows."""
        values = {}
        for column in MERGED:
            one, other = getattr(self.kept, column), getattr(self.duplicate, column)
            chosen = self.cleaned_data.get(f"{CHOICE}{column}")
            values[column] = other if chosen == self.DUPLICATE or (not chosen and _nothing(one)) else one
        if self.cleaned_data.get(f"{CHOICE}status") == self.DUPLICATE:
            values["status_on"] = self.duplicate.status_on
        else:
            values["status_on"] = self.kept.status_on
        return values

    def revisions_compared(self) -> tuple[int, int]:
        one, other = self.cleaned_data["revisions"].split("-")
        return int(one), int(other)


def _nothing(value) -> bool:
    return value is None or value == ""
