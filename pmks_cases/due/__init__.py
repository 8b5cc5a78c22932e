"""What waits for the people of a network on this floor: each kind with who may have it and the question that finds it.

What "due", "late" and "waiting" mean stands with the nouns, in their QuerySets. A kind asks one statement at most.
"""

from pmks_cases.due.cases import (
    SOON_DAYS,
    after_closing,
    emergency_alerts,
    first_steps,
    to_decide,
    to_go_on,
    unvisited,
    visits_due,
    visits_soon,
    without_visitor,
)
from pmks_cases.due.imports import resident_imports
from pmks_cases.due.promises import guarded_promises
from pmks_cases.due.reports import reports_to_check
from wksbm.core.registries import DueKind, register_due

__all__ = ["SOON_DAYS", "resident_imports"]

register_due(
    DueKind("emergency_alerts", "pmks_cases.check_report", emergency_alerts),
    DueKind("visits_due", "pmks_cases.record_visit", visits_due),
    DueKind("visits_soon", "pmks_cases.record_visit", visits_soon),
    DueKind("first_steps", "pmks_cases.change_case", first_steps),
    DueKind("reports_to_check", "pmks_cases.check_report", reports_to_check),
    DueKind("guarded_promises", "pmks_cases.view_case", guarded_promises),
    DueKind("to_decide", "pmks_cases.decide_case", to_decide),
    DueKind("to_go_on", "pmks_cases.change_case", to_go_on),
    DueKind("after_closing", "pmks_cases.change_case", after_closing),
    DueKind("without_visitor", "pmks_cases.assign_case", without_visitor),
    DueKind("unvisited", "pmks_cases.assign_case", unvisited),
    DueKind("resident_imports", "pmks_cases.import_residents", resident_imports),
)
