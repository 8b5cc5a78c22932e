"""Kalender bersama: a month of meetings and activities, and what an organisation writes into it."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.generic import View

from members.models import Membership, RestDay, User
from programs.actions import activities
from programs.forms.activities import ActivityForm, CancelActivityForm
from programs.forms.clashes import DayForm, DayPlan
from programs.forms.meetings import USUAL_NOTICE
from programs.models import Activity
from programs.shared_calendar import Entry, entries_between
from wksbm.core.access import audience
from wksbm.core.forms import FormPage
from wksbm.core.templatetags.portal_tags import longdate

FURTHEST = 60
"""Months before and after this one that are shown."""


@dataclass(frozen=True)
class Day:
    """One field of the month."""

    date: date
    entries: list[Entry]
    rests: str
    is_of_month: bool


@audience("programs.view_activity")
@require_safe
def month(request, network):
    """A list on a phone, a grid on a laptop and on paper: the same days."""
    first = _first_of_month(request.GET.get("bulan", ""), request.network.today())
    weeks = calendar.Calendar(calendar.MONDAY).monthdatescalendar(first.year, first.month)
    start, end = weeks[0][0], weeks[-1][-1]
    on_day: dict[date, list[Entry]] = {}
    for entry in entries_between(request.user, request.network, start, end):
        on_day.setdefault(entry.row.held_on, []).append(entry)
    resting = _rest_days(request, start, end)
    days = [
        Day(day, on_day.get(day, []), resting.get(day, ""), day.month == first.month) for week in weeks for day in week
    ]
    before, after = first - timedelta(days=1), first + timedelta(days=31)
    context = {
        "first": first,
        "days": days,
        "weekdays": [day.date for day in days[:7]],
        "is_empty": not any(day.entries or day.rests for day in days if day.is_of_month),
        "before": before.replace(day=1),
        "after": after.replace(day=1),
        "today": request.network.today(),
        "may_add": request.user.has_perm("programs.add_activity", request.network),
    }
    return render(request, "programs/calendar/month.html", context)


def _first_of_month(asked: str, today: date) -> date:
    """`2026-11`; anything else, and what is far away, is this month."""
    try:
        found = date.fromisoformat(f"{asked}-01")
    except ValueError:
        return today.replace(day=1)
    return found if abs((found - today).days) < FURTHEST * 31 else today.replace(day=1)


def _rest_days(request, start: date, end: date) -> dict[date, str]:
    found = {}
    for row in RestDay.objects.visible_to(request.user).of(request.network).touching(start, end):
        for number in range((row.ends_on - row.starts_on).days + 1):
            found[row.starts_on + timedelta(days=number)] = row.reason
    return found


@audience("programs.view_activity")
@require_safe
def clashes_at(request, network):
    """What else there is on a day, shown in a form the moment its day or hour is chosen."""
    form = DayForm(request.GET)
    plan = None
    if form.is_valid():
        leaving_out = request.GET.get("bukan", "")
        plan = DayPlan(request.user, request.network, **form.cleaned_data, leaving_out=leaving_out)
    return render(request, "programs/calendar/_day_plan.html", {"day": plan})


def activity_or_404(request, pk: int) -> Activity:
    rows = Activity.objects.visible_to(request.user).of(request.network).select_related("organization", "in_charge")
    found = get_object_or_404(rows, pk=pk)
    found.network = request.network
    return found


@audience("programs.view_activity")
@require_safe
def activity(request, network, pk: int):
    """What, when, where, and whom to ask."""
    found = activity_or_404(request, pk)
    may_change = not found.cancelled_at and activities.may_change(found, request.user)
    may_cancel = may_change or (not found.cancelled_at and activities.may_cancel(found, request.user))
    context = {"activity": found, "may_change": may_change, "may_cancel": may_cancel}
    return render(request, "programs/calendar/activity.html", context)


class _ActivityForm(FormPage, View):
    form_class = ActivityForm

    def get_form_kwargs(self) -> dict:
        user, network = self.request.user, self.request.network
        offices = Membership.objects.visible_to(user).current().filter(network=network)
        people = User.objects.visible_to(user).filter(pk__in=offices.values("user_id")).order_by("name")
        return {
            "organizations": activities.organizations_of(user, network),
            "people": people,
            "for_all": activities.is_board(user, network),
        }

    def get_context_data(self, **more) -> dict:
        calendar_url = reverse("programs:calendar", args=[self.request.network.slug])
        return {"back_url": calendar_url, "back_label": _("Kalender")} | super().get_context_data(**more)


@audience("programs.add_activity")
class AddActivity(_ActivityForm):
    """One more in the calendar."""

    title = gettext_lazy("Tambah kegiatan")

    def get_initial(self) -> dict:
        asked = self.request.GET.get("hari", "")
        try:
            day = date.fromisoformat(asked)
        except ValueError:
            day = self.request.network.today() + USUAL_NOTICE
        return {"held_on": day, "in_charge": self.request.user.pk}

    def act(self, form) -> str:
        made = activities.add(self.request.network, by=self.request.user, **form.data_for_action())
        messages.success(self.request, _("Tercatat di kalender bersama."))
        return f"{reverse('programs:calendar', args=[self.request.network.slug])}?bulan={made.held_on:%Y-%m}"


@audience("programs.add_activity")
class ChangeActivity(_ActivityForm):
    """Another day, hour, place or person."""

    title = gettext_lazy("Ubah kegiatan")

    def dispatch(self, request, *args, **kwargs):
        self.activity = activity_or_404(request, kwargs["pk"])
        if self.activity.cancelled_at or not activities.may_change(self.activity, request.user):
            raise PermissionDenied(_("Kegiatan ini diubah pengurus lembaganya."))
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict:
        return {name: getattr(self.activity, name) for name in ActivityForm.Meta.fields}

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"leaving_out": f"activity-{self.activity.pk}"}

    def get_context_data(self, **more) -> dict:
        way_up = {"back_url": _address_of(self.activity), "back_label": self.activity.title}
        return super().get_context_data(**more) | way_up

    def act(self, form) -> str:
        activities.change(self.activity, by=self.request.user, **form.data_for_action())
        messages.success(self.request, _("Kegiatan diubah."))
        return _address_of(self.activity)


def _address_of(found: Activity) -> str:
    return reverse("programs:activity", args=[found.network.slug, found.pk])


@audience("programs.add_activity")
class CancelActivity(FormPage, View):
    """It does not take place, and why; then back to where somebody came from: its program, or the calendar."""

    form_class = CancelActivityForm
    title = gettext_lazy("Batalkan kegiatan?")

    def dispatch(self, request, *args, **kwargs):
        self.activity = activity_or_404(request, kwargs["pk"])
        if self.activity.cancelled_at or not activities.may_cancel(self.activity, request.user):
            raise PermissionDenied(_("Kegiatan ini dibatalkan pengurus lembaganya."))
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **more) -> dict:
        facts = {"title": self.activity.title, "day": longdate(self.activity.held_on, "weekday")}
        return super().get_context_data(**more) | {
            "lead": _("%(title)s, %(day)s. Yang bersangkutan dikabari satu kali.") % facts,
            "submit": _("Ya, batalkan"),
            "danger": True,
            "back_url": _address_of(self.activity),
            "back_label": self.activity.title,
        }

    def act(self, form) -> str:
        found, slug = self.activity, self.request.network.slug
        activities.cancel(found, by=self.request.user, why=form.cleaned_data["why"])
        messages.success(self.request, _("%(title)s dibatalkan.") % {"title": found.title})
        if found.program_id:
            return f"{reverse('programs:program', args=[slug, found.program_id])}#kegiatan"
        return f"{reverse('programs:calendar', args=[slug])}?bulan={found.held_on:%Y-%m}"
