import pytest
from django.core.exceptions import ValidationError

from members.phones import PhoneField, normal_phone, spoken_phone


@pytest.mark.parametrize(
    "written",
    ["0800-0000-0123", "0800 0000 0123", "+62 800 0000 0123", "62800 0000 0123", "(0800) 0000.0123", "0800–0000–0123"],
)
def test_a_phone_number_is_the_same_in_every_usual_writing(written):
    assert normal_phone(written) == "+6280000000123"


@pytest.mark.parametrize("written", ["", "endang", "0800", "00800000001", "+1 555 0100", "0800-0000-0123-4567-89"])
def test_what_is_no_indonesian_number_is_none(written):
    assert normal_phone(written) == ""


def test_a_phone_number_is_spoken_with_dashes():
    assert spoken_phone("+6280000000123") == "0800-0000-0123"
    assert spoken_phone("") == ""


def test_a_half_typed_phone_number_is_answered_with_an_example():
    with pytest.raises(ValidationError, match=r"belum lengkap\. Contoh: 0812"):
        PhoneField().clean("0800-12", None)
    assert PhoneField().clean("0800-0000-0123", None) == "+6280000000123"
