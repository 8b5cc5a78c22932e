"""What waits for a person in one network, sorted into late, this week, and whenever there is time."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wksbm.core.registries import Due, due_kinds

WEEK = timedelta(days=7)
NBSP = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class Waiting:
    """A due thing with the words of its badge: how late it is, or when it is due."""

    due: Due
    badge: str
    tone: str


@dataclass(frozen=True)
class WorkList:
    late: list[Waiting]
    this_week: list[Waiting]
    later: list[Waiting]

    @property
    def count(self) -> int:
        return len(self.late) + len(self.this_week) + len(self.later)


def work_list(user, network) -> WorkList:
    """Everything that waits for this person in this network: one question for each kind that the role may have."""
    today = network.today()
    found = [due for kind in due_kinds if user.has_perm(kind.audience, network) for due in kind.find(user, network)]
    found.sort(key=lambda due: due.due_on or date.max)
    parts = WorkList([], [], [])
    for due in found:
        if due.due_on and due.due_on < today:
            parts.late.append(Waiting(due, lateness(due.due_on, today), "late"))
        elif due.due_on and due.due_on <= today + WEEK:
            parts.this_week.append(Waiting(due, nearness(due.due_on, today), "due"))
        else:
            parts.later.append(Waiting(due, nearness(due.due_on, today) if due.due_on else "", ""))
    return parts


def lateness(due_on: date, today: date) -> str:
    return _("Terlambat %(days)d hari") % {"days": (today - due_on).days}


def nearness(due_on: date, today: date) -> str:
    """`Hari ini`, `Besok`, `Sabtu, 28 November`; with the year when it is another one."""
    days = (due_on - today).days
    if days == 0:
        return _("Hari ini")
    if days == 1:
        return _("Besok")
    this_year = "j F" if due_on.year == today.year else "j F Y"
    form = "l, j F" if days <= WEEK.days else this_year
    return date_format(due_on, form, use_l10n=False).replace(" ", NBSP).replace(f",{NBSP}", ", ")


def greeting(hour: int) -> str:
    """As people greet: pagi until eleven, siang until three, sore until six, then malam."""
    if 3 <= hour < 11:
        return _("Selamat pagi")
    if 11 <= hour < 15:
        return _("Selamat siang")
    return _("Selamat sore") if 15 <= hour < 18 else _("Selamat malam")
