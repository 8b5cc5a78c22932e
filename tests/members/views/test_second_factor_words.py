"""A wrong code is named as the page names it."""

import pytest
from django.urls import reverse


@pytest.fixture
def freshly_signed_in(signed_in, secretary):
    """The set-up page asks for the password once more before it opens."""
    client = signed_in(secretary)
    client.post(reverse("account_reauthenticate"), {"password": "kata-sandi-uji-coba"})
    return client


def test_a_wrong_first_code_is_said_beside_the_field_in_the_pages_own_words(freshly_signed_in):
    address = reverse("mfa_activate_totp")
    assert freshly_signed_in.get(address).status_code == 200
    page = freshly_signed_in.post(address, {"code": "000000"}).content.decode()
    assert "Enam angka dari aplikasi" in page
    assert "Kode autentikator" not in page
