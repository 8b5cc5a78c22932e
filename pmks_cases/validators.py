"""What must hold of what people type about a resident, the same for forms and for imports.

Each ``check_…`` takes text as it was typed and gives a ``Checked``: the clean value, what blocks, and
what is only asked ("sesuai KTP?"). A form raises the blocking sentences beside its field; the import
lists them per row. Nothing here knows a form, a file or the database.

Sources: PP 40/2019 (a NIK is never re-issued, also when the birth date in it is wrong, so a mismatch
only warns), Dukcapil's reading of the sixteen digits, and OpenSID's import (``Penduduk_model``,
``Impor_model``: digits, length 16 or "0", temporary NIK with a leading zero, letters of a name).
"""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pmks_cases.codes import Sex

NIK_LENGTH = 16
NAME_LENGTH = PLACE_LENGTH = 100
ADDRESS_LENGTH = 200
HAMLET_LENGTH = 60
#: Beyond this age the portal refuses, beyond the other it asks. The oldest person ever proven was 122.
OLDEST_POSSIBLE, OLDEST_LIKELY = 125, 110

#: First two digits of a NIK: Kemendagri's province codes. 99 is no province; the portal's invented
#: people carry it, so that none of them can be anybody, and it is left in peace.
PROVINCE_CODES = frozenset(
    (
        *range(11, 20),
        21,
        *range(31, 37),
        *range(51, 54),
        *range(61, 66),
        *range(71, 77),
        81,
        82,
        *range(91, 97),
        99,
    )
)

Sentence = str | Promise


@dataclass(frozen=True, slots=True)
class Checked:
    """A checked value: ``value`` is None when there is none or when something blocks."""

    value: object = None
    blocking: list[Sentence] = field(default_factory=list)
    warnings: list[Sentence] = field(default_factory=list)


