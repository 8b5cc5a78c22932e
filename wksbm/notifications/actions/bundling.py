"""Putting what was written into messages: one digest a day for each person, an emergency by itself."""

from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.utils import timezone

from wksbm.notifications.kinds import Days, days_at
from wksbm.notifications.models.delivery import OWN_SLOT
from wksbm.notifications.models.preference import QUIET_FROM, QUIET_UNTIL, USUAL_HOUR

EMAIL = "email"
STALE_AFTER = timedelta(days=3)
"""What nobody could be mailed of for so long is left to the portal: a mail of old things only confuses."""

# One statement makes the day's messages and ties the notifications to them. `ON CONFLICT` leaves a person whose
# digest of this day exists: what comes after it waits for tomorrow. A digest that could not leave on its own day
# becomes that of today, at its reader's hour and with what has come since: nobody gets two on one day. It takes along
# what waits for that person in other networks, in another zone or with other days of rest behind them: theirs would
# never be the first of a day.
_DIGEST = """
WITH late AS (
    SELECT DISTINCT ON (old.recipient_id) old.id
    FROM notifications_delivery old
    LEFT JOIN notifications_preference wish ON wish.user_id = old.recipient_id
    WHERE old.state = 'waiting' AND NOT old.at_once AND old.slot < %(slot)s
      AND (old.leased_until IS NULL OR old.leased_until < now()) AND COALESCE(wish.hour, {usual}) <= %(hour)s
      AND NOT EXISTS (
          SELECT FROM notifications_delivery of_today
          WHERE of_today.recipient_id = old.recipient_id AND of_today.channel = old.channel
            AND of_today.slot = %(slot)s)
      AND (NOT EXISTS (SELECT FROM notifications_notification told WHERE told.delivery_id = old.id)
           OR EXISTS (SELECT FROM notifications_notification told
                      WHERE told.delivery_id = old.id AND told.network_id = ANY(%(networks)s)))
    ORDER BY old.recipient_id, old.slot DESC
), carried AS (
    UPDATE notifications_delivery again SET slot = %(slot)s
    FROM late WHERE again.id = late.id
    RETURNING again.id, again.recipient_id
), people AS (
    SELECT DISTINCT waiting.recipient_id
    FROM notifications_notification waiting
    JOIN {people} person ON person.id = waiting.recipient_id AND person.is_active AND person.email IS NOT NULL
    LEFT JOIN notifications_preference wish ON wish.user_id = person.id
    WHERE waiting.mail_waits AND NOT waiting.at_once AND NOT waiting.alone AND waiting.network_id = ANY(%(networks)s)
      AND COALESCE(wish.daily, TRUE) AND COALESCE(wish.hour, {usual}) <= %(hour)s
), made AS (
    INSERT INTO notifications_delivery
        (recipient_id, channel, slot, key, state, at_once, created_at, send_at, tries, failure)
    SELECT recipient_id, 'email', %(slot)s, gen_random_uuid(), 'waiting', FALSE, %(now)s, now(), 0, ''
    FROM people
    WHERE recipient_id NOT IN (SELECT recipient_id FROM carried)
    ON CONFLICT DO NOTHING
    RETURNING id, recipient_id
), of_the_day AS (
    SELECT id, recipient_id FROM made UNION ALL SELECT id, recipient_id FROM carried
)
UPDATE notifications_notification told
SET delivery_id = of_the_day.id, mail_waits = FALSE
FROM of_the_day
WHERE told.recipient_id = of_the_day.recipient_id AND told.mail_waits AND NOT told.at_once AND NOT told.alone
  AND told.network_id = ANY(%(awake)s)
"""
_AT_ONCE = """
WITH urgent AS (
    SELECT told.id, told.recipient_id
    FROM notifications_notification told
    JOIN {people} person ON person.id = told.recipient_id AND person.is_active AND person.email IS NOT NULL
    LEFT JOIN notifications_preference wish ON wish.user_id = person.id
    WHERE told.mail_waits AND told.at_once AND COALESCE(wish.urgent, TRUE)
), made AS (
    INSERT INTO notifications_delivery
        (recipient_id, channel, slot, key, state, at_once, created_at, send_at, tries, failure)
    SELECT recipient_id, 'email', 'now ' || id, gen_random_uuid(), 'waiting', TRUE, %(now)s, now(), 0, ''
    FROM urgent
    ON CONFLICT DO NOTHING
    RETURNING id, slot
)
UPDATE notifications_notification told
SET delivery_id = made.id, mail_waits = FALSE
FROM made
WHERE told.id = substr(made.slot, 5)::bigint
"""
_ALONE = """
WITH ready AS (
    SELECT told.id, told.recipient_id
    FROM notifications_notification told
    JOIN {people} person ON person.id = told.recipient_id AND person.is_active AND person.email IS NOT NULL
    LEFT JOIN notifications_preference wish ON wish.user_id = person.id
    WHERE told.mail_waits AND told.alone AND COALESCE(wish.daily, TRUE) AND told.network_id = ANY(%(awake)s)
), made AS (
    INSERT INTO notifications_delivery
        (recipient_id, channel, slot, key, state, at_once, created_at, send_at, tries, failure)
    SELECT recipient_id, 'email', %(own)s || id, gen_random_uuid(), 'waiting', FALSE, %(now)s, now(), 0, ''
    FROM ready
    ON CONFLICT DO NOTHING
    RETURNING id, slot
)
UPDATE notifications_notification told
SET delivery_id = made.id, mail_waits = FALSE
FROM made
WHERE told.id = substr(made.slot, length(%(own)s) + 1)::bigint
"""
_FORGO = """
UPDATE notifications_notification told SET mail_waits = FALSE
FROM {people} person LEFT JOIN notifications_preference wish ON wish.user_id = person.id
WHERE told.mail_waits AND person.id = told.recipient_id
  AND (told.written_at < %(stale)s OR person.email IS NULL
       OR NOT CASE WHEN told.at_once THEN COALESCE(wish.urgent, TRUE) ELSE COALESCE(wish.daily, TRUE) END)
"""


