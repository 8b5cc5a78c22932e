"""What waits on this floor is found where the home's one question says that there may be some, and nowhere else."""

import datetime as dt
from decimal import Decimal

import pytest

from programs.actions import aspirations, attendances, invitations, program_resources
from programs.models import Element, Pledge, Program
from tests.programs import joint
from wksbm.core.registries import due_kinds
from wksbm.portal.worklist import with_any


def waits(name: str, user, network) -> list:
    """What this kind finds for the person; never hidden by the question that is put beforehand."""
    kind = next(kind for kind in due_kinds if kind.name == name)
    found = list(kind.find(user, network))
    assert not found or with_any([kind], user, network) == [kind]
    return found


@pytest.mark.parametrize(
    "name", ["meetings_to_come", "invited_untold", "aspirations_unanswered", "programs_waiting", "pledges_due"]
)
def test_where_there_is_nothing_the_whole_question_is_not_put(network, secretary, name):
    kind = next(kind for kind in due_kinds if kind.name == name)
    assert with_any([kind], secretary, network) == []


def test_a_meeting_to_come_waits_for_its_note_taker(meeting, secretary):
    (found,) = waits("meetings_to_come", secretary, meeting.network)
    assert found.due_on == meeting.held_on


def test_who_was_invited_and_cannot_be_mailed_waits_for_the_board(meeting, secretary):
    attendances.invite(meeting, by=secretary, name="Bu Sumiyem", element=Element.COMMUNITY)
    invitations.send(meeting, by=secretary)
    (found,) = waits("invited_untold", secretary, meeting.network)
    assert found.title == "1 undangan belum dikabari"


def test_a_wish_waits_until_it_is_answered(network, secretary):
    made = aspirations.write(network, by=secretary, text="Lampu jalan mati")
    assert len(waits("aspirations_unanswered", secretary, network)) == 1
    aspirations.say(made, by=secretary, answer="Diganti minggu ini.")
    assert waits("aspirations_unanswered", secretary, network) == []


@pytest.mark.parametrize(("starts", "ends"), [(-9, -1), (0, 9)])
def test_a_program_waits_for_its_beginning_and_for_its_evaluation(network, secretary, chair, starts, ends):
    program = joint.running(network, chair=chair, secretary=secretary)
    days = {"starts_on": starts, "ends_on": ends}
    today = network.today()
    state = "berjalan" if ends < 0 else "disetujui"
    Program.objects.filter(pk=program.pk).update(
        state=state, **{name: today + dt.timedelta(days=count) for name, count in days.items()}
    )
    assert len(waits("programs_waiting", secretary, network)) == 1


def test_a_pledge_waits_for_its_organisations_officer_until_it_has_come(network, secretary, chair, person):
    program = joint.running(network, chair=chair, secretary=secretary)
    Pledge.objects.filter(program=program).update(due_on=network.today())
    pledge = Pledge.objects.filter(program=program).first()
    officer = person("organization_officer", organization=pledge.organization)
    assert len(waits("pledges_due", officer, network)) == 1
    left = pledge.amount - pledge.arrived
    program_resources.arrive(pledge, by=secretary, amount=Decimal(left), on=network.today())
    assert waits("pledges_due", officer, network) == []
