"""Promises of guarded cases: a list says the case's number and nothing else of them."""

from django.urls import reverse
from django.utils.translation import gettext as _

from members.due import PROMISED_DAYS, promises_for
from pmks_cases.models.case_knowledge import number_of_origin
from wksbm.core.registries import Due

LIMIT = 20


def guarded_promises(user, network) -> list[Due]:
    """Open promises that are restricted, of this person and for a board member of those he knows of."""
    found = promises_for(user, network, within=PROMISED_DAYS, restricted=True)
    found = found.select_related("doer").only("doer", "due_on", "doer__name").annotate(number=number_of_origin(user))
    return [
        Due(
            _("Janji: kasus %(number)s") % {"number": row.number} if row.number else _("Janji atas laporan dini"),
            "" if row.doer_id == user.pk else row.doer.name,
            reverse("members:finish_follow_up", args=[network.slug, row.pk]),
            row.due_on,
        )
        for row in found.order_by("due_on", "pk")[:LIMIT]
    ]
