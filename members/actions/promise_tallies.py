"""What is counted of promises: those that were kept, by the month of their day."""

from members.actions.tallies import TallySource, register_tally
from members.models import FollowUp

PROMISE_KEPT = "promise_kept"
ON_TIME, LATE = "on_time", "late"

register_tally(
    TallySource(
        "promise",
        (PROMISE_KEPT,),
        counts=f"""
        SELECT cells.month, '{PROMISE_KEPT}' AS kind, told.key, count(*) AS count
        FROM cells JOIN members_followup f ON f.network_id = cells.network_id
            AND f.due_on >= cells.month AND f.due_on < cells.next_month
        CROSS JOIN LATERAL (
            SELECT CASE WHEN (f.done_at AT TIME ZONE cells.time_zone)::date <= f.due_on
            THEN '{ON_TIME}' ELSE '{LATE}' END AS key
        ) told
        WHERE f.state = '{FollowUp.State.DONE}' AND NOT f.restricted
        GROUP BY cells.month, told.key""",  # noqa: S608
        span=f"SELECT min(due_on), max(due_on) FROM members_followup"  # noqa: S608
        f" WHERE network_id = %(network)s AND state = '{FollowUp.State.DONE}'",
    )
)
