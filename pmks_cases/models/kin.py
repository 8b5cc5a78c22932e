"""Which officers are related to whom a case is about, by what they have said of themselves ("Keluarga saya"): they are
kin, or they or one of their kin stand on the same family card."""

from collections.abc import Iterable

from django.db.models import Q

from pmks_cases.models.case import Case
from pmks_cases.models.exclusion import Kinship


def kin_among(user_ids: Iterable[int], case: Case) -> set[int]:
    """Those of these officers who are kin."""
    return kin_by_case(user_ids, [case])[case.pk]


def kin_by_case(user_ids: Iterable[int], cases: Iterable[Case]) -> dict[int, set[int]]:
    """The same for cases of one network, by their ids: one question for all. Several come with their residents."""
    cases = list(cases)
    cards = {case.pk: case.family_id or (case.resident.family_id if case.resident_id else None) for case in cases}
    near = Q(resident_id__in=[case.resident_id for case in cases if case.resident_id])
    near |= Q(resident__family_id__in={card for card in cards.values() if card is not None})
    found = Kinship.objects.filter(near, user_id__in=list(user_ids), network_id__in={case.network_id for case in cases})
    lines = list(found.values_list("user_id", "resident_id", "resident__family_id")) if cases else []
    return {
        case.pk: {
            user
            for user, resident, card in lines
            if resident == case.resident_id or (card is not None and card == cards[case.pk])
        }
        for case in cases
    }
