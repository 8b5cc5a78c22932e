"""What waits for the people of a network on this floor: each kind with who may have it and the question that finds it.

What "due", "late" and "waiting" mean stands with the nouns, in their QuerySets. A kind asks one statement at most;
those over the cases are found together, by two.
"""

from members.due import PROMISES_DUE
from pmks_cases.due.cases import case_kind, emergency_alerts, first_steps
from pmks_cases.due.imports import resident_imports
from pmks_cases.due.promises import guarded_promises
from pmks_cases.due.registered_again import TOLD_DAYS, registered_again
from pmks_cases.due.reports import reports_to_check
from pmks_cases.models import EarlyReport
from pmks_cases.models.case_due import SOON_DAYS
from wksbm.core.registries import DueKind, register_due

__all__ = ["SOON_DAYS", "resident_imports"]

register_due(
    DueKind(
        "emergency_alerts",
        "pmks_cases.check_report",
        emergency_alerts,
        among="pmks_cases_emergencyalert"
        " WHERE network_id = %(network)s AND recipient_id = %(user)s AND seen_at IS NULL",
    ),
    case_kind("visits_due", "pmks_cases.record_visit"),
    case_kind("visits_soon", "pmks_cases.record_visit"),
    DueKind(
        "first_steps",
        "pmks_cases.change_case",
        first_steps,
        among="pmks_cases_referral WHERE network_id = %(network)s AND is_first_step AND sent_on IS NULL",
    ),
    DueKind(
        "reports_to_check",
        "pmks_cases.check_report",
        reports_to_check,
        among=f"pmks_cases_earlyreport WHERE network_id = %(network)s AND state = '{EarlyReport.State.SENT}'",
    ),
    DueKind(
        "registered_again",
        "pmks_cases.view_case",
        registered_again,
        among="pmks_cases_case WHERE network_id = %(network)s AND joined_to_id IS NOT NULL"
        f" AND opened_at > now() - interval '{TOLD_DAYS} days'",
    ),
    DueKind("guarded_promises", "pmks_cases.view_case", guarded_promises, among=f"{PROMISES_DUE} = true"),
    case_kind("to_decide", "pmks_cases.decide_case"),
    case_kind("to_go_on", "pmks_cases.change_case"),
    case_kind("after_closing", "pmks_cases.change_case"),
    case_kind("without_visitor", "pmks_cases.assign_case"),
    case_kind("unvisited", "pmks_cases.assign_case"),
    DueKind(
        "resident_imports",
        "pmks_cases.import_residents",
        resident_imports,
        among="pmks_cases_residentimport WHERE network_id = %(network)s AND created_at > now() - interval '2 days'",
    ),
)
