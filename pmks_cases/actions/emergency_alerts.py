"""An emergency is told at once to those who may know of it, and to nobody else."""

from datetime import timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from members.models import User
from pmks_cases.actions.case_secrecy import officers_of
from pmks_cases.models import Case, EarlyReport, EmergencyAlert
from pmks_cases.models.case import BOARD
from pmks_cases.models.case_member import CaseMember
from wksbm.core.audit import recorded
from wksbm.core.jobs import enqueue

MAILED_WITHIN = timedelta(hours=24)
"""After a day a message that never left would only confuse: the alert itself still waits on the work list."""


def raise_for(*, case=None, report=None, visit=None, by) -> list[EmergencyAlert]:
    """Alert those who may know of this case or report, except who says it: he knows.

    Of a rahasia case its team; of any other chair, secretary and companion; of a report who is to check it; never
    somebody who is shut out. An alert of the same visit, or an unanswered one of the same report, is not raised again.
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
        if alerts:
            enqueue("pmks_cases.mail_emergencies")
    return alerts


def _who_may_know(case, report) -> list[User]:
    if case is not None:
        if case.is_secret:
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


def mail_waiting() -> int:
    """Mail each alert that was not mailed yet to its recipient, once; returns how many went out.

    The message says that something waits and where to sign in, nothing else. A row is claimed and committed before its
    message leaves, so that two workers never send one twice; when the mail server refuses, it is given free again.
    """
    sent = 0
    passed_over: list[int] = []
    while (alert := _claim(passed_over)) is not None:
        passed_over.append(alert.pk)
        if not EmergencyAlert.objects.visible_to(alert.recipient).filter(pk=alert.pk).exists():
            continue  # he must not know of it any more
        try:
            _mail(alert.recipient)
        except (OSError, SMTPException):
            EmergencyAlert.objects.filter(pk=alert.pk).update(mailed_at=None)
            continue
        sent += 1
    return sent


def _claim(passed_over: list[int]) -> EmergencyAlert | None:
    waiting = EmergencyAlert.objects.unseen().filter(
        mailed_at=None,
        raised_at__gt=timezone.now() - MAILED_WITHIN,
        recipient__is_active=True,
        recipient__email__isnull=False,
    )
    with transaction.atomic():
        alert = (
            waiting.exclude(pk__in=passed_over)
            .select_for_update(skip_locked=True, of=("self",))
            .select_related("recipient")
            .order_by("raised_at")
            .first()
        )
        if alert is not None:
            alert.mailed_at = timezone.now()
            alert.save(update_fields=["mailed_at"])
    return alert


def _mail(recipient: User) -> None:
    send_mail(
        _("Ada keadaan darurat yang menunggu Anda"),
        _("Ada keadaan darurat yang menunggu Anda.\n\nMasuk untuk melihatnya:\n%(address)s\n")
        % {"address": settings.PORTAL_ADDRESS.rstrip("/") + reverse("account_login")},
        None,
        [recipient.email],
    )
