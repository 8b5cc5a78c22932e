"""Who accompanies a case, and handing cases over so that nobody is left alone."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, IntegerField, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from members.access import Role
from members.actions import follow_ups, leaves
from members.models import FollowUp, User
from pmks_cases.actions import cases, early_reports, emergency_alerts, postponed_visits, telling
from pmks_cases.actions.case_secrecy import is_guarded, let_into_team, refuse_who_does_not_see
from pmks_cases.models import Case, CaseMember, Handover
from pmks_cases.models.case import FIRST_VISIT_WITHIN, TEAM_SIZE, OutsideCompanion
from pmks_cases.models.case_knowledge import BOARD
from pmks_cases.models.case_states import State
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule


def may_assign(user, case: Case) -> bool:
    """An ordinary case is given by the board, a rahasia one by its team."""
    if case.is_secret:
        return user.has_perm("pmks_cases.decide_secret_case", case)
    return user.has_perm("pmks_cases.assign_case", case)


_NOT_SAID = object()


def assign(case, *, by, psm=None, outside: str = "", note: str = "", seen_psm=_NOT_SAID) -> Case:
    """Give a case to a companion, the first or the next, with what he must know; or to somebody outside the network.

    The first one begins the check; who accompanies it already changes nothing. An emergency that nobody has answered
    goes along. `seen_psm` is the id of the companion
    whom `by` was looking at, None for nobody. Raises RefusedByRule for who is no PSM or board member here, on a rahasia
    case for who is not trained for it, for a handover without a note, and when somebody else has given the case away in
    the meantime.
    """
    with recorded("cases.assign", by=by):
        stored = Case.locked(case)
        refuse_who_does_not_see(by, stored)
        before = stored.psm
        if seen_psm is not _NOT_SAID and stored.psm_id != seen_psm:
            name = before.name if before else _("orang lain")
            raise RefusedByRule(
                _("Kasus ini baru saja ditugaskan kepada %(name)s. Periksa lagi.") % {"name": name}, field="psm"
            )
        if not stored.is_open:
            raise RefusedByRule(_("Kasus ini sudah selesai."))
        if psm is not None and not ({Role.PSM} | BOARD) & psm.roles_in(stored.network_id):
            raise RefusedByRule(_("Pilih PSM atau pengurus yang sedang menjabat."), field="psm")
        if psm is None and outside not in OutsideCompanion.values:
            raise RefusedByRule(_("Pilih siapa yang mendampingi."), field="psm")
        if psm is not None and psm == before:
            return stored
        if before is not None and not note.strip():
            raise RefusedByRule(_("Tulis apa yang perlu diketahui penerusnya."), field="note")
        if stored.is_secret:
            _change_team(stored, before, psm, by=by)
        stored.psm, stored.outside_companion = psm, "" if psm is not None else outside
        if stored.next_visit_on is None and stored.is_open and psm is not None:
            stored.next_visit_on = stored.network.today() + timedelta(days=FIRST_VISIT_WITHIN[stored.urgency])
        stored.save_revised()
        handover = Handover.objects.create(
            network_id=stored.network_id, case=stored, giver=before, taker=psm, outside=outside, note=note, by=by
        )
        postponed_visits.another_was_found(stored, by=by)
        if before is not None and psm is not None:
            _hand_over_promises(stored, before, psm, by=by, note=note)
        telling.given(stored, before=before, by=by, slot=handover.pk, restricted=is_guarded(stored))
        if psm is not None:
            emergency_alerts.tell_next_companion(stored, by=by)
        if stored.is_secret:
            telling.take_back_hidden(stored)
        if stored.state == State.REPORTED:
            return cases.move(stored, by=by, end=State.VERIFICATION)
        return stored


def _change_team(case: Case, before, psm, *, by) -> None:
    """The next companion joins the team. The one before leaves it only where there is no room for a fourth."""
    if psm is None:
        return
    team = CaseMember.objects.current().filter(case=case)
    if team.count() >= TEAM_SIZE and before is not None and not team.filter(user=psm).exists():
        team.filter(user=before).update(removed_at=timezone.now())
    let_into_team(case, psm, by=by)


def _hand_over_promises(case: Case, before, psm, *, by, note: str) -> None:
    for promise in FollowUp.objects.of_origin(case).open().filter(doer=before):
        follow_ups.hand_over(promise, by=by, doer=psm, note=note)


# --- Leave and end of term ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Gift:
    """One case with who takes it (`psm`, or `outside`) and what is to be known about this one alone."""

    case: Case
    psm: User | None = None
    outside: str = ""
    note: str = ""


def hand_over_all(
    network, *, by, giver, gifts: list[Gift], note: str, promises_to=None, on_leave: bool = False, until_on=None
) -> int:
    """Give away all that a companion has at once: each case to its next companion, other promises to `promises_to`.

    With `on_leave` the giver is away from today on, until that day or until she says that she is back; what she was to
    check alone is then checked by somebody else. On rahasia cases the giver leaves the team: who has handed over needs
    to know no more. Returns how many promises without a case changed hands. Raises RefusedByRule as `assign` does, for
    all or for none.
    """
    with recorded("cases.hand_over_all", by=by):
        if not note.strip() and (gifts or promises_to is not None):
            raise RefusedByRule(_("Tulis apa yang perlu diketahui penerusnya."), field="note")
        if on_leave:
            leaves.begin(network, by=by, user=giver, until_on=until_on)
            early_reports.give_on_from(giver, network=network)
        for gift in gifts:
            words = f"{note} {gift.note}".strip()[:500]
            stored = assign(gift.case, by=by, psm=gift.psm, outside=gift.outside, note=words, seen_psm=giver.pk)
            if stored.is_secret:
                team = CaseMember.objects.current().filter(case=stored)
                if team.exclude(user=giver).exists():
                    team.filter(user=giver).update(removed_at=timezone.now())
                    telling.take_back_hidden(stored)
        if promises_to is None:
            return 0
        others = other_promises(network, seen_by=by, giver=giver)
        for promise in others:
            follow_ups.hand_over(promise, by=by, doer=promises_to, note=note)
        return len(others)


def cases_of(network, *, seen_by, giver):
    """The open cases that this person accompanies, among those that `seen_by` may know of."""
    found = Case.objects.visible_to(seen_by).of(network).open().filter(psm=giver)
    return found.select_related("resident", "rt", "psm").order_by("-urgency", "next_visit_on", "pk")


def other_promises(network, *, seen_by, giver) -> list[FollowUp]:
    """Her open promises here that do not go along with one of her cases."""
    found = FollowUp.objects.visible_to(seen_by).of(network).open().filter(doer=giver)
    with_case = Q(origin_type__model="case", origin_id__in=cases_of(network, seen_by=seen_by, giver=giver).values("pk"))
    return list(found.exclude(with_case).order_by("due_on", "pk"))


def givers(network, *, seen_by):
    """Whose open cases `seen_by` may hand over, with their number, as users."""
    known = Case.objects.visible_to(seen_by).of(network).open().exclude(psm=None)
    counted = known.order_by().values("psm").annotate(count=Count("pk"))
    in_hand = Subquery(counted.filter(psm=OuterRef("pk")).values("count"), output_field=IntegerField())
    return User.objects.filter(pk__in=known.values("psm")).annotate(in_hand=in_hand).order_by("name", "pk")
