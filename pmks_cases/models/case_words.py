"""What may be said of a case on pages and papers alike."""

import re

from pmks_cases.models import case_reading as reading
from pmks_cases.models.case import Case, NeedKind, Secrecy


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
    return case.need if told else without_name(case.need, " ".join(reading.names_around(case)))


def without_name(text: str, name: str) -> str:
    """`text` with each word of a name taken out."""
    words = [re.escape(word) for word in re.findall(r"\w+", name) if len(word) > 2]
    return re.sub(rf"(?i)\b({'|'.join(words)})(nya)?\b", "…", text) if words else text
