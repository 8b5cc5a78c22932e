"""The buttons on top of the work list: what this person most often begins."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Quick:
    """One button: its words, the page it opens, and the permission that it takes.

    Who also holds `unless` begins with something else.
    """

    label: str
    route: str
    icon: str
    audience: str
    unless: str = ""

    def is_for(self, user, network) -> bool:
        if self.unless and user.has_perm(self.unless, network):
            return False
        return user.has_perm(self.audience, network)


BUTTONS = (
    Quick(
        _("Catat kunjungan"),
        "pmks_cases:choose_visit",
        "add",
        "pmks_cases.record_visit",
        unless="pmks_cases.assign_case",
    ),
    Quick(_("Buka kasus"), "pmks_cases:open_case", "case", "pmks_cases.assign_case"),
    Quick(_("Kasus di RT saya"), "pmks_cases:rt_cases", "case", "pmks_cases.view_case_of_rt"),
    Quick(
        _("Sapa warga"),
        "pmks_cases:residents",
        "people",
        "pmks_cases.record_greeting",
        unless="pmks_cases.record_visit",
    ),
    Quick(_("Tulis laporan"), "pmks_cases:write_report", "edit", "pmks_cases.write_report"),
    Quick(_("Impor warga"), "pmks_cases:send_import", "upload", "pmks_cases.import_residents"),
    Quick(_("Buka kasus"), "pmks_cases:open_case", "case", "pmks_cases.open_case", unless="pmks_cases.assign_case"),
    Quick(_("Undang pengurus"), "members:choose_role", "send", "members.invite_member"),
    Quick(_("Cari warga"), "pmks_cases:residents", "search", "pmks_cases.search_residents"),
)
SHOWN = 3


def quick_buttons(user, network) -> list[dict]:
    """The first three that this person may use, each page once."""
    allowed = {button.route: button for button in reversed(BUTTONS) if button.is_for(user, network)}
    first = [button for button in BUTTONS if allowed.get(button.route) is button]
    return [
        {"label": button.label, "icon": button.icon, "url": reverse(button.route, args=[network.slug])}
        for button in first[:SHOWN]
    ]
