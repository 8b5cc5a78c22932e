"""Dokumen siap: who asked for a long paper is told when the worker has made it, and when it could not."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from wksbm.documents.models import PaperOrder
from wksbm.documents.papers import papers
from wksbm.notifications.kinds import About, Days, Found, Kind, Told, register_kind

KIND = "paper_ready"
TOLD_WITHIN = timedelta(days=3)
"""Later nobody waits for it any more."""


def papers_ready(days: Days) -> Iterator[Found]:
    ended = PaperOrder.objects.filter(network_id__in=days.networks, ended_at__gt=timezone.now() - TOLD_WITHIN)
    for pk, network_id, person in ended.values_list("pk", "network_id", "asked_by_id"):
        yield Found(network_id, person, pk, "")


def say_ready(user, abouts: Sequence[About]) -> dict[About, Told]:
    ids = [about.id for about in abouts]
    rows = PaperOrder.objects.visible_to(user).filter(pk__in=ids).exclude(ended_at=None).select_related("network")
    found = {row.pk: row for row in rows}
    return {about: _told(found[about.id]) for about in abouts if about.id in found}


def _told(order: PaperOrder) -> Told:
    words = _("Dokumen siap: %(paper)s") if order.document_id else _("Dokumen belum bisa dibuat: %(paper)s")
    url = reverse("documents:order", args=[order.network.slug, order.pk])
    return Told(words % {"paper": papers[order.kind].title}, url, str(order.network))


register_kind(Kind(KIND, papers_ready, say_ready))
