"""What papers of cases ask of all rows: which cases are guarded, who signs, and to whom a family may complain."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from members.access import Role
from members.models import Membership
from pmks_cases.models import Case
from pmks_cases.models.exclusion import guarded, kin_of_somebody_in_it, named_as_not_to_know


def guarded_among(ids: Iterable[int]) -> set[int]:
    """Of these cases those that are rahasia now, or of which somebody must not know."""
    rows = Case.objects.filter(pk__in=list(ids)).annotate(guarded=guarded("case"))
    return set(rows.filter(guarded=True).values_list("pk", flat=True))


def holder_of(network, role: Role) -> str:
    """Who holds a single office of the board today; '' for nobody."""
    office = Membership.objects.current().filter(network=network, role=role).select_related("user").first()
    return office.user.name if office else ""


@dataclass(frozen=True)
class Complaints:
    """To whom a family may say what is not right: `offices` in words, '' where both of the board are shut out.

    `by_phone`: nobody who must not know may pick up the network's telephone. `protection_unit`: the UPTD PPA may be
    named; at the home of a rahasia case that would tell what it is about.
    """

    offices: str
    by_phone: bool
    protection_unit: bool


def complaints_about(case: Case) -> Complaints:
    """Chair and secretary, without those who are shut out of this case."""
    held = Membership.objects.current().filter(network=case.network_id, role__in=[Role.CHAIR, Role.SECRETARY])
    shut = {office.role for office in held.select_related("user") if _must_not_know(office.user, case)}
    names = [word for role, word in ((Role.CHAIR, _("ketua")), (Role.SECRETARY, _("sekretaris"))) if role not in shut]
    offices = _(" atau ").join(names)
    return Complaints(offices, by_phone=not shut, protection_unit=not offices and not case.is_secret)


def _must_not_know(user, case: Case) -> bool:
    shut_out = Q(named_as_not_to_know(user, "case"))
    if case.is_secret:
        shut_out |= kin_of_somebody_in_it(user, "case")
    return Case.objects.filter(shut_out, pk=case.pk).exists()
