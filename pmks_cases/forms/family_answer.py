"""The form of who has told the family what was decided."""

from crispy_forms.layout import Div, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms.inside_page import InsidePage
from pmks_cases.models import FamilyAnswer
from wksbm.core.forms import PortalForm


class FamilyAnswerForm(PortalForm):
    """Whom, their answer, and how they said it."""

    told = forms.CharField(
        label=_("Siapa yang diberi tahu"),
        max_length=100,
        help_text=_("Misalnya: ibunya."),
        error_messages={"required": _("Tulis siapa yang diberi tahu.")},
    )
    answer = forms.ChoiceField(
        label=_("Jawabannya"),
        choices=FamilyAnswer.Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih jawabannya.")},
    )
    words = forms.CharField(
        label=_("Kata mereka sendiri"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Tulis seperti mereka mengatakannya. Hanya dibaca yang mendampingi, tidak dibawa ke musyawarah."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = InsidePage(self)
        self.helper.layout = Layout("form_id", "for_whom", "told", Div("answer", css_class="tiles tiles-3"), "words")
