"""A book that was printed keeps no door open: once its rows stand otherwise its file is served to nobody, and the page
says so in the same words whatever the reason. Who may not know of a case that became rahasia cannot tell it from a
visit that was added."""

from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pmks_cases.actions import case_secrecy, visits
from tests.conftest import where_rt
from tests.house.test_secrecy import first_difference, plain
from wksbm.documents.actions import issuing, lapsing, orders
from wksbm.documents.books import books
from wksbm.documents.models import IssuedDocument
from wksbm.documents.papers import papers

LAPSED = "Perlu diterbitkan lagi"


@pytest.fixture
def visited(network, make_case, make_resident, trained_psm):
    def make(name: str):
        case = make_case(make_resident(name), psm=trained_psm, rt=where_rt(network, "002"))
        visits.record(case, by=trained_psm, client_id=uuid4(), at=timezone.now(), met="dia", values={})
        return case

    return make


@pytest.fixture
def book(network, secretary, visited):
    """Buku kunjungan of two ordinary cases, and the cases."""
    cases = [visited("Sulastri Rekaan"), visited("Tetangga Rekaan")]
    return issuing.issue(papers["buku-kunjungan"], network, by=secretary, year=str(network.today().year)), cases


def fresh(user):
    return type(user).objects.get(pk=user.pk)


def told(made: IssuedDocument, user) -> dict[str, tuple]:
    """What this person is told of the document, wherever it stands."""
    browser = Client(headers={"accept-encoding": "identity"})
    browser.force_login(fresh(user), backend="members.adapters.PortalBackend")
    slug = made.network.slug
    addresses = [reverse(f"documents:{name}", args=[slug, made.pk]) for name in ("document", "file")]
    addresses += [reverse("documents:documents", args=[slug]), reverse("documents:check", args=[made.code])]
    with transaction.atomic():
        answers = {address: plain(browser.get(address)) for address in addresses}
        transaction.set_rollback(True)
    return answers


def test_while_nothing_has_changed_everybody_on_the_board_opens_it(book, person, secretary):
    made, _cases = book
    for user in (secretary, person("chair")):
        page, file, *_rest = told(made, user).values()
        assert (LAPSED in page[2], file[0]) == (False, 200)


def test_a_case_that_became_rahasia_looks_like_any_other_change(book, network, person, secretary, trained_psm):
    made, (case, other) = book
    chair, answers = person("chair"), {}
    for why in ("rahasia", "shut out", "a visit more", "another RT"):
        with transaction.atomic():
            if why == "rahasia":
                case_secrecy.set_secrecy(case, by=fresh(secretary), secrecy="rahasia", why="demikian")
            elif why == "shut out":
                case_secrecy.forbid(case, by=fresh(secretary), user=chair)
            elif why == "a visit more":
                later = {"by": trained_psm, "client_id": uuid4(), "at": timezone.now(), "met": "keluarga"}
                type(other.visits.get()).objects.create(network=network, case=other, on=network.today(), **later)
            else:
                type(other).objects.filter(pk=other.pk).update(rt=where_rt(network, "001"))
            answers[why] = told(made, chair)
            transaction.set_rollback(True)
    page, file, *_rest = answers["rahasia"].values()
    assert (LAPSED in page[2], file[0], file[1]["Location"]) == (True, 302, next(iter(answers["rahasia"])))
    assert [
        (why, asked, first_difference(answer, answers["rahasia"][asked]))
        for why, those in answers.items()
        for asked, answer in those.items()
        if answer != answers["rahasia"][asked]
    ] == []


def test_a_rahasia_case_that_was_never_in_it_changes_nothing(book, network, person, make_case, trained_psm):
    made, _cases = book
    chair = person("chair")
    before = told(made, chair)
    hidden = make_case(subject_name="Dijaga Rekaan", psm=trained_psm)
    case_secrecy.set_secrecy(hidden, by=trained_psm, secrecy="rahasia", why="demikian")
    visits.record(hidden, by=trained_psm, client_id=uuid4(), at=timezone.now(), met="dia", values={})
    assert told(made, chair) == before


def test_an_ordered_book_is_issued_anew_from_its_page(book, network, secretary, visited, signed_in):
    made, _cases = book
    visited("Baru Rekaan")
    browser = signed_in(secretary)
    anew = reverse("documents:issue", args=[network.slug, "buku-kunjungan"])
    page = browser.get(reverse("documents:document", args=[network.slug, made.pk])).content.decode()
    assert f'href="{anew}"' in page
    orders.order(papers["buku-kunjungan"], network, by=secretary, year=str(network.today().year))
    assert orders.issue_ordered() == 1
    newest = IssuedDocument.objects.order_by("-issued_at").first()
    assert (lapsing.has_lapsed(made, to=secretary), lapsing.has_lapsed(newest, to=secretary)) == (True, False)


def test_only_books_that_tell_of_cases_lapse(db):
    assert {book.name for book in books.values() if book.lapses} == {
        "buku-kunjungan",
        "buku-rujukan",
        "buku-surat-keluar",
    }


def test_what_was_chosen_is_kept_only_where_it_is_asked_again(book, network, secretary):
    made, _cases = book
    other = issuing.issue(papers["buku-notulen"], network, by=secretary, year=str(network.today().year))
    assert (made.choices, other.choices, other.rests_on) == (f'{{"year": "{network.today().year}"}}', "", "")
    issuing.destroy_content(made, by=secretary)
    made.refresh_from_db()
    assert (made.choices, made.file, lapsing.has_lapsed(made, to=secretary)) == ("", "", True)
