"""Opening a case: who, what is needed, how urgent. Everything else is folded and can come later."""

from crispy_forms.layout import HTML, Div, Layout
from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from members.access import Role
from members.forms.inside_page import InsidePage
from members.models import Membership, Rt
from members.phones import PhoneFormField
from pmks_cases.actions.case_secrecy import may_work_on_secret
from pmks_cases.danger_words import speaks_of_danger
from pmks_cases.forms.fields import ShortListField
from pmks_cases.models import EarlyReport, Family, Resident
from pmks_cases.models.case import NeedKind, Secrecy, SubjectKind, Urgency
from pmks_cases.models.case_knowledge import BOARD
from pmks_cases.need_words import guessed_kind
from wksbm.core.forms import PortalForm

KEPT_COLUMNS = (
    *("need", "need_kind", "urgency", "secrecy", "subject_kind", "landmark"),
    *("contact_name", "contact_phone", "visit_in_pairs"),
)
MOST_FOUND = 10
NOT_FOR_YOU = _("Kasus rahasia dibuka oleh sekretaris, ketua, atau PSM berpelatihan lanjutan.")


def officers(user, network) -> list[Membership]:
    """Who holds an office here today, once each, the board first."""
    rows = Membership.objects.visible_to(user).in_place_of(network).current()
    order = list(Role)
    held = sorted(rows.select_related("user", "rt", "organization", "dasawisma__rt"), key=lambda o: order.index(o.role))
    found = {}
    for office in held:
        found.setdefault(office.user_id, office)
    return sorted(found.values(), key=lambda office: (office.role not in BOARD, office.user.name))


