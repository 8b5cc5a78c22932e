"""The form of one organisation."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms.folds import folded
from members.models import Organization, Rt
from wksbm.compared import ComparedForm


class OrganizationForm(ComparedForm):
    """What is known of an organisation."""

    class Meta:
        model = Organization
        fields = ("kind", "name", "standing", "offers", "contact_name", "phone", "alliance_tier", "address", "rt")
        widgets = {"offers": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "offers": _("Satu baris satu layanan, misalnya: antar berobat, sembako bulanan."),
            "alliance_tier": _("Lingkar inti ikut menilai isu strategis."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rt"].queryset = Rt.objects.visible_to(self.request.user).of(self.request.network)
        self.fields["rt"].empty_label = _("Seluruh RW")
        self.fields["kind"].choices = [("", _("Pilih jenis")), *Organization.Kind.choices]
        self.fields["alliance_tier"].required = False

    def clean_alliance_tier(self) -> str:
        return self.cleaned_data["alliance_tier"] or self.instance.alliance_tier

    @property
    def helper(self):
        shown = ("kind", "name", "standing", "offers", "contact_name", "phone")
        return folded(self, *shown, fold=("alliance_tier", "address", "rt"), title=_("Peran, alamat, dan RT"))
