"""Berita acara penetapan penerima, read back from the PDF: who was chosen, by name only where it may stand; who was not
is counted; and what becomes of an issued one when a case in it becomes guarded."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from members.models import Organization
from pmks_cases.actions import case_secrecy, consents
from pmks_cases.models import Case
from programs.actions import agenda, decisions, meetings, program_resources, programs, recipients
from programs.actions.recipients import Ballot
from programs.models import AgendaItem, Decision, Recipient
from tests.conftest import give_office, make_user, where_rt
from tests.programs import joint
from tests.programs.papers.test_meeting_papers import text_of
from wksbm.core.models import ReadEntry
from wksbm.core.refusals import RefusedByRule
from wksbm.documents.actions import issuing, lapsing
from wksbm.documents.models import IssuedDocument
from wksbm.documents.papers import papers

KIND = "berita-acara-penerima"
NAMES = ("Agung Rekaan", "Budi Rekaan", "Citra Rekaan", "Dewi Rekaan")


@pytest.fixture
def program(network, chair, secretary):
    """Under way, with money that an organisation has pledged while it was a draft."""
    made = joint.ready(network, by=secretary, title="Makan #sehat *lansia*")
    need = program_resources.need(made, by=secretary, kind="uang", what="Lauk", amount=Decimal(2000000), unit="rupiah")
    lead = Organization.objects.get(pk=made.lead_id)
    program_resources.pledge(need, by=secretary, organization=lead, amount=Decimal(1250000), due_on=None)
    programs.propose(made, by=secretary)
    made.refresh_from_db()
    joint.decided(made, "disetujui", chair=chair, secretary=secretary)
    made.refresh_from_db()
    return programs.begin(made, by=secretary)


@pytest.fixture
def rows(network, program, secretary, chair, make_case, make_resident):
    """Chosen: one who is named, one who refused, one of a level without names. Not chosen: one who would be named."""
    made = []
    for name, answer in zip(NAMES, (True, False, True, True), strict=True):
        case = make_case(make_resident(name, rt=where_rt(network, "002")), need="beras", rt=where_rt(network, "002"))
        more = {"given_by": "Keluarganya", "way": "lisan", "witness": "Bu RT", "is_child": False}
        consents.record(case, by=secretary, answers={("disebut", None): answer}, **more)
        made.append(recipients.propose(program, by=secretary, case=case, help_kind="barang", why="Sebatang kara"))
    case_secrecy.set_secrecy(made[2].case, by=secretary, secrecy="terbatas", why="Anak")
    choose(program, made[:3], chair=chair, secretary=secretary)
    return [Recipient.objects.select_related("case__resident").get(pk=row.pk) for row in made]


def choose(program, chosen, *, chair, secretary, close: bool = True):
    meeting = joint.held(program.network, chair=chair, secretary=secretary)
    agenda.propose(meeting, by=secretary)
    line = AgendaItem.objects.get(meeting=meeting, kind=AgendaItem.Kind.RECIPIENTS)
    shown = frozenset(Recipient.objects.filter(standing="diusulkan").values_list("pk", flat=True))
    ballot = Ballot(frozenset(row.pk for row in chosen), shown)
    made = decisions.decide(line, by=secretary, text="Sesuai usulan", outcome="ditetapkan", ballot=ballot)
    if close:
        meetings.close(meeting, by=chair)
    return made


def issue(by, decision: int, **more) -> IssuedDocument:
    row = Decision.objects.select_related("item__meeting", "network").get(pk=decision)
    return issuing.issue(papers[KIND], row.network, by=fresh(by), row=row, **more)


def fresh(user):
    return type(user).objects.get(pk=user.pk)


def browser(user) -> Client:
    client = Client()
    client.force_login(fresh(user), backend="members.adapters.PortalBackend")
    return client


def test_it_lists_who_was_chosen_for_what_and_counts_who_was_not(program, rows, secretary, chair):
    words = text_of(issue(secretary, rows[0].decision_id))
    expected = (
        "Makan #sehat *lansia*",
        "4 orang diusulkan, 3 ditetapkan; 1 belum terpilih",
        "Rp1.250.000 (satu juta dua ratus lima puluh ribu rupiah)",
        "tahun dua ribu",
        "Tanda tangan",
        chair.name,
        secretary.name,
    )
    in_order = sorted(rows[:3], key=lambda row: row.case.number)
    place = {row.pk: number for number, row in enumerate(in_order, start=1)}
    expected += (
        f"{place[rows[0].pk]} Agung Rekaan 002 Barang atau bahan pangan",
        *(f"{place[row.pk]} Kasus {row.case.number} 002" for row in rows[1:3]),
    )
    assert [one for one in expected if one not in words] == []
    never = (*NAMES[1:], rows[3].case.number, rows[0].case.number, "beras", "Sebatang kara", "Sesuai usulan")
    assert [one for one in never if one in words] == []


def test_each_of_a_long_list_has_room_to_sign_under_repeated_heads(
    network, program, secretary, chair, make_case, make_resident
):
    made = [
        recipients.propose(program, by=secretary, case=make_case(), help_kind="barang", why="Perlu") for _n in range(45)
    ]
    document = issue(secretary, choose(program, made, chair=chair, secretary=secretary).pk)
    words = text_of(document)
    assert (document.pages > 1, words.count("Tanda tangan")) == (True, document.pages)
    assert "45 orang diusulkan, 45 ditetapkan; 0 belum terpilih" in words


def test_without_pledged_money_nothing_is_said_of_money(network, secretary, chair, make_case):
    program = joint.running(network, chair=chair, secretary=secretary)
    row = recipients.propose(program, by=secretary, case=make_case(), help_kind="barang", why="Perlu")
    words = text_of(issue(secretary, choose(program, [row], chair=chair, secretary=secretary).pk))
    assert ("rupiah" in words, "1 orang diusulkan, 1 ditetapkan; 0 belum terpilih" in words) == (False, True)


def test_it_waits_for_closed_minutes_and_for_a_decision_that_chose_somebody(
    signed_in, network, program, secretary, chair, make_case
):
    row = recipients.propose(program, by=secretary, case=make_case(), help_kind="barang", why="Perlu")
    open_one = choose(program, [row], chair=chair, secretary=secretary, close=False)
    another = Decision.objects.exclude(pk=open_one.pk).get()
    for decision in (open_one, another):
        with pytest.raises(RefusedByRule):
            issue(secretary, decision.pk)
        address = reverse("documents:issue_about", args=[network.slug, KIND, decision.pk])
        assert "Belum ada yang ditetapkan." in signed_in(secretary).get(address).content.decode()
    here = reverse("programs:program", args=[network.slug, program.pk])
    assert KIND not in signed_in(secretary).get(here).content.decode()


def test_it_is_offered_on_the_programs_page_once_somebody_is_chosen_and_issued_once(
    signed_in, network, program, rows, secretary
):
    client = signed_in(secretary)
    address = reverse("documents:issue_about", args=[network.slug, KIND, rows[0].decision_id])
    here = reverse("programs:program", args=[network.slug, program.pk])
    assert address in client.get(here).content.decode()
    form = client.get(address).context["form"]
    typed = {"form_id": form["form_id"].value(), "head_signs": "on"}
    first = client.post(address, typed)
    assert (client.post(address, typed).url, IssuedDocument.objects.filter(kind=KIND).count()) == (first.url, 1)
    assert client.get(first.url).status_code == 200
    made = IssuedDocument.objects.get(kind=KIND)
    assert (made.needs_head, made.number in client.get(here).content.decode()) == (True, True)
    other = joint.running(network, chair=fresh(secretary), secretary=secretary, title="Lain", needs=["papan"])
    page = client.get(reverse("programs:program", args=[network.slug, other.pk])).content.decode()
    assert KIND not in page


def test_the_board_alone_reads_it_and_each_opening_is_noted(network, other_network, program, rows, secretary, person):
    made = issue(secretary, rows[0].decision_id)
    officer = make_user("bagus")
    give_office(officer, "organization_officer", network, organization=joint.organization(network))
    address = reverse("documents:file", args=[network.slug, made.pk])
    people = {role: person(role) for role in ("chair", "psm", "treasurer")}
    people |= {"officer": officer, "stranger": person("secretary", other_network)}
    answers = {who: browser(user).get(address).status_code for who, user in people.items()}
    assert answers == {"chair": 200, "psm": 404, "treasurer": 404, "officer": 404, "stranger": 404}
    assert [entry.reader for entry in ReadEntry.objects.filter(kind="print")] == [people["chair"]]


def test_the_village_head_reads_it_where_he_signs(network, program, rows, secretary, person):
    head = person("village_head")
    made = issue(secretary, rows[0].decision_id, head_signs=True)
    page = browser(head).get(reverse("documents:file_to_sign", args=[network.slug, made.pk]))
    assert (page.status_code, page.headers["Content-Type"]) == (200, "application/pdf")
    assert browser(head).get(reverse("documents:file", args=[network.slug, made.pk])).status_code == 403


def test_once_a_case_in_it_is_guarded_or_a_name_taken_back_nobody_opens_it_and_a_new_one_says_nothing_of_it(
    network, program, rows, secretary, chair
):
    first = issue(secretary, rows[0].decision_id)
    here = reverse("documents:file", args=[network.slug, first.pk])
    assert browser(chair).get(here).status_code == 200
    case_secrecy.set_secrecy(Case.objects.get(pk=rows[2].case_id), by=secretary, secrecy="rahasia", why="Tidak aman")
    for user in (chair, secretary):
        answer = browser(user).get(here)
        assert answer.url == reverse("documents:document", args=[network.slug, first.pk])
        assert "Perlu diterbitkan lagi" in browser(user).get(answer.url).content.decode()
    second = issue(chair, rows[0].decision_id)
    words = text_of(second)
    assert ("3 orang diusulkan, 2 ditetapkan; 1 belum terpilih" in words, rows[2].case.number in words) == (True, False)
    more = {"given_by": "Keluarganya", "way": "lisan", "witness": "Bu RT", "is_child": False}
    consents.record(rows[0].case, by=secretary, answers={("disebut", None): False}, **more)
    assert lapsing.has_lapsed(second, to=fresh(chair))
    assert "Agung" not in text_of(issue(secretary, rows[0].decision_id))
