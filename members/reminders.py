"""What the people of a network are told of on this floor: promises due and late."""

from collections.abc import Sequence
from datetime import date

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.translation import gettext as _

from members.models import FollowUp
from wksbm.notifications.kinds import About, Days, Kind, Told, register_kind

WAITING = "Ada yang menunggu Anda"


def slot_of(column: str, prefix: str = ""):
    """The slot of a thing with a day: told again only when its day has changed."""
    day = Cast(column, CharField())
    return Concat(Value(prefix), day, output_field=CharField()) if prefix else day


def promises_due(days: Days) -> QuerySet | None:
    """On the day itself, to who promised."""
    found = FollowUp.objects.filter(network_id__in=days.networks).open().filter(due_on=days.today)
    return found.annotate(slot=slot_of("due_on")).values_list("network_id", "doer_id", "pk", "slot", "restricted")


def promises_late(days: Days) -> QuerySet | None:
    """The day after, to who promised: is it too much? Not on a day of rest."""
    if days.resting:
        return None
    found = FollowUp.objects.filter(network_id__in=days.networks).late(days.today)
    return found.annotate(slot=slot_of("due_on")).values_list("network_id", "doer_id", "pk", "slot", "restricted")


def say_due(user, abouts: Sequence[About]) -> dict[About, Told]:
    return _said(user, abouts, _("Janji Anda hari ini"))


def say_late(user, abouts: Sequence[About]) -> dict[About, Told]:
    return _said(user, abouts, _("Janji Anda terlambat. Sibuk? Serahkan atau undur."))


def _said(user, abouts: Sequence[About], title: str) -> dict[About, Told]:
    found = FollowUp.objects.visible_to(user).open().filter(doer=user, pk__in=[about.id for about in abouts])
    rows = {row.pk: row for row in found.select_related("network")}
    return {
        about: Told(
            _(WAITING) if row.restricted else title,
            reverse("members:finish_follow_up", args=[row.network.slug, row.pk]),
            str(row.network),
        )
        for about in abouts
        if (row := rows.get(about.id)) is not None and date.fromisoformat(about.slot) == row.due_on
    }


register_kind(
    Kind("follow_up_due", promises_due, say_due),
    Kind("follow_up_late", promises_late, say_late),
)
