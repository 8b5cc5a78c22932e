"""Aspirations: who wrote one is told once that it is answered."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from programs.actions.aspirations import ANSWERED
from programs.models import Aspiration
from wksbm.notifications.kinds import About, Kind, Told, register_kind


def say(user, abouts: Sequence[About]) -> dict[About, Told]:
    """To its writer, as long as he may read it: that there is an answer, not what it says."""
    found = Aspiration.objects.visible_to(user).answered().filter(written_by=user, pk__in=[row.id for row in abouts])
    rows = {row.pk: row for row in found.select_related("network")}
    return {
        about: Told(
            _("Aspirasi Anda dijawab"),
            reverse("programs:aspiration", args=[row.network.slug, row.pk]),
            str(row.network),
        )
        for about in abouts
        if (row := rows.get(about.id)) is not None
    }


register_kind(Kind(ANSWERED, lambda days: None, say))
