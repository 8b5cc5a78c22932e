"""Visits: due, late, risen; and cases that were given to somebody."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from members.access import Role
from members.models import User
from members.reminders import WAITING
from members.reminders.rising import (
    ASKED_FOR,
    CHAIR_AFTER,
    COORDINATOR_AFTER,
    day_slot,
    is_still_late,
    late_slot,
    rising,
    who_else_knows,
)
from pmks_cases.actions import telling
from pmks_cases.models import Case, CaseMember
from pmks_cases.models.case_due import visit_is_due
from pmks_cases.models.case_states import VISITED_STATES
from pmks_cases.models.exclusion import guarded
from wksbm.notifications.kinds import About, Days, Kind, Told, register_kind

_FOUND = ("network_id", "psm_id", "pk", "slot", "guarded")
_READ = (
    *("number", "state", "next_visit_on", "outside_companion", "psm__name"),
    *("network__slug", "network__name", "network__time_zone"),
)


def visits_due(days: Days) -> QuerySet:
    """On the day itself, to the companion, what fits into her week."""
    return _within_hours(days).filter(next_visit_on=days.today, psm__isnull=False).values_list(*_FOUND)


def visits_late(days: Days) -> QuerySet | None:
    """The day after, and when it is long ago once a month, to the companion: is it too much? What does not fit into her
    week is not hers to be late."""
    return None if days.resting else _late(days, 1).filter(psm__isnull=False).values_list(*_FOUND)


def risen_to_coordinator(days: Days) -> Iterator | None:
    """What is late for long is the chair's alone to be told of."""
    lately = _late(days, COORDINATOR_AFTER).filter(next_visit_on__gte=days.today - ASKED_FOR)
    return _risen(days, telling.VISIT_TO_COORDINATOR, Role.SECRETARY, lately)


def risen_to_chair(days: Days) -> Iterator | None:
    late = _late(days, CHAIR_AFTER)
    return _risen(days, telling.VISIT_TO_CHAIR, Role.CHAIR, late, below=telling.VISIT_TO_COORDINATOR)


def _risen(days: Days, kind: str, to: Role, late: QuerySet, below: str = "") -> Iterator | None:
    if days.resting:
        return None
    return rising(kind, late, to=to, doer="psm_id", seen_by=_seen_by, others=_team, below=below)


def _within_hours(days: Days) -> QuerySet:
    here = Case.objects.filter(network_id__in=days.networks)
    # What is asked of these rows beside must not narrow down what competes for her hours.
    found = here.filter(visit_is_due(days.today), pk__in=here.within_hours(days.today).values("pk"))
    return found.annotate(slot=day_slot("next_visit_on"), guarded=guarded("case"))


def _late(days: Days, after: int) -> QuerySet:
    """Late by so many days that were none of rest."""
    found = _within_hours(days).visits_late(days.today).filter(next_visit_on__lte=days.rises_on(after))
    return found.annotate(slot=late_slot("next_visit_on", days.today))


def _seen_by(person: User, _restricted: bool) -> QuerySet:
    return Case.objects.visible_to(person)


def _team(pk: int) -> list[User]:
    team = CaseMember.objects.current().filter(case=pk).select_related("user").order_by("added_at", "pk")
    return [member.user for member in team]


# --- The words ---------------------------------------------------------------------------------------------


def cases_seen(user, ids: Collection[int]) -> dict[int, Case]:
    """Of these cases those that this person sees, without what is sealed: none of it is told, and each sealed column
    takes its time to open."""
    found = Case.objects.visible_to(user).filter(pk__in=ids).annotate(guarded=guarded("case"))
    return {case.pk: case for case in found.select_related("network", "psm").only(*_READ)}


Cases = Mapping[int, Case]


def say_due(user, abouts: Sequence[About], cases: Cases) -> dict[About, Told]:
    return {
        about: _told(case, _("Kunjungan hari ini: kasus %(number)s"), "record_visit")
        for about, case in _own(user, abouts, cases)
        if _still_on(about, case) and case.next_visit_on >= case.network.today()
    }


def say_late(user, abouts: Sequence[About], cases: Cases) -> dict[About, Told]:
    late = [(about, case) for about, case in _own(user, abouts, cases) if _still_late(about, case)]
    hers = Case.objects.visible_to(user).filter(psm=user)
    fitting: set[int] = set()
    for today in {case.network.today() for _about, case in late}:
        fitting.update(hers.within_hours(today).values_list("pk", flat=True))
    title = _("Kunjungan kasus %(number)s terlambat. Sibuk? Serahkan atau undur.")
    knowing = who_else_knows((telling.VISIT_TO_COORDINATOR, telling.VISIT_TO_CHAIR), [about for about, _case in late])
    return {
        about: _told(case, title, "put_off_visit", knowing.get(about, "")) for about, case in late if case.pk in fitting
    }


def say_risen(user, abouts: Sequence[About], cases: Cases) -> dict[About, Told]:
    return {
        about: _told(case, _late_words(case), "case")
        for about in abouts
        if (case := cases.get(about.id)) is not None and case.psm_id != user.pk and _still_late(about, case)
    }


def _late_words(case: Case) -> str:
    days = (case.network.today() - case.next_visit_on).days
    companion = case.psm.display_name if case.psm_id else case.get_outside_companion_display()
    if not companion:
        return _("Kunjungan kasus %(number)s terlambat {days} hari, belum ada pendamping").format(days=days)
    return _("Kunjungan kasus %(number)s terlambat {days} hari, pendamping {name}").format(days=days, name=companion)


def say_assigned(user, abouts: Sequence[About], cases: Cases) -> dict[About, Told]:
    return {
        about: _told(case, _("Anda sekarang mendampingi kasus %(number)s"), "case")
        for about, case in _own(user, abouts, cases)
        if case.is_open
    }


def _own(user, abouts: Sequence[About], cases: Cases) -> list[tuple[About, Case]]:
    found = ((about, cases.get(about.id)) for about in abouts)
    return [(about, case) for about, case in found if case is not None and case.psm_id == user.pk]


def _still_on(about: About, case: Case) -> bool:
    return case.state in VISITED_STATES and case.next_visit_on == date.fromisoformat(about.slot)


def _still_late(about: About, case: Case) -> bool:
    on = case.next_visit_on
    return case.state in VISITED_STATES and on is not None and is_still_late(about.slot, on, case.network.today())


def _told(case: Case, title: str, page: str, detail: str = "") -> Told:
    """The number and nothing else; of a guarded case not even that."""
    url = reverse(f"pmks_cases:{page}", args=[case.network.slug, case.number])
    if case.guarded:
        return Told(_(WAITING), url, str(case.network))
    return Told(title % {"number": case.number}, url, detail or str(case.network))


register_kind(
    Kind(telling.VISIT_DUE, visits_due, say_due, cases_seen),
    Kind(telling.VISIT_LATE, visits_late, say_late, cases_seen),
    Kind(telling.VISIT_TO_COORDINATOR, risen_to_coordinator, say_risen, cases_seen),
    Kind(telling.VISIT_TO_CHAIR, risen_to_chair, say_risen, cases_seen),
    Kind(telling.CASE_ASSIGNED, lambda days: None, say_assigned, cases_seen),
)
