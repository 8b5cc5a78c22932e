"""Forms of a promise about a case: to who sees it, or field by field to somebody outside."""

from datetime import timedelta

from crispy_forms.layout import HTML, Layout
from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.forms.days import DayInput, believable_year
from members.forms.inside_page import InsidePage
from pmks_cases.actions.case_promises import CONTACT, HOUSE, NAME, PERSONAL, Outsider, contact_of, house_of
from wksbm.core.forms import PortalForm

USUAL_DAYS = 7


class PromiseForm(PortalForm):
    """What, who, until when."""

    what = forms.CharField(
        label=gettext_lazy("Apa yang dijanjikan"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2, "placeholder": gettext_lazy("Tanyakan kursi roda ke Dinas Sosial")}),
        error_messages={"required": gettext_lazy("Tulis dahulu apa yang dijanjikan.")},
    )
    doer = forms.ModelChoiceField(
        label=gettext_lazy("Siapa"),
        queryset=None,
        empty_label=gettext_lazy("Pilih"),
        error_messages={"required": gettext_lazy("Pilih dahulu siapa yang melakukannya.")},
    )
    due_on = forms.DateField(label=gettext_lazy("Paling lambat"), widget=DayInput, validators=[believable_year])

    def __init__(self, *args, case, doers, **kwargs):
        super().__init__(*args, **kwargs)
        self.case = case
        self.fields["doer"].queryset = doers.order_by("name")
        today = case.network.today()
        self.fields["due_on"].initial = today + timedelta(days=USUAL_DAYS)
        self.fields["due_on"].widget.attrs["min"] = today.isoformat()


class OutsidePromiseForm(PromiseForm):
    """The same, and what may be told: what and until when always are, the rest is chosen one by one."""

    tell_what = forms.BooleanField(required=False, disabled=True, initial=True, label=gettext_lazy("Apa"))
    tell_due = forms.BooleanField(required=False, disabled=True, initial=True, label=gettext_lazy("Kapan"))
    tell_name = forms.BooleanField(required=False)
    tell_house = forms.BooleanField(required=False)
    tell_contact = forms.BooleanField(required=False)

    def __init__(self, *args, case, asked: Outsider, **kwargs):
        super().__init__(*args, case=case, **kwargs)
        self.fields["what"].help_text = _("Tulis tanpa nama: kalimat ini yang dibaca pelaksananya.")
        values = {
            NAME: (_("Untuk"), "" if case.name_refused else case.name),
            HOUSE: (_("Rumah"), house_of(case)),
            CONTACT: (_("Nomor HP"), contact_of(case)),
        }
        for name, (label, value) in values.items():
            box = self.fields[f"tell_{name}"]
            box.label = f"{label}: {value}" if value else label
            box.help_text = "" if value else _("Belum dicatat di kasus ini.")
            box.disabled = not value or name in asked.closed
        self.helper = InsidePage(self)
        # One reason closes them all: it is said once, above them.
        legend = format_html(
            '<fieldset aria-describedby="why-closed"><legend class="form-label">{}</legend>'
            '<p class="form-text" id="why-closed">{}</p>',
            _("Yang diberitahukan"),
            next(iter(asked.closed.values()), _("Selain nomor kasus dan RT-nya, hanya yang dicentang.")),
        )
        boxes = ("tell_what", "tell_due", *(f"tell_{name}" for name in PERSONAL))
        self.helper.layout = Layout(
            "form_id", "for_whom", "what", "doer", "due_on", HTML(legend), *boxes, HTML("</fieldset>")
        )

    def told(self) -> set[str]:
        """The fields that were ticked, of those that may be."""
        return {name for name in PERSONAL if self.cleaned_data[f"tell_{name}"]}
