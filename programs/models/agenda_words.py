"""What the lines of an agenda say to everybody who takes part, and on all that leaves the portal."""

from collections.abc import Iterable

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
