"""What leads the home of who reads a network from outside: the figures of the month, the reports, the read log."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from members.access import Role
from members.models import Network
from wksbm.portal.actions import numbers as counted
from wksbm.portal.numbers import Period


@dataclass(frozen=True)
class Overview:
    """Figures as `_components/figures.html` takes them, links as (title, text, address), and the office's last day."""

    month: Period
    figures: list[dict]
    links: list[tuple[str, str, str]]
    until: date | None = None


def overview(user, network: Network) -> Overview:
    """The figures of this month and the ways to what this person may read of the network."""
    month = Period.of_months(network.today())
    found = counted.numbers_of([network], month)[network.pk]
    figures = [
        {"value": found.open_cases, "label": _("Kasus yang didampingi"), "icon": "case"},
        {"value": found.opened, "label": _("Kasus baru"), "icon": "add"},
        {"value": found.visits, "label": _("Kunjungan"), "icon": "home"},
        {"value": found.promises_on_time.count, "label": _("Janji tepat waktu"), "icon": "calendar"},
        {"value": found.trained, "label": _("Relawan terlatih"), "icon": "health"},
    ]
    return Overview(month, figures, _links(user, network, month), _until(user, network))


def _links(user, network: Network, month: Period) -> list[tuple[str, str, str]]:
    slug = network.slug
    links = [(_("Angka"), _("Per bulan, triwulan, atau 12 bulan"), reverse("network_numbers", args=[slug]))]
    if user.has_perm("portal.view_monthly_report", network):
        report = reverse("monthly_report", args=[slug])
        last, quarter = month.before(), _last_quarter(network.today())
        links += [
            (_("Laporan bulan lalu"), last.label, f"{report}?periode={last.link}"),
            (_("Laporan triwulan lalu"), quarter.label, f"{report}?periode={quarter.link}"),
        ]
    if user.has_perm("members.view_read_log", network):
        links.append((_("Jejak"), _("Siapa membaca data apa"), reverse("members:read_log", args=[slug])))
    return links


def _last_quarter(today: date) -> Period:
    return Period.parse(f"{today.year}-T{(today.month + 2) // 3}", today).before()


def _until(user, network: Network) -> date | None:
    """The last day of a pembina's office here, after which nothing of this is shown any more."""
    held = [office for office in user.current_memberships if office.network_id == network.pk]
    return next((office.ends_on for office in held if office.role == Role.SUPERVISOR), None)
