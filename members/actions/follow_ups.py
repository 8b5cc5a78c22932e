"""The verbs of a promise: made, done, moved, handed over, withdrawn."""

from datetime import date, timedelta

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import gettext as _

from members.access import roles_with
from members.actions import telling
from members.models import FollowUp, FollowUpEntry, Membership, User
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule
from wksbm.core.registries import origin_seen_by, origins

Kind = FollowUpEntry.Kind
DOERS = sorted(roles_with("members.view_follow_up"))
"""The offices to whose holders something may be promised."""
MOVED_BY = timedelta(days=90)
"""The longest that a promise is put off at a time: it counts as kept on its new day."""


def make(
    network,
    *,
    by,
    what: str,
    doer,
    due_on: date,
    origin=None,
    organization=None,
    instruction: str = "",
    restricted: bool = False,
) -> FollowUp:
    """Promise that `doer` does something by a day. `origin` is the row it comes from.

    Raises RefusedByRule for a doer without an office in the network.
    """
    with recorded("follow_ups.make", by=by):
        _refuse_stranger(doer, network)
        made = FollowUp.objects.create(
            network=network,
            what=what,
            doer=doer,
            organization=organization,
            instruction=instruction,
            due_on=due_on,
            origin_type=ContentType.objects.get_for_model(origin) if origin is not None else None,
            origin_id=origin.pk if origin is not None else None,
            restricted=restricted,
            created_by=by,
        )
        telling.given(made, by=by)
        return made


def may_settle(user, follow_up) -> bool:
    """Whether this person may say that it is done, move it and hand it over: its doer, who made it, the board."""
    if user.pk in (follow_up.doer_id, follow_up.created_by_id):
        return True
    return user.has_perm("members.view_all_follow_ups", follow_up)


def may_withdraw(user, follow_up) -> bool:
    """Whether this person may take it back: who made it, and the board. Its doer asks them."""
    return follow_up.created_by_id == user.pk or user.has_perm("members.view_all_follow_ups", follow_up)


def possible_doers(follow_up):
    """To whom it may be handed over: of an organisation's promise its other officers, else who sees the origin.

    One that was told to somebody in an instruction goes to nobody else: what may be told was chosen for him.
    """
    offices = Membership.objects.current().in_place_of(follow_up.network).filter(role__in=DOERS)
    if follow_up.organization_id:
        offices = offices.filter(organization_id=follow_up.organization_id)
    elif follow_up.instruction:
        return User.objects.none()
    found = User.objects.filter(pk__in=offices.values("user_id")).exclude(pk=follow_up.doer_id)
    if follow_up.organization_id or not follow_up.origin_id:
        return found
    origin = origins.get(follow_up.origin_label)
    seers = origin.seers if origin else None
    return found.filter(pk__in=seers(follow_up.origin_id)) if seers else User.objects.none()


def finish(follow_up, *, by, outcome: str) -> FollowUp:
    """Done, with what came of it. Raises RefusedByRule when somebody else has ended it before."""
    with recorded("follow_ups.finish", by=by):
        stored = _open(follow_up)
        stored.state, stored.outcome, stored.done_at = FollowUp.State.DONE, outcome, timezone.now()
        return _noted(stored, Kind.DONE, by=by, note=outcome)


def latest_day(follow_up) -> date:
    """Up to which day it may be put off: from its day on, or from today where that is over."""
    return max(follow_up.due_on, follow_up.network.today()) + MOVED_BY


def move(follow_up, *, by, due_on: date, reason: str) -> FollowUp:
    """Put off to a later day. Raises RefusedByRule for a day that is over, or too far."""
    with recorded("follow_ups.move", by=by):
        stored = _open(follow_up)
        if due_on < stored.network.today():
            raise RefusedByRule(_("Tanggal ini sudah lewat."), field="due_on")
        if due_on > latest_day(stored):
            raise RefusedByRule(_("Terlalu lama. Sekali mengundur paling lama 90 hari."), field="due_on")
        before, stored.due_on = stored.due_on, due_on
        return _noted(stored, Kind.MOVED, by=by, note=reason, due_on=before)


def hand_over(follow_up, *, by, doer, note: str) -> FollowUp:
    """Give it to somebody else, with what he must know.

    Raises RefusedByRule for a doer without an office here, for one outside the organisation that it was given to, and
    for one who may not know what a restricted one comes from.
    """
    with recorded("follow_ups.hand_over", by=by):
        stored = _open(follow_up)
        _refuse_stranger(doer, stored.network)
        if stored.organization_id:
            if not any(office.organization_id == stored.organization_id for office in doer.current_memberships):
                raise RefusedByRule(_("Janji lembaga hanya bisa diserahkan ke pengurus lembaga itu."), field="doer")
        elif stored.restricted and not _sees_origin(doer, stored):
            raise RefusedByRule(_("Orang ini tidak bisa dipilih."), field="doer")
        before, stored.doer = stored.doer, doer
        _noted(stored, Kind.HANDED_OVER, by=by, note=note, doer=before)
        telling.handed_over(stored, before=before, by=by)
        return stored


def withdraw(follow_up, *, by, reason: str) -> FollowUp:
    """It need not be done any more."""
    with recorded("follow_ups.withdraw", by=by):
        stored = _open(follow_up)
        stored.state, stored.done_at = FollowUp.State.WITHDRAWN, timezone.now()
        return _noted(stored, Kind.WITHDRAWN, by=by, note=reason)


def reopen(follow_up, *, by, reason: str) -> FollowUp:
    """It was ended by mistake: it is open again, with its day. Raises RefusedByRule when it is open."""
    with recorded("follow_ups.reopen", by=by):
        stored = FollowUp.objects.select_for_update().get(pk=follow_up.pk)
        if stored.is_open:
            raise RefusedByRule(_("Janji ini belum selesai."))
        stored.state, stored.outcome, stored.done_at = FollowUp.State.OPEN, "", None
        return _noted(stored, Kind.REOPENED, by=by, note=reason)


def restrict(origin) -> None:
    """From now on the promises of this origin are seen only by who sees it."""
    FollowUp.objects.of_origin(origin).filter(restricted=False).update(restricted=True)


def _open(follow_up) -> FollowUp:
    stored = FollowUp.objects.select_for_update().get(pk=follow_up.pk)
    if not stored.is_open:
        raise RefusedByRule(_("Janji ini sudah ditutup orang lain. Muat ulang halamannya."))
    return stored


def _noted(stored, kind: str, *, by, note: str, **before) -> FollowUp:
    stored.revision += 1
    stored.save()
    FollowUpEntry.objects.create(network_id=stored.network_id, follow_up=stored, kind=kind, note=note, by=by, **before)
    return stored


def _sees_origin(user, stored) -> bool:
    return FollowUp.objects.filter(origin_seen_by(user, "origin_type", "origin_id"), pk=stored.pk).exists()


def _refuse_stranger(doer, network) -> None:
    if not Membership.objects.current().in_place_of(network).filter(user=doer).exists():
        raise RefusedByRule(_("Orang ini sedang tidak memegang jabatan di jejaring ini."), field="doer")
