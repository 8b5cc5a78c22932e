"""Who accompanies a case: given to somebody, handed over with what the next one must know."""

from datetime import timedelta

from django.utils.translation import gettext as _

from members.access import Role
from members.actions import follow_ups
from members.models import FollowUp
from pmks_cases.actions import cases
from pmks_cases.actions.case_secrecy import let_into_team
from pmks_cases.models import Case, Handover
from pmks_cases.models.case import BOARD, FIRST_VISIT_WITHIN
from pmks_cases.models.case_states import State
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule


def assign(case, *, by, psm=None, outside: str = "", note: str = "") -> Case:
    """Give a case to a companion, the first or the next, with what he must know; or to somebody outside the network.

    The first one begins the check. Raises RefusedByRule for who is no PSM or board member here, and on a rahasia case
    for who is not trained for it.
    """
    with recorded("cases.assign", by=by):
        stored = Case.locked(case)
        if psm is not None and not ({Role.PSM} | BOARD) & psm.roles_in(stored.network_id):
            raise RefusedByRule(_("Pilih PSM atau pengurus yang sedang menjabat."), field="psm")
        if psm is not None and stored.is_secret:
            let_into_team(stored, psm, by=by)
        if psm is None and not outside:
            raise RefusedByRule(_("Pilih siapa yang mendampingi."), field="psm")
        before = stored.psm
        stored.psm, stored.outside_companion = psm, outside
        if stored.next_visit_on is None and stored.is_open and psm is not None:
            stored.next_visit_on = stored.network.today() + timedelta(days=FIRST_VISIT_WITHIN[stored.urgency])
        stored.save_revised()
        Handover.objects.create(
            network_id=stored.network_id, case=stored, giver=before, taker=psm, outside=outside, note=note, by=by
        )
        if before is not None and psm is not None:
            _hand_over_promises(stored, before, psm, by=by, note=note)
        if stored.state == State.REPORTED:
            cases.move(stored, by=by, end=State.VERIFICATION)
        return stored


def _hand_over_promises(case: Case, before, psm, *, by, note: str) -> None:
    for promise in FollowUp.objects.of_origin(case).open().filter(doer=before):
        follow_ups.hand_over(promise, by=by, doer=psm, note=note)
