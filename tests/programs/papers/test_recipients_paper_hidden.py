"""Berita acara penetapan penerima of a decision whose only chosen one became rahasia: nobody who may not know can tell
that it was ever issued."""

import pytest
from django.test import Client
from django.urls import reverse

from pmks_cases.models import Case
from programs.actions import recipients
from programs.models import Recipient
from tests.house.test_secrecy import first_difference, plain
from tests.programs import joint
from tests.programs.papers.test_recipients_paper import KIND, choose, fresh, issue
from wksbm.core.models import ReadEntry
from wksbm.documents.actions import issuing
from wksbm.documents.books import books, numbered
from wksbm.documents.models import IssuedDocument

NOT_IN_THE_TEAM = ("chair", "treasurer", "auditor", "village_head")
MISSING = 123456789012345678


def browser(user) -> Client:
    client = Client(headers={"accept-encoding": "identity"})
    client.force_login(fresh(user), backend="members.adapters.PortalBackend")
    return client


@pytest.fixture
def program(network, chair, secretary):
    return joint.running(network, chair=chair, secretary=secretary)


@pytest.fixture
def seen(network, program, secretary, chair, make_case) -> Recipient:
    """Chosen in a meeting of its own, with a paper that waits for the village head."""
    row = recipients.propose(program, by=secretary, case=make_case(), help_kind="barang", why="Perlu")
    issue(secretary, choose(program, [row], chair=chair, secretary=secretary).pk, head_signs=True)
    return Recipient.objects.get(pk=row.pk)


@pytest.fixture
def hidden(network, program, seen, secretary, chair, make_case) -> Recipient:
    """The only one whom another meeting chose; its case is rahasia."""
    row = recipients.propose(program, by=secretary, case=make_case(), help_kind="barang", why="Perlu")
    choose(program, [row], chair=chair, secretary=secretary)
    Case.objects.filter(pk=row.case_id).update(secrecy="rahasia")
    return Recipient.objects.get(pk=row.pk)


@pytest.fixture
def ask(network, program, seen, hidden, person):
    """What each of them is told: lists, book, log, the village head's page, and the form that would replace one."""
    people = {role: person(role) for role in NOT_IN_THE_TEAM}

    def told() -> dict[tuple, tuple]:
        slug = network.slug
        addresses = [reverse("documents:documents", args=[slug]) + query for query in ("", f"?jenis={KIND}")]
        addresses += [reverse("documents:book", args=[slug, "buku-surat-keluar"])]
        addresses += [reverse("members:read_log", args=[slug]), reverse("documents:to_sign", args=[slug])]
        addresses += [reverse("programs:program", args=[slug, program.pk])]
        addresses += [reverse("documents:issue_about", args=[slug, KIND, row.decision_id]) for row in (seen, hidden)]
        return {
            (role, address): plain(browser(user).get(address)) for role, user in people.items() for address in addresses
        }

    return told


def papers_of_the_hidden_one(hidden, *, by, head) -> list[IssuedDocument]:
    """Two, while its case was an ordinary one: the village head has signed one, the other waits for him."""
    Case.objects.filter(pk=hidden.case_id).update(secrecy="biasa")
    made = [issue(by, hidden.decision_id, head_signs=True) for _n in range(2)]
    issuing.note_signed(made[0], by=head, on=made[0].issued_on)
    for one in made:
        issuing.note_opened(one, by=by)
    return made


def test_no_list_book_log_or_form_differs_by_one_byte(hidden, ask, secretary, person):
    without = ask()
    papers_of_the_hidden_one(hidden, by=secretary, head=person("village_head"))
    shown = ask()
    Case.objects.filter(pk=hidden.case_id).update(secrecy="rahasia")
    after = ask()
    differ = [(asked, first_difference(without[asked], after[asked])) for asked in without]
    assert [one for one in differ if without[one[0]] != after[one[0]]] == []
    told_of_it = {asked[0] for asked in shown if shown[asked] != without[asked]}
    assert told_of_it == set(NOT_IN_THE_TEAM)


def test_its_addresses_answer_as_those_of_a_missing_one(network, hidden, secretary, chair, person):
    made, _other = papers_of_the_hidden_one(hidden, by=secretary, head=person("village_head"))
    Case.objects.filter(pk=hidden.case_id).update(secrecy="rahasia")
    client = browser(chair)

    def told(route: str, *parts) -> tuple:
        status, headers, words = plain(client.get(reverse(route, args=[network.slug, *parts])))
        return status, headers, words.replace(str(parts[-1]), "…") if isinstance(words, str) else words

    for route in ("documents:document", "documents:file", "documents:withdraw"):
        assert told(route, made.pk) == told(route, MISSING)
    assert told("documents:issue_about", KIND, hidden.decision_id) == told("documents:issue_about", KIND, MISSING)


def test_a_number_says_nothing_of_another(network, program, seen, hidden, secretary, chair, person):
    papers_of_the_hidden_one(hidden, by=secretary, head=person("village_head"))
    drawn = list(IssuedDocument.objects.filter(kind=KIND).values_list("serial", flat=True))
    assert (len(set(drawn)), min(drawn) >= 1000) == (3, True)
    Case.objects.filter(pk=hidden.case_id).update(secrecy="rahasia")
    lines = numbered(books["buku-surat-keluar"], fresh(chair), network, network.today().year)
    assert [line[2] for line in lines] == [IssuedDocument.objects.get(kind=KIND, origin_id=seen.decision_id).number]


def test_its_openings_are_told_to_who_sees_the_decision(network, hidden, secretary, chair, person):
    papers_of_the_hidden_one(hidden, by=secretary, head=person("village_head"))
    openings = ReadEntry.objects.visible_to(fresh(chair)).filter(kind="print")
    assert openings.count() == 2
    Case.objects.filter(pk=hidden.case_id).update(secrecy="rahasia")
    assert openings.count() == 0
