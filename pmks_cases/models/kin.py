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


def kin_by_case(user_ids: Iterable[int], cases: Iterable[Case]) -> dict[int, set[int]]:
    """The same for several cases, by their ids, at the price of one; each comes with its resident."""
    cases = list(cases)
    cards = {case.pk: case.family_id or (case.resident.family_id if case.resident_id else None) for case in cases}
    near = Q(resident_id__in=[case.resident_id for case in cases if case.resident_id])
    near |= Q(resident__family_id__in={card for card in cards.values() if card is not None})
    found = Kinship.objects.filter(near, user_id__in=list(user_ids), network_id__in={case.network_id for case in cases})
    lines = list(found.values_list("user_id", "network_id", "resident_id", "resident__family_id")) if cases else []
    kin: dict[int, set[int]] = {}
    for case in cases:
        card = cards[case.pk]
        kin[case.pk] = {
            user
            for user, network, resident, family in lines
            if network == case.network_id and (resident == case.resident_id or (card is not None and family == card))
        }
    return kin
