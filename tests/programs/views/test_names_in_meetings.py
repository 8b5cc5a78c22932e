"""A meeting hears a name only where the family agreed to it: no page, message or paper takes one out of a need."""

import datetime as dt
from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse

from members.actions import follow_ups
from members.models import FollowUp
from pmks_cases.models import Family
from programs.actions import agenda, decisions, meetings, recipients
from programs.models import AgendaItem, Decision
from tests.programs import joint
from tests.programs.papers.test_meeting_papers import text_of
from tests.programs.views.test_meetings import at
from tests.programs.views.test_programs import at as at_program
from wksbm.documents.actions import issuing
from wksbm.documents.papers import papers

pytestmark = pytest.mark.django_db
Kind = AgendaItem.Kind
SAID = "RT\N{NO-BREAK SPACE}001, kursi roda untuk …, diurus …, hubungi …"


@pytest.fixture
def values(network, make_resident):
    """Of a case whose need names the person, somebody else on the card, and whom one calls."""
    card = Family.objects.create(network=network)
    make_resident("Darmi", family=card)
    return {
        "resident": make_resident("Sulastri Wardani", family=card),
        "contact_name": "Sumiyem",
        "need": "kursi roda untuk Sulastri, diurus Darmi, hubungi Sumiyem",
        "secrecy": "terbatas",
    }


def names_in(*pages: str) -> list[str]:
    return [name for name in ("Sulastri", "Wardani", "Darmi", "Sumiyem") for page in pages if name in page]


def test_agenda_running_page_minutes_results_and_papers_name_nobody(
    signed_in, network, secretary, chair, person, make_waiting_case, values
):
    case = make_waiting_case(**values)
    meeting = joint.held(network, chair=chair, secretary=secretary)
    agenda.propose(meeting, by=secretary)
    line = AgendaItem.objects.get(case=case)
    assert line.title == f"{case.number}, {SAID}"
    running = signed_in(chair).get(at(meeting, "run_meeting") + f"?hal={line.pk}").content.decode()
    listed = signed_in(person("treasurer")).get(at(meeting)).content.decode()
    decisions.decide(line, by=chair, text="Bersama", case_decision="program_bersama")
    meetings.close(meeting, by=chair)
    minutes = signed_in(person("auditor")).get(at(meeting, "minutes")).content.decode()
    results = signed_in(person("auditor")).get(reverse("programs:results", args=[network.slug])).content.decode()
    meeting.refresh_from_db()
    paper = text_of(issuing.issue(papers["notulen"], network, by=secretary, row=meeting))
    pages = (running, listed, minutes, results, paper)
    assert [case.number in page for page in pages] == [True] * 5
    assert names_in(*pages) == []


def test_who_came_to_the_card_after_the_agenda_was_written_is_named_to_nobody_either(
    signed_in, network, secretary, chair, person, make_resident, make_waiting_case
):
    card = Family.objects.create(network=network)
    case = make_waiting_case(resident=make_resident("Sulastri", family=card), need="popok untuk Darmi")
    meeting = joint.held(network, chair=chair, secretary=secretary)
    agenda.propose(meeting, by=secretary)
    line = AgendaItem.objects.get(case=case)
    assert "Darmi" in line.title
    make_resident("Darmi", family=card)
    decisions.decide(line, by=chair, text="Bersama", case_decision="program_bersama")
    client = signed_in(person("treasurer"))
    pages = [client.get(at(meeting)), client.get(at(meeting, "minutes"))]
    pages += [client.get(reverse("programs:results", args=[network.slug]))]
    meetings.close(meeting, by=chair)
    meeting.refresh_from_db()
    told = [page.content.decode() for page in pages]
    told += [text_of(issuing.issue(papers["notulen"], network, by=secretary, row=meeting))]
    assert [case.number in page for page in told] == [True] * 4
    assert names_in(*told) == []


def test_the_text_for_the_whatsapp_group_names_nobody(
    signed_in, network, meeting, secretary, make_waiting_case, values
):
    case = make_waiting_case(**values)
    agenda.propose(meeting, by=secretary)
    text = signed_in(secretary).get(at(meeting)).context["group_text"]
    assert f"1. {case.number}, {SAID}" in text
    assert names_in(text) == []


