"""No rahasia case without somebody who knows of it, and who is there."""

from django.db.models import Exists, OuterRef
from django.utils import timezone

from members.models import Leave, Membership, User
from pmks_cases.actions import telling
from pmks_cases.actions.case_secrecy import let_into_team
from pmks_cases.actions.companions import COMPANION_ROLES, companions, eligible
from pmks_cases.models import Case, CaseMember
from pmks_cases.models.case import OutsideCompanion, Secrecy
from pmks_cases.models.case_knowledge import BOARD
from wksbm.core.audit import recorded


def take_over_abandoned() -> int:
    """Rahasia cases of whose team nobody is in office any more get the next one who may know: how many they were.

    Nobody else sees that such a case is there, so nobody could ask for it.
    """
    serving = Membership.objects.current().filter(
        network_id=OuterRef("network_id"), user_id=OuterRef("user_id"), role__in=COMPANION_ROLES
    )
    known = CaseMember.objects.current().filter(Exists(serving), case=OuterRef("pk"))
    abandoned = Case.objects.open().filter(~Exists(known), secrecy=Secrecy.SECRET).select_related("network")
    count = 0
    for case in abandoned:
        with recorded("cases.take_over_abandoned", by=None):
            team = CaseMember.objects.current().filter(case=case)
            let_next_into_team(case, but={member.user_id for member in team})
            count += 1
    return count


def let_next_into_team(case, *, but=()) -> User | None:
    """The next in office who is trained and not kin joins the team, the board before a PSM; `but` leave it.

    Somebody on leave comes last, and never alone: as where there is nobody (the answer is then None), the village's PSM
    accompanies the case from outside.
    """
    stored = Case.locked(case)
    found = eligible([stored], companions(stored.network, today=stored.network.today()))[stored.pk]
    found = sorted(
        (person for person in found if person.user.pk not in but),
        key=lambda person: (person.is_away, not BOARD & person.roles),
    )
    CaseMember.objects.current().filter(case=stored, user__in=but).update(removed_at=timezone.now())
    if stored.psm_id in but:
        stored.psm = None
    if found:
        let_into_team(stored, found[0].user, by=None)
    if not stored.outside_companion and (not found or (found[0].is_away and not team_is_here(stored))):
        stored.outside_companion = OutsideCompanion.VILLAGE_PSM
    stored.save_revised()
    telling.take_back_hidden(stored)
    return found[0].user if found else None


def team_is_here(case: Case) -> bool:
    """Whether somebody of the team is not on leave."""
    away = Leave.objects.of(case.network).on(case.network.today())
    return CaseMember.objects.current().filter(case=case).exclude(user__in=away.values("user_id")).exists()
