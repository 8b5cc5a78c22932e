"""Forms of a program: begun with four lines, then written part by part; two people may write one at once."""

from datetime import date

from crispy_forms.layout import HTML, Div, Layout
from django import forms
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from members.forms.inside_page import InsidePage
from members.models import Organization
from pmks_cases.forms.case_parts import day, fold, one_of, text, tiles
from pmks_cases.forms.fields import ShortListField
from pmks_cases.forms.meanwhile import CHOICE, AsksWhichStays
from programs.models import Meeting, Program
from programs.models.program_needs import ETHICS
from programs.models.program_words import ABOUT_MODEL, Answer
from wksbm.core.forms import PortalForm

MEETINGS_OFFERED = 12
WITHOUT_NAMES = _("Tanpa nama warga yang dibantu: semua pengurus membacanya.")


def label_of(column: str) -> str:
    return Program._meta.get_field(column).verbose_name


def choice(column: str, **more) -> forms.ChoiceField:
    """One of the words of this column, as taps."""
    return one_of(label_of(column), Program._meta.get_field(column).choices, **more)


def several(column: str, **more) -> forms.MultipleChoiceField:
    """Some of the words of this column, as taps."""
    choices = Program._meta.get_field(column).base_field.choices
    return forms.MultipleChoiceField(
        label=label_of(column), choices=choices, required=False, widget=forms.CheckboxSelectMultiple, **more
    )


def _explained(name: str) -> Div:
    """Taps of which each has its sentence below its word."""
    return Div(name, css_class="tiles tiles-1 explained")


def lead_field(form, offered) -> ShortListField:
    """The organisations for which this person may begin a program."""
    field = ShortListField(
        offered,
        label=label_of("lead"),
        empty_label=_("Pilih"),
        error_messages={"required": _("Pilih lembaga penanggung jawabnya.")},
    )
    rows = list(offered)
    if len(rows) == 1:
        field.initial = rows[0].pk
    return field


class DraftForm(PortalForm):
    """How a program begins: its name, who answers for it, what for. All the rest follows part by part."""

    title = text(_("Nama program"), required=_("Beri nama programnya."), longest=100)
    aim = text(_("Yang ingin dicapai"), rows=3, longest=600, help_text=WITHOUT_NAMES)
    place = text(_("Di mana"), longest=120)

    def __init__(self, *args, leads, issues, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lead"] = lead_field(self, leads)
        if issues:
            self.fields["issue"] = ShortListField(
                issues, label=_("Dari isu strategis"), required=False, empty_label=_("Tidak dari isu")
            )
        self.fields["title"].widget.attrs["placeholder"] = _("Makan sehat untuk lansia")
        self.helper = InsidePage(self)
        names = [name for name in ("title", "lead", "aim", "place", "issue") if name in self.fields]
        self.helper.layout = Layout("form_id", "for_whom", *names)


class PartForm(AsksWhichStays, PortalForm):
    """One part of a program. `wanting` maps a field to the sentence that says what the program lacks there."""

    name = ""
    title = ""
    lead_words = ""
    columns: tuple[str, ...] = ()

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, program: Program, wanting=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.program = program
        self.fields |= self.asked()
        self.edited = self.columns
        for column in self.columns:
            self.fields[column.removesuffix("_id")].initial = getattr(program, column)
        self.read_from(program)
        self.ask_again()
        if wanting and not self.is_bound:
            self._errors = forms.utils.ErrorDict(
                {name: self.error_class([words]) for name, words in wanting.items() if name in self.fields}
            )

    def asked(self) -> dict[str, forms.Field]:
        raise NotImplementedError

    def layout(self) -> list:
        return [column.removesuffix("_id") for column in self.columns]

    @property
    def helper(self) -> InsidePage:
        helper = InsidePage()
        asked = [HTML('{% include "pmks_cases/resident/_changed_meanwhile.html" %}')] if self.conflicts else []
        asked += [tiles(f"{CHOICE}{column}", 1) for column in self.conflicts]
        helper.layout = Layout(*asked, *self.layout())
        return helper

    @classmethod
    def rebased(cls, typed, edited):
        typed = super().rebased(typed, edited)
        for column, value in edited.taken_over.items():
            if isinstance(value, list):
                typed.setlist(column, value)
            elif isinstance(value, date):
                typed[column] = value.isoformat()
        return typed

    def column_label(self, column: str) -> str:
        return str(self.fields[column.removesuffix("_id")].label)

    def shown_stored(self, column: str) -> str:
        return self._shown(column, getattr(self.program, column))

    def shown_mine(self, column: str) -> str:
        name = column.removesuffix("_id")
        try:
            value = self.fields[name].clean(self.fields[name].widget.value_from_datadict(self.data, {}, name))
        except forms.ValidationError:
            return self.data.get(name, "")
        return self._shown(column, getattr(value, "pk", value))

    def _shown(self, column: str, value) -> str:
        if value in (None, "", []):
            return ""
        if isinstance(value, date):
            return date_format(value, "j F Y", use_l10n=False)
        choices = getattr(self.fields[column.removesuffix("_id")], "choices", None)
        if choices is None:
            return str(value)
        words = {str(key): str(label) for key, label in choices}
        return ", ".join(words.get(str(one), str(one)) for one in (value if isinstance(value, list) else [value]))

    def values(self) -> dict:
        """The columns as `actions.programs.change` takes them."""
        cleaned = self.cleaned_data
        values = {}
        for column in self.columns:
            value = cleaned[column.removesuffix("_id")]
            values[column] = (value.pk if value else None) if column.endswith("_id") else value
        for column in self.stays_stored(cleaned):
            values[column] = getattr(self.base, column)
        return values


class AimPart(PartForm):
    name = "tujuan"
    title = _("Tujuan")
    columns = ("title", "lead_id", "aim", "place")

    def __init__(self, *args, leads, **kwargs):
        self.leads = leads
        super().__init__(*args, **kwargs)

    def asked(self):
        return {
            "title": text(label_of("title"), required=_("Beri nama programnya."), longest=100),
            "lead": lead_field(self, self.leads),
            "aim": text(label_of("aim"), rows=4, longest=600, help_text=WITHOUT_NAMES),
            "place": text(label_of("place"), longest=120, help_text=_("Misalnya: rumah masing-masing, RT 001–003.")),
        }


class TargetPart(PartForm):
    name = "sasaran"
    title = _("Sasaran")
    columns = ("target_kind", "target_count", "target_groups", "needs", "help_kinds")

    def asked(self):
        return {
            "target_kind": choice("target_kind"),
            "target_count": forms.IntegerField(
                label=label_of("target_count"),
                required=False,
                min_value=1,
                max_value=100_000,
                help_text=_("Jumlahnya saja, tanpa nama."),
            ),
            "target_groups": several("target_groups"),
            "needs": several("needs"),
            "help_kinds": several("help_kinds", help_text=_("Dipakai untuk melihat bantuan ganda.")),
        }

    def layout(self):
        return [
            tiles("target_kind"),
            "target_count",
            tiles("target_groups"),
            tiles("needs"),
            tiles("help_kinds", 1),
        ]


class PeriodPart(PartForm):
    name = "waktu"
    title = _("Waktu")
    columns = ("starts_on", "ends_on")

    def asked(self):
        return {
            "starts_on": day(label_of("starts_on")),
            "ends_on": day(label_of("ends_on"), help_text=_("Sesudah hari ini program dievaluasi.")),
        }

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("Selesainya sebelum mulai. Periksa tanggalnya."))
        return cleaned


