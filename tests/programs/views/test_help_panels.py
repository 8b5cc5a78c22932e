"""The pages of a case and of its people say which joint program helps them, to who may know of the case."""

import pytest
from django.urls import reverse

from pmks_cases.actions import case_secrecy
from pmks_cases.models import Family
from programs.actions import agenda, recipients
from programs.models import AgendaItem, Program
from programs.models.program_states import State
from tests.conftest import give_office, make_user
from tests.programs import joint
from tests.programs.actions.test_recipients import decide
from tests.programs.views.test_recipients import body
from wksbm.core.templatetags.portal_tags import longdate

pytestmark = pytest.mark.django_db
HEADING = "Bantuan program bersama"


@pytest.fixture
def program(network, chair, secretary):
    return joint.running(network, chair=chair, secretary=secretary)


@pytest.fixture
def family(network, make_resident):
    made = Family.objects.create(network=network)
    make_resident("Sulastri", family=made)
    return made


@pytest.fixture
def proposed(program, secretary, make_case, family):
    case = make_case(family.residents.get(name="Sulastri"))
    return recipients.propose(program, by=secretary, case=case, help_kind="barang", why="Tinggal sendiri")


@pytest.fixture
def pages(network, family, proposed):
    """The case, the woman whom it is about, and her family."""
    at = {"case": proposed.case.number, "resident": proposed.case.resident_id, "family": family.pk}
    return [reverse(f"pmks_cases:{route}", args=[network.slug, row]) for route, row in at.items()]


def told(client, url: str) -> str:
    """The panel's words, without their lines."""
    page = " ".join(body(client.get(url)).split())
    return page.partition(HEADING)[2].partition("</section>")[0]


def test_a_proposal_waits_for_the_meeting_on_each_page(signed_in, secretary, program, pages):
    client = signed_in(secretary)
    for url in pages:
        panel = told(client, url)
        assert program.title in panel, url
        assert f"Barang atau bahan pangan, dari {program.lead.name}, menunggu musyawarah" in panel


def test_who_was_chosen_stays_when_the_program_is_over(signed_in, network, chair, secretary, program, proposed, pages):
    client = signed_in(secretary)
    meeting = joint.held(network, chair=chair, secretary=secretary)
    agenda.propose(meeting, by=secretary)
    decide(AgendaItem.objects.get(meeting=meeting, kind=AgendaItem.Kind.RECIPIENTS), chair, [proposed])
    Program.objects.filter(pk=program.pk).update(state=State.EVALUATED)
    day = longdate(network.today()).replace("\N{NO-BREAK SPACE}", " ")
    for url in pages:
        assert f"dari {program.lead.name}, ditetapkan {day}" in told(client, url), url


def test_a_proposal_for_a_program_that_was_stopped_helps_nobody(signed_in, secretary, program, pages):
    Program.objects.filter(pk=program.pk).update(state=State.STOPPED)
    client = signed_in(secretary)
    assert [HEADING in body(client.get(url)) for url in pages] == [False] * 3


def test_a_page_without_help_says_nothing_of_it(signed_in, secretary, network, make_case, make_resident):
    case = make_case(make_resident("Wiwik"))
    assert HEADING not in body(signed_in(secretary).get(reverse("pmks_cases:case", args=[network.slug, case.number])))


def test_who_does_not_know_of_the_case_reads_nothing_of_its_help(signed_in, network, secretary, proposed, pages):
    other = make_user("relawan.lain")
    give_office(other, "psm", network=network)
    client = signed_in(other)
    answers = [client.get(url) for url in pages]
    assert [answer.status_code for answer in answers] == [404, 200, 200]
    assert [HEADING in body(answer) for answer in answers[1:]] == [False] * 2


def test_of_a_case_that_became_secret_its_team_alone_reads_it(signed_in, chair, secretary, proposed, pages):
    case_secrecy.set_secrecy(proposed.case, by=secretary, secrecy="rahasia", why="Tidak aman")
    assert [HEADING in body(signed_in(chair).get(url)) for url in pages[1:]] == [False] * 2
    assert [HEADING in body(signed_in(secretary).get(url)) for url in pages[1:]] == [True] * 2
