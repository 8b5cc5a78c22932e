"""What people are told of cases the moment it happens, and what is taken back when they must not know any more."""

from collections import defaultdict

from django.db.models import Q

from members.actions.telling import ABOUT_PROMISES
from members.models import FollowUp, User
from pmks_cases.models import Case, EarlyReport, EmergencyAlert
from wksbm.notifications.actions import writing
from wksbm.notifications.kinds import Found
from wksbm.notifications.models import Notification

VISIT_DUE, VISIT_LATE = "visit_due", "visit_late"
VISIT_TO_COORDINATOR, VISIT_TO_CHAIR = "visit_to_coordinator", "visit_to_chair"
CASE_ASSIGNED = "case_assigned"
OF_COMPANION = (VISIT_DUE, VISIT_LATE, CASE_ASSIGNED)
ABOUT_CASES = (*OF_COMPANION, VISIT_TO_COORDINATOR, VISIT_TO_CHAIR)
REPORT_WAITING, REPORT_TODAY, REPORT_LATE = "report_waiting", "report_today", "report_late"
ABOUT_REPORTS = (REPORT_WAITING, REPORT_TODAY, REPORT_LATE)
EMERGENCY = "emergency"
IMPORT = "resident_import"
_SEEN = {
    **dict.fromkeys(ABOUT_CASES, Case),
    **dict.fromkeys(ABOUT_REPORTS, EarlyReport),
    **dict.fromkeys(ABOUT_PROMISES, FollowUp),
    EMERGENCY: EmergencyAlert,
}
"""The row that each kind is about: who does not see it must not have been told of it."""


def given(case, *, before, by, slot, restricted: bool) -> None:
    """The next companion is told, unless he took it himself; the one before is not reminded any more."""
    if before is not None:
        writing.withdraw(OF_COMPANION, [case.pk], recipients=[before.pk])
    if case.psm_id and case.psm_id != by.pk:
        writing.tell(CASE_ASSIGNED, [Found(case.network_id, case.psm_id, case.pk, str(slot), restricted)])


def emergency(alerts, *, restricted: bool) -> None:
    found = [Found(alert.network_id, alert.recipient_id, alert.pk, "raised", restricted) for alert in alerts]
    writing.tell(EMERGENCY, found)


def import_got(resident_import) -> None:
    """Who sent the file is told how far it has got. What a command brought in was sent by nobody."""
    if resident_import.created_by_id:
        slot = str(resident_import.state)
        found = Found(resident_import.network_id, resident_import.created_by_id, resident_import.pk, slot)
        writing.tell(IMPORT, [found])


def take_back_hidden(case) -> None:
    """Who does not see this case (its reports, alerts, promises) any more forgets what he was told of it, in the same
    transaction; what the others were told is restricted from now on."""
    told = Notification.objects.filter(_about(case))
    for person in User.objects.filter(pk__in=told.order_by().values("recipient_id").distinct()):
        _take_back(person, told)
    told.filter(restricted=False).update(restricted=True)


def take_back_hidden_from(person) -> None:
    """The same for one person, whatever it is about: his kin has changed."""
    _take_back(person, Notification.objects.all())


def _about(case) -> Q:
    reports = EarlyReport.objects.filter(case=case)
    alerts = EmergencyAlert.objects.filter(Q(case=case) | Q(report__in=reports))
    promises = FollowUp.objects.of_origin(case)
    return (
        Q(kind__in=ABOUT_CASES, about_id=case.pk)
        | Q(kind__in=ABOUT_REPORTS, about_id__in=reports.values("pk"))
        | Q(kind=EMERGENCY, about_id__in=alerts.values("pk"))
        | Q(kind__in=ABOUT_PROMISES, about_id__in=promises.values("pk"))
    )


def _take_back(person, told) -> None:
    ids: dict[type, set[int]] = defaultdict(set)
    for kind, about_id in told.filter(recipient=person, kind__in=[*_SEEN]).values_list("kind", "about_id"):
        ids[_SEEN[kind]].add(about_id)
    for model, about_ids in ids.items():
        seen = model.objects.visible_to(person).filter(pk__in=about_ids).values_list("pk", flat=True)
        if hidden := about_ids.difference(seen):
            kinds = [kind for kind, about in _SEEN.items() if about is model]
            writing.withdraw(kinds, hidden, recipients=[person.pk])
