"""Cuti: begun when somebody hands over what she has, ended by her own tap or on its day."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from members.models import Leave, User
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule


def begin(network, *, by: User, user: User, until_on: date | None) -> Leave:
    """From today on `user` is on leave until this day, or until she is back. An earlier leave of hers is over.

    Raises RefusedByRule for a day that is over.
    """
    with recorded("leaves.begin", by=by):
        today = network.today()
        if until_on is not None and until_on < today:
            raise RefusedByRule(_("Tanggal ini sudah lewat."), field="until_on")
        User.objects.select_for_update().get(pk=user.pk)  # two who say so at once come one after the other
        Leave.objects.of(network).filter(user=user, ended_at=None).update(ended_at=timezone.now())
        return Leave.objects.create(network=network, user=user, since_on=today, until_on=until_on)


def end(network, *, by: User) -> bool:
    """Who was on leave is back; whether she was on leave. Nobody ends another's."""
    with recorded("leaves.end", by=by):
        held = Leave.objects.of(network).filter(user=by, ended_at=None)
        return bool(held.update(ended_at=timezone.now()))
