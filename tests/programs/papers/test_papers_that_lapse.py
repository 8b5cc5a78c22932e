"""Papers of a meeting that were issued before a case on them became guarded: nobody is served them any more, and one
neutral sentence says so; what goes on after a meeting makes none of them lapse."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.actions import follow_ups
from pmks_cases.actions import case_secrecy
from pmks_cases.models import Case
from programs.actions import agenda, attendances, decisions, meetings, recipients
from programs.actions.recipients import Ballot
from programs.models import AgendaItem, DecisionPromise
from tests.conftest import where_rt
from tests.programs import joint
from tests.programs.papers.test_meeting_papers import text_of
from wksbm.documents.actions import issuing, lapsing
from wksbm.documents.models import IssuedDocument
from wksbm.documents.papers import papers

AFTERWARDS = ("notulen", "berita-acara")
ALL = ("undangan", *AFTERWARDS)
READERS = ("chair", "treasurer", "auditor", "rt_head", "psm")


def fresh(user):
    return type(user).objects.get(pk=user.pk)


def browser(user) -> Client:
    client = Client()
    client.force_login(fresh(user), backend="members.adapters.PortalBackend")
    return client


def issue(kind, meeting, by, **more) -> IssuedDocument:
    return issuing.issue(papers[kind], meeting.network, by=fresh(by), row=meeting, **more)


def become(how: str, case, by, person) -> None:
    row = Case.objects.get(pk=case.pk)
    if how == "rahasia":
        case_secrecy.set_secrecy(row, by=by, secrecy="rahasia", why="Tidak aman")
    else:
        case_secrecy.shut_out(row, by=by, user=person("organization_officer"))


@pytest.fixture
def case(network, make_waiting_case):
    return make_waiting_case(need="kursi roda anak", rt=where_rt(network, "003"))


@pytest.fixture
def meeting(network, chair, secretary, case):
    """Closed, with a decision on the case, another on an own line, and a promise of that."""
    made = joint.held(network, chair=chair, secretary=secretary)
    agenda.propose(made, by=secretary)
    own = agenda.add(made, by=secretary, title="Kerja bakti")
    line = AgendaItem.objects.get(meeting=made, case=case)
    decisions.decide(line, by=chair, text="Bersama", case_decision="program_bersama")
    decided = decisions.decide(own, by=chair, text="Hari Minggu")
    decisions.promise(decided, by=secretary, what="Pinjam cangkul", doer=secretary, due_on=network.today())
    meetings.close(made, by=chair)
    made.refresh_from_db()
    return made


@pytest.mark.parametrize("how", ["rahasia", "somebody is shut out"])
@pytest.mark.parametrize("kind", ALL)
def test_once_a_case_on_it_is_guarded_nobody_is_served_it(network, meeting, case, secretary, person, kind, how):
    made = issue(kind, meeting, secretary)
    file = reverse("documents:file", args=[network.slug, made.pk])
    page = reverse("documents:document", args=[network.slug, made.pk])
    assert case.number in text_of(made)
    people = {role: person(role) for role in READERS}
    assert {role: browser(user).get(file).status_code for role, user in people.items()} == dict.fromkeys(READERS, 200)
    become(how, case, secretary, person)
    assert {role: browser(user).get(file).url for role, user in people.items()} == dict.fromkeys(READERS, page)
    words = browser(people["treasurer"]).get(page).content.decode()
    assert ("Perlu diterbitkan lagi" in words, case.number in words) == (True, False)
    anew = reverse("documents:issue_about", args=[network.slug, kind, meeting.pk])
    assert anew in browser(people["chair"]).get(page).content.decode()
    assert case.number not in text_of(issue(kind, meeting, people["chair"]))


@pytest.mark.parametrize("kind", ["undangan", "berita-acara"])
def test_the_village_head_neither_finds_nor_reads_it(network, meeting, case, secretary, person, kind):
    made = issue(kind, meeting, secretary, head_signs=True)
    head = person("village_head")
    file = reverse("documents:file_to_sign", args=[network.slug, made.pk])
    waiting = reverse("documents:to_sign", args=[network.slug])
    assert browser(head).get(file)["Content-Type"] == "application/pdf"
    assert made.number in browser(head).get(waiting).content.decode()
    become("rahasia", case, secretary, person)
    assert browser(head).get(file).url == waiting
    assert made.number not in browser(head).get(waiting).content.decode()


@pytest.mark.parametrize("kind", ALL)
def test_it_lapses_as_well_when_the_case_is_told_otherwise(meeting, case, secretary, kind):
    made = issue(kind, meeting, secretary)
    assert lapsing.has_lapsed(made, to=secretary) is False
    Case.objects.filter(pk=case.pk).update(need="kursi roda dewasa")
    assert lapsing.has_lapsed(made, to=secretary) is True


def test_what_goes_on_after_a_meeting_makes_no_paper_lapse(network, meeting, secretary, chair, person):
    made = [issue(kind, meeting, secretary) for kind in ALL]
    meetings.add(meeting, by=secretary, text="Pak RT menyusul.")
    promise = DecisionPromise.objects.get(decision__item__meeting=meeting).follow_up
    follow_ups.finish(promise, by=secretary, outcome="Sudah dipinjam")
    assert lapsing.lapsed_among(made, network, to=person("auditor")) == set()


def test_an_invitation_outlives_who_is_invited_later_and_a_line_of_its_own(network, chair, secretary, case):
    meeting = joint.held(network, chair=chair, secretary=secretary)
    agenda.propose(meeting, by=secretary)
    made = issue("undangan", meeting, secretary)
    attendances.invite(meeting, by=secretary, name="Bu Sumiyem", sex="P")
    agenda.add(meeting, by=secretary, title="Kerja bakti")
    assert lapsing.has_lapsed(made, to=fresh(chair)) is False


def test_a_meeting_without_people_on_its_agenda_keeps_its_papers(network, chair, secretary, case, person):
    meeting = joint.held(network, chair=chair, secretary=secretary)
    decided = decisions.decide(agenda.add(meeting, by=secretary, title="Kerja bakti"), by=chair, text="Hari Minggu")
    assert decided.pk
    meetings.close(meeting, by=chair)
    meeting.refresh_from_db()
    made = [issue(kind, meeting, secretary) for kind in ALL]
    become("rahasia", case, secretary, person)
    assert lapsing.lapsed_among(made, network, to=fresh(chair)) == set()


def test_minutes_that_say_how_many_were_chosen_lapse_with_one_of_them(network, chair, secretary, person, make_case):
    program = joint.running(network, chair=chair, secretary=secretary)
    rows = [
        recipients.propose(program, by=secretary, case=make_case(), help_kind="barang", why="Perlu") for _n in range(2)
    ]
    meeting = joint.held(network, chair=chair, secretary=secretary)
    agenda.propose(meeting, by=secretary)
    line = AgendaItem.objects.get(meeting=meeting, kind=AgendaItem.Kind.RECIPIENTS)
    everybody = frozenset(row.pk for row in rows)
    decisions.decide(line, by=secretary, outcome="ditetapkan", ballot=Ballot(everybody, everybody))
    meetings.close(meeting, by=chair)
    meeting.refresh_from_db()
    made = {kind: issue(kind, meeting, secretary) for kind in ALL}

    def lapsed() -> set[str]:
        gone = lapsing.lapsed_among(made.values(), network, to=fresh(chair))
        return {kind for kind, one in made.items() if one.pk in gone}

    assert lapsed() == set()
    become("rahasia", rows[0].case, secretary, person)
    assert lapsed() == set(AFTERWARDS)
    become("rahasia", rows[1].case, secretary, person)
    assert lapsed() == set(ALL)


def test_one_that_was_issued_before_its_kind_lapsed_is_issued_anew(network, meeting, secretary):
    made = issue("notulen", meeting, secretary)
    IssuedDocument.objects.filter(pk=made.pk).update(choices="", rests_on="")
    file = reverse("documents:file", args=[network.slug, made.pk])
    assert browser(secretary).get(file).status_code == 302
    new = issue("notulen", meeting, secretary, replaces=made)
    assert browser(secretary).get(reverse("documents:file", args=[network.slug, new.pk])).status_code == 200


def test_the_village_heads_page_costs_the_same_for_one_meeting_and_for_three(
    network, meeting, secretary, chair, person, make_waiting_case
):
    head = person("village_head")

    def cost() -> int:
        client = browser(head)
        with CaptureQueriesContext(connection) as captured:
            page = client.get(reverse("documents:to_sign", args=[network.slug]))
        assert len(page.context["waiting"]) == IssuedDocument.objects.filter(needs_head=True).count()
        return len(captured)

    issue("berita-acara", meeting, secretary, head_signs=True)
    cost()  # fills what is read once for each process
    one = cost()
    for _n in range(2):
        other = joint.held(network, chair=chair, secretary=secretary)
        agenda.add(other, by=secretary, title="Lain")
        make_waiting_case()
        agenda.propose(other, by=secretary)
        meetings.close(other, by=chair)
        other.refresh_from_db()
        issue("berita-acara", other, secretary, head_signs=True)
    assert cost() == one
