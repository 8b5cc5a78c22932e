"""Laporan bulanan PSM: issued by her, read by her and the board, without a name; and the board's copy does not tell
that there is a case more than it may know of."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from members.actions import follow_ups
from pmks_cases.actions import case_secrecy, visits
from pmks_cases.models import Referral
from tests.conftest import give_office, make_user, where_rt
from tests.house.test_secrecy import first_difference, plain
from wksbm.documents.actions import issuing, lapsing
from wksbm.documents.models import IssuedDocument
from wksbm.documents.papers import papers
from wksbm.portal.actions.psm_month import PsmMonth, VisitedCase, month_of
from wksbm.portal.numbers import Period, Share

LAPSED = "Perlu diterbitkan lagi"


@pytest.fixture
def volunteer(trained_psm):
    trained_psm.name = "Yati Ningsih"
    trained_psm.save()
    return trained_psm


@pytest.fixture
def visited(network, make_case, make_resident, volunteer):
    def make(name: str = "Sulastri Rekaan", **values):
        case = make_case(make_resident(name), psm=volunteer, rt=where_rt(network, "002"), **values)
        visits.record(case, by=volunteer, client_id=uuid4(), at=timezone.now(), met="dia", values={"effort": "kuratif"})
        return case

    return make


def fresh(user):
    return type(user).objects.get(pk=user.pk)


def issue(network, by, **written) -> IssuedDocument:
    return issuing.issue(papers["laporan-psm"], network, by=fresh(by), month=f"{network.today():%Y-%m}", **written)


def words_of(made: IssuedDocument) -> str:
    pages = PdfReader(BytesIO(issuing.content_of(made))).pages
    return "\n".join(page.extract_text() for page in pages).replace("\N{NO-BREAK SPACE}", " ")


def of(network, person) -> PsmMonth:
    return month_of(fresh(person), network, Period.of_months(network.today()))


def told(network, user, *documents) -> dict[str, tuple]:
    """What this person is told where reports stand."""
    browser = Client(headers={"accept-encoding": "identity"})
    browser.force_login(fresh(user), backend="members.adapters.PortalBackend")
    addresses = [reverse("documents:documents", args=[network.slug]) + query for query in ("", "?jenis=laporan-psm")]
    addresses += [reverse("documents:book", args=[network.slug, "buku-surat-keluar"])]
    for one in documents:
        addresses += [reverse(f"documents:{name}", args=[network.slug, one.pk]) for name in ("document", "file")]
    with transaction.atomic():
        answers = {address: plain(browser.get(address)) for address in addresses}
        transaction.set_rollback(True)
    return answers


def test_it_counts_what_she_did_and_names_nobody(network, visited, volunteer, secretary):
    case = visited()
    Referral.objects.create(network=network, case=case, target="puskesmas", sent_on=network.today(), by=volunteer)
    kept = follow_ups.make(network, by=volunteer, what="Antar", doer=volunteer, due_on=network.today())
    follow_ups.finish(kept, by=volunteer, outcome="Sudah.")
    today = network.today().day
    assert of(network, volunteer) == PsmMonth(
        visits=1,
        opened=1,
        referrals=1,
        promises=Share(1, 1),
        efforts={"kuratif": 1},
        cases=(VisitedCase(case.number, "002", (today,)),),
    )
    made = issue(network, volunteer, obstacles="Jalan ke RT 002 banjir.", plan="Kontrol bersama bidan.")
    words = words_of(made)
    for written in ("Yati Ningsih", case.number, "Jalan ke RT 002 banjir.", "Kontrol bersama bidan.", made.number):
        assert written in words
    assert "Sulastri" not in words
    assert ("LAP" in made.number, made.pages) == (True, 1)


def test_a_full_month_takes_two_pages_with_room_to_sign(network, visited, volunteer):
    for number in range(25):
        visited(f"Warga Rekaan {number}")
    made = issue(network, volunteer, obstacles="Hujan.\n" * 8, plan="Menengok lagi.\n" * 8)
    assert made.pages == 2
    last = PdfReader(BytesIO(issuing.content_of(made))).pages[-1].extract_text()
    assert "Mengetahui," in last


def test_she_and_the_board_read_it_and_nobody_else(network, visited, volunteer, person, secretary):
    visited()
    made = issue(network, volunteer)
    another = make_user("psm-lain")
    give_office(another, "psm", network)
    readers = {"hers": volunteer, "secretary": secretary, "another": another}
    readers |= {role: person(role) for role in ("chair", "treasurer", "auditor", "rt_head", "village_head")}
    seen = {
        who
        for who, user in readers.items()
        if IssuedDocument.objects.visible_to(fresh(user)).filter(pk=made.pk).exists()
    }
    assert seen == {"hers", "secretary", "chair"}


def test_only_a_volunteer_issues_it_about_herself(network, signed_in, person, volunteer, visited):
    address = reverse("documents:issue", args=[network.slug, "laporan-psm"])
    assert [signed_in(person(role)).get(address).status_code for role in ("secretary", "chair", "treasurer")] == [
        403
    ] * 3
    visited()
    browser = signed_in(volunteer)
    own = browser.get(reverse("own_month", args=[network.slug])).content.decode()
    assert f'href="{address}?month={network.today():%Y-%m}"' in own
    form = browser.get(f"{address}?month={network.today():%Y-%m}&obstacles=disisipkan").context["form"]
    assert (form["month"].value(), form["obstacles"].value()) == (f"{network.today():%Y-%m}", None)
    typed = {"form_id": str(uuid4()), "month": f"{network.today():%Y-%m}", "obstacles": "Tidak ada.", "plan": ""}
    landed = browser.post(address, typed)
    made = IssuedDocument.objects.get()
    assert landed.url == reverse("documents:document", args=[network.slug, made.pk])
    assert (made.issued_by, made.needs_head) == (volunteer, False)
    assert made.called in browser.get(reverse("own_month", args=[network.slug])).content.decode()


def test_the_second_report_of_a_month_replaces_the_first(network, visited, volunteer):
    visited()
    first = issue(network, volunteer)
    before = Period.of_months(network.today()).before()
    other = issuing.issue(papers["laporan-psm"], network, by=fresh(volunteer), month=before.link)
    visited("Tetangga Rekaan")
    second = issue(network, volunteer)
    assert (second.replaces, other.replaces) == (first, None)


def test_the_number_of_visits_that_the_board_reads_is_the_same_with_a_rahasia_case(network, visited, volunteer, person):
    """The board's copy, the list, the book and her report itself: not a byte tells of the girl that she visits."""
    chair = person("chair")
    visited()
    answers = []
    for guarded in (False, True):
        with transaction.atomic():
            if guarded:
                hidden = visited("Dijaga Rekaan", secrecy="rahasia")
                case_secrecy.join_team(hidden, by=hidden.opened_by, user=volunteer)
                Referral.objects.create(
                    network=network, case=hidden, target="polisi", sent_on=network.today(), by=volunteer
                )
                follow_ups.make(
                    network,
                    by=volunteer,
                    what="Antar",
                    doer=volunteer,
                    due_on=network.today(),
                    origin=hidden,
                    restricted=True,
                )
            figures = of(network, volunteer)
            issue(network, volunteer)
            rest = IssuedDocument.objects.get().rests_on
            answers.append((figures, rest))
            transaction.set_rollback(True)
    assert answers[0] == answers[1]
    made = issue(network, volunteer)
    before = told(network, chair, made)
    hidden = visited("Dijaga Rekaan", secrecy="rahasia")
    after = told(network, chair, made)
    assert [
        (asked, first_difference(before[asked], after[asked])) for asked in before if before[asked] != after[asked]
    ] == []
    assert hidden.number not in "".join(str(answer[2]) for answer in after.values())


