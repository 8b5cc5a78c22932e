"""Long papers come from a worker; books lie open, so what may be guarded stands in none."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from members.models import Membership, Organization
from members.reminders import papers as reminders
from programs.models import Activity
from tests.conftest import give_office
from wksbm.core.models import ReadEntry
from wksbm.documents.actions import issuing, orders
from wksbm.documents.books import as_spreadsheet, books, latest, numbered
from wksbm.documents.models import IssuedDocument, PaperOrder
from wksbm.documents.papers import papers
from wksbm.notifications.kinds import About, Days

LETTERS = "buku-surat-keluar"


@pytest.fixture
def letters(network, secretary, register, make_case, make_resident):
    """An open letter, a withdrawn one, an internal one and one of a guarded case, each with its words."""
    case = make_case(make_resident())
    about = {"origin": "pmks_cases.Case", "readers": "pmks_cases.view_case", "guarded": lambda ids: {case.pk}}
    made = {
        "open": issuing.issue(register(), network, by=secretary),
        "withdrawn": issuing.issue(register(), network, by=secretary),
        "internal": issuing.issue(register(name="dalam", internal=True), network, by=secretary),
        "guarded": issuing.issue(register(name="kasus", **about), network, by=secretary, row=case),
    }
    issuing.withdraw(made["withdrawn"], by=secretary, why="Salah")
    return made


def test_the_page_and_the_spreadsheet_hold_what_may_lie_open(network, secretary, letters, signed_in):
    client = signed_in(secretary)
    page = client.get(reverse("documents:book", args=[network.slug, LETTERS])).content.decode()
    shown = {what: made.number in page for what, made in letters.items()}
    assert shown == {"open": True, "withdrawn": True, "internal": True, "guarded": False}
    response = client.get(reverse("documents:book_file", args=[network.slug, LETTERS]))
    rows = CalamineWorkbook.from_filelike(BytesIO(response.content)).get_sheet_by_index(0).to_python()
    assert [row[2] for row in rows] == ["Nomor", *(letters[what].number for what in ("open", "withdrawn", "internal"))]
    assert [row[4] for row in rows[1:]] == ["Pengumuman kerja bakti"] * 2 + ["Dokumen internal"]
    assert ReadEntry.objects.filter(kind="export", reader=secretary).count() == 1


def test_nothing_in_a_cell_is_a_formula(network, secretary, register):
    from wksbm.documents.papers import Content

    def content(user, where, row):
        return Content("=1+1", {"subject": "", "text": "", "signers": []}, "@SUM(A1)")

    issuing.issue(register(content=content), network, by=secretary)
    sheet = as_spreadsheet(books[LETTERS], secretary, network, network.today().year)
    rows = CalamineWorkbook.from_filelike(BytesIO(sheet)).get_sheet_by_index(0).to_python()
    assert rows[1][3:5] == ["@SUM(A1)", "=1+1"]


def test_an_ordered_book_is_made_by_the_worker_and_told_of(network, secretary, letters, signed_in):
    client = signed_in(secretary)
    address = reverse("documents:issue", args=[network.slug, LETTERS])
    form = client.get(address).context["form"]
    values = {"form_id": str(form.fields["form_id"].initial()), "year": str(network.today().year)}
    first, second = (client.post(address, values) for _ in range(2))
    assert first.url == second.url
    assert "Menunggu giliran" in client.get(first.url).content.decode()
    assert orders.issue_ordered() == 1
    assert orders.issue_ordered() == 0
    order = PaperOrder.objects.get()
    done = client.get(first.url)
    assert done.url == reverse("documents:document", args=[network.slug, order.document_id])
    words = PdfReader(BytesIO(issuing.content_of(order.document))).pages[0].extract_text().replace("\n", "")
    assert (letters["open"].number in words, letters["guarded"].number in words) == (True, False)

    days = Days((network.pk,), network.today(), 12, False)
    assert [(one.recipient_id, one.about_id) for one in reminders.papers_ready(days)] == [(secretary.pk, order.pk)]
    told = reminders.say_ready(secretary, [About(order.pk, "")])
    assert [one.title for one in told.values()] == ["Dokumen siap: Buku agenda surat keluar"]


def test_who_lost_the_office_meanwhile_gets_nothing(network, secretary, letters):
    orders.order(papers[LETTERS], network, by=secretary, year=str(network.today().year))
    Membership.objects.filter(user=secretary).delete()
    before = IssuedDocument.objects.count()
    assert orders.issue_ordered() == 0
    order = PaperOrder.objects.get()
    assert (order.ended_at is None, order.document_id, IssuedDocument.objects.count()) == (False, None, before)


def test_books_of_a_network_are_for_who_may_read_them(network, other_network, person, signed_in):
    address = reverse("documents:book", args=[network.slug, LETTERS])
    assert signed_in(person("psm")).get(address).status_code == 403
    assert signed_in(person("secretary", other_network)).get(address).status_code == 404
    minutes = reverse("documents:book", args=[network.slug, "buku-notulen"])
    assert signed_in(person("psm")).get(minutes).status_code == 200
    assert signed_in(person("village_head")).get(minutes).status_code == 403


def test_the_running_number_is_called_so(network, secretary, letters, signed_in):
    page = signed_in(secretary).get(reverse("documents:book", args=[network.slug, LETTERS])).content.decode()
    sheet = as_spreadsheet(books[LETTERS], secretary, network, network.today().year)
    first = CalamineWorkbook.from_filelike(BytesIO(sheet)).get_sheet_by_index(0).to_python()[0][0]
    assert ("Tidak" in page, first) == (False, "No.")


def test_the_book_of_members_tells_who_was_in_office_that_year(network, secretary, person, signed_in):
    today = network.today()
    give_office(
        person("psm"), "treasurer", network, starts_on=date(today.year - 1, 2, 1), ends_on=date(today.year - 1, 5, 1)
    )
    Organization.objects.create(network=network, kind="pkk", name="PKK RW 004", standing="bergabung")
    names = {
        year: [row[2] for row in numbered(books["buku-anggota"], secretary, network, year)]
        for year in (today.year, today.year - 1, today.year - 3)
    }
    assert ("Bendahara" in names[today.year], "Bendahara" in names[today.year - 1]) == (False, True)
    assert "PKK RW 004" in names[today.year]
    assert names[today.year - 3] == ["PKK RW 004"]
    page = signed_in(person("psm")).get(reverse("documents:book", args=[network.slug, "buku-anggota"]))
    assert page.status_code == 403


def test_the_book_of_activities_tells_what_the_organisations_did(network, secretary):
    values = {"network": network, "in_charge": secretary, "created_by": secretary, "begins": "08:00", "place": "Balai"}
    Activity.objects.create(**values, title="Posyandu", held_on=network.today())
    Activity.objects.create(**values, title="Senam", held_on=network.today(), cancelled_at=timezone.now())
    rows = numbered(books["buku-kegiatan"], secretary, network, network.today().year)
    assert [(row[0], row[2], row[6]) for row in rows] == [("1", "Posyandu", ""), ("2", "Senam", "Tidak jadi")]


def test_a_books_page_reads_the_last_lines_of_a_table_that_grows(network, secretary, announcement):
    """The same numbers as in the whole book, whichever end it is read from."""
    for _turn in range(3):
        issuing.issue(announcement, network, by=secretary)
    year = network.today().year
    whole = numbered(books[LETTERS], secretary, network, year)
    assert [line[0] for line in whole] == ["1", "2", "3"]
    assert latest(books[LETTERS], secretary, network, year, 2) == (whole[:0:-1], 3)
    assert (
        latest(books["buku-anggota"], secretary, network, year, 100)[0]
        == numbered(books["buku-anggota"], secretary, network, year)[::-1]
    )
