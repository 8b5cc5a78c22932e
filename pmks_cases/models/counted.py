"""What is counted of cases: which are, and the triggers that note their changes (see `members.models.tally`)."""

import pgtrigger
from django.db.models import Exists, OuterRef, Q

from members.models.tally import month_of, noting
from pmks_cases.models.case import Case, Secrecy
from pmks_cases.models.case_move import CaseMove
from pmks_cases.models.case_states import ENDED_STATES
from pmks_cases.models.early_report import EarlyReport
from pmks_cases.models.errand import Errand
from pmks_cases.models.exclusion import Exclusion
from pmks_cases.models.plan import Referral
from pmks_cases.models.visit import Visit

COUNTED_CASE = f"""(
    {{case}}.secrecy <> '{Secrecy.SECRET}'
    AND NOT EXISTS (SELECT 1 FROM pmks_cases_exclusion x WHERE x.case_id = {{case}}.id)
)"""  # noqa: S608
"""SQL: a case enters the numbers unless it is guarded, that is rahasia, or somebody must not know of it. For who is
shut out a number would tell of it as well as a name."""


def counted_cases() -> Q:
    """The same as a condition on `Case`."""
    return ~Q(secrecy=Secrecy.SECRET) & ~Exists(Exclusion.objects.filter(case=OuterRef("pk")))


def counted_reports() -> Q:
    """Reports that enter the numbers: not rahasia, nobody is shut out of them, and not part of a guarded case."""
    shut_out = Exclusion.objects.filter(Q(report=OuterRef("pk")) | Q(case=OuterRef("case_id")))
    return ~Q(secrecy=Secrecy.SECRET) & ~Q(case__secrecy=Secrecy.SECRET, case__isnull=False) & ~Exists(shut_out)


ENDED = ", ".join(f"'{state}'" for state in ENDED_STATES)
_NETWORK = "JOIN members_network n ON n.id = touched.network_id"

_CASE_DAYS = f"""
SELECT touched.network_id, 'case_opened', {month_of("opened_at")}, NULL::bigint FROM touched {_NETWORK}
UNION
SELECT touched.network_id, 'case_closed', {month_of("closed_at")}, NULL FROM touched {_NETWORK}
WHERE closed_at IS NOT NULL
"""  # noqa: S608
_CASE_ITSELF = "SELECT DISTINCT network_id, 'case', NULL::date, id FROM touched"
_MOVES = f"""
SELECT DISTINCT touched.network_id, 'case_ended', {month_of("touched.at")}, NULL::bigint FROM touched {_NETWORK}
WHERE touched."end" IN ({ENDED})
"""  # noqa: S608
_VISITS = f"""
SELECT network_id, 'visit', date_trunc('month', "on")::date, NULL::bigint FROM touched
UNION
SELECT touched.network_id, 'case_opened', {month_of("k.opened_at")}, NULL FROM touched {_NETWORK}
JOIN pmks_cases_case k ON k.id = touched.case_id WHERE touched.kind = 'kunjungan'
"""  # noqa: S608
_REPORTS = f"""
SELECT touched.network_id, 'report', {month_of("touched.sent_at")}, NULL::bigint FROM touched {_NETWORK}
UNION
SELECT touched.network_id, 'case_opened', {month_of("k.opened_at")}, NULL FROM touched {_NETWORK}
JOIN pmks_cases_case k ON k.id = touched.case_id
"""  # noqa: S608
_ERRANDS = """
SELECT DISTINCT network_id, 'errand', date_trunc('month', "on")::date, NULL::bigint FROM touched
"""
_REFERRALS = """
SELECT DISTINCT network_id, 'referral', date_trunc('month', sent_on)::date, NULL::bigint FROM touched
WHERE sent_on IS NOT NULL
"""
_EXCLUSIONS = """
SELECT network_id, 'case', NULL::date, case_id FROM touched WHERE case_id IS NOT NULL
UNION
SELECT network_id, 'report', NULL::date, report_id FROM touched WHERE report_id IS NOT NULL
"""

for _model, _triggers in (
    (Case, noting("tally_days", _CASE_DAYS, ("opened_at", "closed_at", "closing_reason"))),
    # What is named by its row is looked up when it is counted: its visits may still be on their way now.
    (Case, noting("tally_itself", _CASE_ITSELF, ("secrecy", "need_kind", "rt_id"))[1:2]),
    (CaseMove, noting("tally_move", _MOVES, ('"end"', "at", "case_id"))),
    (Visit, noting("tally_visit", _VISITS, ("case_id", "kind", "met", "at", '"on"'))),
    (EarlyReport, noting("tally_report", _REPORTS, ("sent_at", "state", "secrecy", "case_id"))),
    (Referral, noting("tally_referral", _REFERRALS, ("sent_on", "target", "case_id"))),
    (Errand, noting("tally_errand", _ERRANDS, ('"on"', "case_id"))),
    (Exclusion, noting("tally_exclusion", _EXCLUSIONS, ("case_id", "report_id"))),
):
    pgtrigger.register(*_triggers)(_model)
