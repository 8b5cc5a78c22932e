"""The demo: three invented networks in a real village. Through the same actions as everything else, so with history."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from members import demo_accounts
from members.access import Role
from members.actions import invitations, networks, organizations, sign_in_links, volunteers
from members.demo_accounts import EVERYBODY, PASSWORD, DemoAccount
from members.models import Dasawisma, Membership, Network, Organization, Region, Rt, Training, User, Volunteer
from members.models.invitation import token_digest
from pmks_cases.actions import residents
from pmks_cases.models import Family, Resident
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule
from wksbm.core.sealing import Sealed
from wksbm.portal.actions import demo_cases

VILLAGE = "33.19.01.2011"
"""Garung Lor, Kaliwungu, Kudus: the place is real, everybody in it is invented."""
DATA = Path(settings.BASE_DIR) / "wksbm/portal/demo"

NETWORKS = (
    ("004", "Guyub Rukun", ("001", "002", "003"), "bambang", "endang"),
    ("005", "Rukun Sejahtera", ("001", "002"), "soeparman", "dewi"),
    ("003", "Tunas Bersama", ("001", "002"), "iskandar", "lilis"),
)


@dataclass
class _Card:
    """A family of the data file with its people, before it has a number."""

    rw: str
    rt: str
    dasawisma: str
    address: str
    people: list[dict] = field(default_factory=list)


def is_loaded() -> bool:
    return User.objects.filter(username__in=EVERYBODY, phone__startswith=demo_accounts.PHONE_PREFIX).exists()


@transaction.atomic
def load() -> bool:
    """Load the demo, whole or not at all; False when it is there already. Raises RefusedByRule outside the demo, or
    before the regions are there."""
    if not settings.DEMO:
        raise RefusedByRule("Data contoh hanya untuk PORTAL_MODE=demo.")
    if is_loaded():
        return False
    village = Region.objects.filter(pk=VILLAGE).first()
    if village is None:
        raise RefusedByRule("Daftar wilayah belum dimuat. Jalankan dahulu: python manage.py import_regions")
    people = {}
    people["rina"] = _join(EVERYBODY["rina"], by=None, village=village, starts_on=_days(-900))
    people["hadi"] = _join(EVERYBODY["hadi"], by=people["rina"], village=village, starts_on=_days(-1100))
    for rw, name, rts, chair, secretary in NETWORKS:
        network = _network(village, rw, name, rts, chair, secretary, people)
        _organizations(network, people[secretary])
        _residents(network, people[secretary])
    _offices(Network.objects.get(village=village, rw="004"), Network.objects.get(village=village, rw="005"), people)
    _what_waits(Network.objects.get(village=village, rw="004"), people)
    demo_cases.load(list(Network.objects.filter(village=village)))
    return True


def _days(count: int) -> date:
    return timezone.localdate() + timedelta(days=count)


def _join(account: DemoAccount, *, by, role: str | None = None, **office) -> User:
    """Invite, and accept: the account is made by the same door as a real one."""
    invitation, _token = invitations.invite(
        by=by, name=account.name, phone=account.phone, role=role or account.role, **office
    )
    return _accept(account, bytes(invitation.token_digest))


def _accept(account: DemoAccount, digest: bytes) -> User:
    known = User.objects.filter(username=account.username).first()
    if known:
        invitations.accept_as(digest, person=known)
        return known
    return invitations.accept_as_new(
        digest, username=account.username, name=account.name, phone=account.phone, password=PASSWORD
    )


def _network(village, rw, name, rts, chair, secretary, people) -> Network:
    accounts = [EVERYBODY[chair], EVERYBODY[secretary]]
    network, paths = networks.start(
        village=village,
        rw=rw,
        name=name,
        rts=list(rts),
        chair=(accounts[0].name, accounts[0].phone),
        secretary=(accounts[1].name, accounts[1].phone),
        by=people["rina"],
    )
    for account, path in zip(accounts, (paths[Role.CHAIR], paths[Role.SECRETARY]), strict=True):
        people[account.username] = _accept(account, token_digest(path.rstrip("/").rsplit("/", 1)[-1]))
    with recorded("networks.start", by=people["rina"]):
        for office in Membership.objects.filter(network=network):
            office.starts_on, office.ends_on = _days(-700), _days(1125)
            office.decree_number, office.decree_on = f"411/{int(rw):02}/2025", _days(-710)
            office.save()
    networks.change(
        network,
        by=people[secretary],
        stage=Network.Stage.STRENGTHENING if rw == "004" else Network.Stage.FORMATION,
        address=f"Balai RW {rw}, Perumahan Kudus Permai" if rw != "003" else "Balai RW 003, Jl. Raya Kaliwungu",
        phone=accounts[1].phone,
        activities="Santunan, antar berobat, dapur umum, les anak",
        decree_number=f"411/{int(rw):02}/2025",
        decree_on=_days(-710),
        resident_permit_number=f"470/{int(rw):02}/2026",
        resident_permit_on=_days(-60),
    )
    return network


def _organizations(network, by) -> None:
    for rw, kind, name, standing, offers, contact in _rows("organizations.txt"):
        if rw == network.rw:
            offers = "\n".join(offer.strip() for offer in offers.split(";"))
            facts = {"kind": kind, "name": name, "standing": standing, "offers": offers, "contact_name": contact}
            if kind == Organization.Kind.RT:
                facts["rt"] = Rt.objects.get(network=network, number=name.removeprefix("RT "))
            organizations.add(network, by=by, **facts)


def _offices(home, neighbour, people) -> None:
    """An account for each role: one whose term has run out, one whose term ends in 20 days, the rest settled."""
    secretary, operator = people["endang"], people["rina"]
    terms = {"starts_on": _days(-700), "ends_on": _days(1125)}
    people["maria"] = _join(
        EVERYBODY["maria"], by=secretary, network=home, starts_on=_days(-1136), ends_on=_days(-40), title="Bendahara"
    )
    people["made"] = _join(
        EVERYBODY["made"],
        by=secretary,
        network=home,
        rt=Rt.objects.get(network=home, number="001"),
        starts_on=_days(-1805),
        ends_on=_days(20),
        decree_number="148/12/2021",
    )
    people["siti"] = _join(
        EVERYBODY["siti"],
        by=secretary,
        network=home,
        dasawisma=Dasawisma.objects.get(network=home, name="Seruni"),
        **terms,
    )
    youth = Organization.objects.get(network=home, kind=Organization.Kind.KARANG_TARUNA)
    people["bagus"] = _join(EVERYBODY["bagus"], by=secretary, network=home, organization=youth, title="Ketua", **terms)
    people["togar"] = _join(EVERYBODY["togar"], by=secretary, network=home, title="Pemeriksa kas", **terms)
    people["retno"] = _join(
        EVERYBODY["retno"],
        by=secretary,
        network=home,
        title="TKSK Kaliwungu",
        starts_on=_days(-200),
        ends_on=_days(165),
    )
    people["yati"] = _join(EVERYBODY["yati"], by=secretary, network=home, **terms)
    people["wening"] = _join(EVERYBODY["wening"], by=secretary, network=home, **terms)
    people["laras"] = _join(EVERYBODY["laras"], by=people["dewi"], network=neighbour, **terms)
    _join(EVERYBODY["laras"], by=secretary, network=home, **terms)
    _volunteers(home, neighbour, people)
    operator.forget_offices()


def _volunteers(home, neighbour, people) -> None:
    secretary = people["endang"]
    yati, laras, wening = (Volunteer.objects.get(user=people[name]) for name in ("yati", "laras", "wening"))
    volunteers.change(
        yati, by=secretary, hours_a_week=8, since_on=date(2019, 3, 1), skills="Merawat lansia, naik motor"
    )
    volunteers.change(laras, by=secretary, hours_a_week=3, since_on=date(2025, 2, 1), skills="Les anak, komputer")
    volunteers.change(wening, by=secretary, hours_a_week=3, since_on=date(2021, 7, 1), skills="Mendengarkan, menjahit")
    at_home, next_door = Rt.objects.filter(network=home), Rt.objects.filter(network=neighbour)
    volunteers.set_areas(yati, by=secretary, among=at_home, chosen=at_home)
    volunteers.set_areas(laras, by=secretary, among=at_home, chosen=at_home.filter(number="003"))
    volunteers.set_areas(laras, by=people["dewi"], among=next_door, chosen=next_door)
    for volunteer, level, organizer, held_on, hours in (
        (yati, Training.Level.BASIC, "Dinas Sosial Kabupaten Kudus", date(2019, 6, 18), 24),
        (yati, Training.Level.ADVANCED, "BBPPKS Yogyakarta", date(2023, 9, 5), 40),
        (wening, Training.Level.ADVANCED, "BBPPKS Yogyakarta", date(2024, 3, 12), 40),
        (laras, Training.Level.BASIC, "Dinas Sosial Kabupaten Kudus", date(2025, 5, 20), 24),
    ):
        volunteers.add_training(volunteer, by=secretary, level=level, organizer=organizer, held_on=held_on, hours=hours)


def _what_waits(home, people) -> None:
    """An invitation that is nearly over, a sign-in link that the chair has not seen, a number read whole."""
    secretary = people["endang"]
    invitation, _token = invitations.invite(by=secretary, network=home, name="Tri Handayani", role=Role.PSM)
    invitation.expires_at = timezone.now() + timedelta(hours=36)
    invitation.save()
    sign_in_links.make(people["bagus"], by=secretary, network=home, forget_second_factors=False)
    living = Resident.objects.of(home)
    residents.reveal(living.get(name="Mbah Karsinah"), by=secretary)
    residents.move_away(living.get(name="Andi Rahmat"), by=secretary, on=_days(-25), reason="Bekerja di Makassar")
    gone = Resident.objects.get(network__rw="003", network__village=home.village, name="Paijan")
    residents.record_death(gone, by=people["lilis"], on=_days(-12))


# Residents ------------------------------------------------------------------------------------------------


def _residents(network, by) -> None:
    rts = {rt.number: rt for rt in Rt.objects.filter(network=network)}
    groups: dict[tuple[str, str], Dasawisma] = {}
    for serial, card in enumerate(read_families(), start=1):
        if card.rw != network.rw:
            continue
        rt = rts[card.rt]
        place = (card.rt, card.dasawisma)
        if place not in groups:
            groups[place] = networks.add_dasawisma(network, by=by, rt=rt, name=card.dasawisma)
        number = kk_number(card, serial)
        for position, person in enumerate(card.people, start=1):
            values = {**person, "rt_id": rt.pk, "address": card.address, "hamlet": ""}
            day = values.pop("nik_day", None) or values["birth_on"]
            if not values["without_nik"]:
                values["nik"] = Sealed(nik(day, values["sex"], serial * 10 + position))
            residents.add(network, by=by, values=values, kk_number=number)
        family = Family.objects.of(network).with_kk_number(number).get()
        residents.assign_dasawisma(family, by=by, dasawisma=groups[place])


def nik(birth_on: date, sex: int, serial: int) -> str:
    """A NIK that nobody can have: region 99; then the day of birth (a woman's plus 40), month, year, and a serial."""
    day = birth_on.day + (40 if sex == 2 else 0)
    return f"990101{day:02}{birth_on:%m%y}{serial:04}"


def kk_number(card: _Card, serial: int) -> str:
    """The number of a family card in the same impossible region."""
    return f"990101{(serial % 27) + 1:02}0619{serial:04}"


def _rows(file_name: str) -> Iterator[list[str]]:
    for line in (DATA / file_name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield [cell.strip() for cell in line.split("|")]


def read_families() -> Iterator[_Card]:
    """The families of the data file, in its order."""
    card = None
    for cells in _rows("families.txt"):
        if len(cells) == 4:
            if card:
                yield card
            card = _Card(*cells)
        else:
            card.people.append(_person(cells))
    yield card


def _person(cells: list[str]) -> dict:
    name, sex, born_on, born_in, level, education, occupation, marital_status, insurance, *more = cells
    extra = dict(pair.split("=") for cell in more for pair in cell.split())
    person = {
        "name": name,
        "sex": int(sex),
        "birth_on": date.fromisoformat(born_on),
        "birth_place": born_in,
        "kk_level": int(level),
        "education": int(education),
        "occupation": int(occupation),
        "marital_status": int(marital_status),
        "insurance": int(insurance),
        "disability": extra.get("disability", ""),
        "without_nik": extra.get("without_nik", ""),
    }
    if "nik_day" in extra:
        person["nik_day"] = date.fromisoformat(extra["nik_day"])
    return person
