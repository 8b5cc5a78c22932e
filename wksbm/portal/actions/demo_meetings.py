"""The meetings of the demo: one closed last month, and one in three days whose agenda has proposed itself."""

from datetime import time, timedelta

from members.actions import follow_ups
from members.models import Membership, Network
from programs.actions import agenda, attendances, decisions, meetings
from programs.models import AgendaItem, Attendance, Element, Meeting
from wksbm.portal.actions.demo_story import CHAIRS, Neighbourhood, set_back

HELD, COMES = -27, 3
WOMEN = {"endang", "maria", "yati", "siti", "wening", "made", "sugiharti", "umi", "dewi", "lilis", "retno"}
ELDERS = (
    ("Pak Anwar", Element.FAITH, "Takmir mushala", Attendance.Sex.MALE, True),
    ("Bu Sumiyem", Element.COMMUNITY, "Sesepuh RT 002", Attendance.Sex.FEMALE, True),
    ("Pak Yohan", Element.FAITH, "Majelis gereja", Attendance.Sex.MALE, False),
)
TALKED = (
    (
        "Kerja bakti saluran RT 002",
        "Air naik setiap hujan deras. Lumpurnya sudah setengah saluran. Cangkul bisa dipinjam dari balai.",
        "Saluran dibersihkan bersama hari Minggu, tiap rumah satu orang.",
        (("Pinjam cangkul dan gerobak dari balai", "made", -20, True), ("Buang lumpur ke luar RW", "bagus", -6, False)),
    ),
    (
        "Jadwal ronda malam",
        "Dua malam kosong karena warga kerja sif. Karang Taruna bersedia mengisi Sabtu.",
        "Jadwal disusun lagi, Sabtu diisi Karang Taruna.",
        (("Susun jadwal ronda yang baru", "bagus", -13, True),),
    ),
)


def load(networks: list[Network]) -> None:
    """Tell the meetings of the first network; `networks` as the demo has them."""
    where = Neighbourhood(next(network for network in networks if network.rw == "004"))
    _held(where)
    _to_come(where)


def _values(where: Neighbourhood) -> dict:
    chair = where.person(CHAIRS[where.network.rw])
    return {
        "begins": time(19, 30),
        "ends": time(21, 30),
        "place": "Balai RW 004",
        "chair": chair,
        "note_taker": where.person("endang"),
    }


def _invite(meeting: Meeting, *, by) -> list[Attendance]:
    attendances.invite_officers(meeting, by=by)
    for name, element, office, sex, _comes in ELDERS:
        attendances.invite(meeting, by=by, name=name, element=element, office=office, sex=sex)
    rows = list(Attendance.objects.filter(meeting=meeting).select_related("user"))
    for row in rows:
        if row.user_id:
            female = row.user.username in WOMEN
            attendances.correct(row, by=by, sex=Attendance.Sex.FEMALE if female else Attendance.Sex.MALE)
    return rows


def _held(where: Neighbourhood) -> None:
    """Last month's: who came, what was said, decided and promised; one promise is past its day."""
    by, chair = where.person("endang"), where.person(CHAIRS[where.network.rw])
    meeting = meetings.record_afterwards(where.network, by=by, held_on=where.day(HELD), **_values(where))
    away = {name for name, *_rest, comes in ELDERS if not comes}
    for number, row in enumerate(_invite(meeting, by=by)):
        if row.name not in away and number % 5 != 4:
            attendances.mark(row, by=by, is_present=True)
    for title, said, decided, promises in TALKED:
        _talk(where, meeting, by, title, said, decided, promises)
    opened = where.instant(HELD, 690)
    Attendance.objects.filter(meeting=meeting, is_present=True).update(arrived_at=opened - timedelta(minutes=10))
    meetings.close(meeting, by=chair)
    set_back(
        meeting,
        recorded_afterwards=False,
        created_at=where.instant(HELD - 7, 60),
        started_at=opened,
        closed_at=opened + timedelta(hours=2),
    )


def _talk(where: Neighbourhood, meeting, by, title, said, decided, promises) -> None:
    line = agenda.add(meeting, by=by, title=title, kind=AgendaItem.Kind.NEIGHBOURHOOD)
    decisions.note(line, by=by, discussion=said, revision=line.revision)
    made = decisions.decide(line, by=by, text=decided)
    set_back(made, at=where.instant(HELD, 740))
    for what, who, day, is_kept in promises:
        doer = where.person(who)
        office = Membership.objects.current().filter(user=doer, network=where.network).first()
        tie = decisions.promise(
            made, by=by, what=what, doer=doer, due_on=where.day(day), organization=office.organization
        )
        if is_kept:
            follow_ups.finish(tie.follow_up, by=doer, outcome="Sudah.")
            set_back(tie.follow_up, done_at=where.instant(day - 1, 300))
            for entry in tie.follow_up.entries.all():
                set_back(entry, at=where.instant(day - 1, 300))
        set_back(tie.follow_up, created_at=where.instant(HELD, 745))


def _to_come(where: Neighbourhood) -> None:
    by = where.person("endang")
    meeting = meetings.plan(where.network, by=by, held_on=where.day(COMES), **_values(where))
    agenda.propose(meeting, by=by)
    _invite(meeting, by=by)
