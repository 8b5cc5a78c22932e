"""Activities: who has one in his own calendar is told once that it was called off."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from programs.actions.activities import CALLED_OFF
from programs.meeting_times import spoken_day
from programs.models import Activity
from wksbm.notifications.kinds import About, Kind, Told, register_kind


def say(user, abouts: Sequence[About]) -> dict[About, Told]:
    """Until its day is over: which one, on which day, and why not."""
    found = Activity.objects.visible_to(user).filter(pk__in=[row.id for row in abouts], cancelled_at__isnull=False)
    rows = {row.pk: row for row in found.select_related("network")}
    return {
        about: Told(
            _("%(title)s, %(day)s, dibatalkan") % {"title": row.title, "day": spoken_day(row.held_on)},
            reverse("programs:activity", args=[row.network.slug, row.pk]),
            row.cancelled_why or str(row.network),
        )
        for about in abouts
        if (row := rows.get(about.id)) is not None and row.held_on >= row.network.today()
    }


register_kind(Kind(CALLED_OFF, lambda days: None, say, alone=True))
