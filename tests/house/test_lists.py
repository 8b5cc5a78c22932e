"""Every page of a network takes the same number of queries for one row and for three, and few of them."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from members.actions import follow_ups, tallies
from members.models import Dasawisma, Invitation, Organization, Rt, Training, User, Volunteer, VolunteerArea
from pmks_cases.actions import cases, visits
from pmks_cases.models import (
    Addendum,
    Assessment,
    Case,
    CaseCategory,
    CaseMove,
    Category,
    Consent,
    EarlyReport,
    EmergencyAlert,
    Errand,
    Family,
    Goal,
    Handover,
    Kinship,
    Measurement,
    Photo,
    PlanStep,
    Referral,
    Resident,
    ResidentImport,
    SavedFilter,
    Visit,
)
from programs.models import Activity, Aspiration, Attendance, Meeting, Pledge, Program
from tests.conftest import give_office, make_user
from tests.house.test_routes import ROUTES
from tests.programs import joint
from wksbm.core.access import stated_audience
from wksbm.core.models import ReadEntry
from wksbm.core.registries import due_kinds

PAGES = [
    (name, stated_audience(pattern.callback)) for name, pattern, converters in ROUTES if list(converters) == ["network"]
]
CASE_BUDGET = 16
"""The whole page of a case."""
LIST_BUDGET = 8
LISTS = {"pmks_cases:cases", "pmks_cases:errands", "pmks_cases:reports", "members:follow_ups", "pmks_cases:residents"}
BUDGET = 12
"""Statements of one page, session and person included."""
HOME_BUDGET = 8 + len(due_kinds)
"""The home page asks one more for each kind of due thing: who holds several offices may have them all."""


@pytest.fixture
def everybody(network):
    """Somebody for each verb: chair, secretary, auditor, village operator and RT head."""
    people = {}
    for role in ("secretary", "chair", "auditor", "village_operator", "rt_head"):
        people[role] = make_user(f"si.{role}")
        place = {"rt": Rt.objects.filter(network=network)[0]} if role == "rt_head" else {}
        give_office(people[role], role, network, **place)
    return people


def settle(network, number: int) -> None:
    """One more of everything that a page of a network lists."""
    rt = Rt.objects.get_or_create(network=network, number=f"01{number}")[0]
    Dasawisma.objects.create(network=network, rt=rt, name=f"Melati {number}")
    organization = Organization.objects.create(network=network, kind="pkk", name=f"PKK {number}", rt=rt)
    family = Family.objects.create(network=network, kk_number=f"990101010101000{number}")
    resident = Resident.objects.create(
        network=network, name=f"Sulastri {number}", rt=rt, family=family, nik=f"990101410196000{number}"
    )
    person = make_user(f"relawan.{number}")
    give_office(person, "psm", network)
    give_office(person, "organization_officer", network, organization=organization)
    volunteer = Volunteer.objects.create(user=person)
    VolunteerArea.objects.create(network=network, volunteer=volunteer, rt=rt)
    Training.objects.create(volunteer=volunteer, level="dasar", organizer="Dinsos", held_on="2025-01-01")
    Invitation.objects.create(network=network, name=f"Yati {number}", role="psm", token_digest=bytes([number]) * 32)
    ResidentImport.objects.create(network=network, file_name=f"warga{number}.xlsx", created_by=person)
    ReadEntry.objects.create(network=network, reader=person, kind="export", subject="1 warga")
    ReadEntry.objects.create(
        network=network, reader=person, kind="story", subject="riwayat", object_id=resident.pk, content_type=None
    )
    settle_cases(network, number, resident=resident, psm=person)


def settle_cases(network, number: int, *, resident, psm) -> None:
    """One more of everything that waits for somebody: a visit, a decision, a promise, a report."""
    today = network.today()
    board = User.objects.get(username="si.secretary")
    values = {"resident": resident, "need": "sembako", "need_kind": "pangan"}
    for state in ("monitoring", "musyawarah", "laporan"):
        case = cases.open_case(network, by=board, values=values, another_need=True)
        visited = {} if state == "laporan" else {"psm": board, "next_visit_on": today, "last_visit_on": today}
        Case.objects.filter(pk=case.pk).update(state=state, **visited)
    Case.objects.filter(pk=case.pk).update(psm=psm, state="monitoring", last_visit_on=today - timedelta(days=91))
    follow_ups.make(network, by=psm, what=f"Antar surat {number}", doer=board, due_on=today, origin=case)
    EarlyReport.objects.create(network=network, saw="Lapar", place="pos ronda", writer=psm, check_by=today)
    EmergencyAlert.objects.create(network=network, recipient=board, case=case)
    settle_on_case(case, number, by=psm)
    visits.greet(resident, by=board, client_id=uuid4(), at=timezone.now() - timedelta(hours=number))
    errand = {"what": "Urus KIS", "helper": "Bu RT", "on": today, "by": board}
    Errand.objects.create(network=network, resident=resident, **errand)
    Errand.objects.create(network=network, subject_name=f"Pengunjung {number}", **errand)
    SavedFilter.objects.create(network=network, user=board, name=f"Mendesak {number}", query="urgency=4")
    Kinship.objects.create(network=network, user=board, resident=resident, relation="ipar")
    settle_meetings(network, number, by=board)
    settle_programs(network, number, by=board)


def settle_programs(network, number: int, *, by) -> None:
    """One more program that begins today, one past its end, and a pledge that has not come."""
    today = network.today()
    lead = Organization.objects.get(network=network, name=f"PKK {number}")
    give_office(by, "organization_officer", network, organization=lead)
    for state, days in (("disetujui", 9), ("berjalan", -1)):
        made = joint.ready(network, by=by, lead=lead, title=f"Program {number}", needs=["papan"])
        last = today + timedelta(days=days)
        Program.objects.filter(pk=made.pk).update(state=state, starts_on=min(today, last), ends_on=last)
    Pledge.objects.filter(network=network).update(due_on=today)


def settle_meetings(network, number: int, *, by) -> None:
    """One more meeting to come, to which the board is invited, one that was held, and one aspiration."""
    values = {
        "network": network,
        "chair": by,
        "note_taker": by,
        "created_by": by,
        "place": "Balai RW",
        "begins": "19:30",
    }
    coming = Meeting.objects.create(held_on=network.today() + timedelta(days=number), **values)
    Attendance.objects.create(network=network, meeting=coming, user=by, name=by.name, invited_at=timezone.now())
    Activity.objects.create(
        network=network,
        title=f"Posyandu {number}",
        held_on=network.today(),
        begins="08:00",
        in_charge=by,
        created_by=by,
    )
    Meeting.objects.create(held_on=network.today() - timedelta(days=number), state=Meeting.State.CLOSED, **values)
    Aspiration.objects.create(network=network, text=f"Lampu jalan {number}", written_by=by)


def settle_on_case(case, number: int, *, by) -> None:
    """One more of everything that the page of a case shows."""
    network, today = case.network, case.network.today()
    more = {"network": network, "case": case, "by": by}
    at = timezone.now() - timedelta(days=number)
    visit = Visit.objects.create(**more, at=at, on=today, met="dia", told=f"Berasnya habis {number}.")
    Addendum.objects.create(network=network, visit=visit, text="Sudah diantar.", by=by)
    Photo.objects.create(network=network, visit=visit, file="a", thumbnail="b", width=4, height=3, by=by)
    CaseMove.objects.create(**more, start="monitoring", end="monitoring", why="Tetap.", at=at)
    Handover.objects.create(**more, taker=by, note="Suka bercerita.", at=at)
    Assessment.objects.create(**more, on=today, situation="Tinggal sendiri.")
    Referral.objects.create(**more, target="puskesmas", sent_on=today, at=at)
    Consent.objects.create(**more, purpose="data", answer=True, given_by="Ibunya", way="lisan", at=at)
    category = Category.objects.exclude(pk__in=case.categories.values("category_id")).filter(stigmatising=False)[0]
    CaseCategory.objects.create(network=network, case=case, category=category, set_by=by)
    words = {"wanted": "Makan tiga kali", "sign": "Ada beras", "baseline": 0, "target": 2, "due_on": today}
    goal = Goal.objects.create(network=network, case=case, set_by=by, **words)
    for value in (0, number):
        Measurement.objects.create(**more, goal=goal, value=value, on=today)
    promise = follow_ups.make(network, by=by, what=f"Langkah {number}", doer=by, due_on=today, origin=case)
    PlanStep.objects.create(network=network, case=case, goal=goal, effort="kuratif", follow_up=promise)
    done = follow_ups.make(network, by=by, what=f"Antar {number}", doer=by, due_on=today, origin=case)
    follow_ups.finish(done, by=by, outcome="Sudah.")
    report = {"saw": "Lapar", "place": "pos ronda", "writer": by, "check_by": today, "state": "jadi_kasus"}
    EarlyReport.objects.create(network=network, case=case, settled_at=at, settled_by=by, **report)
    ReadEntry.objects.create(
        network=network,
        reader=by,
        kind="print",
        subject="kartu",
        object_id=case.pk,
        content_type=ContentType.objects.get_for_model(Case),
    )


def statements(signed_in, people, name, permission, network) -> int:
    from django.urls import reverse

    from members.access import roles_with

    who = next((person for role, person in people.items() if role in roles_with(permission)), None)
    if who is None:
        pytest.skip(f"no test person holds {permission}")
    client = signed_in(User.objects.get(pk=who.pk))
    with CaptureQueriesContext(connection) as captured:
        response = client.get(reverse(name, args=[network.slug]))
    if response.status_code in (302, 405):
        return 0
    assert response.status_code == 200, name
    return len(captured)


@pytest.mark.parametrize(("name", "permission"), PAGES, ids=[name for name, _ in PAGES])
def test_page_costs_the_same_for_one_row_and_for_three(signed_in, network, everybody, categories, name, permission):
    settle(network, 1)
    statements(signed_in, everybody, name, permission, network)  # fills what is read once for each process
    one = statements(signed_in, everybody, name, permission, network)
    settle(network, 2)
    settle(network, 3)
    tallies.apply_changes([network.pk])  # as the beat does: else the first page of figures counts what has changed
    three = statements(signed_in, everybody, name, permission, network)
    assert three == one
    assert three <= (HOME_BUDGET if name == "network_home" else LIST_BUDGET if name in LISTS else BUDGET)


@pytest.mark.parametrize("secrecy", ["biasa", "rahasia"])
@pytest.mark.parametrize(
    ("route", "budget"), [("case", CASE_BUDGET), ("case_secrecy", BUDGET), ("case_categories", BUDGET)]
)
def test_the_page_of_a_case_costs_the_same_for_one_of_everything_and_for_three(
    signed_in, network, everybody, make_resident, categories, secrecy, route, budget
):
    from django.urls import reverse

    board = everybody["secretary"]
    values = {"resident": make_resident(), "need": "sembako", "need_kind": "pangan", "secrecy": secrecy}
    case = cases.open_case(network, by=board, values=values)
    Case.objects.filter(pk=case.pk).update(state="monitoring", psm=board, next_visit_on=network.today())
    client = signed_in(User.objects.get(pk=board.pk))

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            response = client.get(reverse(f"pmks_cases:{route}", args=[network.slug, case.number]))
        assert response.status_code == 200
        return len(captured)

    settle_on_case(case, 1, by=board)
    cost()  # the first look at a rahasia case leaves a read entry, and fills what is read once for each process
    one = cost()
    settle_on_case(case, 2, by=board)
    settle_on_case(case, 3, by=board)
    assert (cost(), one <= budget) == (one, True), f"{one} statements, {budget} are allowed"


def test_the_walk_meets_the_lists():
    names = {name for name, _ in PAGES}
    assert {"pmks_cases:residents", "members:memberships", "members:organizations", "members:read_log"} <= names
