"""What stays undone rises: its doer is asked first, then its coordinator knows, then the chair.

The coordinator of a network is its secretary. It rises to one person at a step, and only to somebody who may see the
thing anyway: to the next on the board, or in the team of a rahasia case, where the first one may not; else to nobody.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby, islice
from typing import NamedTuple

from django.db.models import Case, CharField, Exists, OuterRef, QuerySet, Value, When
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _

from members.access import Role
from members.models import Membership, User
from members.models.membership import remember_offices
from wksbm.notifications.kinds import About, Found
from wksbm.notifications.models import Notification

COORDINATOR_AFTER, CHAIR_AFTER = 3, 7
"""Days after which something late rises; days of rest do not count."""
ASKED_FOR = timedelta(days=60)
"""What is late for longer is told once a month: to its doer, and to the one person to whom it rises last."""
BATCH = 2000
_ORDER = {Role.SECRETARY: (Role.SECRETARY, Role.CHAIR), Role.CHAIR: (Role.CHAIR, Role.SECRETARY)}


class Late(NamedTuple):
    id: int
    network_id: int
    doer_id: int | None
    slot: str
    restricted: bool


def day_slot(column: str, suffix: str = "") -> Cast | Concat:
    """The slot of a thing with a day: told again only when its day has changed."""
    day = Cast(column, CharField())
    return Concat(day, Value(suffix), output_field=CharField()) if suffix else day


def late_slot(column: str, today: date) -> Case:
    """The slot of what is late: its day, and once it has been late for long, the month too."""
    day = Cast(column, CharField())
    long_ago = When(**{f"{column}__lt": today - ASKED_FOR}, then=Concat(day, Value(f" {today:%Y-%m}")))
    return Case(long_ago, default=day, output_field=CharField())


def is_still_late(slot: str, on: date, today: date) -> bool:
    """Whether a thing of that day is late now, and was last told at this slot; what was told before it says nothing."""
    expected = f"{on} {today:%Y-%m}" if on < today - ASKED_FOR else f"{on}"
    return on < today and slot == expected


def told_before(kind: str) -> Exists:
    """For rows with a `slot`: somebody was told of this row at this slot."""
    return Exists(Notification.objects.filter(kind=kind, about_id=OuterRef("pk"), slot=OuterRef("slot")))


def batches_of(rows: QuerySet, *columns: str) -> Iterator[list[tuple]]:
    """These columns of all rows, in batches of one cursor, those of a network together: never all at once."""
    found = rows.order_by("network_id").values_list(*columns).iterator(chunk_size=BATCH)
    while batch := list(islice(found, BATCH)):
        yield batch


def boards_of(network_ids: Iterable[int]) -> dict[int, dict[str, User]]:
    """Chair and secretary of today of each of these networks, by role."""
    offices = Membership.objects.current().filter(network_id__in=set(network_ids), role__in=[*_ORDER])
    people: dict[int, User] = {}
    found: dict[int, dict[str, User]] = {}
    for office in offices.select_related("user").order_by("pk"):
        person = people.setdefault(office.user_id, office.user)
        if person.is_active:
            found.setdefault(office.network_id, {})[office.role] = person
    remember_offices(people.values())
    return found


def rising(
    kind: str,
    rows: QuerySet,
    *,
    to: Role,
    doer: str,
    seen_by: Callable[[User, bool], QuerySet],
    others: Callable[[int], Iterable[User]],
    below: str = "",
) -> Iterator[Found]:
    """Of these rows (with `slot` and `guarded`) those that nobody was told of at this step, each with whom to tell.

    `doer` names the column of who was asked; `seen_by` says which rows a person sees, of the restricted ones or of the
    others; `others` who else may know of a row that nobody on the board may see. Who is doer and coordinator at once
    is not told twice, neither is who was told at the step `below`.
    """
    waiting = rows.exclude(told_before(kind))
    for batch in batches_of(waiting, "pk", "network_id", doer, "slot", "guarded"):
        late = [Late(*columns) for columns in batch]
        boards = boards_of(row.network_id for row in late)
        told = _told_at(below, late)
        for network_id, rows_there in groupby(late, key=lambda row: row.network_id):
            left = {row.id: row for row in rows_there}
            board = boards.get(network_id, {})
            for person in dict.fromkeys(board[role] for role in _ORDER[to] if role in board):
                yield from _told_to(person, left, told, seen_by)
            for row in list(left.values()):
                yield from _told_to_one_of(others(row.id) if row.restricted else (), row, told, seen_by)


def _told_at(kind: str, late: Iterable[Late]) -> set[tuple[int, str, int]]:
    if not kind:
        return set()
    found = Notification.objects.filter(kind=kind, about_id__in=[row.id for row in late])
    return set(found.values_list("about_id", "slot", "recipient_id"))


def _told_to(person: User, left: dict[int, Late], told: set, seen_by) -> Iterator[Found]:
    """What of `left` is this person's to know; it is taken out of `left`."""
    for restricted in {row.restricted for row in left.values()}:
        ids = [pk for pk, row in left.items() if row.restricted == restricted]
        for pk in seen_by(person, restricted).filter(pk__in=ids).values_list("pk", flat=True):
            row = left[pk]
            if (pk, row.slot, person.pk) in told:
                continue
            del left[pk]
            if person.pk != row.doer_id:
                yield Found(row.network_id, person.pk, pk, row.slot, restricted)


def _told_to_one_of(people: Iterable[User], row: Late, told: set, seen_by) -> Iterator[Found]:
    for person in people:
        if person.pk == row.doer_id or (row.id, row.slot, person.pk) in told:
            continue
        if seen_by(person, row.restricted).filter(pk=row.id).exists():
            yield Found(row.network_id, person.pk, row.id, row.slot, row.restricted)
            return


def who_else_knows(kinds: Sequence[str], abouts: Iterable[About]) -> dict[About, str]:
    """For the doer: a sentence that names to whom each of these rose, step by step; nothing of what is restricted."""
    wanted = set(abouts)
    risen = Notification.objects.filter(kind__in=kinds, about_id__in={about.id for about in wanted}, restricted=False)
    names: dict[About, list[str]] = {}
    risen = risen.select_related("recipient").only("kind", "about_id", "slot", "recipient__name")
    for row in sorted(risen, key=lambda row: kinds.index(row.kind)):
        names.setdefault(About(row.about_id, row.slot), []).append(row.recipient.display_name)
    said = _("Sudah diketahui %(name)s.")
    return {about: said % {"name": _(" dan ").join(names[about])} for about in wanted if about in names}
