"""The meetings of the demo: a year of them, and one in three days whose agenda has proposed itself.

`begin` tells what was said and promised in each and leaves the minutes open: what the programs and the strategic issue
had decided there is added by their own files (`meeting_of`). `load` closes what is still open and plans the next one.
"""

from datetime import time, timedelta

from django.contrib.contenttypes.models import ContentType

from members.access import Role
from members.actions import follow_ups
from members.models import Membership, Network
from programs.actions import agenda, attendances, decisions, meetings, pictures
from programs.models import AgendaItem, Attendance, Decision, Element, Meeting
from wksbm.portal.actions.demo_files import tables
from wksbm.portal.actions.demo_photos import draw
from wksbm.portal.actions.demo_story import CHAIRS, Neighbourhood, set_back

COMES = 3
OPENED, DECIDED = 690, 740
"""Minutes after eight in the morning: half past seven in the evening, and when most is decided."""
WOMEN = {"endang", "maria", "yati", "siti", "wening", "sugiharti", "umi", "dewi", "lilis", "retno"}
FEMALE, MALE = Attendance.Sex.FEMALE, Attendance.Sex.MALE
ELDERS = (
    ("Pak Anwar", Element.FAITH, "Takmir mushala", MALE),
    ("Bu Sumiyem", Element.COMMUNITY, "Sesepuh RT 002", FEMALE),
    ("Pak Yohan", Element.FAITH, "Majelis gereja", MALE),
)
SELDOM = "Pak Yohan"


def begin(networks: list[Network]) -> None:
    """The year of the first network, before its programs are told; `networks` as the demo has them."""
    where = Neighbourhood(next(network for network in networks if network.rw == "004"))
    Year(where).tell()


def load(networks: list[Network]) -> None:
    """Close what is still open of it, and plan the next one, when all that waits is there."""
    where = Neighbourhood(next(network for network in networks if network.rw == "004"))
    for meeting in Meeting.objects.of(where.network).filter(state=Meeting.State.RUNNING).order_by("held_on"):
        close_at(where, meeting, (meeting.held_on - where.network.today()).days)
    by = where.person("endang")
    meeting = meetings.plan(where.network, by=by, held_on=where.day(COMES), **_values(where))
    agenda.propose(meeting, by=by)
    Attendance.objects.bulk_create(_invited(where, meeting, officers_of(where.network)))


def _values(where: Neighbourhood, **more) -> dict:
    chair = where.person(CHAIRS[where.network.rw])
    usual = {"begins": time(19, 30), "ends": time(21, 30), "place": "Balai RW 004"}
    return usual | {"chair": chair, "note_taker": where.person("endang")} | more


def officers_of(network: Network) -> list[Membership]:
    """Who is invited as `attendances.invite_officers` does it."""
    offices = Membership.objects.current().filter(network=network).exclude(role__in=(Role.AUDITOR, Role.SUPERVISOR))
    rows = offices.select_related("user", "organization", "rt", "dasawisma__rt", "network").order_by("starts_on", "pk")
    return list({row.user_id: row for row in reversed(rows)}.values())[::-1]


def _invited(where: Neighbourhood, meeting: Meeting, offices: list[Membership]) -> list[Attendance]:
    """A row for each officer of that day and for each elder."""
    known = {"network": where.network, "meeting": meeting}
    rows = [
        Attendance(
            user=office.user,
            organization=office.organization,
            name=office.user.name,
            office=office.place_and_title,
            phone=office.user.phone or "",
            element=attendances.element_of(office),
            sex=FEMALE if office.user.username in WOMEN else MALE,
            **known,
        )
        for office in offices
        if office.starts_on <= meeting.held_on
    ]
    return rows + [
        Attendance(name=name, element=element, office=title, sex=sex, **known) for name, element, title, sex in ELDERS
    ]


