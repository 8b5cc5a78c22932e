"""What is counted on this floor: the triggers that note its changes (see `members.models.tally`)."""

import pgtrigger

from members.models.follow_up import FollowUp
from members.models.network import Network
from members.models.tally import noting

_PROMISES = """
SELECT DISTINCT network_id, 'promise', date_trunc('month', due_on)::date, NULL::bigint FROM touched
WHERE state = 'done' AND NOT restricted
"""
_ZONES = "SELECT DISTINCT id, 'everything', NULL::date, NULL::bigint FROM touched"

pgtrigger.register(*noting("tally_promise", _PROMISES, ("due_on", "state", "done_at", "restricted")))(FollowUp)
pgtrigger.register(noting("tally_zone", _ZONES, ("time_zone",))[1])(Network)
