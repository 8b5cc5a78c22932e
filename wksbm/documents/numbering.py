"""Numbers of letters by the network's own pattern: `007/UND/WKSBM-RW04/XI/2026`.

A pattern is text with words in braces. It must hold number, code and year, and between two words in braces a sign that
stands in none of their values; so two documents never read alike, whatever the counters say.
"""

import re
from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from wksbm.core.refusals import RefusedByRule

NUMBER, CODE, MONTH, ROMAN_MONTH, YEAR = "nomor", "kode", "bulan", "bulan romawi", "tahun"
NEEDED = (NUMBER, CODE, YEAR)
MOST_LETTERS = 80
DIGITS = 3
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
SEPARATORS = "/.-_ "
_WORD = re.compile(r"\{([^{}]*)\}")
_PLAIN = re.compile(r"[A-Za-z0-9/._\- ]*")


def checked(pattern: str, marks: Mapping[str, str]) -> str:
    """The pattern without loose blanks. Raises RefusedByRule with what is wrong in it."""
    pattern = " ".join(pattern.split())
    if len(pattern) > MOST_LETTERS:
        raise RefusedByRule(
            _("Terlalu panjang: paling banyak %(most)d huruf.") % {"most": MOST_LETTERS}, field="pattern"
        )
    pieces = _WORD.split(pattern)
    plain, words = pieces[::2], pieces[1::2]
    allowed = {NUMBER, CODE, MONTH, ROMAN_MONTH, YEAR, *marks}
    for word in words:
        if word not in allowed:
            raise RefusedByRule(_("Portal tidak mengenal {%(word)s}.") % {"word": word}, field="pattern")
    for word in NEEDED:
        if words.count(word) != 1:
            raise RefusedByRule(_("Tulis {%(word)s} tepat satu kali.") % {"word": word}, field="pattern")
    if not all(_PLAIN.fullmatch(text) for text in plain):
        raise RefusedByRule(
            _("Di luar kurung kurawal hanya huruf, angka, spasi, dan tanda / . - _ yang bisa dipakai."), field="pattern"
        )
    if not all(set(text) & set(SEPARATORS) for text in plain[1:-1]):
        raise RefusedByRule(_("Beri tanda seperti / atau - di antara dua kurung kurawal."), field="pattern")
    return pattern


def written(pattern: str, *, serial: int, code: str, on: date, marks: Mapping[str, str]) -> str:
    """The number of one document, by a pattern that `checked` has let pass."""
    values = {
        **marks,
        NUMBER: str(serial).zfill(DIGITS),
        CODE: code,
        MONTH: f"{on.month:02d}",
        ROMAN_MONTH: ROMAN[on.month - 1],
        YEAR: str(on.year),
    }
    return _WORD.sub(lambda found: values[found[1]], pattern)
