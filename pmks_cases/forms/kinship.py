"""Keluarga saya: the form that adds a line."""

from crispy_forms.layout import Div, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms.inside_page import InsidePage
from members.models import Rt
from pmks_cases.actions.kinship import exactly_named
from pmks_cases.forms.fields import ShortListField
from pmks_cases.models import Kinship
from wksbm.core.forms import PortalForm


class KinForm(PortalForm):
    """A relation and a whole name. Who of several people of one name is meant is chosen in a second step."""

    relation = forms.ChoiceField(
        label=_("Siapa bagi Anda?"),
        choices=Kinship.Relation.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih hubungannya.")},
    )
    name = forms.CharField(
        label=_("Nama lengkap"),
        max_length=100,
        help_text=_("Persis seperti di KTP-nya."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "words"}),
        error_messages={"required": _("Tulis nama lengkapnya.")},
    )
    rt = ShortListField(None, label=_("RT"), required=False, empty_label=_("RT mana saja"))
    who = forms.ChoiceField(label=_("Yang mana?"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        network = self.request.network
        self.fields["rt"].queryset = Rt.objects.visible_to(self.request.user).of(network)
        self.found = exactly_named(network, self.data.get("name", "")[:100]) if self.is_bound else []
        self.fields["who"].choices = [(str(person.pk), self._told(person)) for person in self.found]

    @staticmethod
    def _told(person) -> str:
        return ", ".join(filter(None, [person.name, str(person.rt or "")]))

    def clean(self):
        cleaned = super().clean()
        if self._errors:
            return cleaned
        found = [person for person in self.found if cleaned["rt"] is None or person.rt_id == cleaned["rt"].pk]
        if cleaned["who"]:
            found = [person for person in self.found if str(person.pk) == cleaned["who"]]
        if not found:
            self.add_error("name", _("Tidak ada warga dengan nama persis itu. Tulis nama lengkapnya, seperti di KTP."))
        elif len(found) > 1:
            self.add_error("who", _("Ada lebih dari satu orang bernama itu. Pilih salah satu."))
        else:
            cleaned["resident"] = found[0]
        return cleaned

    @property
    def helper(self) -> InsidePage:
        helper = InsidePage()
        which = [Div("who", css_class="tiles tiles-1")] if self.is_bound and len(self.found) > 1 else []
        helper.layout = Layout(Div("relation", css_class="tiles"), "name", "rt", *which)
        return helper
