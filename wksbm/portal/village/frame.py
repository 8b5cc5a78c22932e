"""The door of the village pages, and their frame: the village's name and the village head's own bar."""

from functools import wraps
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from members.access import roles_with
from members.models import Region
from wksbm.core.access import SIGNED_IN, audience
from wksbm.core.context import Entry, portal


def led_villages(user) -> list[str]:
    """The codes of the villages whose page this person sees."""
    leads = roles_with("portal.view_village")
    return [office.village_id for office in user.current_memberships if office.village_id and office.role in leads]


def home_of(user) -> str | None:
    """Where somebody who leads a village begins: the page of that village."""
    villages = led_villages(user)
    return reverse("village", args=[villages[0]]) if villages else None


def of_the_village(view):
    """A page of one village: its head finds `request.village` and `request.networks`, anybody else finds nothing."""

    @audience(SIGNED_IN)
    @wraps(view)
    def guarded(request, code: str, *args, **kwargs):
        if code not in led_villages(request.user):
            raise Http404
        request.networks = request.user.networks_of_village(code)
        request.village = (
            request.networks[0].village if request.networks else Region.objects.visible_to(request.user).get(pk=code)
        )
        if request.networks:
            timezone.activate(ZoneInfo(request.networks[0].time_zone))
        return view(request, *args, **kwargs)

    return guarded


def show(request, template: str, context: dict):
    """Draw a page in the village's frame."""
    frame = portal(request)["portal"]
    frame.network = SimpleNamespace(name=village_name(request.village), slug="")
    frame.menu = _bar(request)
    frame.acting = _acting(request)
    return render(request, template, {"village": request.village, **context, "portal": frame})


def village_name(village: Region) -> str:
    return f"{_('Kelurahan') if village.is_urban else _('Desa')} {village.name}"


def _bar(request) -> tuple[Entry, ...]:
    code = request.village.pk
    offered = (
        (_("Minggu ini"), "village", "today"),
        (_("Janji"), "village_promises", "calendar"),
        (_("Laporan"), "village_reports", "sheet"),
        (_("Lainnya"), "village_more", "more"),
    )
    entries = []
    for label, route, icon in offered:
        url = reverse(route, args=[code])
        entries.append(Entry(label, url, icon, phone=True, add=False, current=request.path == url))
    return tuple(entries)


def _acting(request) -> str | None:
    for office in request.user.current_memberships:
        if office.village_id == request.village.pk and office.is_acting:
            return _("Anda pelaksana tugas %(office)s sampai %(day)s.") % {
                "office": office.title or office.get_role_display(),
                "day": office.acting_until.strftime("%d-%m-%Y"),
            }
    return None
