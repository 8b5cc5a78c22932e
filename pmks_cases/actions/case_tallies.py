"""What is counted of cases, visits, reports and errands. Nothing guarded is: see `models.counted`."""

from members.actions.tallies import TallySource, register_subject, register_tally
from members.models.tally import month_of
from pmks_cases.models.case import Urgency
from pmks_cases.models.counted import COUNTED_CASE, ENDED
from pmks_cases.models.early_report import EarlyReport
from pmks_cases.models.visit import Visit

OPENED_NEED, OPENED_RT = "opened_need", "opened_rt"
ENDED_NEED, ENDED_RT = "ended_need", "ended_rt"
CLOSED = "closed"
FIRST_VISIT = "first_visit"
"""By days from the first word (the report, else the opening) to the first visit that met somebody."""
URGENT, SEEN, UNSEEN = "urgent", "seen", "unseen"
"""Of high urgency or an emergency when it was opened: seen within 24 hours of the first word, or not."""
VISIT = "visit"
"""By `Visit.kind`; a visit at which nobody was met by `Visit.Met.NOBODY`."""
REPORT, ERRAND = "report", "errand"
REFERRAL = "referral"
"""By `ReferralTarget`, in the month in which somebody there was spoken to."""

COUNTED = COUNTED_CASE.format(case="k")
MET = f"v.kind = '{Visit.Kind.VISIT}' AND v.met <> '{Visit.Met.NOBODY}'"

# How urgent a case was when it was opened is told by its history: the row itself takes over what each visit says.
_OPENED = f"""
SELECT found.month, counted.kind, counted.key, count(*) AS count
FROM (
    SELECT cells.month, cells.time_zone, k.need_kind, k.rt_id, word.at AS word_at, seen.at AS seen_at,
        COALESCE(first_row.urgency, k.urgency) AS urgency
    FROM cells JOIN pmks_cases_case k ON k.network_id = cells.network_id
        AND k.opened_at >= cells.since AND k.opened_at < cells.until
    CROSS JOIN LATERAL (
        SELECT LEAST(k.opened_at, min(r.sent_at)) AS at FROM pmks_cases_earlyreport r WHERE r.case_id = k.id
    ) word
    CROSS JOIN LATERAL (
        SELECT min(v.at) AS at FROM pmks_cases_visit v
        WHERE v.network_id = k.network_id AND v.case_id = k.id AND {MET}
    ) seen
    LEFT JOIN LATERAL (
        SELECT e.urgency FROM pmks_cases_caseevent e
        WHERE e.pgh_obj_id = k.id AND e.pgh_label = 'insert' ORDER BY e.pgh_id LIMIT 1
    ) first_row ON TRUE
    WHERE {COUNTED}
) found
CROSS JOIN LATERAL (
    VALUES
        ('{OPENED_NEED}', found.need_kind),
        ('{OPENED_RT}', COALESCE(found.rt_id::text, '')),
        ('{FIRST_VISIT}', GREATEST(0,
            (found.seen_at AT TIME ZONE found.time_zone)::date - (found.word_at AT TIME ZONE found.time_zone)::date
        )::text),
        ('{URGENT}', CASE
            WHEN found.urgency < {Urgency.HIGH.value} THEN NULL
            WHEN found.seen_at <= found.word_at + INTERVAL '24 hours' THEN '{SEEN}' ELSE '{UNSEEN}' END)
) counted (kind, key)
WHERE counted.key IS NOT NULL AND (counted.kind <> '{FIRST_VISIT}' OR found.seen_at IS NOT NULL)
GROUP BY found.month, counted.kind, counted.key"""  # noqa: S608

_CLOSED = f"""
SELECT cells.month, '{CLOSED}' AS kind, told.key, count(*) AS count
FROM cells JOIN pmks_cases_case k ON k.network_id = cells.network_id
    AND k.closed_at >= cells.since AND k.closed_at < cells.until
CROSS JOIN LATERAL (SELECT CASE WHEN k.closing_reason <> '' THEN k.closing_reason ELSE k.state END AS key) told
WHERE {COUNTED}
GROUP BY cells.month, told.key"""  # noqa: S608

_ENDED = f"""
SELECT cells.month, counted.kind, counted.key, count(*) AS count
FROM cells JOIN pmks_cases_casemove m ON m.network_id = cells.network_id
    AND m.at >= cells.since AND m.at < cells.until AND m."end" IN ({ENDED})
JOIN pmks_cases_case k ON k.id = m.case_id
CROSS JOIN LATERAL (
    VALUES ('{ENDED_NEED}', k.need_kind), ('{ENDED_RT}', COALESCE(k.rt_id::text, ''))
) counted (kind, key)
WHERE {COUNTED}
GROUP BY cells.month, counted.kind, counted.key"""  # noqa: S608

_VISITS = f"""
SELECT cells.month, '{VISIT}' AS kind, told.key, count(*) AS count
FROM cells JOIN pmks_cases_visit v ON v.network_id = cells.network_id
    AND v."on" >= cells.month AND v."on" < cells.next_month
LEFT JOIN pmks_cases_case k ON k.id = v.case_id
CROSS JOIN LATERAL (
    SELECT CASE WHEN v.kind = '{Visit.Kind.VISIT}' AND v.met = '{Visit.Met.NOBODY}' THEN v.met ELSE v.kind END AS key
) told
WHERE k.id IS NULL OR {COUNTED}
GROUP BY cells.month, told.key"""  # noqa: S608

