"""Papers of a case follow its level, and who may not know of a case finds no trace of its papers."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from pmks_cases.actions import assignments, case_secrecy, visits
from pmks_cases.models import Case, Consent, Referral
from tests.conftest import give_office, make_user, train, where_rt
from tests.house.test_secrecy import first_difference, plain
from wksbm.core.models import ReadEntry
from wksbm.core.refusals import RefusedByRule
from wksbm.documents.actions import issuing
from wksbm.documents.books import books
from wksbm.documents.models import IssuedDocument
from wksbm.documents.papers import papers

KINDS = ("kartu-kasus", "lembar-keluarga", "surat-tugas", "surat-pengantar", "surat-rujukan")


@pytest.fixture
def companion(trained_psm):
    trained_psm.name, trained_psm.phone = "Yati Ningsih", "+628000000432"
    trained_psm.save()
    return trained_psm


@pytest.fixture
def accompanied(network, secretary, make_case, make_resident, companion):
    """`accompanied("Sulastri Rekaan", secrecy="terbatas")`: a case with a companion and a referral the family wants."""

    def make(name: str = "Sulastri Rekaan", **values) -> Case:
        case = make_case(make_resident(name), need="kursi roda untuk Sulastri", rt=where_rt(network, "002"), **values)
        case = assignments.assign(case, by=secretary, psm=companion)
        Referral.objects.create(
            network=network, case=case, target="puskesmas", family_answer="ya", sent_on=network.today(), by=secretary
        )
        return case

    return make


def issue(kind: str, case, by, **choices) -> IssuedDocument:
    asked = {
        "surat-pengantar": {"to": "Kepala Puskesmas", "purpose": "memeriksakan mata"},
        "surat-rujukan": {"referral": str(Referral.objects.filter(case=case).first().pk), "request": "Kursi roda"},
    }
    return issuing.issue(papers[kind], case.network, by=by, row=case, **asked.get(kind, {}) | choices)


def words_of(made: IssuedDocument) -> str:
    pages = PdfReader(BytesIO(issuing.content_of(made))).pages
    return "\n".join(page.extract_text() for page in pages).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("secrecy", ["biasa", "terbatas", "rahasia"])
def test_only_an_ordinary_case_is_named_and_a_rahasia_one_without_its_rt(accompanied, secretary, kind, secrecy):
    case = accompanied(secrecy=secrecy)
    words = words_of(issue(kind, case, secretary))
    assert case.number in words
    assert ("Sulastri" in words) == (secrecy == "biasa" and kind not in ("lembar-keluarga", "surat-tugas"))
    assert not (secrecy == "rahasia" and "002" in words.replace(case.number, ""))
    assert "Yati Ningsih" in words or kind == "surat-rujukan"


def test_who_does_not_want_the_name_kept_is_not_named(accompanied, secretary, companion):
    case = accompanied()
    Consent.objects.create(
        network_id=case.network_id,
        case=case,
        purpose="data",
        answer=False,
        given_by="dirinya",
        way="lisan",
        by=companion,
    )
    case = Case.objects.get(pk=case.pk)
    for kind in KINDS:
        assert "Sulastri" not in words_of(issue(kind, case, secretary))


def test_the_slip_says_whom_to_call_and_nothing_of_any_category(accompanied, secretary):
    words = words_of(issue("lembar-keluarga", accompanied(), secretary))
    assert "0800-0000-432" in words
    assert "Hak Anda" in words
    assert "Kategori" not in words


@pytest.mark.parametrize(
    ("shut_out", "said"),
    [
        ([], "Sampaikan kepada ketua atau sekretaris WKSBM Guyub Rukun"),
        (["chair"], "Sampaikan kepada sekretaris WKSBM Guyub Rukun, atau ke kantor desa"),
        (["chair", "secretary"], "Sampaikan ke kantor desa atau kelurahan, atau UPTD PPA (SAPA 129)."),
    ],
)
def test_the_issued_slip_sends_nobody_to_who_must_not_know(accompanied, person, secretary, shut_out, said):
    case = accompanied()
    people = {"chair": person("chair"), "secretary": secretary}
    for role in shut_out:
        case_secrecy.shut_out(case, by=case.psm, user=people[role])
    words = words_of(issue("lembar-keluarga", case, case.psm))
    assert said in " ".join(words.split())


def test_a_referral_has_a_slip_to_send_back(accompanied, secretary):
    made = issue("surat-rujukan", accompanied(), secretary)
    assert made.pages == 2
    assert "LEMBAR BALIK RUJUKAN" in words_of(made)
    assert made.addressee == "Puskesmas atau rumah sakit"


def test_nobody_is_referred_whose_family_has_not_agreed(accompanied, secretary):
    case = accompanied()
    Referral.objects.filter(case=case).update(family_answer="tidak")
    with pytest.raises(RefusedByRule):
        issue("surat-rujukan", case, secretary)
    assert not IssuedDocument.objects.exists()


def test_a_referral_of_another_case_is_not_taken(accompanied, secretary):
    case, other = accompanied(), accompanied("Tetangga Rekaan")
    with pytest.raises(RefusedByRule):
        issue("surat-rujukan", case, secretary, referral=str(Referral.objects.get(case=other).pk))


def test_without_a_companion_nobody_is_sent(make_case, make_resident, secretary):
    case = make_case(make_resident())
    with pytest.raises(RefusedByRule):
        issuing.issue(papers["surat-tugas"], case.network, by=secretary, row=case)


def test_an_introduction_is_the_familys_own_wish(accompanied, secretary):
    with pytest.raises(RefusedByRule):
        issue("surat-pengantar", accompanied(), secretary, asked=False)


def test_no_paper_of_a_case_can_tell_of_another(db):
    """Internal to who scans it, and without a number whose gaps could be counted."""
    of_cases = [paper for paper in papers.values() if paper.origin == "pmks_cases.Case"]
    assert {paper.name for paper in of_cases} == set(KINDS)
    assert all(paper.internal and paper.guarded and paper.carries_names for paper in of_cases)
    assert all(paper.series is None or paper.series.by_chance for paper in of_cases)


def test_the_page_of_a_case_leads_to_its_papers(signed_in, accompanied, secretary, network):
    case = accompanied()
    browser = signed_in(secretary)
    page = browser.get(reverse("pmks_cases:case", args=[network.slug, case.number])).content.decode()
    door = reverse("pmks_cases:case_letters", args=[network.slug, case.number])
    assert f'href="{door}"' in page
    made = issue("surat-tugas", case, secretary)
    letters = browser.get(door).content.decode()
    for kind in KINDS:
        assert reverse("documents:issue_about", args=[network.slug, kind, case.pk]) in letters
        assert browser.get(reverse("documents:issue_about", args=[network.slug, kind, case.pk])).status_code == 200
    assert made.number in letters


def test_what_cannot_be_issued_yet_is_not_offered(signed_in, make_case, make_resident, secretary, network):
    case = make_case(make_resident())
    words = (
        signed_in(secretary).get(reverse("pmks_cases:case_letters", args=[network.slug, case.number])).content.decode()
    )
    offered = [kind for kind in KINDS if f"/terbitkan/{kind}/" in words]
    assert offered == ["kartu-kasus", "lembar-keluarga", "surat-pengantar"]


# --- Books -------------------------------------------------------------------------------------------------------


def lines_of(name: str, user, network) -> list[tuple]:
    user = type(user).objects.get(pk=user.pk)
    rows = books[name].rows(user, network, network.today().year)
    return [tuple(map(str, books[name].line(row))) for row in rows]


def test_books_say_when_where_and_who_came_and_name_nobody(accompanied, secretary, companion, network):
    case = accompanied()
    at = timezone.now().replace(microsecond=0)
    visits.record(case, by=companion, client_id=uuid4(), at=at, met="dia", values={"told": "Sulastri sehat"})
    day = f"{network.today():%d-%m-%Y}"
    visited = [(day, case.number, "002", "Yati Ningsih", "Kunjungan", "Orangnya")]
    referred = (day, case.number, "002", "Puskesmas atau rumah sakit", secretary.name, "belum ada kabar")
    assert lines_of("buku-kunjungan", secretary, network) == visited
    assert lines_of("buku-rujukan", secretary, network) == [referred]


def test_no_book_holds_what_is_guarded_though_its_writer_sees_it(accompanied, secretary, companion, network, person):
    rahasia, shut_out = accompanied("Dijaga Rekaan", secrecy="rahasia"), accompanied("Disimpan Rekaan")
    case_secrecy.shut_out(shut_out, by=secretary, user=person("chair"))
    for case in (rahasia, shut_out):
        visits.record(case, by=companion, client_id=uuid4(), at=timezone.now(), met="dia", values={})
    assert lines_of("buku-kunjungan", secretary, network) == lines_of("buku-rujukan", secretary, network) == []


def test_a_book_is_the_boards(signed_in, person, network):
    for role, status in (("chair", 200), ("psm", 403), ("treasurer", 403)):
        for book in ("buku-kunjungan", "buku-rujukan"):
            page = signed_in(person(role)).get(reverse("documents:book", args=[network.slug, book]))
            assert page.status_code == status


# --- Nobody can tell ---------------------------------------------------------------------------------------------


class World:
    """What somebody who may not know is told of papers."""

    def __init__(self, network, people, ordinary):
        self.network, self.people, self.ordinary = network, people, ordinary

    def ask(self) -> dict[tuple, tuple]:
        slug = self.network.slug
        addresses = [reverse("documents:documents", args=[slug]) + query for query in ("", "?jenis=surat-tugas")]
        addresses += [reverse("pmks_cases:case_letters", args=[slug, self.ordinary.number])]
        addresses += [reverse("pmks_cases:case", args=[slug, self.ordinary.number])]
        addresses += [reverse("members:read_log", args=[slug]), reverse("documents:to_sign", args=[slug])]
        told = {}
        for user in self.people:
            browser = Client(headers={"accept-encoding": "identity"})
            browser.force_login(type(user).objects.get(pk=user.pk), backend="members.adapters.PortalBackend")
            for address in addresses:
                told[user.username, address] = plain(browser.get(address))
        return told


@pytest.fixture
def world(network, person, accompanied, secretary):
    another = make_user("psm-lain")
    give_office(another, "psm", network)
    train(another)
    ordinary = accompanied("Biasa Rekaan")
    issue("surat-tugas", ordinary, secretary)
    outsiders = [person("chair"), another, person("treasurer"), person("auditor"), person("village_head")]
    return World(network, outsiders, ordinary)


@pytest.mark.parametrize("how", ["rahasia", "somebody is shut out"])
def test_papers_of_a_guarded_case_change_no_byte(world, accompanied, secretary, person, how):
    before = world.ask()
    guarded = accompanied("Dijaga Rekaan", secrecy="rahasia")
    if how != "rahasia":
        world.people = world.people[:1]
        before = {asked: told for asked, told in before.items() if asked[0] == world.people[0].username}
        Case.objects.filter(pk=guarded.pk).update(secrecy="biasa")
        guarded.refresh_from_db()
        case_secrecy.shut_out(guarded, by=secretary, user=person("chair"))
    for kind in KINDS:
        made = issue(kind, guarded, secretary, **{"head_signs": True} if kind == "surat-rujukan" else {})
        issuing.note_opened(made, by=secretary)
    assert ReadEntry.objects.filter(kind="print", restricted=True).count() == len(KINDS)
    after = world.ask()
    mine = [asked for asked in before if "/kasus/" not in asked[1] or before[asked][0] == 200]
    assert [
        (asked, first_difference(before[asked], after[asked])) for asked in mine if before[asked] != after[asked]
    ] == []
    issue("surat-tugas", world.ordinary, secretary)
    assert world.ask() != after  # an ordinary one would have been seen


def test_a_hidden_paper_answers_as_a_missing_one(world, accompanied, secretary, network):
    guarded = accompanied("Dijaga Rekaan", secrecy="rahasia")
    made = issue("kartu-kasus", guarded, secretary)
    browser = Client(headers={"accept-encoding": "identity"})
    browser.force_login(world.people[0], backend="members.adapters.PortalBackend")

    def told(route: str, *parts) -> tuple:
        status, headers, words = plain(browser.get(reverse(route, args=[network.slug, *parts])))
        return status, headers, words.replace(str(parts[-1]), "…") if isinstance(words, str) else words

    for route in ("documents:document", "documents:file", "documents:withdraw"):
        assert told(route, made.pk) == told(route, 123456789012345678)
    assert told("documents:issue_about", "surat-tugas", guarded.pk) == told(
        "documents:issue_about", "surat-tugas", 12345
    )


def test_who_holds_the_paper_reads_that_it_is_internal_and_nothing_else(client, accompanied, secretary):
    pages = []
    for secrecy in ("biasa", "rahasia"):
        case = accompanied(f"Warga {secrecy}", secrecy=secrecy)
        made = issue("surat-tugas", case, secretary)
        words = client.get(reverse("documents:check", args=[made.code])).content.decode()
        assert "Dokumen internal" in words
        assert [hidden for hidden in (made.number, case.number, "Surat tugas", "Rekaan") if hidden in words] == []
        pages.append(words.replace(made.code, "…").replace(made.sha256, "…").replace(str(made.size), "…"))
    assert pages[0] == pages[1]


def test_who_loses_sight_of_the_case_loses_its_papers(accompanied, secretary, person):
    case = accompanied()
    made = issue("kartu-kasus", case, secretary)
    chair = person("chair")
    assert IssuedDocument.objects.visible_to(chair).filter(pk=made.pk).exists()
    case_secrecy.set_secrecy(case, by=secretary, secrecy="rahasia", why="demikian")
    assert not IssuedDocument.objects.visible_to(type(chair).objects.get(pk=chair.pk)).filter(pk=made.pk).exists()


@pytest.mark.parametrize("state", ["waiting", "signed"])
def test_a_letter_leaves_the_village_heads_page_with_its_case(
    accompanied, secretary, person, network, signed_in, state
):
    case, head = accompanied(), person("village_head")
    made = issue("surat-rujukan", case, secretary, head_signs=True)
    if state == "signed":
        issuing.note_signed(made, by=head, on=network.today())
    page = reverse("documents:to_sign", args=[network.slug])
    assert made.number in signed_in(head).get(page).content.decode()
    case_secrecy.set_secrecy(Case.objects.get(pk=case.pk), by=secretary, secrecy="rahasia", why="Tidak aman")
    assert made.number not in signed_in(head).get(page).content.decode()
