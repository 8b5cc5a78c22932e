"""What is sealed opens with any key still in use, shows itself masked, and is found by its digest."""

import pytest
from cryptography.fernet import Fernet, InvalidToken

from wksbm.core.sealing import Sealed, digest, digests, masked, reseal, seal, seal_json, unseal, unseal_json

NIK = "9901015505700003"


def new_key() -> str:
    return Fernet.generate_key().decode()


def test_a_seal_hides_the_text_and_differs_each_time():
    first, second = seal(NIK), seal(NIK)
    assert first != second
    assert NIK.encode() not in first
    assert unseal(first) == unseal(second) == NIK


def test_an_older_key_still_opens_and_a_dropped_one_does_not(settings):
    old, new = new_key(), new_key()
    settings.DATA_KEYS = [old]
    token = seal(NIK)
    settings.DATA_KEYS = [new, old]
    assert unseal(token) == NIK
    moved = reseal(token)
    settings.DATA_KEYS = [new]
    assert unseal(moved) == NIK
    with pytest.raises(InvalidToken):
        unseal(token)


def test_values_with_dates_and_signs_come_back_from_json():
    assert unseal_json(seal_json({"nama": "Soelastri", "rt": None, "baris": [1, "é"]})) == {
        "nama": "Soelastri",
        "rt": None,
        "baris": [1, "é"],
    }


def test_a_digest_depends_on_the_key_and_search_tries_them_all(settings):
    settings.HASH_KEYS = ["lama" * 10]
    before = digest(NIK)
    settings.HASH_KEYS = ["baru" * 10, "lama" * 10]
    assert digest(NIK) != before
    assert digests(NIK) == [digest(NIK), before]
    assert len(before) == 32


@pytest.mark.parametrize(
    ("text", "shown"),
    [(NIK, "9901••••••••0003"), ("9901015", "990•••••"), ("99010155057000031", "990101•••••"), ("", "•••••")],
)
def test_a_mask_shows_what_is_needed_to_recognise_a_number(text, shown):
    assert masked(text) == shown


def test_a_sealed_number_prints_its_mask_in_every_way_of_printing():
    sealed = Sealed(NIK)
    assert str(sealed) == f"{sealed}" == "9901••••••••0003"
    assert NIK not in repr([sealed])
    assert sealed.whole == NIK


def test_a_number_whose_key_is_lost_prints_dots_and_does_not_break_the_page(settings):
    sealed = Sealed(token=seal(NIK))
    settings.DATA_KEYS = [new_key()]
    assert str(sealed) == "•" * 16
    with pytest.raises(InvalidToken):
        _ = sealed.whole


def test_equal_numbers_are_equal_whatever_their_tokens():
    assert Sealed(token=seal(NIK)) == Sealed(NIK)
    assert len({Sealed(token=seal(NIK)), Sealed(NIK)}) == 1
    assert Sealed(NIK) != Sealed("9901015505700004")
    assert Sealed(NIK) != NIK
