"""Kegiatan: an officer writes down what his organisation does, changes it, and calls it off."""

from django.utils import timezone
from django.utils.translation import gettext as _

from members.access import Role
from members.models import Membership, Organization
from programs.actions.hours import refuse_backwards
from programs.models import Activity, Program
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule
from wksbm.notifications.actions import writing
from wksbm.notifications.kinds import Found

CALLED_OFF = "activity_called_off"

_BOARD = frozenset({Role.CHAIR, Role.SECRETARY})


def is_board(user, network) -> bool:
    """Chair and secretary write for the whole network and for every organisation."""
    return not _BOARD.isdisjoint(user.roles_in(network.pk))


def organizations_of(user, network):
    """For which organisations this person may write: all for the board, else those whose officer he is, and for the
    head of an RT the RT's own."""
    rows = Organization.objects.visible_to(user).of(network)
    if is_board(user, network):
        return rows.order_by("name", "pk")
    here = [office for office in user.current_memberships if office.network_id == network.pk]
    own = {office.organization_id for office in here if office.organization_id}
    rts = {office.rt_id for office in here if office.role == Role.RT_HEAD and office.rt_id}
    found = rows.filter(pk__in=own) | rows.filter(kind=Organization.Kind.RT, rt_id__in=rts)
    return found.order_by("name", "pk")


def may_change(activity, user) -> bool:
    """Board, and officers of the organisation whose activity it is."""
    if is_board(user, activity.network):
        return True
    if activity.organization_id is None or not user.has_perm("programs.add_activity", activity):
        return False
    return organizations_of(user, activity.network).filter(pk=activity.organization_id).exists()


def may_cancel(activity, user) -> bool:
    """Who may change it, and who writes the program that it belongs to."""
    if may_change(activity, user):
        return True
    return bool(activity.program_id) and Program.objects.editable_by(user).filter(pk=activity.program_id).exists()


def add(network, *, by, **values) -> Activity:
    """Write an activity down. Raises RefusedByRule for an organisation that is not his."""
    with recorded("activities.add", by=by):
        made = Activity(network=network, created_by=by, **values)
        _refuse_others(made, by)
        refuse_backwards(made.begins, made.ends)
        made.save()
        return made


def change(activity, *, by, **values) -> Activity:
    """Another day, hour, place or person. Raises RefusedByRule for one that was called off or is not his."""
    with recorded("activities.change", by=by):
        stored = _locked(activity)
        _refuse_others(stored, by)
        if stored.cancelled_at:
            raise RefusedByRule(_("Kegiatan ini sudah dibatalkan."))
        for name, value in values.items():
            setattr(stored, name, value)
        _refuse_others(stored, by)
        refuse_backwards(stored.begins, stored.ends)
        stored.save()
        return stored


def cancel(activity, *, by, why: str) -> Activity:
    """Call it off: it leaves the calendar, and whoever has it in his own one is told. A second time changes nothing.

    Raises RefusedByRule for one that is not his.
    """
    with recorded("activities.cancel", by=by, reason=why):
        stored = _locked(activity)
        if not may_cancel(stored, by):
            raise RefusedByRule(_("Kegiatan ini dibatalkan pengurus lembaganya."))
        if stored.cancelled_at is None:
            stored.cancelled_at, stored.cancelled_why = timezone.now(), why
            stored.save(update_fields=["cancelled_at", "cancelled_why"])
            told = [Found(stored.network_id, pk, stored.pk, "") for pk in sorted(_concerned(stored) - {by.pk})]
            writing.tell(CALLED_OFF, told)
        return stored


def _concerned(activity: Activity) -> set[int]:
    """Those whom `Activity.objects.concerning` finds it for."""
    officers = Membership.objects.current().filter(network=activity.network_id, organization__isnull=False)
    officers = officers.filter(organization=activity.organization_id).values_list("user_id", flat=True)
    return {activity.in_charge_id, *officers}


def _locked(activity) -> Activity:
    return Activity.objects.select_for_update(of=("self",)).select_related("network").get(pk=activity.pk)


def _refuse_others(activity: Activity, by) -> None:
    if not may_change(activity, by):
        raise RefusedByRule(_("Anda hanya bisa mencatat kegiatan lembaga Anda sendiri."), field="organization")
