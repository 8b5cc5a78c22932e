"""Forms about a case, put together from parts: each asks for one thing and saves it by one action.

A page of its own shows one part; the page that moves a case on shows those that are still missing.
"""

from crispy_forms.layout import HTML, Div, Layout
from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from members.forms.days import DayInput, believable_year
from members.forms.inside_page import InsidePage
from wksbm.core.forms import PortalForm
from wksbm.core.refusals import RefusedByRule


def text(label, *, required=None, rows: int = 0, help_text="", longest: int = 300) -> forms.CharField:
    """A line of words; with `rows` a box of so many lines. `required` is the sentence that asks for it."""
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(
        label=label,
        max_length=longest,
        required=bool(required),
        widget=widget,
        help_text=help_text,
        error_messages={
            "required": required or "",
            "max_length": _("Terlalu panjang: paling banyak %(limit_value)d huruf."),
        },
    )


def day(label, *, required=None, help_text="") -> forms.DateField:
    """A day from the phone's calendar."""
    return forms.DateField(
        label=label,
        widget=DayInput,
        required=bool(required),
        validators=[believable_year],
        help_text=help_text,
        error_messages={"required": required or "", "invalid": _("Tanggal ini tidak terbaca. Contoh: 2026-11-21.")},
    )


def one_of(label, choices, *, required=None, help_text="", initial=None) -> forms.ChoiceField:
    """One of a few, as taps; none is chosen beforehand unless `initial` says so."""
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.RadioSelect,
        required=bool(required),
        help_text=help_text,
        initial=initial,
        error_messages={"required": required or "", "invalid_choice": _("Pilih salah satu yang ditawarkan.")},
    )


def tiles(name: str, columns: int = 2) -> Div:
    """A field of taps, so many beside each other."""
    return Div(name, css_class=f"tiles tiles-{columns}")


class Part:
    """One thing that a form asks for.

    `name` is its word in the form; `title` stands above it where several parts share a page. `asks_as` maps a field
    of the action to the form's field, where both do not have one name.
    """

    name = ""
    title = ""
    lead = ""
    asks_as: dict[str, str] = {}

    def __init__(self, form: "CasePartsForm"):
        self.form = form
        self.case, self.user = form.case, form.request.user
        self.network = form.request.network

    def fields(self) -> dict[str, forms.Field]:
        raise NotImplementedError

    def layout(self) -> list:
        return list(self.fields())

    def clean(self, cleaned: dict) -> None:
        """Say with `form.add_error` what does not go together."""

    def save(self, cleaned: dict) -> None:
        """Call the action, as the person of the form."""
        raise NotImplementedError


class CasePartsForm(PortalForm):
    """A form of one or more parts about one case. `save_parts` saves all of them, or none."""

    parts = forms.CharField(widget=forms.HiddenInput, required=False)
    """Which parts the page asked for: so that what was typed comes back, whatever happened to the case meanwhile."""

    titled = False
    """Whether a part has its title also where it stands alone."""

    def __init__(self, *args, case, parts: list[type[Part]], **kwargs):
        super().__init__(*args, **kwargs)
        self.case = case
        self.shown = [part(self) for part in parts]
        for part in self.shown:
            self.fields |= part.fields()
        self.fields["parts"].initial = ",".join(part.name for part in self.shown)

    def clean(self):
        cleaned = super().clean()
        for part in self.shown:
            part.clean(cleaned)
        return cleaned

    def save_parts(self) -> None:
        """Save part by part; a refusal of one takes the others back with it and stands at its field."""
        for part in self.shown:
            try:
                part.save(self.cleaned_data)
            except RefusedByRule as refused:
                field = part.asks_as.get(refused.field, refused.field)
                raise RefusedByRule(refused.sentence, field=field) from refused

    @property
    def helper(self) -> InsidePage:
        helper = InsidePage()
        layout = list(self.top())
        for part in self.shown:
            if part.title and (self.titled or len(self.shown) > 1):
                layout.append(HTML(format_html('<h2 class="part-title">{}</h2>', part.title)))
            if part.lead:
                layout.append(HTML(format_html('<p class="soft">{}</p>', part.lead)))
            layout += part.layout()
        helper.layout = Layout(*layout, *self.bottom())
        return helper

    def top(self) -> list:
        """What stands above the parts."""
        return []

    def bottom(self) -> list:
        """What stands below the parts."""
        return []


def fold(title, *inside, opened: bool = False) -> list:
    """Fields behind a heading."""
    top = format_html('<details class="fold"{}><summary>{}</summary>', " open" if opened else "", title)
    return [HTML(top), *inside, HTML("</details>")]