_REPORTS = f"""
SELECT cells.month, '{REPORT}' AS kind, told.key, count(*) AS count
FROM cells JOIN pmks_cases_earlyreport r ON r.network_id = cells.network_id
    AND r.sent_at >= cells.since AND r.sent_at < cells.until
LEFT JOIN pmks_cases_case k ON k.id = r.case_id
CROSS JOIN LATERAL (
    SELECT CASE r.state
        WHEN '{EarlyReport.State.DESTROYED}' THEN '{EarlyReport.State.UNFOUNDED}' ELSE r.state END AS key
) told
WHERE r.secrecy <> 'rahasia' AND NOT EXISTS (SELECT 1 FROM pmks_cases_exclusion y WHERE y.report_id = r.id)
AND (k.id IS NULL OR {COUNTED})
GROUP BY cells.month, told.key"""  # noqa: S608

_ERRANDS = f"""
SELECT cells.month, '{ERRAND}' AS kind, '' AS key, count(*) AS count
FROM cells JOIN pmks_cases_errand e ON e.network_id = cells.network_id
    AND e."on" >= cells.month AND e."on" < cells.next_month
LEFT JOIN pmks_cases_case k ON k.id = e.case_id
WHERE k.id IS NULL OR {COUNTED}
GROUP BY cells.month"""  # noqa: S608


_REFERRALS = f"""
SELECT cells.month, '{REFERRAL}' AS kind, f.target AS key, count(*) AS count
FROM cells JOIN pmks_cases_referral f ON f.network_id = cells.network_id
    AND f.sent_on >= cells.month AND f.sent_on < cells.next_month
JOIN pmks_cases_case k ON k.id = f.case_id
WHERE {COUNTED}
GROUP BY cells.month, f.target"""  # noqa: S608


def _span(table: str, day: str, more: str = "") -> str:
    """The first and last day of a table; of an instant one day more on each side, for the zones of the world."""
    return (
        f"SELECT (min({day}) - INTERVAL '1 day')::date, (max({day}) + INTERVAL '1 day')::date"  # noqa: S608
        f" FROM {table} WHERE network_id = %(network)s {more}"
    )


register_tally(
    TallySource(
        "case_opened",
        (OPENED_NEED, OPENED_RT, FIRST_VISIT, URGENT),
        _OPENED,
        _span("pmks_cases_case", "opened_at"),
    ),
    TallySource("case_closed", (CLOSED,), _CLOSED, _span("pmks_cases_case", "closed_at")),
    TallySource(
        "case_ended", (ENDED_NEED, ENDED_RT), _ENDED, _span("pmks_cases_casemove", "at", f'AND "end" IN ({ENDED})')
    ),
    TallySource("visit", (VISIT,), _VISITS, _span("pmks_cases_visit", '"on"')),
    TallySource("report", (REPORT,), _REPORTS, _span("pmks_cases_earlyreport", "sent_at")),
    TallySource("errand", (ERRAND,), _ERRANDS, _span("pmks_cases_errand", '"on"')),
    TallySource("referral", (REFERRAL,), _REFERRALS, _span("pmks_cases_referral", "sent_on")),
)

_THESE = "JOIN members_network n ON n.id = k.network_id WHERE k.id = ANY(%(subjects)s)"
register_subject(
    "case",
    f"""
    SELECT 'case_opened', {month_of("k.opened_at")} FROM pmks_cases_case k {_THESE}
    UNION SELECT 'case_closed', {month_of("k.closed_at")} FROM pmks_cases_case k {_THESE} AND k.closed_at IS NOT NULL
    UNION SELECT 'case_ended', {month_of("m.at")} FROM pmks_cases_case k
        JOIN pmks_cases_casemove m ON m.case_id = k.id AND m."end" IN ({ENDED}) {_THESE}
    UNION SELECT 'visit', date_trunc('month', v."on")::date FROM pmks_cases_case k
        JOIN pmks_cases_visit v ON v.network_id = k.network_id AND v.case_id = k.id {_THESE}
    UNION SELECT 'report', {month_of("r.sent_at")} FROM pmks_cases_case k
        JOIN pmks_cases_earlyreport r ON r.case_id = k.id {_THESE}
    UNION SELECT 'errand', date_trunc('month', e."on")::date FROM pmks_cases_case k
        JOIN pmks_cases_errand e ON e.case_id = k.id {_THESE}
    UNION SELECT 'referral', date_trunc('month', f.sent_on)::date FROM pmks_cases_case k
        JOIN pmks_cases_referral f ON f.network_id = k.network_id AND f.case_id = k.id {_THESE}
        AND f.sent_on IS NOT NULL""",  # noqa: S608
)
register_subject(
    "report",
    f"SELECT 'report', {month_of('k.sent_at')} FROM pmks_cases_earlyreport k {_THESE}",  # noqa: S608
)
