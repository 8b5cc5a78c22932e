"""Forms of penerima: a case proposed for a program, and who of those proposed a meeting has chosen."""

from crispy_forms.layout import Div, Layout
from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from members.forms.inside_page import InsidePage
from pmks_cases.forms.case_parts import one_of, text
from programs.actions.recipients import Ballot
from programs.forms.running import DecisionForm
from programs.models import Decision
from programs.models.program_words import HelpKind
from wksbm.core.forms import PortalForm


class ProposeRecipientForm(PortalForm):
    """Which of the program's kinds of help, and why this family."""

    help_kind = one_of(_("Bentuk bantuannya"), HelpKind.choices, required=_("Pilih bentuk bantuannya."))
    why = text(
        _("Mengapa diusulkan"),
        required=_("Tulis mengapa diusulkan."),
        rows=2,
        longest=200,
        help_text=_("Singkat saja. Hanya dibaca yang boleh melihat kasusnya."),
    )

    def __init__(self, *args, program, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["help_kind"]
        field.choices = [(value, label) for value, label in HelpKind.choices if value in program.help_kinds]
        if len(field.choices) == 1:
            field.initial = field.choices[0][0]
        self.helper = InsidePage(self)
        self.helper.layout = Layout("form_id", "for_whom", Div("help_kind", css_class="tiles tiles-2"), "why")


class TakeBackForm(PortalForm):
    """A question with a button."""


class RecipientDecisionForm(DecisionForm):
    """What was decided, with the list to tick: `candidates` wait for it. Nothing is written here in words."""

    ticked = forms.TypedMultipleChoiceField(
        label=_("Siapa yang ditetapkan"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Yang tidak dicentang belum terpilih kali ini, dan boleh diusulkan lagi."),
        error_messages={"invalid_choice": _("Daftar calonnya berubah sejak halaman ini dibuka. Periksa lagi.")},
    )
    considered = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *args, candidates, **kwargs):
        # What is drawn again is the list of this moment; decided is on the one that the page showed.
        self.shown = data.get("considered", "") if data else ""
        here = " ".join(str(one.row.pk) for one in candidates)
        if data:
            data = data.copy()
            data["considered"] = here
        super().__init__(data, *args, **kwargs)
        del self.fields["text"]
        layout = self.helper.layout.fields
        layout[layout.index("text")] = Div("ticked", "considered", css_class="ballot")
        self.fields["ticked"].choices = [(one.row.pk, _told(one)) for one in candidates]
        self.fields["considered"].initial = here
        if outcome := self.fields.get("outcome"):
            nobody = Decision.Outcome.REFUSED
            outcome.choices = [
                (value, _now("Belum ada yang terpilih") if value == nobody else label)
                for value, label in outcome.choices
            ]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("outcome") == Decision.Outcome.CHOSEN and not cleaned.get("ticked") and not self.errors:
            self.add_error("ticked", _now("Centang siapa yang ditetapkan, atau pilih ditunda."))
        return cleaned

    def data_for_action(self) -> dict:
        data = super().data_for_action()
        del data["considered"]
        shown = {int(word) for word in self.shown.split() if word.isdecimal() and len(word) < 19}
        return data | {"ballot": Ballot(frozenset(data.pop("ticked")), frozenset(shown))}


def _told(one) -> str:
    """A candidate as a meeting may read it: number, RT and help; the name where the family agreed; who stands aside."""
    lines = [one.row.get_help_kind_display()]
    if one.kin:
        lines.append(_now("Keluarganya: %(names)s. Tidak ikut memutuskan.") % {"names": ", ".join(one.kin)})
    more = format_html_join("", '<span class="soft">{}</span>', ((line,) for line in lines))
    return format_html('<span class="title">{}</span>{}', one.words, more)
