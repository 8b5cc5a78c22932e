"""Promises: given to somebody, due, late, risen, handed over."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from members.access import Role
from members.actions import telling
from members.models import FollowUp, User
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
from wksbm.core.registries import origins
from wksbm.core.templatetags.portal_tags import longdate
from wksbm.notifications.kinds import About, Days, Kind, Told, register_kind

WAITING = "Ada yang menunggu Anda"
_FOUND = ("network_id", "doer_id", "pk", "slot", "restricted")
_READ = ("due_on", "restricted", "doer__name", "network__slug", "network__name", "network__time_zone")


def promises_due(days: Days) -> QuerySet:
    """On the day itself, to who promised."""
    found = FollowUp.objects.filter(network_id__in=days.networks).open().filter(due_on=days.today)
    return found.annotate(slot=day_slot("due_on")).values_list(*_FOUND)


def promises_late(days: Days) -> QuerySet | None:
    """The day after, and when it is long ago once a month, to who promised: is it too much? Not on a day of rest."""
    return None if days.resting else _late(days, 1).values_list(*_FOUND)


def risen_to_coordinator(days: Days) -> Iterator | None:
    """What is late for long is the chair's alone to be told of."""
    lately = _late(days, COORDINATOR_AFTER).filter(due_on__gte=days.today - ASKED_FOR)
    return _risen(days, telling.TO_COORDINATOR, Role.SECRETARY, lately)


def risen_to_chair(days: Days) -> Iterator | None:
    return _risen(days, telling.TO_CHAIR, Role.CHAIR, _late(days, CHAIR_AFTER), below=telling.TO_COORDINATOR)


def _risen(days: Days, kind: str, to: Role, late: QuerySet, below: str = "") -> Iterator | None:
    if days.resting:
        return None
    return rising(
        kind,
        late.annotate(guarded=F("restricted")),
        to=to,
        doer="doer_id",
        seen_by=lambda person, restricted: FollowUp.objects.visible_to(person, restricted=restricted),
        others=_who_may_do_it,
        below=below,
    )


def _late(days: Days, after: int) -> QuerySet:
    """Late by so many days that were none of rest."""
    found = FollowUp.objects.filter(network_id__in=days.networks).late(days.today)
    return found.filter(due_on__lte=days.rises_on(after)).annotate(slot=late_slot("due_on", days.today))


def _who_may_do_it(pk: int) -> list[User]:
    """To whom a guarded promise may be given, by its origin: the team of a rahasia case."""
    row = FollowUp.objects.get(pk=pk)
    origin = origins.get(row.origin_label) if row.origin_type_id else None
    return list(origin.seers(row.origin_id).order_by("pk")) if origin and origin.seers else []


# --- The words ---------------------------------------------------------------------------------------------


def open_ones(user, ids: Collection[int]) -> dict[int, FollowUp]:
    """Of these promises the open ones that this person sees, without what is sealed: none of it is told.

    Who sees where they come from is asked only of restricted ones: that takes longer than all the rest.
    """
    among = FollowUp.objects.open().filter(pk__in=ids).select_related("network", "doer").only(*_READ)
    found = {row.pk: row for row in among.visible_to(user, restricted=False)}
    others = among.filter(pk__in=set(ids) - found.keys(), restricted=True)
    if len(found) < len(ids) and others.exists():
        found |= {row.pk: row for row in others.visible_to(user, restricted=True)}
    return found


Rows = Mapping[int, FollowUp]


def say_due(user, abouts: Sequence[About], rows: Rows) -> dict[About, Told]:
    """What is late by now says so in its own words."""
    return {
        about: _told(row, _("Janji Anda hari ini"))
        for about, row in _own(user, abouts, rows)
        if about.slot == row.due_on.isoformat() and row.due_on >= row.network.today()
    }


def say_late(user, abouts: Sequence[About], rows: Rows) -> dict[About, Told]:
    """Who else knows by now is said to the doer: nobody is talked about behind his back."""
    late = [(about, row) for about, row in _own(user, abouts, rows) if _still_late(about, row)]
    knowing = who_else_knows((telling.TO_COORDINATOR, telling.TO_CHAIR), [about for about, _row in late])
    title = _("Janji Anda terlambat. Sibuk? Serahkan atau undur.")
    return {about: _told(row, title, knowing.get(about, "")) for about, row in late}


def say_risen(user, abouts: Sequence[About], rows: Rows) -> dict[About, Told]:
    return {
        about: _told(row, _late_words(row), page="follow_up")
        for about in abouts
        if (row := rows.get(about.id)) is not None and row.doer_id != user.pk and _still_late(about, row)
    }


def _late_words(row: FollowUp) -> str:
    days = (row.network.today() - row.due_on).days
    return _("Janji yang dipegang %(name)s terlambat %(days)d hari") % {"name": row.doer.display_name, "days": days}


def say_given(user, abouts: Sequence[About], rows: Rows) -> dict[About, Told]:
    """Until its day comes, which says so itself."""
    title = _("Janji untuk Anda, paling lambat %(day)s")
    return {
        about: _told(row, title % {"day": longdate(row.due_on, "weekday")})
        for about, row in _own(user, abouts, rows)
        if row.due_on > row.network.today()
    }


def say_handed_over(user, abouts: Sequence[About], rows: Rows) -> dict[About, Told]:
    title = _("Sebuah janji diserahkan kepada Anda")
    return {about: _told(row, title) for about, row in _own(user, abouts, rows)}


def _own(user, abouts: Sequence[About], rows: Rows) -> list[tuple[About, FollowUp]]:
    found = ((about, rows.get(about.id)) for about in abouts)
    return [(about, row) for about, row in found if row is not None and row.doer_id == user.pk]


def _still_late(about: About, row: FollowUp) -> bool:
    return is_still_late(about.slot, row.due_on, row.network.today())


def _told(row: FollowUp, title: str, detail: str = "", page: str = "finish_follow_up") -> Told:
    """Of what is restricted: that something waits, and nothing else."""
    url = reverse(f"members:{page}", args=[row.network.slug, row.pk])
    return Told(_(WAITING), url, str(row.network)) if row.restricted else Told(title, url, detail or str(row.network))


register_kind(
    Kind(telling.DUE, promises_due, say_due, open_ones),
    Kind(telling.LATE, promises_late, say_late, open_ones),
    Kind(telling.TO_COORDINATOR, risen_to_coordinator, say_risen, open_ones),
    Kind(telling.TO_CHAIR, risen_to_chair, say_risen, open_ones),
    Kind(telling.GIVEN, lambda days: None, say_given, open_ones),
    Kind(telling.HANDED_OVER, lambda days: None, say_handed_over, open_ones),
)
