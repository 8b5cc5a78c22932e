"""What somebody registered about a person of whom this one accompanies a rahasia case."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pmks_cases.models import case_reading as reading
from wksbm.core.registries import Due

TOLD_DAYS = 14
"""So long it stands on the work list; on the page of the first case it stays."""
LIMIT = 20


def registered_again(user, network) -> list[Due]:
    """The news of the last two weeks, each with the way to the own case."""
    since = timezone.now() - timedelta(days=TOLD_DAYS)
    found = reading.registered_again(user).of(network).filter(opened_at__gte=since).exclude(opened_by=user)
    rows = found.only("opened_at", "opened_by__name", "joined_to__number")[:LIMIT]
    return [
        Due(
            _("Ada catatan lain: %(number)s") % {"number": row.joined_to.number},
            _("Seseorang menulis tentang orang yang sama. Baca di kasus Anda."),
            reverse("pmks_cases:case", args=[network.slug, row.joined_to.number]),
        )
        for row in rows
    ]
