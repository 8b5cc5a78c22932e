"""Words that make a report rahasia, and everyday words that must not."""

import pytest

from pmks_cases.danger_words import speaks_of_danger

DANGER = (
    "Anaknya dipukuli bapaknya|Ia memukul istrinya|sering dipukul|dipukulin suami|bekas pukulan|dianiaya pamannya"
    "|penganiayaan|teraniaya|menganiaya|diperkosa|pemerkosaan|memperkosa|dicabuli|pencabulan|mencabuli|dilecehkan"
    "|pelecehan seksual|melecehkan|disiksa|penyiksaan|menyiksa|diancam mau dibunuh|ancaman|mengancam tetangga"
    "|mau bunuh diri|KDRT!|Kekerasan|trafficking|anaknya mau dijual|dijual ke luar negeri|perdagangan orang"
    "|disekap di kamar|menyekap|dikurung di kamar|mengurung anaknya|ditampar|menendang|dicekik|diculik|tangannya lebam"
    "|ditusuk|dibacok|digebuki|dipaksa mengemis|dipaksa menikah|Anak itu DIPUKULI."
)
EVERYDAY = (
    "Atapnya terancam roboh|terancam putus sekolah|rumahnya dijual|memukul bedug|rapat pukul tujuh|datang pukul 19.30"
    "|anak tidak sekolah|lansia sendiri, sakit|kerja keras|suaranya keras|ayamnya dikurung|tusuk sate"
    "|ibu menjual pisang|dipukul rata|terkurung banjir|hutang|bahagia|kurang makan|keras kepala|pukul lima sore"
)


@pytest.mark.parametrize("text", DANGER.split("|"))
def test_words_of_violence_and_danger_are_heard(text):
    assert speaks_of_danger(text)


@pytest.mark.parametrize("text", EVERYDAY.split("|"))
def test_everyday_words_are_not_taken_for_danger(text):
    assert not speaks_of_danger(text)


def test_any_of_several_texts_is_enough():
    assert speaks_of_danger("tidak sekolah", "", "katanya dipukul")
    assert not speaks_of_danger("", "")
