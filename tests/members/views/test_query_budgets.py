"""A list asks the same number of questions for one row and for three, and never more than eight."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from members.access import Role
from members.actions import invitations, sign_in_links
from members.models import Dasawisma, Organization, Rt, Training, Volunteer, VolunteerArea
from tests.conftest import give_office, make_user
from tests.members.conftest import address
from wksbm.core.models import ReadEntry
from wksbm.core.read_log import note_read


def one_more(network, other_network, secretary, number: int, resident) -> None:
    """One more of everything that a list of this floor shows."""
    today = timezone.localdate()
    rt = Rt.objects.create(network=network, number=f"05{number}")
    dasawisma = Dasawisma.objects.create(network=network, rt=rt, name=f"Mawar {number}")
    organization = Organization.objects.create(network=network, kind="pkk", name=f"PKK {number}", rt=rt)
    psm = make_user(f"psm-{number}")
    give_office(psm, Role.PSM, network)
    volunteer = Volunteer.objects.create(user=psm)
    VolunteerArea.objects.create(volunteer=volunteer, rt=rt, network=network)
    Training.objects.create(volunteer=volunteer, level="dasar", organizer="Dinsos", held_on=today)
    kader = make_user(f"kader-{number}")
    give_office(kader, Role.DASAWISMA_KADER, network, dasawisma=dasawisma, ends_on=today + dt.timedelta(days=9))
    officer = make_user(f"pengurus-{number}")
    give_office(officer, Role.ORGANIZATION_OFFICER, network, organization=organization)
    over = make_user(f"dulu-{number}")
    give_office(over, Role.RT_HEAD, network, rt=rt, ends_on=today - dt.timedelta(days=200))
    invitations.invite(by=secretary, network=network, name=f"Calon {number}", role=Role.RT_HEAD, rt=rt)
    sign_in_links.make(psm, by=secretary, network=network, forget_second_factors=False)
    note_read(ReadEntry.Kind.WHOLE_NUMBER, by=kader, network=network, subject="NIK", of=resident)


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.CHAIR, Role.VILLAGE_OPERATOR, Role.AUDITOR])
def test_lists_ask_the_same_for_one_row_and_for_three(
    network, other_network, person, secretary, signed_in, make_resident, role
):
    lists = {
        Role.SECRETARY: ("organizations", "memberships", "volunteers"),
        Role.CHAIR: ("organizations", "memberships", "volunteers", "read_log", "profile"),
        Role.VILLAGE_OPERATOR: ("organizations", "memberships", "volunteers", "profile"),
        Role.AUDITOR: ("organizations", "memberships", "volunteers", "read_log"),
    }[role]
    browser = signed_in(person(role))
    resident = make_resident("Sulastri")

    def questions() -> dict[str, int]:
        asked = {}
        for name in lists:
            browser.get(address(name, network))  # content types and the like are remembered after the first time
            with CaptureQueriesContext(
                connection,
            ) as captured:
                assert browser.get(address(name, network)).status_code == 200
            asked[name] = len(captured)
        return asked

    one_more(network, other_network, secretary, 1, resident)
    for_one = questions()
    one_more(network, other_network, secretary, 2, resident)
    one_more(network, other_network, secretary, 3, resident)
    assert questions() == for_one
    budget = {"profile": 12}
    assert {name: count for name, count in for_one.items() if count > budget.get(name, 8)} == {}
