"""Forms of what stands in a program row by row: needs, pledges, what came, signs, who took part, how it ended."""

from decimal import Decimal

from crispy_forms.layout import HTML, Div, Layout
from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from members.forms.inside_page import InsidePage
from pmks_cases.forms.case_parts import day, one_of, text, tiles
from pmks_cases.forms.fields import ShortListField
from programs.forms.amounts import AmountField, plain
from programs.forms.meetings import ClockInput
from programs.models import Indicator, OverlapAnswer
from programs.models.program_words import UNITS_OF, Onward, ResourceKind, Step, Unit
from wksbm.core.forms import PortalForm

SOME, ZERO = Decimal("0.01"), Decimal(0)
USUAL_UNIT = {
    ResourceKind.MONEY: Unit.RUPIAH,
    ResourceKind.LABOUR: Unit.HOURS,
    ResourceKind.SKILL: Unit.HOURS,
}


def amount(label, **more) -> AmountField:
    """So much, more than nothing."""
    return AmountField(label=label, least=SOME, error_messages={"required": _("Tulis berapa banyaknya.")}, **more)


class ResourceForm(PortalForm):
    """What the program needs: the kind, what it is, how much of which unit."""

    kind = one_of(
        _("Jenis"),
        ResourceKind.choices,
        required=_("Pilih jenisnya."),
        help_text=_("Uang dihitung rupiah, tenaga dan keahlian jam atau hari kerja satu orang."),
    )
    what = text(_("Apa"), required=_("Tulis apa yang dibutuhkan."), longest=80)
    amount = amount(_("Berapa"))
    unit = forms.ChoiceField(label=_("Satuan"), choices=[("", _("Pilih")), *Unit.choices], required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["what"].widget.attrs["placeholder"] = _("Beras, pemijat refleksi, uang bensin")
        self.helper = InsidePage(self)
        self.helper.layout = Layout(
            "form_id", "for_whom", tiles("kind", 2), "what", Div("amount", "unit", css_class="pair")
        )

    def clean(self):
        cleaned = super().clean()
        kind, unit = cleaned.get("kind"), cleaned.get("unit")
        if kind and not unit:
            unit = cleaned["unit"] = USUAL_UNIT.get(kind, "")
            if not unit:
                self.add_error("unit", _now("Pilih satuannya."))
        if kind and unit and unit not in UNITS_OF[kind]:
            self.add_error("unit", _now("Satuan ini tidak cocok dengan jenisnya."))
        return cleaned


class PledgeForm(PortalForm):
    """Which organisation brings how much of it, and by when."""

    organization = ShortListField(None, label=_("Lembaga"), empty_label=_("Pilih"))
    amount = amount(_("Berapa"))
    due_on = day(_("Paling lambat"), help_text=_("Boleh kosong: sampai program selesai."))

    def __init__(self, *args, offered, resource, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = offered
        rows = list(offered)
        if len(rows) == 1:
            self.fields["organization"].initial = rows[0].pk
        self.fields["amount"].help_text = _now("Dalam %(unit)s.") % {"unit": resource.get_unit_display()}


class ArrivalForm(PortalForm):
    """So much has come, on which day."""

    amount = AmountField(
        label=_("Berapa yang datang"),
        error_messages={"required": _("Tulis berapa banyaknya.")},
        help_text=_("Salah catat? Tulis dengan tanda kurang di depannya."),
    )
    on = day(_("Tanggal"), required=_("Pilih tanggalnya."))
    note = text(_("Keterangan"), longest=150)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        today = self.request.network.today()
        self.fields["on"].initial = today
        self.fields["on"].widget.attrs["max"] = today.isoformat()


class IndicatorForm(PortalForm):
    """A sign: what, counted in what, now, wanted, and from where one knows."""

    columns = ("sign", "unit", "baseline", "target", "how")

    sign = text(_("Tandanya apa"), required=_("Tulis tandanya."), longest=150)
    unit = text(_("Dihitung dalam apa"), required=_("Tulis satuannya."), longest=20)
    baseline = AmountField(
        label=_("Keadaan sekarang"), least=ZERO, error_messages={"required": _("Tulis keadaannya sekarang.")}
    )
    target = AmountField(
        label=_("Yang ingin dicapai"), least=ZERO, error_messages={"required": _("Tulis yang ingin dicapai.")}
    )
    how = text(_("Diukur dari mana"), required=_("Tulis dari mana diketahui."), longest=150)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, indicator: Indicator | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        for name, words in (
            ("sign", _("Lansia yang makan tiga kali sehari")),
            ("unit", _("orang")),
            ("how", _("Catatan kader tiap Senin")),
        ):
            self.fields[name].widget.attrs["placeholder"] = words
        if indicator is not None:
            for name in self.columns:
                self.fields[name].initial = getattr(indicator, name)
            self.fields["revision"].initial = indicator.revision
        self.helper = InsidePage(self)
        pair = Div("baseline", "target", css_class="pair")
        self.helper.layout = Layout("form_id", "for_whom", "revision", "sign", "unit", pair, "how")

    def clean(self):
        cleaned = super().clean()
        now, wanted = cleaned.get("baseline"), cleaned.get("target")
        if now is not None and now == wanted:
            self.add_error("target", _now("Yang ingin dicapai sama dengan keadaan sekarang."))
        return cleaned

    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.columns}


class MeasureForm(PortalForm):
    """How a sign stands on a day."""

    value = AmountField(label=_("Sekarang berapa"), least=ZERO, error_messages={"required": _("Tulis angkanya.")})
    on = day(_("Tanggal"), required=_("Pilih tanggalnya."))
    source = text(_("Dari mana diketahui"), longest=150)

    def __init__(self, *args, indicator, **kwargs):
        super().__init__(*args, **kwargs)
        today = self.request.network.today()
        self.fields["value"].help_text = _now("Dalam %(unit)s.") % {"unit": indicator.unit}
        self.fields["on"].initial = today
        self.fields["on"].widget.attrs["max"] = today.isoformat()
        self.fields["source"].initial = indicator.how


class ParticipationForm(PortalForm):
    """How many residents took part in a step: women, men, on which day."""

    step = one_of(_("Dalam hal apa"), Step.choices, required=_("Pilih langkahnya."))
    women = forms.IntegerField(label=_("Perempuan"), min_value=0, max_value=5000, initial=0)
    men = forms.IntegerField(label=_("Laki-laki"), min_value=0, max_value=5000, initial=0)
    on = day(_("Tanggal"), required=_("Pilih tanggalnya."))
    note = text(_("Keterangan"), longest=150, help_text=_("Tanpa nama orang."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        today = self.request.network.today()
        self.fields["on"].initial = today
        self.fields["on"].widget.attrs["max"] = today.isoformat()
        self.helper = InsidePage(self)
        count = Div("women", "men", css_class="pair")
        self.helper.layout = Layout("form_id", "for_whom", tiles("step"), count, "on", "note")


class ProgramActivityForm(PortalForm):
    """What is done, on which day, where, by whom."""

    title = text(_("Kegiatan"), required=_("Tulis kegiatannya."), longest=100)
    held_on = day(_("Tanggal"), required=_("Pilih tanggalnya."))
    begins = forms.TimeField(label=_("Pukul"), widget=ClockInput, error_messages={"required": _("Tulis pukul berapa.")})
    ends = forms.TimeField(label=_("Sampai"), widget=ClockInput, required=False)
    place = text(_("Tempat"), required=_("Tulis tempatnya."), longest=120)
    in_charge = ShortListField(
        None,
        label=_("Penanggung jawab"),
        empty_label=_("Pilih"),
        error_messages={"required": _("Pilih siapa penanggung jawabnya.")},
    )
    organization = ShortListField(None, label=_("Lembaga"), empty_label=_("Semua lembaga"), required=False)

    def __init__(self, *args, people, offered, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["in_charge"].queryset = people
        self.fields["in_charge"].label_from_instance = lambda person: person.name
        self.fields["organization"].queryset = offered
        self.helper = InsidePage(self)
        clock = Div("begins", "ends", css_class="pair")
        self.helper.layout = Layout(
            "form_id", "for_whom", "title", "held_on", clock, "place", "in_charge", "organization"
        )


class EvaluationForm(PortalForm):
    """How each sign stands in the end, what was reached, what was learnt, what comes after."""

    reached = text(_("Apa yang tercapai"), required=_("Tulis apa yang tercapai."), rows=4, longest=1000)
    lessons = text(_("Pelajarannya"), required=_("Tulis pelajarannya."), rows=4, longest=1000)
    onward = one_of(_("Sesudah ini"), Onward.choices, required=_("Pilih kelanjutannya."))

    why = text(_("Mengapa selesai lebih cepat"), required=_("Tulis mengapa selesai lebih cepat."), rows=2, longest=500)

    def __init__(self, *args, measured, early: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not early:
            del self.fields["why"]
        self.names = {}
        for indicator, last in measured:
            name = f"tanda_{indicator.pk}"
            self.names[name] = indicator.pk
            self.fields[name] = AmountField(
                label=indicator.sign,
                least=ZERO,
                required=last is None,
                help_text=_now("Dulu %(first)s, ingin %(target)s %(unit)s.%(last)s")
                % {
                    "first": plain(indicator.baseline),
                    "target": plain(indicator.target),
                    "unit": indicator.unit,
                    "last": _now(" Terakhir diukur %(value)s; kosongkan kalau tetap.") % {"value": plain(last)}
                    if last is not None
                    else "",
                },
                error_messages={"required": _("Ukur sekali lagi, lalu tulis angkanya.")},
            )
        self.helper = InsidePage(self)
        signs = [HTML(format_html('<h2 class="part-title">{}</h2>', _("Tanda keberhasilan")))] if self.names else []
        told = ["reached", "lessons", tiles("onward"), *(["why"] if early else [])]
        self.helper.layout = Layout("form_id", "for_whom", *signs, *self.names, *told)

    def measured_values(self) -> dict:
        """Indicator id -> number; None where it stays as it was counted last."""
        return {pk: self.cleaned_data[name] for name, pk in self.names.items()}


class OverlapForm(PortalForm):
    """Joined, shared out, or both go on."""

    way = one_of(_("Jalan keluarnya"), OverlapAnswer.Way.choices, required=_("Pilih salah satu."))
    why = text(_("Penjelasannya"), rows=3, longest=300)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["why"].help_text = _("Siapa membantu siapa, atau mengapa tetap jalan. Dibaca musyawarah.")
        self.helper = InsidePage(self)
        self.helper.layout = Layout("form_id", "for_whom", tiles("way", 1), "why")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("way") in ("bagi", "lanjut") and not cleaned.get("why"):
            self.add_error("why", _now("Tulis penjelasannya, supaya musyawarah tahu."))
        return cleaned