def test_a_case_that_became_rahasia_looks_like_any_other_change(network, visited, volunteer, person, secretary):
    chair, case, other = person("chair"), visited(), visited("Tetangga Rekaan")
    made = issue(network, volunteer)
    assert LAPSED not in told(network, chair, made)[reverse("documents:document", args=[network.slug, made.pk])][2]
    answers = []
    for why in ("rahasia", "a visit more"):
        with transaction.atomic():
            if why == "rahasia":
                case_secrecy.set_secrecy(case, by=fresh(secretary), secrecy="rahasia", why="demikian")
            else:
                row = other.visits.get()
                later = {"at": timezone.now(), "on": network.today(), "met": "keluarga", "by": volunteer}
                type(row).objects.create(network=network, case=other, **later)
            answers.append({asked: one for asked, one in told(network, chair, made).items() if "/buku/" not in asked})
            transaction.set_rollback(True)
    assert answers[0] == answers[1]
    page = answers[0][reverse("documents:document", args=[network.slug, made.pk])]
    file = answers[0][reverse("documents:file", args=[network.slug, made.pk])]
    assert (LAPSED in page[2], file[0]) == (True, 302)


def test_who_is_no_volunteer_any_more_leaves_her_reports_as_they_were(network, visited, volunteer, secretary):
    visited()
    made = issue(network, volunteer)
    volunteer.memberships.all().delete()
    assert not lapsing.has_lapsed(made, to=secretary)
    assert not IssuedDocument.objects.visible_to(fresh(volunteer)).exists()
