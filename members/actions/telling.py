"""What people are told of promises the moment it happens, and what is taken back of it."""

from collections.abc import Iterable

from wksbm.notifications.actions import writing
from wksbm.notifications.kinds import Found

DUE, LATE = "follow_up_due", "follow_up_late"
TO_COORDINATOR, TO_CHAIR = "follow_up_to_coordinator", "follow_up_to_chair"
GIVEN, HANDED_OVER = "follow_up_given", "follow_up_handed_over"
OF_DOER = (DUE, LATE, GIVEN, HANDED_OVER)
ABOUT_PROMISES = (*OF_DOER, TO_COORDINATOR, TO_CHAIR)
"""The kinds whose row is a promise."""


def given(follow_up, *, by) -> None:
    """Somebody made this promise for another one, who is told in the next mail; on its day the day itself tells."""
    if follow_up.doer_id != by.pk and follow_up.due_on > follow_up.network.today():
        found = Found(follow_up.network_id, follow_up.doer_id, follow_up.pk, "", follow_up.restricted)
        writing.tell(GIVEN, [found])


def handed_over(follow_up, *, before, by) -> None:
    """The next doer is told, unless he took it himself; who had it is not asked any more."""
    writing.withdraw(OF_DOER, [follow_up.pk], recipients=[before.pk])
    if follow_up.doer_id != by.pk:
        slot = str(follow_up.revision)
        writing.tell(
            HANDED_OVER, [Found(follow_up.network_id, follow_up.doer_id, follow_up.pk, slot, follow_up.restricted)]
        )


def take_back(follow_up_ids: Iterable[int], *, recipients: Iterable[int]) -> None:
    """These people must not know of these promises any more."""
    writing.withdraw(ABOUT_PROMISES, follow_up_ids, recipients=recipients)
