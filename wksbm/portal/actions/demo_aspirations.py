"""What the people of the demo wished for: one answered at once, the others on their way to the next meeting."""

from members.actions import follow_ups
from members.models import FollowUp, Network
from programs.actions import aspirations
from programs.models import Aspiration
from wksbm.portal.actions.demo_story import Neighbourhood, set_back

WISHES = (
    ("siti", "saluran", "Saluran di depan musala mampet lagi, air masuk ke teras.", -16, None),
    ("bagus", "kegiatan", "Senam pagi di lapangan sudah tiga bulan berhenti. Kami mau menghidupkannya lagi.", -9, None),
    ("made", "keamanan", "Lampu di tikungan RT 003 sering mati, jalan pulang mengaji jadi gelap.", -30, "lampu"),
    ("siti", "aspirasi", "Balai RW dibuka sore hari untuk anak belajar bersama.", -2, None),
)
ANSWER = "Diganti lampu LED dari kas RW, dikerjakan minggu ini."


def load(networks: list[Network]) -> None:
    """Into the first network, before its meetings propose their agenda; `networks` as the demo has them."""
    where = Neighbourhood(next(network for network in networks if network.rw == "004"))
    by = where.person("endang")
    for who, kind, text, day, answered in WISHES:
        made = aspirations.write(where.network, by=where.person(who), text=text, kind=kind)
        set_back(made, written_at=where.instant(day, 620))
        if answered:
            _answer(where, made, day + 4, by=by)


def _answer(where: Neighbourhood, made: Aspiration, day: int, *, by) -> None:
    doer = where.person("made")
    what = {"what": "Ganti lampu di tikungan", "doer": doer, "due_on": where.day(0)}
    aspirations.do_at_once(made, by=by, answer=ANSWER, **what)
    promise = FollowUp.objects.of_origin(made).get()
    follow_ups.finish(promise, by=doer, outcome="Lampu baru sudah terpasang dan menyala.")
    done = where.instant(day + 5, 600)
    set_back(promise, created_at=where.instant(day, 700), due_on=where.day(day + 7), done_at=done)
    promise.entries.update(at=done)
    set_back(made, answered_at=where.instant(day, 700))
