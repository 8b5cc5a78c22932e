"""What waits for who looks after the portal itself."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from wksbm.core.registries import Due, DueKind, register_due
from wksbm.portal.actions import backups


def backup_overdue(user, network) -> list[Due]:
    """No backup of the last two days: reads the folder, asks no query."""
    if not backups.is_overdue():
        return []
    last = backups.last_good()
    if last is None:
        return [Due(_("Belum ada cadangan"), _("Periksa keadaan portal."), reverse("operation"))]
    days = (timezone.now() - last).days
    return [
        Due(
            _("Cadangan terakhir %(days)d hari lalu") % {"days": days},
            _("Periksa keadaan portal."),
            reverse("operation"),
        )
    ]


register_due(DueKind("backup_overdue", "portal.view_operation", backup_overdue))
