"""The sign-in form."""

from allauth.account.forms import LoginForm
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class SignInForm(LoginForm):
    """User name, phone number or e-mail; and whether other people use this phone too."""

    shared_device = forms.BooleanField(
        label=_("HP ini dipakai bersama"),
        required=False,
        help_text=_("Anda keluar sendiri setelah 15 menit tidak dipakai."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        login = self.fields["login"]
        login.label = _("Nama pengguna, nomor HP, atau email")
        login.max_length = 100
        login.widget.attrs = {"autocomplete": "username", "autocapitalize": "none", "maxlength": "100"}
        self.fields["password"].label = _("Kata sandi")
        self.fields["password"].widget.attrs.pop("placeholder", None)
        self.fields["password"].help_text = ""

    def login(self, request, redirect_url=None):
        request.session["shared_device"] = self.cleaned_data["shared_device"]
        response = super().login(request, redirect_url)
        if self.cleaned_data["shared_device"]:
            request.session.set_expiry(settings.SHARED_DEVICE_SESSION_SECONDS)  # from the first answer on
        return response
