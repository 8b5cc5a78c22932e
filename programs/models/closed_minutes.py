"""Closed minutes do not change: the database itself refuses, whoever asks and however."""

import pgtrigger

STANDS = "closed_minutes_stand"
"""The name of these triggers. What the law asks for (personal fields overwritten when their time is over) passes them
with `pgtrigger.ignore("programs.AgendaItem:closed_minutes_stand")` and its like."""

_REFUSED = """
IF EXISTS (SELECT FROM programs_meeting held WHERE held.id = {meeting} AND held.state = 'ditutup') THEN
    RAISE EXCEPTION 'closed minutes do not change' USING ERRCODE = 'restrict_violation';
END IF;
IF TG_OP = 'DELETE' THEN
    RETURN OLD;
END IF;
RETURN NEW;
"""
_OF_MEETING = "COALESCE(NEW.meeting_id, OLD.meeting_id)"
_OF_LINE = "(SELECT line.meeting_id FROM programs_agendaitem line WHERE line.id = COALESCE(NEW.item_id, OLD.item_id))"


def _stands(meeting: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=STANDS,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=_REFUSED.format(meeting=meeting),
    )


def lines_stand() -> pgtrigger.Trigger:
    """For rows with `meeting_id`: none comes, changes or goes once the minutes are closed."""
    return _stands(_OF_MEETING)


def decisions_stand() -> pgtrigger.Trigger:
    """For rows with `item_id`: the same by their line."""
    return _stands(_OF_LINE)


def closed_stays_closed() -> pgtrigger.Trigger:
    """For the meeting: closed minutes are never opened again, and keep their day, place, chair and note taker."""
    return pgtrigger.Trigger(
        name=STANDS,
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition(
            "OLD.state = 'ditutup' AND (OLD.state, OLD.held_on, OLD.place, OLD.chair_id, OLD.note_taker_id) "
            "IS DISTINCT FROM (NEW.state, NEW.held_on, NEW.place, NEW.chair_id, NEW.note_taker_id)"
        ),
        func="RAISE EXCEPTION 'closed minutes do not change' USING ERRCODE = 'restrict_violation';",
    )
