"""The form of the own account."""

from django.utils.translation import gettext_lazy as _

from members.models import User
from wksbm.core.forms import PortalModelForm


class AccountForm(PortalModelForm):
    """Name, and the ways by which the person signs in."""

    class Meta:
        model = User
        fields = ("name", "phone", "email")
        help_texts = {
            "phone": _("Bisa dipakai untuk masuk. Tidak ada SMS yang dikirim."),
            "email": _("Kalau diisi, kata sandi yang lupa bisa diganti sendiri lewat email."),
        }

    def validate_unique(self):
        """The action says beside which field the number or address of another account stands."""

    def validate_constraints(self):
        """As above."""
