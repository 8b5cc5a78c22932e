"""What waits for who looks after the portal itself."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from wksbm.core.registries import Due, DueKind, register_due
from wksbm.portal.actions import backups

OWN_TERM_DAYS = 90


def backup_overdue(user, network) -> list[Due]:
    """No backup of the last two days: reads the folder, asks no query."""
    if not backups.is_overdue():
        return []
    last = backups.last_good()
    due_on = timezone.localdate(last or network.created_at) + backups.WARN_AFTER
    if last is None:
        return [Due(_("Belum ada cadangan"), _("Periksa keadaan portal."), reverse("operation"), due_on)]
    days = (timezone.now() - last).days
    return [
        Due(
            _("Cadangan terakhir %(days)d hari lalu") % {"days": days},
            _("Periksa keadaan portal."),
            reverse("operation"),
            due_on,
        )
    ]


def own_terms(user, network) -> list[Due]:
    """The person's own offices here whose term ends within 90 days or has ended: asks no query.

    Who invites members finds these among all terms that end, so they are not said twice.
    """
    if user.has_perm("members.invite_member", network):
        return []
    page = reverse(
        "members:memberships" if user.has_perm("members.view_member", network) else "network_home", args=[network.slug]
    )
    last = network.today() + timedelta(days=OWN_TERM_DAYS)
    return [
        Due(
            _("Masa jabatan Anda, %(office)s") % {"office": office.title or office.get_role_display()},
            _("Tanyakan perpanjangan atau penggantinya kepada sekretaris."),
            page,
            office.acting_until if office.is_acting else office.ends_on,
        )
        for office in user.current_memberships
        if office.network_id == network.pk and office.ends_on and office.ends_on <= last
    ]


register_due(
    DueKind("backup_overdue", "portal.view_operation", backup_overdue),
    DueKind("own_terms", "members.view_network", own_terms),
)
