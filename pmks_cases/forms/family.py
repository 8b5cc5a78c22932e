"""The form of one family."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.models import Dasawisma
from wksbm.core.forms import PortalForm


class DasawismaForm(PortalForm):
    """Which dasawisma looks after the family."""

    dasawisma = forms.ModelChoiceField(
        None,
        label=_("Dasawisma"),
        required=False,
        empty_label=_("Belum ada"),
        help_text=_("Kader dasawisma ini dapat melihat anggota keluarga."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Dasawisma.objects.visible_to(self.request.user).of(self.request.network).select_related("rt")
        self.fields["dasawisma"].queryset = rows
