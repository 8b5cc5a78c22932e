"""The verbs of a visit: noted, greeted, mended within a week, added to later."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from members.actions import follow_ups
from members.models import User
from pmks_cases.actions import case_promises, case_secrecy, emergency_alerts
from pmks_cases.actions import photos as photo_actions
from pmks_cases.actions.case_after_visits import (
    AsItStood,
    come_sooner,
    day_of,
    proposed_next,
    refuse_before,
    take_over,
    take_over_mended,
)
from pmks_cases.models import Addendum, Case, CaseMember, Handover, Visit
from pmks_cases.models.case import Urgency
from pmks_cases.models.case_states import ENDED_STATES
from pmks_cases.models.photo import MOST_PHOTOS
from pmks_cases.models.visit import INDICATORS
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule
from wksbm.revisions import joined

Met = Visit.Met
Kind = Visit.Kind

CLOCK_MAY_BE_AHEAD = timedelta(minutes=10)
"""A phone's clock is rarely right to the minute."""
ONE_HOUR = timedelta(hours=1)
NOTED = (
    *INDICATORS,
    *("companion", "alone_why", "place", "effort", "told", "urgency", "latitude", "longitude", "kept_on_phone"),
)
"""Columns of Visit that `values` may hold."""
CHANGEABLE = ("at", "met", "next_visit_on", *(name for name in NOTED if name != "kept_on_phone"))


class VisitOfSameHour(RefusedByRule):
    """The same person has noted a visit of this case within the hour: `first`. Nothing was changed."""

    def __init__(self, first: Visit, sentence: str):
        super().__init__(sentence, field="at")
        self.first = first


def record(
    case,
    *,
    by,
    client_id: UUID,
    at: datetime,
    met: str,
    values: dict,
    next_visit_on: date | None = None,
    follow_up: dict | None = None,
    photos=(),
) -> Visit:
    """Note a visit. `values` holds columns of Visit (NOTED), `follow_up` what, doer and due_on, `photos` files or
    ShrunkPhotos.

    The same `client_id` a second time returns the visit that it made, and changes nothing. The case takes over what is
    newest: the day, how urgent, the next date (proposed from the risk when none is given). An emergency is told at
    once. A photo that the disk refuses is left out (`left_out_photos` counts them): the visit is worth more. Raises
    RefusedByRule for a day that has not come, or that lies before the case began (but not for a visit that waited on a
    phone), an ended case, a fourth photo or what is no photo; VisitOfSameHour for a second visit within the hour.
    """
    with recorded("visits.record", by=by):
        stored = Case.locked(case)
        near = _around_or_later(stored, at, or_made_as=client_id)
        if (already := _same_hand(near, client_id, by=by)) is not None:
            return already
        if stored.state in ENDED_STATES:
            raise RefusedByRule(_("Kasus ini sudah selesai, jadi kunjungan tidak bisa dicatat lagi di sini."))
        if len(photos) > MOST_PHOTOS:
            raise RefusedByRule(_("Paling banyak tiga foto."), field="photos")
        at = _not_to_come(at)
        around = [other for other in near if other.at > at - ONE_HOUR]
        _refuse_same_hour(stored, around, by=by, at=at)
        urgency = values.get("urgency") or stored.urgency
        on = day_of(at, stored.network)
        if not values.get("kept_on_phone"):
            refuse_before(stored, on)
        visit = Visit(
            network=stored.network,
            client_id=client_id,
            case=stored,
            resident_id=stored.resident_id,
            by=by,
            at=at,
            on=on,
            met=met,
            next_visit_on=next_visit_on or proposed_next(on, urgency, met),
            **{name: value for name, value in values.items() if name in NOTED},
        )
        visit.save(force_insert=True)  # the case is locked: nobody can have made it meanwhile
        take_over(stored, visit, is_newest=not any(other.at > at for other in around))
        if follow_up:
            follow_ups.make(
                stored.network, by=by, origin=stored, restricted=case_secrecy.is_guarded(stored), **follow_up
            )
        if visit.urgency == Urgency.EMERGENCY:
            emergency_alerts.raise_for(case=stored, visit=visit, by=by)
        visit.left_out_photos = _keep_photos(visit, photos, by=by)  # last: files do not go back with a transaction
    return visit


