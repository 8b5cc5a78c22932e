"""What the families of the demo were told of decisions about them, and what they answered."""

from members.access import Role
from members.models import FollowUp, Membership, User
from pmks_cases.actions import family_answers
from pmks_cases.models import Case, FamilyAnswer
from pmks_cases.models.kin import kin_among

TOLD_AFTER = 2


def who_decides(case: Case, chair: User) -> User:
    """The chair, or for a case of his own family the secretary."""
    if chair.pk not in kin_among([chair.pk], case):
        return chair
    return Membership.objects.current().filter(network=case.network, role=Role.SECRETARY).latest("pk").user


def tell_family(case: Case, where, day: int, *, now) -> None:
    """The decision of this day was told two days later, and the family agreed; one of these days still has to be."""
    row = FamilyAnswer.objects.filter(case=case).select_related("case", "follow_up__doer").latest("decided_at")
    promise = row.follow_up
    FollowUp.objects.filter(pk=promise.pk).update(created_at=now)
    if day + TOLD_AFTER >= 0:
        return
    at = where.instant(day + TOLD_AFTER, 540)
    family_answers.note(row, by=promise.doer, told="Keluarganya", answer=FamilyAnswer.Answer.AGREES, at=at)
    FollowUp.objects.filter(pk=promise.pk).update(done_at=at)
    promise.entries.update(at=at)