class WayPart(PartForm):
    name = "cara"
    title = _("Cara kerja")
    columns = ("function", "effort", "level", "tier", "work_model")

    def asked(self):
        model = choice("work_model")
        model.choices = [
            (value, format_html('{} <span class="about">{}</span>', label, ABOUT_MODEL[value]) if value else label)
            for value, label in model.choices
            if value
        ]
        return {
            "function": choice("function"),
            "effort": choice("effort"),
            "level": choice("level"),
            "tier": choice("tier"),
            "work_model": model,
        }

    def layout(self):
        return [tiles("function"), tiles("effort"), tiles("level"), _explained("work_model"), tiles("tier", 1)]

    def _shown(self, column, value):
        return str(dict(Program._meta.get_field(column).choices).get(value, ""))


class EthicsPart(PartForm):
    name = "etika"
    title = _("Empat pertanyaan etika")
    lead_words = _("Dijawab jujur. Jawaban “sebagian” butuh cerita sebentar; “tidak” dibicarakan dahulu di musyawarah.")
    columns = (
        *(column for name in ETHICS for column in (name, f"{name}_why")),
        "ethics_meeting_id",
        "ethics_note",
    )

    def asked(self):
        fields = {}
        for name in ETHICS:
            fields[name] = choice(name)
            fields[f"{name}_why"] = text(label_of(f"{name}_why"), rows=2, longest=300)
        held = Meeting.objects.visible_to(self.request.user).of(self.request.network).order_by("-held_on", "-pk")
        fields["ethics_meeting"] = ShortListField(
            held.filter(held_on__lte=self.request.network.today())[:MEETINGS_OFFERED],
            label=label_of("ethics_meeting"),
            required=False,
            empty_label=_("Belum dibicarakan"),
        )
        fields["ethics_meeting"].label_from_instance = lambda row: f"{row}, {row.held_on:%d-%m-%Y}"
        fields["ethics_note"] = text(label_of("ethics_note"), rows=3, longest=500)
        return fields

    def layout(self):
        rows = []
        for name in ETHICS:
            rows += [tiles(name, 3), Div(f"{name}_why", css_class="why")]
        opened = Answer.NO in (self[name].value() for name in ETHICS) or bool(self.errors.get("ethics_note"))
        return [
            *rows,
            *fold(_("Ada jawaban “tidak”? Catatan musyawarah"), "ethics_meeting", "ethics_note", opened=opened),
        ]


PART_FORMS = {form.name: form for form in (AimPart, TargetPart, PeriodPart, WayPart, EthicsPart)}


class StopForm(PortalForm):
    """Why it does not go on."""

    why = text(_("Alasannya"), required=_("Tulis alasannya."), rows=3, longest=500)


class PartnerForm(PortalForm):
    """One more organisation that carries it."""

    organization = ShortListField(None, label=_("Lembaga"), empty_label=_("Pilih"))

    def __init__(self, *args, offered, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = offered


def organizations_of(request):
    """The organisations of the network, by name."""
    return Organization.objects.visible_to(request.user).of(request.network).order_by("name", "pk")