def made_by_phone(network, client_id: UUID, *, by) -> Visit | None:
    """The visit that this phone id has made already. Raises RefusedByRule when it is somebody else's."""
    return _same_hand(Visit.objects.of(network).filter(client_id=client_id), client_id, by=by)


def _same_hand(visits: Iterable[Visit], client_id: UUID, *, by) -> Visit | None:
    found = next((visit for visit in visits if visit.client_id == client_id), None)
    if found is not None and found.by_id != by.pk:
        raise RefusedByRule(_("Kunjungan ini tidak bisa disimpan. Buka lagi formulirnya."))
    return found


def _insert(visit: Visit) -> Visit | None:
    """Save it; the one that came first when the same was sent twice at once."""
    try:
        with transaction.atomic():
            visit.save(force_insert=True)
    except IntegrityError as error:
        if "one_visit_a_phone_id" not in str(error):
            raise
        return made_by_phone(visit.network, visit.client_id, by=visit.by)
    return None


def _not_to_come(at: datetime) -> datetime:
    now = timezone.now()
    if at > now + CLOCK_MAY_BE_AHEAD:
        raise RefusedByRule(_("Waktu ini belum tiba. Tulis kapan kunjungannya terjadi."), field="at")
    return min(at, now)


def _around_or_later(case: Case, at: datetime, *, or_made_as: UUID | None = None) -> list[Visit]:
    """Visits of the case within the hour before this instant, and all that came after it.

    `or_made_as` asks in the same breath for the one that a phone id has made, whenever and of whatever case.
    """
    wanted = Q(case=case, kind=Kind.VISIT, at__gt=at - ONE_HOUR)
    if or_made_as is not None:
        wanted |= Q(client_id=or_made_as)
    # What was told in them stays sealed: one that waited on a phone may have dozens after it.
    found = Visit.objects.of(case.network).filter(wanted).only("client_id", "case_id", "by_id", "at")
    return list(found.order_by("at"))


def _refuse_same_hour(case: Case, around: list[Visit], *, by, at: datetime) -> None:
    first = next((other for other in around if other.by_id == by.pk and other.at < at + ONE_HOUR), None)
    if first is not None:
        clock = timezone.localtime(first.at, ZoneInfo(case.network.time_zone)).strftime("%H.%M")
        raise VisitOfSameHour(
            first,
            _("Anda sudah mencatat kunjungan ke sini pukul %(time)s. Ubah catatan itu bila ada yang kurang.")
            % {"time": clock},
        )


def _keep_photos(visit: Visit, photos, *, by) -> int:
    """Keep them; how many the disk refused."""
    refused = 0
    for upload in photos:
        try:
            photo_actions.keep(upload, by=by, network=visit.network, visit=visit)
        except OSError:
            refused += 1
    return refused


def greet(resident, *, by, client_id: UUID, at: datetime, met: str = Met.SUBJECT, case=None) -> Visit:
    """A greeting at somebody's door: that one was there, and whom one met. The case's dates do not move by it.

    The same `client_id` a second time returns the greeting that it made. Raises RefusedByRule for a day to come.
    """
    with recorded("visits.greet", by=by):
        if (already := made_by_phone(resident.network, client_id, by=by)) is not None:
            return already
        at = _not_to_come(at)
        greeting = Visit(
            network=resident.network,
            client_id=client_id,
            kind=Kind.GREETING,
            case=case,
            resident=resident,
            by=by,
            at=at,
            on=day_of(at, resident.network),
            met=met,
        )
        return _insert(greeting) or greeting


