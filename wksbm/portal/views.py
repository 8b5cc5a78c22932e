"""Home: a work list per role, not a brochure. And the page of who looks after the portal itself."""

import platform
import tomllib
from functools import cache
from zoneinfo import ZoneInfo

import django
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.generic import View

from members.models import Network, RestDay
from pmks_cases.models import Case, ResidentImport
from wksbm.core.access import PUBLIC, SIGNED_IN, audience
from wksbm.portal.actions import backups, health, totals
from wksbm.portal.network.overview import Overview, overview
from wksbm.portal.quick import quick_buttons
from wksbm.portal.village.frame import home_of
from wksbm.portal.worklist import days_ahead, greeting, work_list

NETWORKS_SHOWN = 200


@audience(SIGNED_IN)
@require_safe
def home(request):
    """The door after sign-in: to the village of its head, straight to the one network, or the list of several."""
    of_the_village = home_of(request.user)
    if of_the_village:
        return redirect(of_the_village)
    networks = list(Network.objects.visible_to(request.user)[: NETWORKS_SHOWN + 1])
    operates = request.user.has_perm("portal.view_operation")
    if len(networks) == 1:
        return redirect("network_home", networks[0].slug)
    found = totals.by_network(networks)
    context = {
        "greeting": greeting(timezone.localtime().hour),
        "networks": [(network, found[network.pk]) for network in networks[:NETWORKS_SHOWN]],
        "more": len(networks) > NETWORKS_SHOWN,
        "operates": operates,
        "backup_overdue": operates and backups.is_overdue(),
        "may_start": request.user.has_perm("members.add_network"),
    }
    return render(request, "portal/home.html", context)


@audience("members.view_network")
class NetworkHome(View):
    """What is due, what is late, who waits for you: each one tap from being done.

    Who goes to people's doors and leads nobody finds the houses first; who leads finds figures of the cases he sees.
    """

    http_method_names = ("get", "head", "options")

    def get(self, request, network):
        network = request.network
        now = timezone.localtime(timezone=ZoneInfo(network.time_zone))
        total = totals.by_network([network])[network.pk]
        leads = request.user.has_perm("pmks_cases.assign_case", network)
        cases = Case.objects.visible_to(request.user).of(network)
        context = {
            "greeting": greeting(now.hour),
            "today": now.date(),
            "work": work_list(request.user, network),
            "soon_until": days_ahead(now.date()),
            "leads": leads,
            "cases": cases.counted(now.date()) if leads else None,
            "quick": quick_buttons(request.user, network),
            "total": total,
            "resting": resting_today(request.user, network) if leads else None,
            "may_import": request.user.has_perm("pmks_cases.import_residents", network),
            "several": len(request.user.network_ids_with("members.view_network")) > 1,
            "operates": request.user.has_perm("portal.view_operation", network),
            "overview": None if leads else overview_for(request.user, network),
        }
        return render(request, "portal/network_home.html", context)


def overview_for(user, network) -> Overview | None:
    """What leads the home of who reads numbers and leads nobody: auditor, pembina, village head."""
    return overview(user, network) if user.has_perm("portal.view_numbers", network) else None


def resting_today(user, network) -> RestDay | None:
    """The day of rest that it is: who leads is told, or would wonder why nobody is reminded."""
    today = network.today()
    return RestDay.objects.visible_to(user).of(network).touching(today, today).first()


@audience("members.view_network")
@require_safe
def more(request, network):
    """Every entry of the menu, for the phone's bottom bar."""
    return render(request, "portal/more.html")


@audience(SIGNED_IN)
@require_safe
def operation(request):
    """For the village operator: backups, the work behind the pages, imports that wait, versions."""
    if not request.user.has_perm("portal.view_operation"):
        raise PermissionDenied(_("Bagian ini bukan untuk jabatan Anda."))
    waiting = ResidentImport.objects.visible_to(request.user).filter(state__in=ResidentImport.UNFINISHED)
    context = {
        "last_backup": backups.last_good(),
        "backup_overdue": backups.is_overdue(),
        "backup_count": backups.count(),
        "parts": [part for part in health.parts() if part.key != "backup"],
        "imports": waiting.select_related("network").order_by("created_at")[:20],
        "versions": versions(),
    }
    return render(request, "portal/operation.html", context)


@cache
def _portal_version() -> str:
    with (settings.BASE_DIR / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)["project"]["version"]


def versions() -> list[tuple[str, str]]:
    """What runs here, in the words that a question to the makers would need."""
    server = connection.connection.server_version
    return [
        (_("Portal"), _portal_version()),
        ("Django", django.get_version()),
        ("Python", platform.python_version()),
        ("PostgreSQL", f"{server // 10000}.{server % 10000}"),
    ]


@audience(PUBLIC)
@require_safe
def healthz(request):
    """For a load balancer and a watchman: 503 only when no page can be served, the word "ok" only when all is well.

    A line for each part, with what to do about one that is not well. Its answer must not depend on the host's name or
    on anybody's session.
    """
    parts = health.parts()
    lines = ["ok" if all(part.well for part in parts) else _("perlu dilihat"), ""]
    for part in parts:
        words = " ".join(filter(None, (part.known, part.advice)))
        lines.append(f"{part.key}: {_('baik') if part.well else _('TIDAK BAIK')}. {words}".rstrip())
    status = 503 if any(part.key == "database" and not part.well for part in parts) else 200
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8", status=status)
