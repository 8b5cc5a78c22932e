"""Every page of a network takes the same number of queries for one row and for three, and few of them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members.actions import follow_ups
from members.models import Dasawisma, Invitation, Organization, Rt, Training, User, Volunteer, VolunteerArea
from pmks_cases.actions import cases
from pmks_cases.models import Case, EarlyReport, EmergencyAlert, Family, Resident, ResidentImport
from tests.conftest import give_office, make_user
from tests.house.test_routes import ROUTES
from wksbm.core.access import stated_audience
from wksbm.core.models import ReadEntry
from wksbm.core.registries import due_kinds

PAGES = [
    (name, stated_audience(pattern.callback)) for name, pattern, converters in ROUTES if list(converters) == ["network"]
]
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
def test_page_costs_the_same_for_one_row_and_for_three(signed_in, network, everybody, name, permission):
    settle(network, 1)
    statements(signed_in, everybody, name, permission, network)  # fills what is read once for each process
    one = statements(signed_in, everybody, name, permission, network)
    settle(network, 2)
    settle(network, 3)
    three = statements(signed_in, everybody, name, permission, network)
    assert three == one
    assert three <= (HOME_BUDGET if name == "network_home" else BUDGET)


def test_the_walk_meets_the_lists():
    names = {name for name, _ in PAGES}
    assert {"pmks_cases:residents", "members:memberships", "members:organizations", "members:read_log"} <= names
