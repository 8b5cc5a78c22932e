"""The form that mends what a case says."""

from crispy_forms.layout import HTML, Div, Layout
from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from members.forms.inside_page import InsidePage
from members.models import Rt
from members.phones import PhoneFormField
from pmks_cases.actions.case_changes import EDITED
from pmks_cases.forms.case_parts import fold, one_of, text
from pmks_cases.forms.fields import ShortListField
from pmks_cases.forms.meanwhile import CHOICE, AsksWhichStays
from pmks_cases.models import Case, Resident
from pmks_cases.models.case import NeedKind, Urgency
from wksbm.core.forms import PortalForm

MOST_ALIKE = 5


class ChangeCaseForm(AsksWhichStays, PortalForm):
    """The need, how urgent, where, and whom to call. Who is not in the register yet can be tied to a resident here."""

    edited = EDITED

    need = text(_("Apa yang dibutuhkan"), required=_("Tulis apa yang dibutuhkan."), rows=3, longest=300)
    need_kind = forms.ChoiceField(label=_("Bidang"), choices=NeedKind.choices)
    urgency = one_of(_("Seberapa mendesak"), Urgency.choices, required=_("Pilih seberapa mendesak."))
    subject_name = text(_("Nama"), longest=100, required=_("Tulis namanya, panggilannya pun boleh."))
    resident = forms.ChoiceField(
        label=_("Ini warga yang sudah tercatat?"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Pilih salah satu yang ditawarkan.")},
    )
    rt = ShortListField(None, label=_("RT"), required=False, empty_label=_("Belum tahu"))
    landmark = text(_("Patokan rumah"), longest=150, help_text=_("Misalnya: rumah biru di utara musala."))
    contact_name = text(_("Siapa yang bisa dihubungi"), longest=100)
    contact_phone = PhoneFormField(label=_("Nomor HP-nya"), required=False, max_length=25)
    visit_in_pairs = forms.BooleanField(
        label=_("Kunjungi berdua"), required=False, help_text=_("Kalau sendirian tidak aman atau tidak pantas.")
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, case: Case, **kwargs):
        super().__init__(*args, **kwargs)
        self.case = case
        self.fields["rt"].queryset = Rt.objects.visible_to(self.request.user).of(self.request.network)
        self._offer_residents()
        for column in EDITED:
            name = column.removesuffix("_id")
            if name in self.fields:
                self.fields[name].initial = getattr(case, column)
        self.edited = tuple(column for column in EDITED if column.removesuffix("_id") in self.fields)
        self.read_from(case)
        self.ask_again()

    def _offer_residents(self) -> None:
        """Those of the register who may be meant, by their name, where nobody of it is linked yet."""
        if self.case.resident_id is not None:
            del self.fields["resident"]
            del self.fields["subject_name"]
            return
        typed = (self.data.get("subject_name") if self.is_bound else "") or self.case.subject_name
        rows = Resident.objects.visible_to(self.request.user).of(self.request.network).standing()
        alike = rows.named_like(self.request.network, typed).for_rows()[:MOST_ALIKE] if typed else []
        self.residents = {str(row.pk): row for row in alike}
        if not self.residents:
            del self.fields["resident"]
            return
        named = [(key, f"{row.name}, {row.rt}" if row.rt else row.name) for key, row in self.residents.items()]
        self.fields["resident"].choices = [("", _("Tidak, atau belum tahu")), *named]

    def column_label(self, column: str) -> str:
        return str(self.fields[column.removesuffix("_id")].label)

    def shown_stored(self, column: str) -> str:
        value = getattr(self.case, column)
        if column == "rt_id":
            return str(self.case.rt or "")
        if column == "resident_id":
            return self.case.name if value else ""
        if isinstance(value, bool):
            return _now("Ya") if value else _now("Tidak")
        shown = getattr(self.case, f"get_{column}_display", None)
        return str(shown() if shown else value)

    def shown_mine(self, column: str) -> str:
        if column == "visit_in_pairs":
            return _now("Ya") if self.data.get(column) else _now("Tidak")
        return super().shown_mine(column)

    def clean_urgency(self):
        return int(self.cleaned_data["urgency"])

    @property
    def helper(self) -> InsidePage:
        helper = InsidePage()
        asked = [HTML('{% include "pmks_cases/resident/_changed_meanwhile.html" %}')] if self.conflicts else []
        asked += [Div(f"{CHOICE}{column}", css_class="tiles tiles-1") for column in self.conflicts]
        who = [name for name in ("subject_name",) if name in self.fields]
        who += [Div(name, css_class="tiles tiles-1") for name in ("resident",) if name in self.fields]
        where = ("rt", "landmark", "contact_name", "contact_phone", "visit_in_pairs")
        helper.layout = Layout(
            *asked,
            "need",
            "need_kind",
            Div("urgency", css_class="tiles"),
            *who,
            *fold(_("Rumah dan siapa yang dihubungi"), *where, opened=True),
        )
        return helper

    def values(self) -> dict:
        """The columns as `actions.case_changes.change` takes them."""
        cleaned = self.cleaned_data
        values = {}
        for column in self.edited:
            name = column.removesuffix("_id")
            if column == "rt_id":
                values[column] = cleaned["rt"].pk if cleaned["rt"] else None
            elif column == "resident_id":
                values[column] = int(cleaned["resident"]) if cleaned["resident"] else self.base.resident_id
            else:
                values[column] = cleaned[name]
        for column in self.stays_stored(cleaned):
            values[column] = getattr(self.base, column)
        return values
