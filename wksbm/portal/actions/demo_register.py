"""The families of the demo into the register: few large statements, as an import writes them."""

from members.actions import networks
from members.models import Dasawisma, Rt
from pmks_cases.models import Family, Resident
from wksbm.core.audit import recorded
from wksbm.core.sealing import Sealed
from wksbm.portal.actions.demo_families import Card, nik


def register(network, cards: list[Card], *, by) -> list[tuple[Card, list[Resident]]]:
    """Write the cards with their people; the dasawisma that they name are founded. Returns each card's residents."""
    rts = {rt.number: rt for rt in Rt.objects.filter(network=network)}
    groups: dict[tuple[str, str], Dasawisma] = {}
    for card in cards:
        place = (card.rt, card.dasawisma)
        if place not in groups:
            groups[place] = networks.add_dasawisma(network, by=by, rt=rts[card.rt], name=card.dasawisma)
    with recorded("residents.add", by=by):
        families = [
            Family(network=network, kk_number=Sealed(card.kk_number), dasawisma=groups[card.rt, card.dasawisma])
            for card in cards
        ]
        Family.objects.bulk_create(families)
        people = [
            [
                _resident(network, card, family, rts[card.rt], person, place)
                for place, person in enumerate(card.people, 1)
            ]
            for card, family in zip(cards, families, strict=True)
        ]
        Resident.objects.bulk_create([resident for household in people for resident in household])
    return list(zip(cards, people, strict=True))


def _resident(network, card: Card, family: Family, rt: Rt, person: dict, place: int) -> Resident:
    values = {**person, "address": card.address}
    day = values.pop("nik_day", None) or values["birth_on"]
    resident = Resident(network=network, family=family, rt=rt, **values)
    if not resident.without_nik:
        resident.nik = Sealed(nik(day, resident.sex, card.serial * 10 + place))
    resident.derive()
    return resident
