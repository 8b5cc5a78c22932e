"""Who was chosen for a joint program of the demo: three, and one not this time; with the paper on which they sign."""

from django.contrib.contenttypes.models import ContentType

from members.models import Network
from pmks_cases.models import Case
from programs.actions import decisions, recipients
from programs.actions.recipients import Ballot
from programs.models import AgendaItem, Decision, Program, Recipient
from wksbm.documents.actions import issuing
from wksbm.documents.papers import papers
from wksbm.portal.actions.demo_meetings import close_at, meeting_of
from wksbm.portal.actions.demo_story import Neighbourhood, set_back

PROGRAM = "Makan sehat untuk lansia"
PROPOSED, DECIDED = -137, -134
"""Days: after the program has begun."""
WHO = (
    ("Mbah Karsinah", "barang", "Tinggal sendiri, sering lupa memasak.", True),
    ("Tjipto Hardjono", "barang", "Sesudah jatuh tidak kuat lama di dapur.", True),
    ("Sumiyem", "pendampingan", "Suaminya bekerja sampai sore.", True),
    ("Soekarno Hadi", "barang", "Istrinya yang memasak mulai kewalahan.", False),
)


def load(networks: list[Network]) -> None:
    """Of the first network's running program; `networks` as the demo has them."""
    where = Neighbourhood(next(network for network in networks if network.rw == "004"))
    program = Program.objects.of(where.network).select_related("network", "lead").get(title=PROGRAM)
    by = where.person("endang")
    chosen = set()
    for name, kind, why, is_chosen in WHO:
        case = Case.objects.of(where.network).open().get(resident__name=name)
        row = recipients.propose(program, by=by, case=case, help_kind=kind, why=why)
        set_back(row, proposed_at=where.instant(PROPOSED, 120))
        chosen |= {row.pk} if is_chosen else set()
    made = _decide(where, program, chosen)
    issuing.issue(papers["berita-acara-penerima"], where.network, by=by, row=made)


def _decide(where: Neighbourhood, program: Program, chosen: set[int]) -> Decision:
    """In a meeting of its own, recorded as it was."""
    meeting = meeting_of(where, DECIDED)
    line = AgendaItem.objects.create(
        network=where.network,
        meeting=meeting,
        kind=AgendaItem.Kind.RECIPIENTS,
        title=f"Penetapan penerima: {program.title}",
        reason="Ada calon yang menunggu keputusan",
        about_type=ContentType.objects.get_for_model(Program),
        about_id=program.pk,
    )
    rows = Recipient.objects.filter(program=program)
    ballot = Ballot(frozenset(chosen), frozenset(rows.values_list("pk", flat=True)))
    made = decisions.decide(line, by=where.person("endang"), outcome="ditetapkan", ballot=ballot)
    at = where.instant(DECIDED, 690)
    set_back(made, at=at)
    rows.update(settled_at=at)
    close_at(where, meeting, DECIDED)
    return made
