"""Which officers are related to whom a case is about, by what they have said of themselves ("Keluarga saya"): they are
kin, or they or one of their kin stand on the same family card."""

from collections.abc import Iterable

from django.db.models import Q

from pmks_cases.models.case import Case
from pmks_cases.models.exclusion import Kinship


def kin_among(user_ids: Iterable[int], case: Case) -> set[int]:
    """Those of these officers who are kin: one question for all of them."""
    family = case.family_id or (case.resident.family_id if case.resident_id else None)
    same = Q(resident_id=case.resident_id) if case.resident_id else Q(pk__in=[])
    if family is not None:
        same |= Q(resident__family_id=family)
    found = Kinship.objects.filter(same, user_id__in=list(user_ids), network_id=case.network_id)
    return set(found.values_list("user_id", flat=True))