class Year:
    """What was said, decided and promised in each meeting of a year."""

    def __init__(self, where: Neighbourhood):
        self.where = where
        self.offices = officers_of(where.network)
        self.carried: dict[str, AgendaItem] = {}

    def tell(self) -> None:
        for turn, card in enumerate(tables("meetings.toml")["meeting"]):
            meeting = self._opened(card)
            self._gather(meeting, card, turn)
            for line in card["lines"]:
                self._talk(meeting, card["day"], line)

    def _opened(self, card: dict) -> Meeting:
        more = {"note_taker": self.where.person(card.get("note_taker", "endang")), "kind": card.get("kind", "bulanan")}
        if begins := card.get("begins"):
            more |= {"begins": time.fromisoformat(begins), "ends": None}
        values = _values(self.where, **more)
        made = meetings.record_afterwards(
            self.where.network, by=values["note_taker"], held_on=self.where.day(card["day"]), **values
        )
        if card.get("from_notebook"):
            pictures.keep_attendance_list(made, draw("daftar", 1), by=values["note_taker"])
        else:
            set_back(made, recorded_afterwards=False)
        return made

    def _gather(self, meeting: Meeting, card: dict, turn: int) -> None:
        """Who came: those named, else four of five."""
        rows = _invited(self.where, meeting, self.offices)
        opened = self.where.instant(card["day"], OPENED)
        for number, row in enumerate(rows):
            called = row.user.username if row.user_id else row.name
            came = (number + turn) % 5 != 4 and called != SELDOM
            row.is_present = called in card["come"] if "come" in card else came
            row.arrived_at = opened - timedelta(minutes=10) if row.is_present else None
        Attendance.objects.bulk_create(rows)

    def _talk(self, meeting: Meeting, day: int, told: dict) -> None:
        by = meeting.note_taker
        line = AgendaItem(network=self.where.network, meeting=meeting, kind=told["kind"], title=told["title"])
        line.discussion = told["said"]
        if before := self.carried.pop(told["title"], None):
            line.about_type, line.about_id = ContentType.objects.get_for_model(AgendaItem), before.pk
            line.reason = "Belum sempat diputuskan musyawarah sebelumnya"
        line.save()
        if "decided" not in told:
            self.carried[told["title"]] = line
            return
        votes = {}
        if counted := told.get("votes"):
            votes = dict(zip(("votes_for", "votes_against", "votes_none"), counted, strict=True))
            votes["way"] = Decision.Way.VOTE
        made = decisions.decide(line, by=by, text=told["decided"], **votes)
        set_back(made, at=self.where.instant(day, DECIDED))
        for promise in told.get("promises", ()):
            self._promise(made, day, promise)

    def _promise(self, made: Decision, day: int, told: dict) -> None:
        where, doer = self.where, self.where.person(told["who"])
        office = next(row for row in self.offices if row.user_id == doer.pk)
        values = {"what": told["what"], "doer": doer, "due_on": where.day(told["due"])}
        row = decisions.promise(made, by=made.by, organization=office.organization, **values).follow_up
        times = {"created_at": where.instant(day, DECIDED + 5)}
        if "done" in told:
            follow_ups.finish(row, by=doer, outcome=told.get("outcome", "Sudah."))
            times["done_at"] = where.instant(told["done"], 300)
            row.entries.update(at=times["done_at"])
        set_back(row, **times)


def meeting_of(where: Neighbourhood, day: int) -> Meeting:
    """The meeting of that day, still open: of the year, else one called for it, to which most of the year's people
    came."""
    found = Meeting.objects.of(where.network).filter(held_on=where.day(day), state=Meeting.State.RUNNING).first()
    if found is not None:
        found.network = where.network
        return found
    by = where.person("endang")
    values = _values(where, kind=Meeting.Kind.SPECIAL)
    meeting = meetings.record_afterwards(where.network, by=by, held_on=where.day(day), **values)
    rows = _invited(where, meeting, officers_of(where.network))
    for row in rows:
        row.is_present = row.name != SELDOM
        row.arrived_at = where.instant(day, OPENED)
    Attendance.objects.bulk_create(rows)
    set_back(meeting, recorded_afterwards=False)
    return meeting


def close_at(where: Neighbourhood, meeting: Meeting, day: int) -> None:
    """Close its minutes as they were closed on that evening; those from the notebook on the day after."""
    closed = meetings.close(meeting, by=meeting.chair)
    if closed.recorded_afterwards:
        opened = made = where.instant(day + 1, 600)
    else:
        opened, made = where.instant(day, OPENED), where.instant(day - 7, 60)
    set_back(meeting, created_at=made, started_at=opened, closed_at=opened + timedelta(hours=2))