def change(visit, *, by, values: dict, revision: int | None = None, photos=()) -> Visit:
    """Mend one's own visit within seven days. `values` holds columns of Visit (CHANGEABLE) as the person wants them,
    who read it at `revision`. The case takes back what it had from the visit as it stood before.

    Raises RefusedByRule for somebody else's, after the seventh day, or for a day to come or from before the case;
    EditedMeanwhile when it was mended on another phone and both changed the same.
    """
    with recorded("visits.change", by=by):
        stored = Visit.objects.select_for_update(of=("self",)).select_related("network").get(pk=visit.pk)
        if stored.by_id != by.pk:
            raise RefusedByRule(_("Hanya yang berkunjung yang bisa mengubah catatan ini. Tulis tambahan saja."))
        if not stored.may_still_change:
            raise RefusedByRule(_("Sudah lewat tujuh hari. Tulis tambahan saja."))
        if len(photos) + stored.photos.count() > MOST_PHOTOS:
            raise RefusedByRule(_("Paling banyak tiga foto."), field="photos")
        before = AsItStood.of(stored)
        wanted = {name: value for name, value in values.items() if name in CHANGEABLE}
        for name, value in joined(stored, revision or stored.revision, wanted).items():
            setattr(stored, name, value)
        stored.at = _not_to_come(stored.at)
        stored.on = day_of(stored.at, stored.network)
        stored.revision += 1
        if stored.case_id:
            _change_of_case(stored, before, by=by)
        else:
            stored.save()
        stored.left_out_photos = _keep_photos(stored, photos, by=by)
        return stored


def _change_of_case(visit: Visit, before: AsItStood, *, by) -> None:
    case = Case.locked(visit.case)
    if visit.on != before.on:  # one that waited on a phone may lie before: it stays where it is
        refuse_before(case, visit.on)
    others = Visit.objects.of(case.network).filter(case=case, kind=Kind.VISIT).exclude(pk=visit.pk).order_by("at")
    others = list(others.only("by_id", "at", "on", "met", "next_visit_on", "urgency"))
    _refuse_same_hour(case, [other for other in others if other.at > visit.at - ONE_HOUR], by=by, at=visit.at)
    if case.state not in ENDED_STATES:  # an ended one is visited no more
        come_sooner(case, visit, before)
        take_over_mended(case, visit, before, others)
    visit.save()
    if visit.urgency == Urgency.EMERGENCY and before.urgency != Urgency.EMERGENCY:
        emergency_alerts.raise_for(case=case, visit=visit, by=by)


def add_addendum(visit, *, by, text: str) -> Addendum:
    """Add to a visit what it did not say; at any time, also after seven days."""
    with recorded("visits.add_addendum", by=by):
        return Addendum.objects.create(network_id=visit.network_id, visit=visit, text=text, by=by)


def possible_doers(case) -> list[User]:
    """To whom the one follow-up of a visit may be given, by name: who sees the case.

    Anybody else is told on the case's own page, field by field, what he may know.
    """
    people = list(case_promises.insiders_of(case).filter(is_active=True).order_by("name", "pk"))
    if case_secrecy.is_guarded(case):
        people = [person for person in people if Case.objects.visible_to(person).filter(pk=case.pk).exists()]
    return people


def case_of_former_companion(network, number: str, *, user, at: datetime) -> Case | None:
    """The case that this person accompanied when the visit was made, though somebody else has it by now.

    A visit that waited on the phone is not lost because the case was handed over meanwhile. None for who is shut out,
    for a rahasia case whose team he was not in at that time, and for who gave it away before the visit.
    """
    case = Case.objects.of(network).filter(number=number).first()
    if case is None or case_secrecy.is_shut_out(user, case):
        return None
    if not Handover.objects.filter(case=case, giver=user, at__gte=at).exists():
        return None
    if case.is_secret:
        in_team = CaseMember.objects.filter(case=case, user=user, added_at__lte=at)
        if not in_team.filter(Q(removed_at=None) | Q(removed_at__gte=at)).exists():
            return None
    case.network = network
    return case
