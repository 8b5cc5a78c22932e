"""Forms behind a link: for somebody who is not signed in, so they carry neither a person's mark nor a receipt."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from members.models.user import refuse_all_digits
from members.phones import PhoneField


def new_password() -> forms.CharField:
    """A password that does not exist yet."""
    return forms.CharField(
        label=_("Kata sandi baru"),
        min_length=10,
        max_length=128,
        strip=False,
        help_text=_("Paling sedikit 10 huruf atau angka. Tiga kata yang mudah Anda ingat sudah cukup."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class NewAccountForm(forms.Form):
    """The account that an invitation makes."""

    name = forms.CharField(label=_("Nama Anda"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    phone = PhoneField(
        verbose_name=_("Nomor HP"), blank=True, help_text=_("Bisa dipakai untuk masuk. Periksa, sudah benar?")
    ).formfield()
    username = forms.CharField(
        label=_("Nama pengguna"),
        min_length=3,
        max_length=30,
        validators=[
            RegexValidator(r"^[\w.-]+$", _("Pakai huruf, angka, titik, atau garis; tanpa spasi.")),
            refuse_all_digits,
        ],
        help_text=_("Nama pendek tanpa spasi, misalnya bu.ratna."),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = new_password()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)


class NewPasswordForm(forms.Form):
    """The new password behind a one-time link."""

    password = new_password()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
