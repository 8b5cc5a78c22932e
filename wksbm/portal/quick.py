"""The buttons on top of the work list: what this person most often begins."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Quick:
    """One button: its words, the page it opens, and the permission that it takes."""

    label: str
    route: str
    icon: str
    audience: str


BUTTONS = (
    Quick(_("Impor warga"), "pmks_cases:send_import", "upload", "pmks_cases.import_residents"),
    Quick(_("Tambah warga"), "pmks_cases:add_resident", "add", "pmks_cases.add_resident"),
    Quick(_("Undang pengurus"), "members:choose_role", "send", "members.invite_member"),
    Quick(_("Cari warga"), "pmks_cases:residents", "search", "pmks_cases.search_residents"),
)
SHOWN = 3


def quick_buttons(user, network) -> list[dict]:
    """The first three that this person may use."""
    allowed = [button for button in BUTTONS if user.has_perm(button.audience, network)]
    return [
        {"label": button.label, "icon": button.icon, "url": reverse(button.route, args=[network.slug])}
        for button in allowed[:SHOWN]
    ]