def bundle(now: datetime | None = None) -> int:
    """Make the messages that are due at this instant; returns how many notifications went into one.

    A digest leaves at the hour that its reader chose, of the network's clock, or later the same day when the clock
    stood still; never in the quiet hours and not on a day of rest, and one a day whatever happened: the day is that on
    which it is sent. Emergencies leave at any time. What goes alone
    leaves by day, on days of rest too: it asks nobody for anything, and would come too late.
    """
    now = now or timezone.now()
    here = days_at(now)
    bundled = _execute(_AT_ONCE, {"now": now})
    by_day = [pk for days in here if not is_night(days) for pk in days.networks]
    bundled += _execute(_ALONE, {"now": now, "awake": by_day, "own": OWN_SLOT})
    working = [days for days in here if not days.resting]
    networks = [pk for days in working for pk in days.networks]
    for days in working:
        if not is_quiet(days):
            bundled += _execute(_DIGEST, {**_of(days, now), "awake": networks})
    _execute(_FORGO, {"stale": now - STALE_AFTER})
    return bundled


def is_quiet(days: Days) -> bool:
    """A day of rest, or the hours of the night: no digest is made, and none that waits leaves."""
    return days.resting or is_night(days)


def is_night(days: Days) -> bool:
    """The hours of the night: nothing leaves but an emergency."""
    return not QUIET_UNTIL <= days.hour < QUIET_FROM


def _of(days: Days, now: datetime) -> dict:
    return {"networks": list(days.networks), "hour": days.hour, "slot": days.today.isoformat(), "now": now}


def _execute(statement: str, values: dict) -> int:
    statement = statement.format(people=get_user_model()._meta.db_table, usual=USUAL_HOUR)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.rowcount
