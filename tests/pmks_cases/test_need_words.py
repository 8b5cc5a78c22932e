import pytest

from pmks_cases.need_words import guessed_kind


@pytest.mark.parametrize(
    ("need", "kind"),
    [
        ("kursi roda anak", "kesehatan"),
        ("seragam sekolah untuk dua anak", "pendidikan"),
        ("Beras habis sejak Senin", "pangan"),
        ("batuknya tidak sembuh, perlu pemeriksaan", "kesehatan"),
        ("atapnya bocor", "papan"),
        ("kasur untuk yang tidur di semen", "papan"),
        ("surat pengantar BPJS", "surat"),
        ("modal warung", "penghasilan"),
        ("gerobaknya rusak, tidak bisa berjualan", "penghasilan"),
        ("dipukul suaminya, perlu beras", "perlindungan"),
        ("tinggal sendirian", "perawatan"),
    ],
)
def test_the_words_say_the_field(need, kind):
    assert guessed_kind(need) == kind


@pytest.mark.parametrize("need", ["", "perlu ditengok", "berasal dari Wonogiri", "kkn"])
def test_what_does_not_say_it_is_not_guessed(need):
    assert guessed_kind(need) == ""
