"""What is done for a program on a day, by whom: an activity of the calendar that belongs to it."""

from django.utils.translation import gettext as _

from programs.actions.hours import refuse_backwards
from programs.actions.programs import locked, refuse_ended, refuse_others
from programs.models import Activity
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule

MOST_ACTIVITIES = 60


def plan(program, *, by, **values) -> Activity:
    """Put an activity of the program into the calendar that all members share.

    Raises RefusedByRule for a day outside the program's time, and for who does not write the program.
    """
    with recorded("activities.plan_for_program", by=by):
        stored = locked(program)
        refuse_others(stored, by)
        refuse_ended(stored)
        refuse_backwards(values["begins"], values.get("ends"))
        day = values["held_on"]
        if stored.starts_on and stored.ends_on and not stored.starts_on <= day <= stored.ends_on:
            raise RefusedByRule(_("Tanggal ini di luar waktu program."), field="held_on")
        if Activity.objects.filter(program=stored).taking_place().count() >= MOST_ACTIVITIES:
            raise RefusedByRule(_("Sudah enam puluh kegiatan. Yang rutin cukup ditulis sekali di catatannya."))
        return Activity.objects.create(network_id=stored.network_id, program=stored, created_by=by, **values)
