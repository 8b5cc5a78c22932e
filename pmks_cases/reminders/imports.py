"""Imports of residents: ready to confirm, saved, or not to be read; for who sent the file."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pmks_cases.actions import telling
from pmks_cases.models import ResidentImport
from wksbm.notifications.kinds import About, Kind, Told, register_kind

State = ResidentImport.State


def say(user, abouts: Sequence[About]) -> dict[About, Told]:
    """As long as it stands where it stood. The file's name is not told: people write names into it."""
    found = ResidentImport.objects.visible_to(user).filter(created_by=user, pk__in=[about.id for about in abouts])
    rows = {row.pk: row for row in found.select_related("network")}
    said = {}
    for about in abouts:
        row = rows.get(about.id)
        if row is None or row.state != about.slot or not (title := _title(row)):
            continue
        url = reverse("pmks_cases:resident_import", args=[row.network.slug, row.public_id])
        said[about] = Told(title, url, str(row.network))
    return said


def _title(row: ResidentImport) -> str:
    if row.state == State.CHECKED:
        return _("Impor warga siap Anda periksa dan simpan") if row.expires_at > timezone.now() else ""
    if row.state == State.REFUSED:
        return _("Berkas warga tidak bisa dibaca")
    if row.state != State.SAVED:
        return ""
    if row.refused_count:
        return _("Impor warga selesai, %(count)d baris ditolak") % {"count": row.refused_count}
    return _("Impor warga selesai")


register_kind(Kind(telling.IMPORT, lambda days: None, say))
