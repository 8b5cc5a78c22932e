"""The second factor's forms, in the words that their pages use."""

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.utils.translation import gettext_lazy as _


class CodeForm(AuthenticateForm):
    """Signing in with an app code, or with a code of the printed sheet."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _name_code(self, _("Kode dari aplikasi atau kode cadangan"))


class CodeAgainForm(ReauthenticateForm):
    """The same code before something that matters."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _name_code(self, _("Kode dari aplikasi atau kode cadangan"))


class AppCodeForm(ActivateTOTPForm):
    """The first code of a newly set-up app."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _name_code(self, _("Enam angka dari aplikasi"))


def _name_code(form, label) -> None:
    form.fields["code"].label = label
    form.fields["code"].widget.attrs.pop("placeholder", None)
