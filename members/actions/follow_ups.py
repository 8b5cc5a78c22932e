"""The verbs of a promise: made, done, moved, handed over, withdrawn."""

from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import gettext as _

from members.models import FollowUp, FollowUpEntry, Membership
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule

Kind = FollowUpEntry.Kind


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
        return FollowUp.objects.create(
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


def finish(follow_up, *, by, outcome: str) -> FollowUp:
    """Done, with what came of it. Raises RefusedByRule when somebody else has ended it before."""
    with recorded("follow_ups.finish", by=by):
        stored = _open(follow_up)
        stored.state, stored.outcome, stored.done_at = FollowUp.State.DONE, outcome, timezone.now()
        return _noted(stored, Kind.DONE, by=by, note=outcome)


def move(follow_up, *, by, due_on: date, reason: str) -> FollowUp:
    """Put off to a later day. Raises RefusedByRule for a day that is over."""
    with recorded("follow_ups.move", by=by):
        stored = _open(follow_up)
        if due_on < stored.network.today():
            raise RefusedByRule(_("Tanggal ini sudah lewat."), field="due_on")
        before, stored.due_on = stored.due_on, due_on
        return _noted(stored, Kind.MOVED, by=by, note=reason, due_on=before)


def hand_over(follow_up, *, by, doer, note: str) -> FollowUp:
    """Give it to somebody else, with what he must know. Raises RefusedByRule for a doer without an office here."""
    with recorded("follow_ups.hand_over", by=by):
        stored = _open(follow_up)
        _refuse_stranger(doer, stored.network)
        before, stored.doer = stored.doer, doer
        return _noted(stored, Kind.HANDED_OVER, by=by, note=note, doer=before)


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


def _refuse_stranger(doer, network) -> None:
    if not Membership.objects.current().in_place_of(network).filter(user=doer).exists():
        raise RefusedByRule(_("Orang ini sedang tidak memegang jabatan di jejaring ini."), field="doer")
