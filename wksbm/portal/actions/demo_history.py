"""A year of invented history for the networks of the demo: told in memory, then stored all at once."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.contrib.contenttypes.models import ContentType

from members.actions import follow_ups
from members.models import Network, User
from pmks_cases.codes import BasicStatus, KkLevel
from pmks_cases.models import Case, Resident
from pmks_cases.models.case_states import ClosingReason
from wksbm.core.audit import recorded
from wksbm.portal.actions import demo_year
from wksbm.portal.actions.demo_families import Card, written
from wksbm.portal.actions.demo_notebook import Notebook
from wksbm.portal.actions.demo_place import ILL_FOR, Place, Subject

Registered = list[tuple[Card, list[Resident]]]

PEOPLE = {
    "004": {
        "board": ("endang", "bambang"),
        "psms": ("yati", "yati", "wening"),
        "trained": ("sugiharti", "fajar", "umi"),
        "writers": ("made", "siti", "bagus", "yati", "wening"),
        "meetings": (2, 4),
    },
    "005": {"board": ("dewi", "soeparman"), "psms": ("nur", "nur", "laras"), "writers": ("soeparman", "nur", "laras")},
    "003": {"board": ("lilis", "iskandar"), "psms": ("heru",), "writers": ("iskandar", "heru")},
}
"""User names by RW: secretary and chair; PSM from before, and those who came within the year; who writes reports."""


def load(networks: list[Network], registered: dict[str, Registered]) -> None:
    """Tell and store the year of each network, beside what was told by hand."""
    for network in networks:
        place = place_of(network, registered[network.rw])
        notebook = Notebook()
        numbers = set(Case.objects.filter(network=network).values_list("number", flat=True))
        departures = demo_year.tell(place, notebook, numbers)
        with recorded("demo.load", by=None):
            notebook.store()
            for resident, reason, on in departures:
                status = BasicStatus.DEAD if reason == ClosingReason.DIED else BasicStatus.MOVED
                Resident.objects.filter(pk=resident).update(status=status, status_on=on, revision=2)
        if place.ill_since:
            _stand_in(network, place)


def place_of(network: Network, registered: Registered) -> Place:
    """The network with the people of its year. A PSM who came within the year has cases from two weeks after."""
    here = PEOPLE[network.rw]
    users = {user.username: user for user in User.objects.filter(memberships__network=network).distinct()}
    trained = []
    for username in here.get("trained", ()):
        office = users[username].memberships.get(network=network)
        trained.append((users[username].pk, office.starts_on + timedelta(days=10)))
    return Place(
        rw=network.rw,
        network=network.pk,
        zone=ZoneInfo(network.time_zone),
        today=network.today(),
        secretary=users[here["board"][0]].pk,
        chair=users[here["board"][1]].pk,
        psms=[users[username].pk for username in here["psms"]],
        writers=[users[username].pk for username in here["writers"]],
        kind_of_case=ContentType.objects.get_for_model(Case).pk,
        trained=trained,
        ill_since=network.today() - timedelta(days=ILL_FOR) if network.rw == "005" else None,
        meetings=here.get("meetings", (2,)),
        subjects=subjects_of(registered, network.today()),
    )


def subjects_of(registered: Registered, today) -> list[Subject]:
    """Everybody whose family was not written by hand: of those cases.toml tells."""
    by_hand = {card.serial for card in written()}
    return [
        Subject(
            resident=resident.pk,
            family=resident.family_id,
            rt=resident.rt_id,
            name=resident.name,
            age=resident.age_on(today),
            sex=resident.sex,
            address=card.address,
            disability=resident.disability,
            guardian=household[0].name,
            relative=next(
                (other.name for other in household if other is not resident and other.age_on(today) > 20), ""
            ),
            is_head=resident.kk_level == KkLevel.HEAD,
        )
        for card, household in registered
        if card.serial not in by_hand
        for resident in household
    ]


def _stand_in(network: Network, place: Place) -> None:
    """The chair has promised to give away the visits that wait since the secretary fell ill."""
    chair = User.objects.get(pk=place.chair)
    what = "Bagi lagi kunjungan yang tertunda selama sekretaris sakit"
    follow_ups.make(network, by=chair, what=what, doer=chair, due_on=place.today + timedelta(days=5))
