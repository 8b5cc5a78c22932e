"""Imports of residents that wait for somebody."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pmks_cases.models import ResidentImport
from wksbm.core.registries import Due

LIMIT = 20


def resident_imports(user, network) -> list[Due]:
    """Imports of the last day that need this person: to decide, to send another file, or to mend what was refused."""
    found = ResidentImport.objects.visible_to(user).of(network).in_need_of(user)
    return [_about(row, network) for row in found[:LIMIT]]


def _about(row: ResidentImport, network) -> Due:
    page = reverse("pmks_cases:resident_import", args=[network.slug, row.public_id])
    if row.state == ResidentImport.State.CHECKED:
        title = _("Impor warga menunggu persetujuan Anda")
        detail = _("%(file)s: %(new)d baru, %(changed)d berubah, %(refused)d ditolak.") % {
            "file": row.file_name,
            "new": row.new_count,
            "changed": row.changed_count,
            "refused": row.refused_count,
        }
        return Due(title, detail, page, timezone.localdate(row.expires_at))
    if row.state == ResidentImport.State.REFUSED:
        return Due(_("Berkas warga tidak bisa dibaca"), f"{row.file_name}: {row.problem}", page)
    title = _("Impor warga selesai, %(count)d baris ditolak") % {"count": row.refused_count}
    detail = _("%(file)s: unduh, perbaiki, lalu kirim lagi.") % {"file": row.file_name}
    return Due(title, detail, page, timezone.localdate(row.expires_at))