def tidy(text: str) -> str:
    """The text without what cannot be seen (control, zero-width and broken characters), spaces single."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        text = "".join(" " if unicodedata.category(c) in _UNSEEN else c for c in text if c not in _ZERO_WIDTH)
    # str.split knows the no-break space and the control characters that are spaces; NUL and its like go too.
    return " ".join(_CONTROL.sub(" ", text).split())


_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_ZERO_WIDTH = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


# --- NIK and KK number -------------------------------------------------------------------------------

_BETWEEN_DIGITS = re.compile(r"[\s.'’‘`´]")
_SCIENTIFIC = re.compile(r"\d+(?:[.,]\d+)?[eE]\+?\d+")
_NO_ID_WORDS = frozenset(
    {
        "",
        "-",
        "--",
        "–",
        "—",
        "tidak ada",
        "tdk ada",
        "belum ada",
        "belum punya",
        "tidak punya",
        "tidak tahu",
        "kosong",
    }
)

DAMAGED_BY_EXCEL = _("Angka terakhir mungkin rusak oleh Excel. Ubah kolom menjadi Teks.")


def clean_identity_number(text: str) -> str:
    """The number without the spaces, dots and apostrophes that lists put between the digits."""
    cleaned = _BETWEEN_DIGITS.sub("", tidy(text))
    return "" if tidy(text).casefold() in _NO_ID_WORDS or cleaned in _NO_ID_WORDS else cleaned


def check_nik(text: str) -> Checked:
    """A typed NIK: sixteen digits, or none at all (a resident without NIK is normal).

    A number that begins with 0 is OpenSID's temporary NIK, no real one: it is never stored, so the value
    is None with a warning.
    """
    return _check_identity_number(
        text,
        name="NIK",
        temporary=_("NIK sementara (diawali 0) tidak disimpan. Warga dicatat tanpa NIK."),
    )


def check_kk_number(text: str) -> Checked:
    """A typed number of a family card: sixteen digits, or none."""
    return _check_identity_number(
        text,
        name=_("No. KK"),
        temporary=_("No. KK sementara (diawali 0) tidak disimpan."),
    )


def _check_identity_number(text: str, *, name: Sentence, temporary: Sentence) -> Checked:
    digits = clean_identity_number(text)
    if not digits.strip("0"):
        return Checked()
    if _SCIENTIFIC.fullmatch(digits) or _SCIENTIFIC.fullmatch(tidy(text)):
        return Checked(blocking=[DAMAGED_BY_EXCEL])
    if not (digits.isascii() and digits.isdigit()):
        return Checked(blocking=[_("%(name)s hanya boleh berisi angka.") % {"name": name}])
    if len(digits) < NIK_LENGTH:
        sentence = _("Hanya %(count)d angka. %(name)s harus 16 angka.")
        return Checked(blocking=[sentence % {"count": len(digits), "name": name}])
    if len(digits) > NIK_LENGTH:
        sentence = _("Ada %(count)d angka. %(name)s harus 16 angka.")
        return Checked(blocking=[sentence % {"count": len(digits), "name": name}])
    if digits.startswith("0"):
        return Checked(warnings=[temporary])
    return Checked(digits)


@dataclass(frozen=True, slots=True)
class NikProblems:
    """What a NIK says about itself: ``blocking`` stops saving, ``warnings`` only ask."""

    blocking: list[Sentence]
    warnings: list[Sentence]


def nik_problems(
    nik: str, sex: Sex | None = None, birth_on: date | None = None, today: date | None = None
) -> NikProblems:
    """All that can be said about a typed NIK beside the person's sex and birth date.

    Digits 7 to 12 are the birth date, day + 40 for a woman, and 13 to 16 a serial number from 0001.
    The NIK stays for life even when that part is wrong (PP 40/2019 article 30), so it only warns.
    """
    checked = check_nik(nik)
    warnings = list(checked.warnings)
    if checked.value:
        warnings += _nik_doubts(checked.value, sex, birth_on, today or timezone.localdate())
    return NikProblems(list(checked.blocking), warnings)


def _nik_doubts(nik: str, sex: Sex | None, birth_on: date | None, today: date) -> list[Sentence]:
    doubts: list[Sentence] = []
    if int(nik[:2]) not in PROVINCE_CODES:
        doubts.append(_("Dua angka pertama NIK bukan kode provinsi. Apakah sesuai KTP?"))
    day, month, year = int(nik[6:8]), int(nik[8:10]), int(nik[10:12])
    female = day > 40
    possible = [
        born
        for century in (1900, 2000)
        if (born := _day(century + year, month, day - 40 if female else day)) and born <= today
    ]
    if not possible:
        doubts.append(_("Tanggal lahir di dalam NIK tidak ada. Apakah sesuai KTP?"))
    elif birth_on and birth_on not in possible:
        doubts.append(_("Tanggal lahir di dalam NIK berbeda dengan yang ditulis. Apakah sesuai KTP?"))
    if possible and sex and female != (sex == Sex.FEMALE):
        doubts.append(_("Jenis kelamin di dalam NIK berbeda dengan yang ditulis. Apakah sesuai KTP?"))
    if nik.endswith("0000"):
        doubts.append(_("Empat angka terakhir NIK tidak mungkin 0000. Apakah sesuai KTP?"))
    return doubts


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


# --- Birth date --------------------------------------------------------------------------------------


def check_birth_date(birth_on: date | None, today: date | None = None) -> Checked:
    """A birth date: not in the future, no impossible age; an age above 110 is only asked about."""
    if birth_on is None:
        return Checked()
    today = today or timezone.localdate()
    if birth_on > today:
        return Checked(blocking=[_("Tanggal lahir belum terjadi.")])
    age = today.year - birth_on.year - ((today.month, today.day) < (birth_on.month, birth_on.day))
    if age > OLDEST_POSSIBLE:
        return Checked(blocking=[_("Umurnya menjadi %(age)d tahun. Periksa tahun lahirnya.") % {"age": age}])
    if age > OLDEST_LIKELY:
        return Checked(birth_on, warnings=[_("Umurnya menjadi %(age)d tahun. Apakah sesuai KTP?") % {"age": age}])
    return Checked(birth_on)


# --- Names, places, addresses --------------------------------------------------------------------------

# Beside letters OpenSID takes a space and . , ' - ; the slash stands in titles like "S.Pd/M.Pd" nowhere, so
# it stays out. Curly apostrophes are what phones type.
_NAME_MARKS = frozenset(" .,'-’‘`´")
_FORMULA_STARTS = ("=", "+", "@", "-")


def check_name(text: str) -> Checked:
    """A person's name: required, letters and ``. , ' -`` (OpenSID's rule), kept as typed but for spaces."""
    name = tidy(text)
    if not name.strip("-–. '"):
        return Checked(blocking=[_("Nama wajib diisi.")])
    if name.startswith(_FORMULA_STARTS):
        return Checked(blocking=[_("Nama tidak boleh diawali “%(sign)s”.") % {"sign": name[0]}])
    if len(name) > NAME_LENGTH:
        return Checked(blocking=[_too_long(NAME_LENGTH)])
    if any(letter.isdigit() for letter in name):
        return Checked(blocking=[_("Nama tidak boleh berisi angka.")])
    if any(not (c.isalpha() or unicodedata.combining(c) or c in _NAME_MARKS) for c in name):
        sentence = _("Nama hanya boleh berisi huruf, spasi, titik, koma, tanda petik, dan tanda hubung.")
        return Checked(blocking=[sentence])
    return Checked(name)


def check_place(text: str, length: int = PLACE_LENGTH) -> Checked:
    """A place or an address: free text, blank or ``-`` for none, never a spreadsheet formula."""
    place = tidy(text)
    if not place.strip("-–. "):
        return Checked()
    if place.startswith(("=", "@")):
        return Checked(blocking=[_("Isinya tidak boleh diawali “%(sign)s”.") % {"sign": place[0]}])
    if len(place) > length:
        return Checked(blocking=[_too_long(length)])
    return Checked(place)


def check_address(text: str) -> Checked:
    """An address, up to 200 letters (OpenSID's column)."""
    return check_place(text, ADDRESS_LENGTH)


def check_hamlet(text: str) -> Checked:
    """A hamlet's name, up to 60 letters."""
    return check_place(text, HAMLET_LENGTH)


def _too_long(length: int) -> Sentence:
    return _("Terlalu panjang. Paling banyak %(count)d huruf.") % {"count": length}


# --- RT and RW -----------------------------------------------------------------------------------------

_AREA = re.compile(r"(?:r\s*[tw]|rukun\s+(?:tetangga|warga))?[\s.:'’]*(?:no\.?\s*)?(\d+)(?:[.,]0+)?", re.IGNORECASE)
_ROMAN_AREA = re.compile(r"(?:r\s*[tw]|rukun\s+(?:tetangga|warga))?[\s.:'’]*(X{0,3}(?:IX|IV|V?I{0,3}))", re.IGNORECASE)
_ROMAN = {"I": 1, "V": 5, "X": 10}


def check_rt(text: str) -> Checked:
    """An RT as three digits: ``1``, ``01``, ``RT 01`` and ``RT I`` are ``001``; blank, ``-`` and 0 are none."""
    return _check_area(text, "RT")


def check_rw(text: str) -> Checked:
    """An RW as three digits; official papers often write ``RW IV``."""
    return _check_area(text, "RW")


def _check_area(text: str, name: str) -> Checked:
    area = tidy(text)
    if not area.strip("-–. '"):
        return Checked()
    number = None
    if plain := _AREA.fullmatch(area):
        number = int(plain[1]) if len(plain[1]) < 9 else 1000
    elif (roman := _ROMAN_AREA.fullmatch(area)) and roman[1]:
        digits = [_ROMAN[letter] for letter in roman[1].upper()]
        number = sum(-d if later > d else d for d, later in zip(digits, [*digits[1:], 0], strict=True))
    if number is None:
        sentence = _("%(name)s tidak terbaca. Tulis angkanya saja, misalnya 003.")
        return Checked(blocking=[sentence % {"name": name}])
    if number > 999:
        return Checked(blocking=[_("%(name)s paling banyak tiga angka.") % {"name": name}])
    return Checked(f"{number:03d}" if number else None)
