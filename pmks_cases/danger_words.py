"""Words of violence and danger: a report in which one stands is rahasia at once, whether or not its writer says so.

Each entry is a word's stem as a pattern for whole words: Indonesian puts its affixes on both sides, and the first
letter of a stem may melt into the prefix (pukul, memukul). A list too wide costs a careful hand more, a list too narrow
costs a child: in doubt a word is in. What people of an RW say daily is left out by name: roofs and schools that are
`terancam`, the drum that is beaten (`memukul bedug`), a house that is sold, a caged bird.
"""

import re

_SUFFIX = r"(?:i|kan|an|in|nya|ku|mu)*"

STEMS = (
    r"(?:di|ter)?pukul(?!\s+\d)(?!\s+(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas)\b)",
    r"memukul",
    r"pemukul",
    r"(?:di|ter|meng|peng)?aniaya",
    r"(?:di)?perkosa",
    r"(?:mem|pem)(?:p)?erkosa",
    r"(?:men|pen|di)?cabul",
    r"(?:di|me|pe)?leceh",
    r"(?:di|ter)?siksa",
    r"(?:me|pe)nyiksa",
    r"(?:di|meng|peng)?ancam",
    r"(?:di|ter|mem|pem)?bunuh",
    r"kekerasan",
    r"kdrt",
    r"(?:di)?tendang",
    r"menendang",
    r"(?:di)?tampar",
    r"menampar",
    r"(?:di|ter)?tusuk",
    r"menusuk",
    r"(?:di|mem)?bacok",
    r"(?:di|ter)?sekap",
    r"menyekap",
    r"(?:di|me?ng)kurung|mengurung",
    r"(?:di|men)?cekik",
    r"(?:di|men|pen)?culik",
    r"(?:di|meng)?gebuk",
    r"(?:di|meng)?hajar",
    r"(?:di|ter)setubuh",
    r"menyetubuhi",
    r"(?:di)?paksa\s+(?:kerja|bekerja|menikah|nikah|melayani|mengemis)",
    r"(?:di|per)dagangkan",
    r"perdagangan\s+(?:orang|anak|manusia)",
    r"trafficking",
    r"tppo",
    r"(?:di|men)?jual\s+(?:diri|orang|anak|ke\s+luar\s+negeri)",
    r"(?:orang|anak|anaknya|gadis|perempuan|dia|ia|istri|istrinya)\s+(?:itu\s+)?(?:mau\s+|akan\s+|sudah\s+)?dijual",
    r"(?:berdarah|lebam|memar)",
)
"""Stems of hitting, wounding, rape, abuse, threats, killing, shutting in, abduction and trafficking."""

ORDINARY = (
    r"(?:memukul|(?:di)?pukul)\s+(?:rata|bedug|beduk|kentongan|kentungan|gong|rebana|paku)",
    r"pemukul\s+(?:bedug|beduk|kentongan|gong)",
    r"(?:di|ter)?kurung\s+(?:ayam|burung|kambing)",
    r"(?:ayam|burung|kambing)\w*\s+dikurung",
    r"tusuk\s+(?:sate|gigi)",
)
"""Everyday phrases that hold such a stem and mean no danger; they are taken out before the stems are looked for."""

DANGER_PATTERN = rf"\b(?:{'|'.join(STEMS)}){_SUFFIX}\b"
ORDINARY_PATTERN = rf"\b(?:{'|'.join(ORDINARY)})\b"
"""Both as regular expressions that a browser reads alike: the page warns with them before a report is sent."""

_DANGER = re.compile(DANGER_PATTERN)
_ORDINARY = re.compile(ORDINARY_PATTERN)
_NOT_LETTERS = re.compile(r"[^\w\s]+|_+")


def speaks_of_danger(*texts: str) -> bool:
    """Whether any of these texts names violence or danger."""
    return any(_DANGER.search(_ORDINARY.sub(" ", _NOT_LETTERS.sub(" ", text.casefold()))) for text in texts if text)
