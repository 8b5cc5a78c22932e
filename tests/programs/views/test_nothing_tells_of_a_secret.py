"""No byte of what meetings, wishes and their numbers show differs because of a rahasia case, nor what they propose."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from members.actions import follow_ups
from members.models import FollowUp, Membership, Organization
from pmks_cases.models import Case
from pmks_cases.models.case_states import State
from programs.actions import agenda, aspirations, decisions, proposals
from programs.models import AgendaItem, Element
from tests.conftest import give_office, make_user
from tests.house.test_secrecy import plain
from tests.programs.opening import opened
from tests.programs.views.test_meetings import at


@pytest.fixture
def running(meeting, network, secretary, chair, come, make_waiting_case, person):
    """A meeting that runs, with an ordinary case decided on, and an organisation that has been silent."""
    youth = Organization.objects.create(network=network, kind="karang_taruna", name="Muda", standing="bergabung")
    office = give_office(make_user("dimas", name="Dimas"), "organization_officer", network, organization=youth)
    Membership.objects.filter(pk=office.pk).update(starts_on=network.today() - dt.timedelta(days=200))
    aspirations.write(network, by=person("dasawisma_kader"), text="Lampu gang mati")
    make_waiting_case()
    agenda.propose(meeting, by=secretary)
    come(meeting, Element.RT, Element.RW, Element.FAITH)
    opened(meeting, by=chair)
    line = AgendaItem.objects.get(kind=AgendaItem.Kind.CASE)
    decisions.decide(line, by=chair, text="Bersama", case_decision="program_bersama")
    return meeting


@pytest.mark.parametrize("who", ["chair", "secretary", "village_head", "organization_officer"])
def test_every_new_page_is_the_same_with_and_without_one(
    signed_in, running, network, secretary, chair, person, trained_psm, make_case, who
):
    from django.contrib.auth import get_user_model

    users = {"chair": chair, "secretary": secretary}
    user = users.get(who) or (
        get_user_model().objects.get(username="dimas") if who == "organization_officer" else person(who)
    )
    addresses = [at(running, route) for route in ("meeting", "run_meeting", "minutes")]
    addresses += [reverse(f"programs:{name}", args=[network.slug]) for name in ("aspirations", "results", "meetings")]
    addresses += [reverse("network_numbers", args=[network.slug]) + "?periode=12-bulan"]

    def look() -> list:
        client = signed_in(type(user).objects.get(pk=user.pk))
        return [plain(client.get(address)) for address in addresses]

    look()
    before, asked = look(), proposals.proposed(network, network.today())
    case = make_case(by=trained_psm, secrecy="rahasia")
    Case.objects.filter(pk=case.pk).update(
        state=State.MONITORING, opened_at=timezone.now() - dt.timedelta(days=200), urgency=4
    )
    youth = Organization.objects.get(name="Muda")
    made = follow_ups.make(
        network,
        by=trained_psm,
        what="Antar",
        doer=trained_psm,
        due_on=network.today(),
        origin=case,
        organization=youth,
        restricted=True,
    )
    FollowUp.objects.filter(pk=made.pk).update(state=FollowUp.State.DONE, done_at=timezone.now())
    assert look() == before
    assert proposals.proposed(network, network.today()) == asked