class CaseOpeningForm(PortalForm):
    """What a new case begins with. `warga`, `keluarga` and `laporan` name the rows it is about, if there are any.

    `level_asked` remembers that the page has chosen rahasia by itself: what is chosen after that is the person's own.
    """

    warga = forms.IntegerField(widget=forms.HiddenInput, required=False)
    keluarga = forms.IntegerField(widget=forms.HiddenInput, required=False)
    laporan = forms.IntegerField(widget=forms.HiddenInput, required=False)
    level_asked = forms.BooleanField(widget=forms.HiddenInput, required=False)
    another_need = forms.BooleanField(required=False)
    subject_name = forms.CharField(
        label=_("Nama"),
        max_length=100,
        help_text=_("Cukup nama panggilan. Datanya bisa dilengkapi nanti."),
        error_messages={"required": _("Tulis nama atau panggilannya.")},
    )
    rt = ShortListField(
        None,
        label=_("RT"),
        required=False,
        empty_label=_("Pilih RT"),
        help_text=_("Supaya bisa ditemukan. Boleh kosong untuk kelompok atau masyarakat."),
    )
    need = forms.CharField(
        label=_("Apa yang dibutuhkan?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "placeholder": _("Misalnya: kursi roda untuk anaknya")}),
        error_messages={"required": _("Tulis apa yang dibutuhkan, satu kalimat saja.")},
        help_text=_("Bantuannya saja, tanpa nama, penyakit, atau cerita: kalimat ini dibaca juga di musyawarah."),
    )
    urgency = forms.TypedChoiceField(
        label=_("Seberapa mendesak?"),
        choices=Urgency.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih seberapa mendesak.")},
    )
    need_kind = forms.ChoiceField(
        label=_("Bidangnya"),
        choices=NeedKind.choices,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Supaya nanti bisa dihitung dan dicari. Boleh dilewati kalau jelas dari tulisan di atas."),
    )
    secrecy = forms.ChoiceField(label=_("Siapa yang akan tahu?"), initial=Secrecy.ORDINARY, widget=forms.RadioSelect)
    excluded = forms.TypedMultipleChoiceField(
        label=_("Siapa yang tidak boleh tahu?"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Yang dicentang tidak akan melihat kasus ini, dan tidak diberi tahu."),
    )
    suspects = forms.TypedMultipleChoiceField(
        label=_("Warga yang diduga pelaku"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Ia dan keluarga sekartunya juga tidak akan tahu."),
    )
    suspect_name = forms.CharField(
        label=_("Warga lain yang diduga pelaku"), max_length=100, required=False, help_text=_("Tulis namanya.")
    )
    landmark = forms.CharField(
        label=_("Patokan rumah"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("Misalnya: sebelah musala, pagar biru")}),
    )
    contact_name = forms.CharField(label=_("Siapa yang bisa dihubungi"), max_length=100, required=False)
    contact_phone = PhoneFormField(label=_("Nomor HP-nya"), max_length=25, required=False)
    visit_in_pairs = forms.BooleanField(
        label=_("Kunjungi berdua"), required=False, help_text=_("Kalau sebaiknya tidak datang sendirian.")
    )
    subject_kind = forms.ChoiceField(
        label=_("Kasus ini tentang"),
        choices=SubjectKind.choices,
        initial=SubjectKind.PERSON,
        widget=forms.RadioSelect,
    )

    FOLDED = {
        "level": ("secrecy", "excluded", "suspects", "suspect_name"),
        "house": ("landmark", "contact_name", "contact_phone", "visit_in_pairs", "subject_kind"),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.network = self.request.user, self.request.network
        self.may_secret = may_work_on_secret(self.user, self.network)
        self.resident, self.family, self.report = self._rows()
        self.members = self._family_members()
        self.not_for_you = False
        self.fields["rt"].queryset = Rt.objects.visible_to(self.user).of(self.network)
        self._name_who_would_know()
        self.fields["suspects"].choices = self._suspects()
        if not self.fields["suspects"].choices:
            self.fields["suspects"].widget = forms.MultipleHiddenInput()
        if self.resident or self.family:
            del self.fields["subject_name"], self.fields["rt"]

    # --- The rows it is about ----------------------------------------------------------------------------

    def _given(self, name: str) -> int | None:
        typed = str(self.data.get(name, "") if self.is_bound else self.initial.get(name) or "")
        return int(typed) if typed.isdecimal() and len(typed) < 19 else None

    def _rows(self) -> tuple[Resident | None, Family | None, EarlyReport | None]:
        resident = family = report = None
        if pk := self._given("warga"):
            people = Resident.objects.visible_to(self.user).of(self.network).standing()
            resident = people.select_related("rt").filter(pk=pk).first()
        if (pk := self._given("keluarga")) and resident is None:
            family = Family.objects.visible_to(self.user).of(self.network).filter(pk=pk).first()
        if pk := self._given("laporan"):
            reports = EarlyReport.objects.visible_to(self.user).of(self.network).checkable_by(self.user)
            report = reports.filter(pk=pk).first()
        return resident, family, report

    def _family_members(self) -> list[Resident]:
        """Those on the same card, without the subject itself."""
        card = self.family.pk if self.family else self.resident.family_id if self.resident else None
        if card is None:
            return []
        people = Resident.objects.visible_to(self.user).of(self.network).standing().of_family(card).select_related("rt")
        return [person for person in people if self.resident is None or person.pk != self.resident.pk]

    @property
    def family_name(self) -> str:
        head = next(
            (person for person in self.members if person.kk_level == 1), self.members[0] if self.members else None
        )
        return _("Keluarga %(name)s") % {"name": head.name} if head else str(_("Keluarga"))

    # --- Who would know ----------------------------------------------------------------------------------

    def _name_who_would_know(self) -> None:
        found = officers(self.user, self.network)
        board = ", ".join(office.user.name for office in found if office.role in BOARD) or _("ketua dan sekretaris")
        says = {
            Secrecy.ORDINARY: _("%(board)s, dan pendampingnya.") % {"board": board},
            Secrecy.RESTRICTED: _("Sama, tetapi namanya tidak dicetak dan tidak disebut di musyawarah."),
            Secrecy.SECRET: _("Yang akan tahu: %(name)s. Sesudah itu Anda memilih paling banyak dua orang lagi.")
            % {"name": self.user.name},
        }
        self.fields["secrecy"].choices = [
            (value, format_html("<span><b>{}</b><br>{}</span>", label, says[value])) for value, label in Secrecy.choices
        ]
        self.fields["excluded"].choices = [
            (office.user_id, f"{office.user.name}, {office.place_and_title}")
            for office in found
            if office.user_id != self.user.pk
        ]

    def _suspects(self) -> list[tuple[int, str]]:
        """Who lives on the same card, and who was found by the name that was typed."""
        typed = (
            [int(pk) for pk in self.data.getlist("suspects") if pk.isdecimal() and len(pk) < 19]
            if self.is_bound
            else []
        )
        people = {person.pk: person for person in self.members}
        if missing := [pk for pk in typed if pk not in people]:
            rows = Resident.objects.visible_to(self.user).of(self.network).filter(pk__in=missing[:20])
            people |= {person.pk: person for person in rows.select_related("rt")}
        return [(pk, self._told(person)) for pk, person in people.items()]

    @staticmethod
    def _told(person: Resident) -> str:
        return ", ".join(filter(None, [person.name, str(person.rt or "")]))

    # --- Checking ----------------------------------------------------------------------------------------

    def clean_subject_name(self):
        name = " ".join(self.cleaned_data["subject_name"].split())
        if sum(letter.isdigit() for letter in name) > 5:
            raise forms.ValidationError(_("Tulis namanya saja, tanpa NIK atau nomor."))
        return name

    def clean(self):
        cleaned = super().clean()
        if (cleaned.get("warga") and self.resident is None) or (cleaned.get("keluarga") and self.family is None):
            self.add_error(None, _("Orang ini tidak ada lagi di daftar. Cari sekali lagi."))
        lives_in_an_rt = cleaned.get("subject_kind") in (SubjectKind.PERSON, SubjectKind.FAMILY)
        if "rt" in self.fields and lives_in_an_rt and not cleaned.get("rt") and "rt" not in self._errors:
            self.add_error("rt", _("Pilih RT-nya, supaya bisa ditemukan."))
        if not cleaned.get("need_kind") and cleaned.get("need"):
            cleaned["need_kind"] = guessed_kind(cleaned["need"])
            if not cleaned["need_kind"]:
                self.add_error("need_kind", _("Pilih bidangnya, kami belum bisa menebak."))
        self._keep_safe(cleaned)
        self._find_suspect(cleaned)
        return cleaned

    def _keep_safe(self, cleaned: dict) -> None:
        """Violence makes a case rahasia, and who opens it first reads who would know and says who must not."""
        dangerous = cleaned.get("need_kind") == NeedKind.PROTECTION or speaks_of_danger(cleaned.get("need", ""))
        dangerous = dangerous or bool(self.report and self.report.is_secret)
        secret = cleaned.get("secrecy") == Secrecy.SECRET
        if (dangerous or secret) and not self.may_secret:
            self.not_for_you = True
            self.add_error("secrecy" if secret else "need", NOT_FOR_YOU)
        elif dangerous and not secret and not cleaned.get("level_asked"):
            self._fill("secrecy", Secrecy.SECRET)
            self._fill("level_asked", "on")
            self.add_error(
                "secrecy",
                _("Ini menyangkut kekerasan atau bahaya, jadi kami pilihkan rahasia. Periksa siapa yang akan tahu."),
            )

    def _find_suspect(self, cleaned: dict) -> None:
        """A name becomes people to tick: who of the register is meant is never guessed."""
        name = (cleaned.get("suspect_name") or "").strip()
        if not name:
            return
        people = Resident.objects.visible_to(self.user).of(self.network).present().named_like(self.network, name)
        found = list(people.for_rows().order_by("name_key", "pk")[:MOST_FOUND])
        known = {pk for pk, _words in self.fields["suspects"].choices}
        fresh = [(person.pk, self._told(person)) for person in found if person.pk not in known]
        if not found:
            self.add_error("suspect_name", _("Tidak ada warga bernama itu. Periksa ejaannya, atau kosongkan."))
        elif fresh:
            self.fields["suspects"].widget = forms.CheckboxSelectMultiple()
            self.fields["suspects"].choices = [*self.fields["suspects"].choices, *fresh]
            self.add_error("suspects", _("Centang orang yang Anda maksud, lalu simpan lagi."))
            self._fill("suspect_name", "")

    def _fill(self, name: str, value: str) -> None:
        """Write into the form as it is shown again."""
        self.data = self.data.copy()
        self.data[name] = value

    # --- Drawing -----------------------------------------------------------------------------------------

    @property
    def helper(self) -> InsidePage:
        helper = InsidePage()
        helper.layout = Layout(
            *([Div("subject_name"), Div("rt")] if "subject_name" in self.fields else []),
            "need",
            Div("urgency", css_class="tiles tiles-4 tiles-words"),
            Div("need_kind", css_class="tiles"),
            *self._fold(
                _("Siapa yang akan tahu"), "level", Div("secrecy", css_class="tiles tiles-1"), *self.FOLDED["level"][1:]
            ),
            *self._fold(
                _("Patokan rumah, nomor HP, dan lainnya"),
                "house",
                *self.FOLDED["house"][:-1],
                Div("subject_kind", css_class="tiles"),
            ),
        )
        return helper

    def _fold(self, title, part: str, *drawn) -> list:
        names = self.FOLDED[part]
        opened = part == "level" and self._level_is_special
        if self.is_bound:
            opened = opened or any(self.errors.get(name) for name in names)
            opened = opened or any(self.data.get(name) for name in names if name not in ("secrecy", "subject_kind"))
        else:
            opened = opened or any(self.initial.get(name) for name in names if name not in ("secrecy", "subject_kind"))
        begin = format_html('<details class="fold"{}><summary>{}</summary>', " open" if opened else "", title)
        return [HTML(begin), *drawn, HTML("</details>")]

    @property
    def _level_is_special(self) -> bool:
        chosen = self.data.get("secrecy") if self.is_bound else self.initial.get("secrecy")
        return chosen not in (None, "", Secrecy.ORDINARY)

    # --- What the action takes ---------------------------------------------------------------------------

    def values(self) -> dict:
        """The columns of the new case."""
        cleaned = self.cleaned_data
        values = {name: cleaned[name] for name in KEPT_COLUMNS}
        if self.resident:
            return values | {"resident": self.resident}
        if self.family:
            first = self.members[0] if self.members else None
            return values | {
                "family": self.family,
                "subject_kind": SubjectKind.FAMILY,
                "subject_name": str(self.family_name)[:100],
                "rt": first.rt if first else None,
            }
        return values | {"subject_name": cleaned["subject_name"], "rt": cleaned.get("rt")}

    def excluded_users(self) -> list:
        chosen = set(self.cleaned_data["excluded"])
        return [office.user for office in officers(self.user, self.network) if office.user_id in chosen]

    def suspected(self) -> list[Resident]:
        people = Resident.objects.visible_to(self.user).of(self.network)
        return list(people.filter(pk__in=self.cleaned_data["suspects"]))
