"""What waits for the people of a network on this floor."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from programs.models import Aspiration, Meeting
from wksbm.core.registries import Due, DueKind, register_due

TOLD_DAYS = 7
"""A meeting stands on the work list from a week before its day on."""
LIMIT = 5


def meetings_to_come(user, network) -> list[Due]:
    """The meetings of the next days to which this person is invited, which he leads or of which he takes notes."""
    last = network.today() + timedelta(days=TOLD_DAYS)
    found = Meeting.objects.visible_to(user).of(network).to_come().filter(held_on__lte=last).concerning(user)
    return [
        Due(
            str(row),
            _("Pukul %(time)s, %(place)s") % {"time": row.begins.strftime("%H.%M"), "place": row.place},
            reverse("programs:meeting", args=[network.slug, row.pk]),
            row.held_on,
        )
        for row in found.order_by("held_on", "begins", "pk")[:LIMIT]
    ]


def aspirations_unanswered(user, network) -> list[Due]:
    """How many aspirations wait for an answer: one line, they are brought to the next meeting together."""
    count = Aspiration.objects.visible_to(user).of(network).unanswered().count()
    if not count:
        return []
    title = _("%(count)d aspirasi belum dijawab") % {"count": count}
    return [Due(title, _("Bawa ke musyawarah berikutnya."), reverse("programs:aspirations", args=[network.slug]))]


register_due(
    DueKind("meetings_to_come", "programs.view_meeting", meetings_to_come),
    DueKind("aspirations_unanswered", "programs.answer_aspiration", aspirations_unanswered),
)
