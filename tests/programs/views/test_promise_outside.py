"""A promise that a meeting gives to an organisation: its doer reads what the family allowed, the others nothing."""

import datetime as dt

import pytest
from django.urls import reverse

from members.models import FollowUp, Organization
from pmks_cases.models import Case, Consent
from programs.actions import agenda, decisions
from programs.models import AgendaItem, Element
from tests.conftest import give_office, make_user
from tests.programs.opening import opened
from tests.programs.views.test_meetings import at, fill

NAME, HOUSE, WHAT = "Sulastri", "belakang pos ronda", "Antar berobat hari Selasa"
OF_THE_CASE = ("kursi roda", "Bapaknya di-PHK", "Ditangani bersama", "Menunggu dirembuk", "Menyusun rencana")


def officer(network, name: str, kind: str):
    organization = Organization.objects.create(network=network, kind=kind, name=name)
    user = make_user(name.casefold().replace(" ", "."), name=f"Pak {name}")
    give_office(user, "organization_officer", network, organization=organization)
    return user, organization


@pytest.fixture
def dimas(network):
    return officer(network, "Karang Taruna", "karang_taruna")


@pytest.fixture
def takmir(network):
    return officer(network, "Takmir", "takmir")


@pytest.fixture
def promised(signed_in, network, meeting, chair, secretary, come, make_waiting_case, make_resident, dimas, takmir):
    """Decided in a meeting that ran; the family lets Karang Taruna be told, and the takmir not."""
    case = make_waiting_case(resident=make_resident(NAME), landmark=HOUSE)
    for organization, answer in ((dimas[1], True), (takmir[1], False)):
        Consent.objects.create(
            network=network,
            case=case,
            purpose="diberitahukan",
            organization=organization,
            answer=answer,
            given_by="Ibunya",
            way="lisan",
            by=secretary,
        )
    agenda.propose(meeting, by=secretary)
    come(meeting, Element.RT, Element.RW, Element.FAITH)
    opened(meeting, by=chair)
    line = AgendaItem.objects.get()
    decisions.note(line, by=secretary, discussion="Bapaknya di-PHK", revision=1)
    decisions.decide(line, by=chair, text="Ditangani bersama", case_decision="program_bersama")
    answer = fill(
        signed_in(secretary),
        at(meeting, "add_promise", line.pk) + f"?lembaga={dimas[1].pk}",
        what=WHAT,
        doer=dimas[0].pk,
        due_on=(network.today() + dt.timedelta(days=5)).isoformat(),
        tell_name="on",
        tell_house="on",
    )
    assert answer.status_code == 302
    return FollowUp.objects.get(organization=dimas[1])


def test_its_doer_reads_name_house_what_and_when_and_nothing_of_the_case(signed_in, network, promised, dimas, meeting):
    client = signed_in(dimas[0])
    page = client.get(reverse("members:follow_up", args=[network.slug, promised.pk])).content.decode()
    day = f"{promised.due_on.day}\N{NO-BREAK SPACE}"
    assert [words in page for words in (NAME, HOUSE, WHAT, day)] == [True] * 4
    assert [words in page for words in OF_THE_CASE] == [False] * len(OF_THE_CASE)
    case = Case.objects.get()
    assert client.get(reverse("pmks_cases:case", args=[network.slug, case.number])).status_code in (403, 404)
    for route in ("meeting", "minutes"):
        told = client.get(at(meeting, route)).content.decode()
        assert [words in told for words in (NAME, HOUSE, "Bapaknya", "Ditangani bersama")] == [False] * 4


def test_the_takmir_reads_neither_name_nor_house_anywhere(signed_in, network, promised, takmir, meeting):
    client = signed_in(takmir[0])
    assert client.get(reverse("members:follow_up", args=[network.slug, promised.pk])).status_code == 404
    pages = [at(meeting, route) for route in ("meeting", "minutes")]
    pages += [
        reverse(route, args=[network.slug]) for route in ("members:follow_ups", "programs:results", "network_home")
    ]
    for address in pages:
        told = client.get(address).content.decode()
        assert [words in told for words in (NAME, HOUSE, WHAT)] == [False] * 3, address


def test_the_takmir_cannot_be_told_by_name(signed_in, network, promised, takmir, secretary, meeting):
    line = AgendaItem.objects.get()
    answer = fill(
        signed_in(secretary),
        at(meeting, "add_promise", line.pk) + f"?lembaga={takmir[1].pk}",
        what="Beri beras",
        doer=takmir[0].pk,
        due_on=network.today().isoformat(),
        tell_name="on",
    )
    told = FollowUp.objects.get(organization=takmir[1]).instruction
    assert (answer.status_code, told.splitlines()[0], NAME in told) == (302, "Beri beras", False)
