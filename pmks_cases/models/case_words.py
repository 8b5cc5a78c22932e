"""What may be said of a case on pages and papers alike."""

import re
from collections.abc import Iterable

from pmks_cases.models import case_reading as reading
from pmks_cases.models.case import Case, NeedKind, Secrecy

NO_NAME = re.compile(
    "bu|ibu|pak|bapak|mbak|mas|mbah|nenek|kakek|eyang|om|tante|paman|bibi|ayah|suami|istri|anak|anaknya|kakak|adik|cucu|"
    "menantu|mertua|ipar|keponakan|sepupu|saudara|wali|tetangga|teman|ketua|kader|rt|rw",
    re.IGNORECASE,
)
"""What stands beside the name of somebody whom one calls ("Tini, anaknya") and names nobody."""


def companion_of(case: Case) -> str:
    """Who accompanies, by name; '' for nobody."""
    if case.psm_id:
        return case.psm.name
    return str(case.get_outside_companion_display()) if case.outside_companion else ""


def help_needed(case: Case) -> str:
    """The help in words that tell nobody who it is for: of a rahasia case its field alone, else without the name."""
    if case.secrecy == Secrecy.SECRET:
        return str(NeedKind(case.need_kind).label)
    told = case.secrecy == Secrecy.ORDINARY and not case.name_refused
    return case.need if told else without_name(case.need, " ".join(reading.names_around([case])[case.pk]))


def said_in_meeting(cases: Iterable[Case]) -> dict[int, str]:
    """How a meeting speaks of cases, by their ids, on every page, paper and message: number, RT and the help needed,
    with every name around the case taken out. The same few questions for one case and for many, which come with `rt`.

    The name itself is told apart from this, where the family agreed to it (`consents.names_in_meeting`).
    """
    cases = list(cases)
    names = reading.names_around(cases)
    told = {}
    for case in cases:
        parts = [case.number, str(case.rt) if case.rt_id else "", without_name(case.need, " ".join(names[case.pk]))]
        told[case.pk] = ", ".join(part for part in parts if part)
    return told


def without_name(text: str, name: str) -> str:
    """`text` with each word of a name taken out; one of two letters where it is written like a name, initials never."""
    words = {word for word in re.findall(r"[^\W\d_]{2,}", name) if not NO_NAME.fullmatch(word)}
    sought = [rf"(?i:{re.escape(word)})" if len(word) > 2 else f"{word.capitalize()}|{word.upper()}" for word in words]
    return re.sub(rf"\b({'|'.join(sought)})(?i:nya)?\b", "…", text) if sought else text
