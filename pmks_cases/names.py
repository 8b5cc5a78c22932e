"""Names as people search them: any part, any order of words, old spelling.

Two forms of a name are stored. `name_key` sorts and compares. `search_grams` finds: every three letters that follow
each other, in a folded spelling, each with its network in front, so that one index serves one network's search at the
same price whether the portal holds one network or thousands.
"""

import re
import unicodedata

_LETTERS = re.compile(r"[^a-z0-9 ]+")
_SPACES = re.compile(r" +")
_OLD_SPELLING = (("oe", "u"), ("dj", "j"), ("tj", "c"), ("sj", "sy"))
"""Ejaan van Ophuijsen and Soewandi (before 1972) in today's letters."""
_ALIKE = (("kh", "h"), ("ch", "h"), ("y", "j"), ("v", "f"), ("ph", "f"), ("dz", "z"))
"""Letters that the same family writes one way or the other: Achmad, Akhmad, Ahmad; Yusuf, Jusuf."""


def name_key(name: str) -> str:
    """`Soelastri, S.Pd.` becomes `sulastri spd`: plain letters, today's spelling. Sorts and compares."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("-", " "))
    plain = _LETTERS.sub("", plain)
    for old, new in _OLD_SPELLING:
        plain = plain.replace(old, new)
    return _SPACES.sub(" ", plain).strip()


def folded(name: str) -> str:
    """`name_key` with the letters that are written either way made one."""
    key = name_key(name)
    for either, one in _ALIKE:
        key = key.replace(either, one)
    # Doubled letters are written single as often: Mohammad, Mohamad.
    return re.sub(r"([a-z])\1", r"\1", key)


def _grams_of(word: str) -> set[str]:
    return {word[start : start + 3] for start in range(len(word) - 2)}


def stored_grams(network_id: int, name: str) -> list[str]:
    """What a name is found by: its three-letter grams, and the first one and two letters of each word."""
    grams = set()
    for word in folded(name).split():
        grams |= _grams_of(word) | {f"^{word[:1]}", f"^{word[:2]}"}
    return sorted(f"{network_id}:{gram}" for gram in grams)


def searched_grams(network_id: int, typed: str) -> list[str]:
    """What must all be there for a name to be found by `typed`; one or two letters mean a word's beginning."""
    grams = set()
    for word in folded(typed).split():
        grams |= _grams_of(word) or {f"^{word}"}
    return sorted(f"{network_id}:{gram}" for gram in grams)