def test_the_next_agenda_tells_a_promise_of_a_case_as_the_case(network, secretary, chair, make_waiting_case, values):
    case = make_waiting_case(**values)
    meeting = joint.held(network, chair=chair, secretary=secretary)
    agenda.propose(meeting, by=secretary)
    made = decisions.decide(
        AgendaItem.objects.get(case=case), by=chair, text="Bersama", case_decision="program_bersama"
    )
    decisions.promise(made, by=secretary, what="Antar ke Sulastri", doer=chair, due_on=network.today())
    FollowUp.objects.update(due_on=network.today() - dt.timedelta(days=9))
    following = joint.held(network, chair=chair, secretary=secretary)
    agenda.propose(following, by=secretary)
    undone = AgendaItem.objects.filter(meeting=following, kind=Kind.UNDONE)
    assert {line.title for line in undone} == {f"{case.number}, {SAID}"}


def test_candidates_and_what_is_taken_back_name_nobody(signed_in, network, secretary, chair, make_case, values):
    program = joint.running(network, chair=chair, secretary=secretary)
    case = make_case(**values)
    row = recipients.propose(program, by=secretary, case=case, help_kind="barang", why="Perlu")
    meeting = joint.held(network, chair=chair, secretary=secretary)
    agenda.propose(meeting, by=secretary)
    line = AgendaItem.objects.get(meeting=meeting, kind=Kind.RECIPIENTS)
    pages = [
        signed_in(chair).get(at(meeting, "run_meeting") + f"?hal={line.pk}").content.decode(),
        signed_in(secretary).get(at_program(program, "take_back_recipient", row.pk)).content.decode(),
    ]
    assert [f"{case.number}, {SAID}" in page for page in pages] == [True, True]
    assert names_in(*pages) == []


def test_lines_from_before_are_mended_in_closed_minutes_too(network, secretary, chair, make_waiting_case, values):
    case = make_waiting_case(**values)
    meeting = joint.held(network, chair=chair, secretary=secretary)
    raw = agenda.add(meeting, by=secretary, title=f"{case.number}, {case.rt}, {case.need}", kind=Kind.CASE)
    AgendaItem.objects.filter(pk=raw.pk).update(case=case)
    counted = agenda.add(meeting, by=secretary, title="3 laporan belum diperiksa", kind=Kind.REPORTS)
    chosen = agenda.add(meeting, by=secretary, title="Penetapan penerima: Makan sehat", kind=Kind.RECIPIENTS)
    other = agenda.add(meeting, by=secretary, title="Kerja bakti Sulastri")
    made = decisions.decide(other, by=secretary, text="Ditunda")
    kept = decisions.promise(made, by=secretary, what="Sapu", doer=chair, due_on=network.today()).follow_up
    made = Decision.objects.create(network=network, item=chosen, text="Ditunda", by=secretary)
    values = {"what": "Antar ke Sulastri", "doer": chair, "due_on": network.today(), "origin": made}
    told = decisions.tie(made, follow_ups.make(network, by=secretary, **values)).follow_up
    undone = [agenda.add(meeting, by=secretary, title=row.what, kind=Kind.UNDONE) for row in (kept, told)]
    for line, row in zip(undone, (kept, told), strict=True):
        AgendaItem.objects.filter(pk=line.pk).update(about_id=row.pk)
    meetings.close(meeting, by=chair)
    import_module("programs.migrations.0014_lines_about_cases_name_nobody").say_less(apps, None)
    lines = [raw, counted, chosen, other, *undone]
    titles = dict(AgendaItem.objects.values_list("pk", "title"))
    assert [titles[line.pk] for line in lines] == [
        f"{case.number}, {SAID}",
        "Laporan yang lewat harinya belum diperiksa",
        "Penetapan penerima: Makan sehat",
        "Kerja bakti Sulastri",
        "Sapu",
        "Janji dari penetapan penerima",
    ]
