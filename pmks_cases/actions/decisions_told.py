"""Sampaikan keputusan kepada keluarga: each decision on a case becomes a promise to tell those whom it is about."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from members.access import Role
from members.actions import follow_ups
from members.models import Membership
from pmks_cases.actions import case_secrecy
from pmks_cases.actions.case_promises import insiders_of
from pmks_cases.models import Case, FamilyAnswer

TELL_WITHIN = timedelta(days=3)


def ask_for(case: Case, *, by, at: datetime | None = None) -> FamilyAnswer:
    """Promise that the family is told of `case.decision` within three days: by the companion, else by the secretary,
    else by the chair, each as far as he sees the case. An older decision need not be told any more."""
    for waiting in FamilyAnswer.objects.filter(case=case).waiting().select_related("follow_up"):
        follow_ups.withdraw(waiting.follow_up, by=by, reason=_("Sudah ada keputusan baru."))
    at = at or timezone.now()
    made = follow_ups.make(
        case.network,
        by=by,
        what=_("Sampaikan keputusan kepada keluarga"),
        doer=_who_tells(case, by),
        due_on=timezone.localdate(at) + TELL_WITHIN,
        origin=case,
        restricted=case_secrecy.is_guarded(case),
    )
    return FamilyAnswer.objects.create(
        network_id=case.network_id, case=case, follow_up=made, decision=case.decision, decided_at=at
    )


def _who_tells(case: Case, by):
    seers = insiders_of(case)
    if case.psm_id and (companion := seers.filter(pk=case.psm_id).first()):
        return companion
    offices = Membership.objects.current().filter(network_id=case.network_id, user__in=seers.values("pk"))
    for role in (Role.SECRETARY, Role.CHAIR):
        office = offices.filter(role=role).select_related("user").order_by("starts_on", "pk").first()
        if office is not None:
            return office.user
    return by
