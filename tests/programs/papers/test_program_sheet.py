"""Lembar program, read back from the PDF: what is planned, pledged, measured; nobody who is helped."""

from decimal import Decimal

from django.urls import reverse

from members.models import FollowUp
from programs.actions import program_measures
from tests.programs import joint
from tests.programs.papers.test_meeting_papers import text_of
from wksbm.documents.actions import issuing
from wksbm.documents.papers import papers


def issue(program, by):
    return issuing.issue(papers["lembar-program"], program.network, by=by, row=program)


def test_it_says_what_is_planned_who_brings_what_and_how_far_it_has_come(network, secretary, chair):
    program = joint.running(network, chair=chair, secretary=secretary, title="Makan #sehat *lansia*")
    sign = program.indicators.get()
    program_measures.measure(sign, by=secretary, value=Decimal("9"), on=network.today(), source="Catatan kader")
    program_measures.note_participation(
        program, by=secretary, step="rencana", women=7, men=2, on=network.today(), note=""
    )
    words = text_of(issue(program, secretary))
    pledge = program.pledges.select_related("organization", "resource").first()
    expected = (
        "Makan #sehat *lansia*",
        "Berjalan",
        "direncanakan 12",
        sign.sign,
        "9",
        pledge.organization.name,
        pledge.resource.what,
        "7",
    )
    assert [one for one in expected if one not in words] == []


def test_a_draft_has_its_sheet_too_and_says_what_is_not_known_yet(network, secretary):
    words = text_of(issue(joint.drafted(network, by=secretary), secretary))
    assert "Keadaan: Draf" in words
    assert "belum ada" in words
    assert "Kegiatan" not in words


def test_it_is_issued_once_from_the_page_of_the_program(signed_in, network, secretary):
    program = joint.drafted(network, by=secretary)
    client = signed_in(secretary)
    address = reverse("documents:issue_about", args=[network.slug, "lembar-program", program.pk])
    assert address in client.get(reverse("programs:program", args=[network.slug, program.pk])).content.decode()
    typed = {"form_id": client.get(address).context["form"]["form_id"].value()}
    first = client.post(address, typed)
    assert client.post(address, typed).url == first.url
    assert client.get(first.url).status_code == 200


def test_another_networks_board_finds_neither_the_program_nor_its_sheet(signed_in, network, other_network, person):
    program = joint.drafted(network, by=person("secretary"))
    made = issue(program, person("secretary"))
    client = signed_in(person("secretary", other_network))
    for where in (network, other_network):
        about = reverse("documents:issue_about", args=[where.slug, "lembar-program", program.pk])
        assert client.get(about).status_code == 404
        assert client.get(reverse("documents:document", args=[where.slug, made.pk])).status_code == 404


def test_no_promise_is_asked_about_papers_subjects(secretary):
    assert "programs_program" not in str(FollowUp.objects.visible_to(secretary).query)
