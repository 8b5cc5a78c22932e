"""Invented families of a neighbourhood, as many as wanted and the same ones each time."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pmks_cases.codes import BasicStatus, Education, Insurance, KkLevel, MaritalStatus, Occupation, Sex


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_MEN = _words(
    """
    Achmad Agus Ahmad Aji Andi Anton Arif Bambang Basuki Bayu Budi Dedi Didik Djoko Dwi Edi Eko Fajar Hadi Hari
    Hasan Hendra Heri Imam Irfan Joko Kasman Kusno Maman Mohammad Muhammad Mulyadi Nur Parman Purwanto Rudi Sabar
    Sardi Sigit Slamet Soegeng Soekarno Subagyo Sudarmo Sugeng Suharto Sukardi Sumarno Supardi Suparman Supriyadi
    Surya Suryanto Sutrisno Suwarno Teguh Tri Untung Wahyu Warsito Widodo Yanto Yudi Yusuf Zainal
    """
)
_WOMEN = _words(
    """
    Aminah Ani Asih Astuti Ayu Dewi Dian Dwi Endang Erni Fatimah Fitri Hartini Ika Indah Kartini Kasiyem Lastri
    Lestari Lina Maria Mulyani Murni Ningsih Nur Nurul Parti Purwanti Puji Rahayu Ratna Rini Rukmini Rumini Sari
    Siti Soelastri Sri Suharti Sukarni Sukinem Sulastri Sumarni Sumiati Suparmi Supriyati Suryani Sutinah Suwarti
    Tini Titik Tri Tumini Umi Wahyuni Wati Winarti Yanti Yuli Yuliana Zubaidah
    """
)
_SECOND = _words(
    """
    Abdullah Anggraini Ardiansyah Cahyono Darmawan Effendi Firmansyah Gunawan Handayani Hartono Hidayat Indriani
    Irawan Iskandar Kurniawan Kusuma Laksono Maulana Mustofa Nugroho Nuraini Permana Permatasari Prabowo Pranoto
    Prasetyo Pratama Purnomo Puspita Ramadhan Rahman Rahmawati Riyadi Saputra Saputri Santoso Setiawan Setyaningsih
    Susanto Susanti Sutanto Utami Utomo Wahyuningsih Wibowo Wicaksono Widiastuti Wijaya Winarno Yulianto
    """
)
_THIRD = _words("Adi Agung Ayuningtyas Bagus Dwiyana Kencana Mahendra Nirmala Putra Putri Rizky Salsabila Wulandari")
_PLACES = _words("Kudus Jepara Pati Demak Semarang Rembang Blora Grobogan Klaten Surakarta Kebumen Tegal")
_STREETS = _words("Melati Mawar Kenanga Anggrek Cempaka Dahlia Flamboyan Kamboja Teratai Seruni")
_WORK = (
    Occupation.NOT_WORKING,
    Occupation.HOMEMAKER,
    Occupation.COMMERCE,
    Occupation.FARMER,
    Occupation.INDUSTRY,
    Occupation.PRIVATE_EMPLOYEE,
    Occupation.DAY_LABOURER,
    Occupation.FARM_LABOURER,
)
TODAY = date(2026, 6, 1)
"""Ages are counted from a fixed day, so that the registry is the same one next month."""


@dataclass
class Person:
    """One invented resident. `nik` begins with 99, a province that does not exist."""

    name: str
    nik: str | None
    sex: int
    kk_level: int
    birth_on: date
    birth_place: str
    education: int
    occupation: int
    marital_status: int
    status: int
    insurance: int


@dataclass
class Household:
    """One family card: an address and its people."""

    kk_number: str
    address: str
    rt: int
    people: list[Person]


def neighbourhood(number: int, residents: int, rts: int, *, everybody_has_nik: bool = False) -> Iterator[Household]:
    """The families of the neighbourhood `number`: together exactly `residents` people, 3.5 a family on average.

    One in fifty has no NIK, unless `everybody_has_nik`.
    """
    chance = random.Random(f"neighbourhood {number}")  # noqa: S311  the same people each time are the point
    left, serial = residents, 0
    while left:
        size = min(left, chance.choice((1, 2, 3, 3, 4, 4, 4, 5, 6)))
        serial += 1
        left -= size
        yield Household(
            kk_number=f"99{number:04d}{serial:06d}{chance.randint(1, 9999):04d}",
            address=f"Jl. {chance.choice(_STREETS)} {chance.randint(1, 120)}",
            rt=chance.randint(1, rts),
            people=list(_people(chance, size, number, serial, 0 if everybody_has_nik else 0.02)),
        )


def _people(chance: random.Random, size: int, number: int, serial: int, without_nik: float) -> Iterator[Person]:
    oldest = chance.randint(24, 74)
    for place in range(size):
        grown = place < 2
        sex = Sex.MALE if (place == 0 and chance.random() < 0.85) else Sex.FEMALE if grown else chance.choice(list(Sex))
        age = max(0, oldest - (0, 3)[place] if grown else oldest - chance.randint(21, 38))
        birth_on = TODAY - timedelta(days=age * 365 + chance.randint(0, 364))
        yield Person(
            name=_name(chance, sex),
            nik=None if chance.random() < without_nik else _nik(birth_on, sex, number, serial * 10 + place),
            sex=sex,
            kk_level=(KkLevel.HEAD, KkLevel.WIFE if sex == Sex.FEMALE else KkLevel.RELATIVE)[place]
            if grown
            else KkLevel.CHILD,
            birth_on=birth_on,
            birth_place=chance.choice(_PLACES),
            education=_schooling(chance, age),
            occupation=Occupation.STUDENT if 6 < age < 20 else chance.choice(_WORK) if age > 16 else _WORK[0],
            marital_status=MaritalStatus.MARRIED if grown and size > 1 else MaritalStatus.UNMARRIED,
            status=chance.choices((BasicStatus.ALIVE, BasicStatus.MOVED, BasicStatus.DEAD), (96, 3, 1))[0],
            insurance=chance.choice((Insurance.NONE, Insurance.BPJS_PBI, Insurance.BPJS_NON_PBI)),
        )


def _name(chance: random.Random, sex: int) -> str:
    words = [chance.choice(_MEN if sex == Sex.MALE else _WOMEN)]
    words += [chance.choice(pool) for pool, share in ((_SECOND, 0.9), (_THIRD, 0.35)) if chance.random() < share]
    return " ".join(words)


def _nik(birth_on: date, sex: int, number: int, serial: int) -> str:
    """Sixteen digits whose birth date fits; district and serial number make it unique in the whole registry."""
    day = birth_on.day + (40 if sex == Sex.FEMALE else 0)
    district, rest = divmod(number * 100_000 + serial + 1, 10_000)
    return f"99{district:04d}{day:02d}{birth_on:%m%y}{rest:04d}"


def _schooling(chance: random.Random, age: int) -> int:
    if age < 7:
        return Education.NONE
    if age < 13:
        return Education.SOME_PRIMARY
    return chance.choice((Education.PRIMARY, Education.LOWER_SECONDARY, Education.UPPER_SECONDARY, Education.BACHELOR))
