"""Emergencies: told the moment they are raised, at any hour, to those who may know."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from members.reminders import WAITING
from pmks_cases.actions import telling
from pmks_cases.models import EmergencyAlert
from wksbm.notifications.kinds import About, Kind, Told, register_kind
from wksbm.notifications.models import Notification


def say(user, abouts: Sequence[About]) -> dict[About, Told]:
    """Until its recipient has answered. Not even a number: whose emergency it is stands behind the sign-in."""
    found = EmergencyAlert.objects.visible_to(user).unseen().filter(pk__in=[about.id for about in abouts])
    rows = {row.pk: row for row in found.select_related("network")}
    restricted = Notification.objects.filter(kind=telling.EMERGENCY, recipient=user, restricted=True, about_id__in=rows)
    guarded = set(restricted.values_list("about_id", flat=True))
    return {
        about: Told(
            _(WAITING) if row.pk in guarded else _("Ada keadaan darurat yang menunggu Anda"),
            reverse("pmks_cases:emergency", args=[row.network.slug, row.pk]),
            str(row.network),
        )
        for about in abouts
        if (row := rows.get(about.id)) is not None
    }


register_kind(Kind(telling.EMERGENCY, lambda days: None, say, at_once=True))
