"""How late, or how near, a day is, in the words of a badge."""

from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

WEEK = timedelta(days=7)
NBSP = "\N{NO-BREAK SPACE}"


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


def badge(due_on: date | None, today: date) -> tuple[str, str]:
    """The tone of a day (late, due or none) and its words; nothing of no day."""
    if due_on is None:
        return "", ""
    if due_on < today:
        return "late", lateness(due_on, today)
    return ("due" if due_on <= today + WEEK else ""), nearness(due_on, today)
