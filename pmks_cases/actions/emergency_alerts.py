"""An emergency is told at once to those who may know of it, and to nobody else."""

from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from members.models import User
from pmks_cases.actions import telling
from pmks_cases.actions.abandoned_cases import let_next_into_team, team_is_here
from pmks_cases.actions.case_secrecy import officers_of
from pmks_cases.models import Case, EarlyReport, EmergencyAlert
from pmks_cases.models.case import TEAM_SIZE
from pmks_cases.models.case_knowledge import BOARD
from pmks_cases.models.case_member import CaseMember
from wksbm.core.audit import recorded


def raise_for(*, case=None, report=None, visit=None, by) -> list[EmergencyAlert]:
    """Alert those who may know of this case or report, except who says it: he knows.

    Of a rahasia case its team, which lets the next one in where all of it are on leave; of any other chair, secretary
    and companion; of a report who is to check it; never somebody who is shut out. An alert of the same visit, or an
    unanswered one of the same report, is not raised again.
    """
    subject = case if case is not None else report
    with recorded("emergency_alerts.raise", by=by):
        alerts = [
            EmergencyAlert.objects.get_or_create(
                network_id=subject.network_id, recipient=person, case=case, report=report, visit=visit
            )[0]
            for person in _who_may_know(case, report)
            if by is None or person.pk != by.pk
        ]
        telling.emergency(alerts, restricted=subject.is_secret or subject.exclusions.exists())
    return alerts


def tell_next_companion(case, *, by) -> list[EmergencyAlert]:
    """Whoever gets the case gets with it each emergency, of its visits, of itself or of its reports, that nobody has
    answered yet; told once, unless he took the case himself.

    Of a report that may stay hidden from him he is told as of an emergency of the case.
    """
    answered: set[int | None] = set()
    raised: dict[int | None, datetime] = {}  # by visit: a case and the reports behind it are one emergency
    for alert in EmergencyAlert.objects.filter(Q(case=case) | Q(report__case=case)).order_by("raised_at"):
        raised.setdefault(alert.visit_id, alert.raised_at)
        if alert.seen_at is not None:
            answered.add(alert.visit_id)
    told = [
        EmergencyAlert.objects.get_or_create(
            network_id=case.network_id,
            recipient=case.psm,
            case=case,
            visit_id=visit,
            defaults={"raised_at": at},
        )
        for visit, at in raised.items()
        if visit not in answered
    ]
    new = [alert for alert, is_new in told if is_new]
    if case.psm_id != by.pk:
        telling.emergency(new, restricted=case.is_secret or case.exclusions.exists())
    return new


def _who_may_know(case, report) -> list[User]:
    if case is not None:
        if case.is_secret:
            if not team_is_here(case) and CaseMember.objects.current().filter(case=case).count() < TEAM_SIZE:
                let_next_into_team(case)
            team = CaseMember.objects.current().filter(case=case)
            people = list(User.objects.filter(pk__in=team.values("user_id")))
        else:
            people = _board(case.network)
            if case.psm_id and case.psm_id not in {person.pk for person in people}:
                people.append(case.psm)
        rows, key = Case.objects, case.pk
    else:
        people = _board(report.network)
        if report.checker_id and report.checker_id not in {person.pk for person in people}:
            people.append(report.checker)
        rows, key = EarlyReport.objects, report.pk
    return [person for person in people if rows.visible_to(person).filter(pk=key).exists()]


def _board(network) -> list[User]:
    return [person for person in officers_of(network) if BOARD & person.roles_in(network.pk)]


def answer(alert, *, by) -> EmergencyAlert:
    """Its recipient has seen it and takes care. A second time changes nothing."""
    with recorded("emergency_alerts.answer", by=by):
        EmergencyAlert.objects.filter(pk=alert.pk, recipient=by, seen_at=None).update(seen_at=timezone.now())
    alert.refresh_from_db()
    return alert


def others_who_answered(alert) -> list[EmergencyAlert]:
    """Who else, of those told of the same emergency, has said that he takes care; the first one first."""
    same = EmergencyAlert.objects.filter(case=alert.case_id, report=alert.report_id, visit=alert.visit_id)
    same = same.exclude(pk=alert.pk).exclude(seen_at=None)
    return list(same.select_related("recipient").order_by("seen_at"))


def told_of(visit) -> list[User]:
    """Who was told of the emergency of this visit, by name."""
    told = EmergencyAlert.objects.filter(visit=visit).values("recipient_id")
    return list(User.objects.filter(pk__in=told).order_by("name"))
