"""The demo: three invented networks in a real village. Through the same actions as everything else, so with history.

The families and the year of all three are written in bulk (`demo_register`, `demo_history`), the rest verb by verb.
"""

from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from members import demo_accounts
from members.access import Role
from members.actions import invitations, networks, organizations, sign_in_links, tallies, volunteers
from members.demo_accounts import EVERYBODY, PASSWORD, DemoAccount
from members.models import Dasawisma, Membership, Network, Organization, Region, Rt, Training, User, Volunteer
from members.models.invitation import token_digest
from pmks_cases.actions import residents
from pmks_cases.models import Resident
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule
from wksbm.portal.actions import (
    demo_aspirations,
    demo_calendar,
    demo_cases,
    demo_documents,
    demo_history,
    demo_issues,
    demo_letters,
    demo_map,
    demo_meetings,
    demo_post,
    demo_programs,
    demo_recipients,
)
from wksbm.portal.actions.demo_families import cards
from wksbm.portal.actions.demo_files import lines
from wksbm.portal.actions.demo_register import register

VILLAGE = "33.19.01.2011"
"""Garung Lor, Kaliwungu, Kudus: the place is real, everybody in it is invented."""

TRAINED_THIS_YEAR = {"sugiharti": 245, "fajar": 160, "umi": 85}
"""PSM of RW 004 who took office so many days ago; the training was in their first week."""
NETWORKS = (
    ("004", "Guyub Rukun", ("001", "002", "003"), "bambang", "endang"),
    ("005", "Rukun Sejahtera", ("001", "002"), "soeparman", "dewi"),
    ("003", "Tunas Bersama", ("001", "002"), "iskandar", "lilis"),
)


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
    families, registered = cards(timezone.localdate()), {}
    for rw, name, rts, chair, secretary in NETWORKS:
        network = _network(village, rw, name, rts, chair, secretary, people)
        _organizations(network, people[secretary])
        registered[rw] = register(network, families[rw], by=people[secretary])
    _offices(*(Network.objects.get(village=village, rw=rw) for rw in ("004", "005", "003")), people)
    _what_waits(Network.objects.get(village=village, rw="004"), people)
    networks_here = list(Network.objects.filter(village=village))
    demo_cases.load(networks_here)
    demo_history.load(networks_here, registered)
    demo_aspirations.load(networks_here)
    demo_meetings.begin(networks_here)  # some of them decide on the programs
    demo_programs.load(networks_here)  # before the meeting to come, which proposes what waits
    demo_recipients.load(networks_here)
    demo_issues.load(networks_here)
    demo_meetings.load(networks_here)
    demo_documents.load(networks_here)
    demo_letters.load(networks_here)
    demo_post.load(networks_here)
    demo_calendar.load(networks_here)
    demo_map.load(networks_here)
    tallies.apply_changes()  # the charts are there at once, and not when beat comes round
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
    if known is None and (first := User.objects.filter(phone__startswith=demo_accounts.PHONE_PREFIX).first()):
        # They share one password: to hash it anew for each of twenty would take longer than the whole year below.
        about = {"username": account.username, "name": account.name, "phone": account.phone}
        known = User.objects.create(password=first.password, **about)
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
        protection_unit_phone="+628000000129",
        activities="Santunan, antar berobat, dapur umum, les anak",
        decree_number=f"411/{int(rw):02}/2025",
        decree_on=_days(-710),
        resident_permit_number=f"470/{int(rw):02}/2026",
        resident_permit_on=_days(-60),
    )
    return network


def _organizations(network, by) -> None:
    for rw, kind, name, standing, offers, contact in lines("organizations.txt"):
        if rw == network.rw:
            offers = "\n".join(offer.strip() for offer in offers.split(";"))
            facts = {"kind": kind, "name": name, "standing": standing, "offers": offers, "contact_name": contact}
            if kind == Organization.Kind.RT:
                facts["rt"] = Rt.objects.get(network=network, number=name.removeprefix("RT "))
            organizations.add(network, by=by, **facts)


def _offices(home, neighbour, small, people) -> None:
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
    people["nur"] = _join(EVERYBODY["nur"], by=people["dewi"], network=neighbour, **terms)
    people["heru"] = _join(EVERYBODY["heru"], by=people["lilis"], network=small, **terms)
    for username, ago in TRAINED_THIS_YEAR.items():
        since = {"starts_on": _days(-ago), "ends_on": _days(1825 - ago)}
        people[username] = _join(EVERYBODY[username], by=secretary, network=home, **since)
    _volunteers(home, neighbour, people)
    _more_volunteers(home, neighbour, small, people)
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


def _more_volunteers(home, neighbour, small, people) -> None:
    """Those who came within the year, each trained before the first case was hers; and one in each other network."""
    for username, network, hours, skills in (
        ("sugiharti", home, 9, "Merawat orang sakit, naik motor"),
        ("fajar", home, 8, "Pertukangan, komputer"),
        ("umi", home, 8, "Mengajar, memasak"),
        ("nur", neighbour, 4, "Menjahit, mendengarkan"),
        ("heru", small, 4, "Naik motor, surat-menyurat"),
    ):
        by = next(office.user for office in network.memberships.filter(role=Role.SECRETARY).select_related("user"))
        volunteer = Volunteer.objects.get(user=people[username])
        ago = TRAINED_THIS_YEAR.get(username, 690)
        volunteers.change(volunteer, by=by, hours_a_week=hours, since_on=_days(-ago), skills=skills)
        here = Rt.objects.filter(network=network)
        volunteers.set_areas(volunteer, by=by, among=here, chosen=here)
        training = {"organizer": "Dinas Sosial Kabupaten Kudus", "held_on": _days(6 - ago), "hours": 24}
        volunteers.add_training(volunteer, by=by, level=Training.Level.BASIC, **training)


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
