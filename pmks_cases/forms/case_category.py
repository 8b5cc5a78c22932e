"""The forms of the categories on a case: which one, and what shows it."""

from crispy_forms.layout import Div, Layout
from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from members.forms.inside_page import InsidePage
from pmks_cases.actions import case_categories
from pmks_cases.forms.case_parts import text
from pmks_cases.models import NetworkCategory
from pmks_cases.models.category import Category, as_used, suggested
from wksbm.core.forms import PortalForm

LEVEL_SENTENCES = {
    Category.Secrecy.RESTRICTED: _(
        "Kategori ini membuat kasusnya terbatas: di cetakan dan musyawarah hanya tampak nomor, RT, dan bantuannya."
    ),
    Category.Secrecy.SECRET: _(
        "Kategori ini membuat kasusnya rahasia, mulai saat ini juga: hanya tim, paling banyak tiga orang, yang tahu. "
        "Kasus hilang dari pandangan pengurus lain dan tidak dibawa ke musyawarah."
    ),
}


class ChooseCategoryForm(PortalForm):
    """A category for a case: those that fit age and sex first. Nothing is chosen beforehand, and no choice decides."""

    fitting = forms.ChoiceField(
        label=_("Yang sesuai umur dan jenis kelaminnya"), required=False, widget=forms.RadioSelect
    )
    category = forms.ChoiceField(
        label=_("Kategori"),
        required=False,
        error_messages={"invalid_choice": _("Kategori ini tidak bisa dipilih untuk kasus ini.")},
    )
    reason = text(
        _("Mengapa tetap dipilih?"),
        rows=2,
        help_text=_("Diisi kalau umur atau jenis kelaminnya tidak sesuai."),
    )
    confirmed = forms.BooleanField(label=_("Saya mengerti, lanjutkan"), required=False, widget=forms.HiddenInput)

    def __init__(self, *args, case, **kwargs):
        super().__init__(*args, **kwargs)
        self.case = case
        offered = list(case_categories.offered(case, to=self.request.user).select_related("group"))
        own = NetworkCategory.objects.visible_to(self.request.user).of(self.request.network)
        self.here = {row.category.pk: row for row in as_used(offered, own)}
        first = suggested(offered, *case_categories.age_and_sex(case))
        self.fields["fitting"].choices = [(row.pk, self.here[row.pk].name) for row in first]
        fitting = {row.pk for row in first}
        rest = [(pk, row.name) for pk, row in self.here.items() if pk not in fitting]
        self.fields["category"].choices = [("", _("Pilih kategori")), *rest]
        if first:
            self.fields["category"].label = _("Atau yang lain")
        else:
            del self.fields["fitting"]
        self.level_sentence = ""

    def clean(self):
        cleaned = super().clean()
        code = cleaned.get("category") or cleaned.get("fitting")
        if not code:
            if not self.errors:
                self.add_error("fitting" if "fitting" in self.fields else "category", _("Pilih kategorinya."))
            return cleaned
        chosen = self.here[code].category
        cleaned["chosen"] = chosen
        if chosen.speaks_against(*case_categories.age_and_sex(self.case)) and not cleaned.get("reason"):
            self.add_error(
                "reason", _("Umur atau jenis kelaminnya tidak sesuai kategori ini. Tulis mengapa tetap dipilih.")
            )
        if level := case_categories.raises_to(self.case, chosen):
            self.level_sentence = LEVEL_SENTENCES[level]
            self.fields["confirmed"].widget = forms.CheckboxInput()
            if not cleaned.get("confirmed"):
                self.add_error("confirmed", _("Baca dahulu peringatannya, lalu centang kalau tetap dilanjutkan."))
        return cleaned

    @property
    def helper(self) -> InsidePage:
        helper = InsidePage()
        first = [Div("fitting", css_class="tiles tiles-1")] if "fitting" in self.fields else []
        confirm = ["confirmed"] if self.level_sentence else []
        helper.layout = Layout(*first, "category", "reason", *confirm)
        return helper


class TickForm(PortalForm):
    """The criteria of one category, each with what shows it."""

    def __init__(self, *args, chosen, **kwargs):
        super().__init__(*args, **kwargs)
        self.criteria = {row.pk: row for row in chosen.category.criteria.filter(is_current=True)}
        ticked = {row.criterion_id: row.evidence for row in chosen.criteria.filter(removed_at=None)}
        for pk, row in self.criteria.items():
            self.fields[f"kriteria_{pk}"] = forms.BooleanField(label=row.text, required=False, initial=pk in ticked)
            evidence = text(_now("Apa yang menunjukkannya?"))
            evidence.initial = ticked.get(pk, "")
            self.fields[f"bukti_{pk}"] = evidence

    def clean(self):
        cleaned = super().clean()
        for pk in self.criteria:
            if cleaned.get(f"bukti_{pk}") and not cleaned.get(f"kriteria_{pk}"):
                self.add_error(f"kriteria_{pk}", _("Ada keterangannya, tetapi belum dicentang."))
        return cleaned

    @property
    def helper(self) -> InsidePage:
        helper = InsidePage()
        pairs = (Div(f"kriteria_{pk}", f"bukti_{pk}", css_class="criterion") for pk in self.criteria)
        helper.layout = Layout(*pairs)
        return helper

    def ticked(self) -> dict:
        """The criteria that are met, with what shows them."""
        cleaned = self.cleaned_data
        return {row: cleaned[f"bukti_{pk}"] for pk, row in self.criteria.items() if cleaned[f"kriteria_{pk}"]}
