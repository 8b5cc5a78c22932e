"""The form of the own account."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.phones import PhoneFormField
from wksbm.core.forms import PortalForm


class AccountForm(PortalForm):
    """Name, and the ways by which the person signs in."""

    name = forms.CharField(label=_("Nama"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    phone = PhoneFormField(
        label=_("Nomor HP"),
        max_length=25,
        required=False,
        help_text=_("Bisa dipakai untuk masuk. Tidak ada SMS yang dikirim."),
    )
    email = forms.EmailField(
        label=_("Email"),
        max_length=254,
        required=False,
        help_text=_("Kalau diisi, kata sandi yang lupa bisa diganti sendiri lewat email."),
    )
