"""What is decided together: a meeting with thirty lines, the closed ones before it, the joint programs; and how long an
agenda takes to propose itself."""

import time
from collections.abc import Iterator
from datetime import time as clock
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from members.access import Role
from members.models import Membership, Organization
from pmks_cases.models import Case
from programs.actions import agenda
from programs.models import AgendaItem, Attendance, Meeting, Program
from programs.models.attendance import Element
from programs.models.program_states import State
from wksbm.documents.models import IssuedDocument
from wksbm.portal.bench.measuring import Sample
from wksbm.portal.bench.report import Line
from wksbm.portal.bench.rows import Ids, Plan, copy_rows, row_of

LINES = 30
"""On the agenda of the meeting that is running."""
LINES_OF_CASES = 20
PEOPLE = 24
CLOSED_MEETINGS = 24
PROGRAMS = 60
DOCUMENTS = 120
PAPER, PAPER_SERIES = "undangan", "UND"
PROPOSALS = 12
"""Times that an agenda proposes itself, each taken back."""
PROPOSAL_STATEMENTS = 25
"""A question for each source and one for the words of what it found, however much that is."""
SIZE_BAR = 2.0
"""What a network with many cases may cost beside one of usual size."""
KINDS = (Organization.Kind.KARANG_TARUNA, Organization.Kind.PKK, Organization.Kind.TAKMIR)


def load_meetings(plan: Plan, ids: Ids) -> None:
    """In each network two years of monthly meetings, one of today that is running, one to come without an agenda, and
    the programs of three organisations."""
    of_case = ContentType.objects.get_for_model(Case).pk
    for number in range(1, plan.networks + 1):
        offices = Membership.objects.filter(network_id=number).order_by("pk")
        chair, secretary = (offices.filter(role=role)[0].user_id for role in (Role.CHAIR, Role.SECRETARY))
        cases = list(Case.objects.filter(network_id=number).order_by("number").values_list("pk", "number", "need"))
        rows: dict[type, list[dict]] = {Organization: [], Program: [], Meeting: [], Attendance: [], AgendaItem: []}

        def add(model, *, to=rows, network=number, **values) -> int:
            key = ids.next(model)
            to[model].append(row_of(model, id=key, network_id=network, **values))
            return key

        leads = [add(Organization, kind=kind.value, name=f"{kind.label} {number}") for kind in KINDS]
        for turn in range(PROGRAMS):
            add(
                Program,
                title=f"Program {turn + 1}",
                lead_id=leads[turn % len(leads)],
                state=(State.RUNNING, State.DRAFT, State.EVALUATED)[turn % 3].value,
                starts_on=plan.day(turn * 9),
                ends_on=plan.day(turn * 9 - 120),
                created_by_id=secretary,
                created_at=timezone.now() - timedelta(days=turn * 9),
            )
        people = {"begins": clock(19, 30), "place": "Balai RW", "chair_id": chair, "note_taker_id": secretary}
        people["created_by_id"] = secretary
        for month in range(CLOSED_MEETINGS, 0, -1):
            add(Meeting, held_on=plan.day(30 * month), state=Meeting.State.CLOSED.value, **people)
        add(Meeting, held_on=plan.day(-3), **people)
        running = add(Meeting, held_on=plan.day(0), state=Meeting.State.RUNNING.value, **people)
        elements = list(Element)
        for turn in range(PEOPLE):
            add(
                Attendance,
                meeting_id=running,
                name=f"Undangan {turn + 1}",
                element=elements[turn % len(elements)].value,
                sex="PL"[turn % 2],
                is_present=turn % 4 > 0,
            )
        about = cases[:LINES_OF_CASES]
        for order in range(LINES):
            case = about[order] if order < len(about) else None
            add(
                AgendaItem,
                meeting_id=running,
                kind=(AgendaItem.Kind.CASE if case else AgendaItem.Kind.OTHER).value,
                order=order,
                title=f"{case[1]}, {case[2]}" if case else f"Hal {order + 1}",
                reason="Menunggu keputusan",
                case_id=case and case[0],
                about_type_id=of_case if case else None,
                about_id=case and case[0],
            )
        for model, some in rows.items():
            copy_rows(model, some)
        of_meeting = ContentType.objects.get_for_model(Meeting).pk
        copy_rows(
            IssuedDocument,
            [
                row_of(
                    IssuedDocument,
                    id=number * 10**6 + serial,
                    network_id=number,
                    kind=PAPER,
                    series=PAPER_SERIES,
                    year=plan.day(0).year,
                    serial=serial,
                    number=f"{serial:03d}/{PAPER_SERIES}/{plan.day(0).year}",
                    called=f"Undangan {serial}",
                    origin_type_id=of_meeting,
                    origin_id=running,
                    issued_on=plan.day(DOCUMENTS - serial),
                    issued_at=timezone.now() - timedelta(days=DOCUMENTS - serial),
                    issued_by_id=secretary,
                    pages=1,
                    size=30_000,
                    sha256=f"{serial:064x}",
                    code=f"{number}-{serial}",
                )
                for serial in range(1, DOCUMENTS + 1)
            ],
        )


def measure_proposals(asked: list[tuple[str, int, int]], networks: int, connected_to) -> Iterator[Line]:
    """The agenda of the meeting to come proposes itself in two networks; gives what the second takes beside the first.
    `asked`: of each the database, its key, and how many cases it has."""
    taken, statements, lines = [], [], []
    for database, network, _cases in asked:
        with connected_to(database):
            meeting = Meeting.objects.filter(network_id=network, state=Meeting.State.PLANNED).get()
            by = meeting.note_taker
            sample = Sample()
            for _turn in range(PROPOSALS):
                with transaction.atomic():
                    began = time.perf_counter()
                    found = agenda.propose(meeting, by=by)
                    sample.times.append((time.perf_counter() - began) * 1000)
                    transaction.set_rollback(True)
            with transaction.atomic():
                with CaptureQueriesContext(connection) as captured:
                    agenda.propose(meeting, by=by)
                transaction.set_rollback(True)
            taken.append(sample.p50)
            statements.append(len(captured))
            lines.append(found)
    few, many = taken
    (_first, _its_key, first_cases), (_second, _other_key, second_cases) = asked
    yield Line("agenda", networks, "pernyataan SQL", statements[1], "", PROPOSAL_STATEMENTS)
    detail = {"p50": many, "p50 di yang biasa": few, "hal baru": lines[1], "hal baru di yang biasa": lines[0]}
    measure = f"{second_cases} dibanding {first_cases} kasus"
    yield Line("agenda", networks, measure, many / few, "kali", SIZE_BAR, detail=detail)
