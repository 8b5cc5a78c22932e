"""The forms of a laporan dini: writing one in half a minute, and saying what becomes of it."""

from datetime import timedelta

from django import forms
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from members.access import Role, roles_with
from members.forms.days import DayInput, believable_year
from members.models import Rt
from pmks_cases.actions import early_reports
from pmks_cases.danger_words import speaks_of_danger
from pmks_cases.forms.fields import ShortListField
from pmks_cases.models import Case, EarlyReport, Resident
from pmks_cases.models.case import Secrecy, Urgency
from wksbm.core.forms import PortalForm

HOW_SOON = {
    Urgency.LOW: _("bisa menunggu"),
    Urgency.MEDIUM: _("dalam beberapa hari"),
    Urgency.HIGH: _("jangan ditunda"),
    Urgency.EMERGENCY: _("hari ini juga"),
}
LIKELY_CASES = 8
SHORTEST_NAME, MOST_NAMED = 3, 8
"""Who searches a resident while writing types at least so many letters and finds at most so many people."""
LOOK_AGAIN_AFTER = timedelta(days=7)


def _urgencies():
    return [(level.value, format_html("<b>{}</b><span>{}</span>", level.label, HOW_SOON[level])) for level in Urgency]


class EarlyReportForm(PortalForm):
    """What somebody saw himself. `values()`, `excluded` and `suspects` are what the action takes.

    `readers` lists the officers who would read it, each with a box "jangan". Residents are searched by who may search
    them; anybody else writes a name.
    """

    saw = forms.CharField(
        label=_("Yang Anda lihat sendiri"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Tulis dahulu apa yang Anda lihat.")},
    )
    danger = forms.BooleanField(label=_("Ada kekerasan, ancaman, atau bahaya"), required=False)
    place = forms.CharField(
        label=_("Di mana?"),
        max_length=150,
        help_text=_("Misalnya: rumah cat hijau di belakang musala."),
        error_messages={"required": _("Tulis di mana, supaya bisa ditengok.")},
    )
    rt = ShortListField(None, label=_("RT"), required=False, empty_label=_("Tidak tahu"))
    urgency = forms.TypedChoiceField(
        label=_("Seberapa mendesak?"),
        coerce=int,
        choices=_urgencies,
        widget=forms.RadioSelect,
        initial=Urgency.MEDIUM.value,
        error_messages={"required": _("Pilih seberapa mendesak.")},
    )
    about = forms.CharField(
        label=_("Tentang siapa?"), max_length=100, required=False, help_text=_("Boleh kosong kalau tidak tahu.")
    )
    resident = forms.ModelChoiceField(None, required=False, error_messages={"invalid_choice": _("Cari lagi orangnya.")})
    photos = forms.FileField(
        label=_("Foto keadaannya"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*", "capture": "environment"}),
        help_text=_("Boleh tanpa foto. Jangan memotret orangnya."),
    )
    excluded = forms.MultipleChoiceField(required=False)
    not_for = forms.CharField(
        label=_("Nama orangnya"),
        max_length=100,
        required=False,
        help_text=_("Misalnya orang yang Anda khawatirkan berbuat, atau keluarganya."),
    )
    suspects = forms.ModelMultipleChoiceField(None, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        user, network = self.request.user, self.request.network
        self.fields["rt"].queryset = Rt.objects.visible_to(user).of(network)
        self.officers = [office for office in early_reports.board_of(network) if office.user_id != user.pk]
        self.fields["excluded"].choices = [(str(office.user_id), office.user.name) for office in self.officers]
        self.may_search = user.has_perm("pmks_cases.search_residents", network)
        if self.may_search:
            people = Resident.objects.visible_to(user).of(network).standing().select_related("rt")
            self.fields["resident"].queryset = self.fields["suspects"].queryset = people
        else:
            del self.fields["resident"], self.fields["suspects"]

    @property
    def readers(self) -> list[dict]:
        """Who would read it: name, office, and whether the box beside it is ticked."""
        ticked = self.data.getlist("excluded") if self.is_bound else []
        return [
            {
                "id": office.user_id,
                "name": office.user.name,
                "office": office.place_and_title,
                "ticked": str(office.user_id) in ticked,
            }
            for office in self.officers
        ]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("photos") and self.speaks_of_danger():
            cleaned["photos"], self.photo_left_out = None, True
        return cleaned

    photo_left_out = False

    @cached_property
    def sounds_dangerous(self) -> bool:
        """Whether the words typed so far name danger, also where nothing was checked yet."""
        return self.is_bound and speaks_of_danger(*(self.data.get(name, "") for name in ("saw", "place", "about")))

    def speaks_of_danger(self) -> bool:
        cleaned = self.cleaned_data
        texts = (cleaned.get("saw", ""), cleaned.get("place", ""), cleaned.get("about", ""))
        return bool(cleaned.get("danger")) or speaks_of_danger(*texts)

    def values(self) -> dict:
        names = ("saw", "danger", "place", "rt", "urgency", "about", "resident", "not_for")
        return {name: self.cleaned_data.get(name) for name in names if name in self.fields}

    def excluded_officers(self) -> list:
        chosen = set(self.cleaned_data["excluded"])
        return [office.user for office in self.officers if str(office.user_id) in chosen]

    # --- Searching a resident while writing ----------------------------------------------------------

    def searched(self, name: str) -> list[Resident]:
        """Residents whose name is like what was typed into `name` (about or not_for); a few, none for short words."""
        typed = self.data.get(name, "").strip() if self.is_bound else ""
        if not self.may_search or len(typed) < SHORTEST_NAME or any(sign.isdigit() for sign in typed):
            return []
        found = self.fields["resident"].queryset.named_like(self.request.network, typed)
        return list(found.order_by("name_key", "pk")[:MOST_NAMED])

    @property
    def nobody_found(self) -> str:
        """Said where no name is like the one typed: who looks after one RT or dasawisma has searched there alone."""
        roles = self.request.user.roles_in(self.request.network.pk) & roles_with("pmks_cases.search_residents")
        if roles == {Role.DASAWISMA_KADER}:
            return _("Tidak ditemukan di dasawisma Anda.")
        if roles == {Role.RT_HEAD}:
            return _("Tidak ditemukan di RT Anda.")
        return _("Belum ada warga dengan nama itu.")

    @cached_property
    def chosen_resident(self) -> Resident | None:
        return self._picked("resident")[0] if self._picked("resident") else None

    @cached_property
    def chosen_suspects(self) -> list[Resident]:
        return self._picked("suspects")

    def _picked(self, name: str) -> list[Resident]:
        if not (self.is_bound and self.may_search):
            return []
        ids = [int(typed) for typed in self.data.getlist(name) if typed.isdecimal() and len(typed) < 19]
        return list(self.fields["resident"].queryset.filter(pk__in=ids[:10])) if ids else []


class JoinReportForm(PortalForm):
    """Which open case the report belongs to: one of the likely ones, or any other by its number."""

    case = forms.ModelChoiceField(
        None,
        label=_("Kasus yang mungkin dimaksud"),
        required=False,
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"invalid_choice": _("Pilih kasus yang masih terbuka.")},
    )
    number = forms.CharField(
        label=_("Atau nomor kasusnya"),
        max_length=12,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "placeholder": "2026-4817"}),
    )

    def __init__(self, *args, report: EarlyReport, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Case.objects.visible_to(self.request.user).of(self.request.network).open()
        if report.is_secret:
            rows = rows.filter(secrecy=Secrecy.SECRET)
        self.open_cases = rows.select_related("resident", "rt").with_data_answer()
        likely = _likely(self.open_cases, report)
        if likely:
            self.fields["case"].queryset = self.open_cases.filter(pk__in=[case.pk for case in likely])
            self.fields["case"].label_from_instance = _case_told
        else:
            del self.fields["case"]
            self.fields["number"].label = _("Nomor kasusnya")

    def clean(self):
        cleaned = super().clean()
        if number := cleaned.get("number", "").strip():
            cleaned["case"] = self.open_cases.filter(number=number).first()
            if cleaned["case"] is None:
                self.add_error("number", _("Tidak ada kasus terbuka dengan nomor itu."))
        elif not cleaned.get("case") and not self.errors:
            self.add_error("number", _("Pilih kasusnya, atau tulis nomornya."))
        return cleaned


def _likely(cases, report) -> list[Case]:
    """About the same person or family first, then the newest of the same RT."""
    found = []
    if report.resident_id:
        found = list(cases.about(resident=report.resident).order_by("-opened_at")[:LIKELY_CASES])
    if report.rt_id and len(found) < LIKELY_CASES:
        near = cases.filter(rt_id=report.rt_id).exclude(pk__in=[case.pk for case in found])
        found += list(near.order_by("-opened_at")[: LIKELY_CASES - len(found)])
    return found


def _case_told(case):
    return format_html("<b>{}</b><span>{}</span>", case.known_as, case.number)


class WatchReportForm(PortalForm):
    """A day on which somebody looks again."""

    look_again_on = forms.DateField(
        label=_("Lihat lagi tanggal"),
        widget=DayInput,
        validators=[believable_year],
        error_messages={"required": _("Pilih tanggalnya."), "invalid": _("Tulis tanggal yang benar.")},
    )
    note = forms.CharField(label=_("Catatan"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, report: EarlyReport, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["look_again_on"].initial = self.request.network.today() + LOOK_AGAIN_AFTER


class UnfoundedReportForm(PortalForm):
    """Why nothing comes of it."""

    note = forms.CharField(
        label=_("Apa yang Anda dapati?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Catatan ini ikut dimusnahkan setelah enam bulan."),
        error_messages={"required": _("Tulis singkat saja, misalnya: sudah ditengok, anaknya sekolah.")},
    )

    def __init__(self, *args, report: EarlyReport, **kwargs):
        super().__init__(*args, **kwargs)
