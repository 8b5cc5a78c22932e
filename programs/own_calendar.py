"""What stands in the own calendar of a phone: meetings, activities, visits and promises, in the words of the reminders.

It leaves the portal and is read without sign-in, so it names nobody who is helped: a visit is its RT, a promise is one,
and of what is guarded only that something waits. What was called off stays and says so: a phone that only lost it might
keep what it has.
"""

from datetime import UTC, datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from members.models import FollowUp
from members.reminders import WAITING
from pmks_cases.models import Case
from pmks_cases.models.case_states import VISITED_STATES
from pmks_cases.models.exclusion import guarded
from programs.calendar_files import activity_event, day_event, empty_calendar, meeting_event
from programs.models import Activity, Meeting
from wksbm.core.templatetags.portal_tags import rt
from wksbm.notifications.letters import address

BACK, AHEAD = timedelta(days=30), timedelta(days=180)
"""The days around today that it holds."""
MOST = 200
"""Rows of each kind."""


def own_calendar(user) -> str:
    """The same text as long as nothing changes, and on one day: calendars ask again every few hours."""
    today = timezone.localdate()
    stamp = datetime.combine(today, time(), tzinfo=UTC)
    days = (today - BACK, today + AHEAD)
    calendar = empty_calendar()
    calendar.add("x-wr-calname", _("Jejaring saya"))
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"value": "DURATION"})
    for meeting in _meetings(user, days):
        url = reverse("programs:meeting", args=[meeting.network.slug, meeting.pk])
        calendar.add_component(meeting_event(meeting, url=address(url), stamp=stamp))
    for activity in _activities(user, days):
        url = reverse("programs:activity", args=[activity.network.slug, activity.pk])
        calendar.add_component(activity_event(activity, url=address(url), stamp=stamp))
    for case in _visits(user, days):
        summary = _(WAITING) if case.guarded else _("Kunjungan")
        if not case.guarded and case.rt:
            summary = _("Kunjungan, %(rt)s") % {"rt": rt(case.rt.number)}
        url = address(reverse("network_home", args=[case.network.slug]))
        told = {"detail": str(case.network), "url": url, "stamp": stamp}
        calendar.add_component(day_event("case", case.pk, case.next_visit_on, summary, **told))
    for promise in _promises(user, days):
        summary = _(WAITING) if promise.restricted else _("Janji Anda")
        url = address(reverse("members:follow_ups", args=[promise.network.slug]))
        told = {"detail": str(promise.network), "url": url, "stamp": stamp}
        calendar.add_component(day_event("promise", promise.pk, promise.due_on, summary, **told))
    return calendar.to_ical().decode()


def _meetings(user, days):
    rows = Meeting.objects.visible_to(user).concerning(user).filter(held_on__range=days)
    return rows.select_related("network").order_by("held_on", "begins", "pk")[:MOST]


def _activities(user, days):
    rows = Activity.objects.visible_to(user).concerning(user).between(*days)
    return rows.select_related("network", "organization")[:MOST]


def _visits(user, days):
    rows = Case.objects.visible_to(user).filter(psm=user, state__in=VISITED_STATES, next_visit_on__range=days)
    rows = rows.annotate(guarded=guarded("case")).select_related("network", "rt")
    return rows.order_by("next_visit_on", "pk")[:MOST]


def _promises(user, days):
    rows = FollowUp.objects.visible_to(user).open().filter(doer=user, due_on__range=days)
    return rows.select_related("network").order_by("due_on", "pk")[:MOST]
