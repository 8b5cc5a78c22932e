"""What a person is told in the portal. Opening a page marks nothing as read: a button posts."""

from datetime import timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wksbm.core.access import SIGNED_IN, audience
from wksbm.core.templatetags.portal_tags import longdate
from wksbm.notifications.actions import inbox as reading
from wksbm.notifications.actions.delivering import said
from wksbm.notifications.models import Notification
from wksbm.notifications.views.frame import networks_of, stand_in_the_only_network


@audience(SIGNED_IN)
@require_safe
def inbox(request) -> HttpResponse:
    """What was told and still holds, the newest first, day by day."""
    networks = networks_of(request.user)
    stand_in_the_only_network(request, networks)
    page = reading.newest(request.user, after=request.GET.get("after", ""))
    zones = {network.pk: ZoneInfo(network.time_zone) for network in networks}
    here = timezone.get_current_timezone()
    lines = [(row, told, timezone.localtime(row.written_at, zones.get(row.network_id, here))) for row, told in page]
    context = {
        "days": [(day, list(of_day)) for day, of_day in groupby(lines, key=lambda line: day_of(line[2]))],
        "unread": any(row.read_at is None for row, _told in page),
        "page": page,
        "begun_later": "after" in request.GET,
    }
    return render(request, "notifications/inbox.html", context)


def day_of(at) -> str:
    """`Hari ini`, `Kemarin`, else the date; `at` is in the zone of who wrote it."""
    day, today = at.date(), timezone.localdate(timezone=at.tzinfo)
    if day == today:
        return _("Hari ini")
    return _("Kemarin") if day == today - timedelta(days=1) else longdate(day, "weekday")


@audience(SIGNED_IN)
@require_safe
def unread(request) -> HttpResponse:
    """The number on the bell, asked again every minute by a page that may lie open without anybody before it."""
    response = render(request, "notifications/_count.html", {"count": reading.unread_count(request.user)})
    request.session.modified = False  # it keeps nobody signed in: on a shared device the time goes on running out
    return response


@audience(SIGNED_IN)
@require_safe
def open_notification(request, pk: int) -> HttpResponse:
    """The way from a mail: to the page of the thing, or to the inbox when it no longer holds."""
    return redirect(_page_of(request, pk)[1])


@require_POST
@audience(SIGNED_IN)
def read_and_open(request, pk: int) -> HttpResponse:
    """A row of the inbox is pressed."""
    notification, url = _page_of(request, pk)
    reading.read(notification, by=request.user)
    return redirect(url)


@require_POST
@audience(SIGNED_IN)
def read_all(request) -> HttpResponse:
    """Everything is seen."""
    reading.read_all(by=request.user)
    messages.success(request, _("Semua ditandai sudah dibaca."))
    return redirect("notifications:inbox")


def _page_of(request, pk: int) -> tuple[Notification, str]:
    notification = get_object_or_404(Notification.objects.visible_to(request.user), pk=pk)
    holds = said(request.user, [notification], forgiving=True)
    if not holds:
        messages.info(request, _("Hal itu sudah tidak menunggu Anda lagi."))
        return notification, reverse("notifications:inbox")
    return notification, holds[0][1].url
