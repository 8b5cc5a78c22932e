"""What the lines of an agenda say to everybody who takes part, and on all that leaves the portal."""

from collections import Counter
from collections.abc import Collection, Iterable

from pmks_cases.models import Case
from pmks_cases.models.case_words import said_in_meeting
from programs.models.agenda import AgendaItem

SAID_OF_CASES = ("network", "number", "rt", "need", "resident", "family", "subject_name", "contact_name")


def said_today(lines: Iterable[AgendaItem]) -> list[AgendaItem]:
    """The same lines, each title about a case as a meeting may say it today.

    The stored one was written without the names known then; who came to the card since stands in none of these. At most
    three questions, none where no line is about a case. The lines are for reading: they are not saved.
    """
    lines = list(lines)
    about = {line.case_id for line in lines if line.case_id}
    cases = Case.objects.filter(pk__in=about).select_related("rt").only(*SAID_OF_CASES, "rt__number")
    said = said_in_meeting(cases) if about else {}
    for line in lines:
        line.title = said.get(line.case_id, line.title)
    return lines


def topics(lines: Iterable[AgendaItem], *, by_title: Collection[str]) -> list[str]:
    """What is talked about, in the order of the lines: cases as they are told and kinds `by_title` by their words; of
    any other only how much there is, where the first of the kind stands."""
    lines = list(lines)
    of_kind = Counter(line.kind for line in lines)
    said = {}
    for line in lines:
        if line.case_id or line.kind in by_title:
            said[line.pk] = str(line.title)
        else:
            said.setdefault(line.kind, f"{line.get_kind_display()} ({of_kind[line.kind]})")
    return list(said.values())
