"""Surat masuk: numbered without a gap, read by the board alone, disposed into promises; its photo behind the check."""

import datetime as dt
import os
from io import BytesIO
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from members.actions import follow_ups
from members.models import FollowUp, Membership, Organization
from programs.actions import incoming_letters as actions
from programs.due import letters_waiting
from programs.models import IncomingLetter, LetterScan
from tests.conftest import give_office, make_user
from wksbm.core.models import ReadEntry
from wksbm.core.refusals import RefusedByRule
from wksbm.documents.actions import issuing
from wksbm.documents.books import as_spreadsheet, books, numbered
from wksbm.documents.papers import papers
from wksbm.documents.sealed_files import path_of

BOOK = "buku-surat-masuk"


def photo(name: str = "surat.jpg") -> SimpleUploadedFile:
    made = BytesIO()
    Image.new("RGB", (800, 1100), "white").save(made, "JPEG")
    return SimpleUploadedFile(name, made.getvalue(), "image/jpeg")


def pdf() -> SimpleUploadedFile:
    return SimpleUploadedFile("surat.pdf", b"%PDF-1.7 isinya", "application/pdf")


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def make_letter(network, secretary):
    def make(**values) -> IncomingLetter:
        told = {"sender": "Puskesmas Kaliwungu", "subject": "Undangan posyandu lansia", "received_on": network.today()}
        return actions.record(network, by=secretary, **(told | values))

    return make


@pytest.fixture
def address(network):
    def of(name: str, *parts) -> str:
        return reverse(f"programs:{name}", args=[network.slug, *parts])

    return of


@pytest.fixture
def youth(network):
    """A man of Karang Taruna with his office."""
    where = Organization.objects.create(network=network, kind="karang_taruna", name="Karang Taruna RW 004")
    user = make_user("dimas", name="Dimas Rekaan")
    give_office(user, "organization_officer", network, organization=where)
    return user


def fresh(user):
    return type(user).objects.get(pk=user.pk)


def typed(network, **more) -> dict:
    told = {"received_on": network.today().isoformat(), "sender": "Kecamatan Kaliwungu", "subject": "Edaran DBD"}
    return told | {"form_id": str(uuid4())} | more


# --- Noting ------------------------------------------------------------------------------------------------------


def test_a_letter_is_noted_with_its_photo(network, secretary, signed_in, address):
    browser = signed_in(secretary)
    page = browser.get(address("record_letter")).content.decode()
    assert "data pribadi" in page
    told = typed(network, letter_number="440/12", written_on=network.today().isoformat(), scan=photo())
    landed = browser.post(address("record_letter"), told)
    made = IncomingLetter.objects.get()
    assert landed.url == address("incoming_letter", made.pk)
    assert (made.agenda_number, made.sender, made.subject) == (
        f"001/{network.today().year}",
        told["sender"],
        "Edaran DBD",
    )
    assert b"%PDF" not in path_of(made.scans.get().file).read_bytes()
    shown = browser.get(landed.url).content.decode()
    for words in (made.agenda_number, "440/12", "Menunggu disposisi", address("scan_thumbnail", made.scans.get().pk)):
        assert words in shown


def test_each_year_of_a_network_counts_from_one_and_no_number_is_taken_twice(
    network, other_network, secretary, make_letter, person
):
    year = network.today().year
    before = make_letter(received_on=dt.date(year - 1, 12, 30))
    first, second = make_letter(), make_letter()
    with pytest.raises(RefusedByRule):
        make_letter(scan=SimpleUploadedFile("surat.txt", b"bukan surat"))
    third = make_letter()
    elsewhere = actions.record(
        other_network, by=person("secretary", other_network), sender="x", subject="y", received_on=network.today()
    )
    assert [one.agenda_number for one in (before, first, second, third, elsewhere)] == [
        f"001/{year - 1}",
        f"001/{year}",
        f"002/{year}",
        f"003/{year}",
        f"001/{year}",
    ]


def test_sent_twice_it_is_one_letter(network, secretary, signed_in, address):
    browser, told = signed_in(secretary), typed(network)
    assert browser.post(address("record_letter"), told).url == browser.post(address("record_letter"), told).url
    assert IncomingLetter.objects.count() == 1


@pytest.mark.parametrize(
    ("upload", "sentence"),
    [
        (lambda: SimpleUploadedFile("surat.docx", b"PK\x03\x04 bukan foto"), "tidak terbaca sebagai foto"),
        (lambda: SimpleUploadedFile("surat.pdf", b"MZ\x90 bukan surat"), "Berkas ini bukan PDF"),
        (lambda: SimpleUploadedFile("surat.mp4", b"\x00\x00\x00\x18ftypmp42", "video/mp4"), "Ini video"),
        (lambda: SimpleUploadedFile("kosong.jpg", b""), "Berkas ini kosong."),
        (lambda: SimpleUploadedFile("besar.pdf", b"%PDF-" + b"x" * settings.UPLOAD_LIMIT_BYTES), "terlalu besar"),
    ],
)
def test_what_is_no_photo_is_refused_kindly_and_nothing_is_lost(
    network, secretary, signed_in, address, upload, sentence
):
    answer = signed_in(secretary).post(address("record_letter"), typed(network, scan=upload()))
    page = answer.content.decode()
    assert (answer.status_code, sentence in page, "Edaran DBD" in page) == (422, True, True)
    assert (IncomingLetter.objects.count(), LetterScan.objects.count()) == (0, 0)
    assert list(path_of(actions.FOLDER).glob("*")) == []


def test_days_that_cannot_be_are_refused(network, secretary, signed_in, address):
    today = network.today()
    tomorrow = (today + dt.timedelta(days=1)).isoformat()
    for more, field in (({"received_on": tomorrow}, "received_on"), ({"written_on": tomorrow}, "written_on")):
        answer = signed_in(secretary).post(address("record_letter"), typed(network, **more))
        assert list(answer.context["form"].errors) == [field]


def test_while_nobody_acts_on_it_it_can_be_corrected(network, secretary, signed_in, address, make_letter, youth):
    letter = make_letter(scan=photo())
    wrong = letter.scans.get()
    actions.add_scan(letter, pdf(), by=secretary)
    browser = signed_in(secretary)
    form = browser.get(address("correct_letter", letter.pk)).context["form"]
    assert form["subject"].value() == "Undangan posyandu lansia"
    told = typed(network, subject="Undangan posyandu", drop=[wrong.pk])
    assert browser.post(address("correct_letter", letter.pk), told).status_code == 302
    letter.refresh_from_db()
    assert (letter.subject, letter.serial, [scan.is_pdf for scan in letter.scans.all()]) == (
        "Undangan posyandu",
        1,
        [True],
    )
    last_year = dt.date(network.today().year - 1, 12, 30).isoformat()
    answer = browser.post(address("correct_letter", letter.pk), typed(network, received_on=last_year))
    assert "Nomor agendanya milik tahun" in answer.content.decode()
    actions.only_to_know(letter, by=secretary)
    assert browser.get(address("correct_letter", letter.pk)).status_code == 403
    with pytest.raises(RefusedByRule):
        actions.correct(letter, by=secretary, received_on=network.today(), subject="Lain")


# --- Disposition ---------------------------------------------------------------------------------------------------


def test_a_disposition_is_a_promise_and_its_state_stands_on_the_letter(
    network, secretary, signed_in, address, make_letter, youth
):
    letter = make_letter()
    office = Membership.objects.get(user=youth)
    due = network.today() + dt.timedelta(days=5)
    browser = signed_in(secretary)
    told = {"form_id": str(uuid4()), "what": "Siapkan kursi", "office": office.pk, "due_on": due.isoformat()}
    assert browser.post(address("dispose_letter", letter.pk), told | {"tell_subject": "on"}).status_code == 302
    promise = FollowUp.objects.of_origin(letter).get()
    assert promise.what == "Siapkan kursi (surat masuk: Undangan posyandu lansia)"
    assert (promise.doer, promise.organization, promise.due_on) == (youth, office.organization, due)
    page = browser.get(address("incoming_letter", letter.pk)).content.decode()
    assert ("Siapkan kursi" in page, "Dikerjakan" in page, "Dimas Rekaan" in page) == (True, True, True)
    follow_ups.finish(promise, by=youth, outcome="Sudah siap.")
    assert "Selesai" in browser.get(address("incoming_letter", letter.pk)).content.decode()


def test_a_late_one_says_so_in_the_list(network, secretary, signed_in, address, make_letter, youth):
    letter = make_letter()
    promise = actions.dispose(letter, by=secretary, what="Balas", doer=youth, due_on=network.today())
    FollowUp.objects.filter(pk=promise.pk).update(due_on=network.today() - dt.timedelta(days=2))
    assert "Ada yang terlambat" in signed_in(secretary).get(address("incoming_letters")).content.decode()


def test_who_does_it_reads_the_promise_and_not_the_letter(network, secretary, signed_in, address, make_letter, youth):
    told, untold = make_letter(subject="Undangan kemah"), make_letter(subject="Permohonan Bu Sulastri")
    due = network.today()
    shown = actions.dispose(told, by=secretary, what="Ikut", doer=youth, due_on=due)
    silent = actions.dispose(untold, by=secretary, what="Antar kursi", doer=youth, due_on=due, tell_subject=False)
    browser = signed_in(youth)
    pages = {one.pk: browser.get(reverse("members:follow_up", args=[network.slug, one.pk])) for one in (shown, silent)}
    assert "Undangan kemah" in pages[shown.pk].content.decode()
    assert "Sulastri" not in pages[silent.pk].content.decode()
    assert address("incoming_letter", told.pk) not in pages[shown.pk].content.decode()
    assert browser.get(address("incoming_letter", told.pk)).status_code == 403
    board = signed_in(secretary).get(reverse("members:follow_up", args=[network.slug, shown.pk])).content.decode()
    assert address("incoming_letter", told.pk) in board


def test_a_long_subject_still_leaves_a_promise_that_can_be_read(network, secretary, make_letter, youth):
    letter = make_letter(subject="a" * 150)
    promise = actions.dispose(letter, by=secretary, what="b" * 120, doer=youth, due_on=network.today())
    assert promise.what.startswith(f"{'b' * 120} (surat masuk: aaa")
    assert (len(promise.what) <= actions.MOST_OF_PROMISE, promise.what.endswith("a…)")) == (True, True)


def test_it_may_be_handed_over_to_another_officer(network, secretary, make_letter, person):
    treasurer, chair = person("treasurer"), person("chair")
    promise = actions.dispose(make_letter(), by=secretary, what="Bayar", doer=treasurer, due_on=network.today())
    assert chair in follow_ups.possible_doers(promise)


def test_what_is_only_to_be_known_needs_no_promise(network, secretary, signed_in, address, make_letter, youth):
    letter = make_letter()
    browser = signed_in(secretary)
    assert browser.get(address("letter_only_to_know", letter.pk)).status_code == 405
    browser.post(address("letter_only_to_know", letter.pk))
    page = browser.get(address("incoming_letter", letter.pk)).content.decode()
    assert ("Untuk diketahui saja" in page, FollowUp.objects.count()) == (True, 0)
    actions.dispose(letter, by=secretary, what="Ternyata perlu", doer=youth, due_on=network.today())
    letter.refresh_from_db()
    assert not letter.only_to_know
    assert (
        "sudah punya disposisi" in browser.post(address("letter_only_to_know", letter.pk), follow=True).content.decode()
    )
    assert not IncomingLetter.objects.get().only_to_know


def test_a_day_that_is_over_is_refused(network, secretary, make_letter, youth):
    letter = make_letter()
    yesterday = network.today() - dt.timedelta(days=1)
    with pytest.raises(RefusedByRule):
        actions.dispose(letter, by=secretary, what="Balas", doer=youth, due_on=yesterday)
    letter.refresh_from_db()
    assert letter.disposed_at is None


def test_what_waits_stands_on_the_work_list_of_the_board(network, secretary, make_letter, youth):
    assert letters_waiting(secretary, network) == []
    received = network.today() - dt.timedelta(days=4)
    make_letter(received_on=received), make_letter()
    (due,) = letters_waiting(secretary, network)
    assert (due.title, due.due_on) == ("2 surat masuk menunggu disposisi", received + dt.timedelta(days=3))


# --- Who reads -----------------------------------------------------------------------------------------------------


def test_only_the_board_of_the_network_opens_it(network, other_network, signed_in, address, make_letter, person):
    letter = make_letter(scan=photo())
    pages = [address("incoming_letters"), address("incoming_letter", letter.pk), address("scan", letter.scans.get().pk)]
    for role in ("treasurer", "psm", "rt_head", "auditor", "village_head", "organization_officer"):
        assert [signed_in(person(role)).get(page).status_code for page in pages] == [403] * 3
    assert [signed_in(person("chair")).get(page).status_code for page in pages] == [200] * 3
    stranger = signed_in(person("secretary", other_network))
    assert [stranger.get(page).status_code for page in pages] == [404] * 3
    theirs = reverse("programs:incoming_letter", args=[other_network.slug, letter.pk])
    assert stranger.get(theirs).status_code == 404


def test_looking_at_a_photo_is_noted_and_a_pdf_is_only_downloaded(secretary, signed_in, address, make_letter):
    letter = make_letter(scan=photo())
    sheet = actions.add_scan(letter, pdf(), by=secretary)
    browser, picture = signed_in(secretary), letter.scans.first()
    small = browser.get(address("scan_thumbnail", picture.pk))
    assert (small["Content-Type"], ReadEntry.objects.count()) == ("image/jpeg", 0)
    assert browser.get(address("scan_thumbnail", sheet.pk)).status_code == 404
    opened, loaded = browser.get(address("scan", picture.pk)), browser.get(address("scan", sheet.pk))
    assert (opened["Content-Type"], opened["Cache-Control"]) == ("image/jpeg", "private, no-store")
    assert (loaded["Content-Type"], loaded["Content-Disposition"]) == (
        "application/pdf",
        'attachment; filename="surat-masuk.pdf"',
    )
    assert loaded.content == b"%PDF-1.7 isinya"
    subjects = list(ReadEntry.objects.values_list("kind", "subject"))
    assert subjects == [("photo", f"surat masuk {letter.agenda_number}")] * 2


def test_files_that_lost_their_row_are_forgotten(make_letter):
    letter = make_letter(scan=photo())
    scan = letter.scans.get()
    orphan = path_of(f"{actions.FOLDER}/{uuid4().hex}")
    orphan.write_bytes(b"x")
    for path in path_of(actions.FOLDER).glob("*"):
        day_ago = path.stat().st_mtime - 30 * 3600
        os.utime(path, (day_ago, day_ago))
    assert actions.forget_orphans() == 1
    assert actions.content(scan, small=True) != b""


# --- The list and the book -----------------------------------------------------------------------------------------


def test_the_newest_stands_first_and_words_find(secretary, signed_in, address, make_letter, network):
    old = make_letter(subject="Edaran jumantik", received_on=network.today() - dt.timedelta(days=3))
    new = make_letter(subject="Undangan lansia", letter_number="440/77")
    browser = signed_in(secretary)

    def found(query: str = "") -> list[int]:
        return [row.pk for row in browser.get(address("incoming_letters") + query).context["page"]]

    assert found() == [new.pk, old.pk]
    assert found("?cari=JUMANTIK") == [old.pk]
    assert found("?cari=440/77") == [new.pk]
    assert found("?cari=puskesmas+lansia") == [new.pk]
    assert found("?cari=kursi") == []
    actions.only_to_know(new, by=secretary)
    assert found("?lihat=menunggu") == [old.pk]


def test_the_list_pages_by_key_and_costs_the_same(secretary, signed_in, address, make_letter, youth, network):
    browser = signed_in(secretary)

    def statements() -> int:
        with CaptureQueriesContext(
            connection,
        ) as counted:
            browser.get(address("incoming_letters"))
        return len(counted)

    def one_more():
        actions.dispose(make_letter(), by=secretary, what="Balas", doer=youth, due_on=network.today())

    one_more()
    statements()
    one = statements()
    one_more(), one_more()
    assert statements() == one
    for _number in range(50):
        make_letter()
    page = browser.get(address("incoming_letters") + "?cari=puskesmas")
    assert f'href="?after={page.context["page"].after}&amp;cari=puskesmas"' in page.content.decode()


def test_the_book_tells_each_letter_and_what_became_of_it(secretary, make_letter, youth, network, signed_in):
    first = make_letter(letter_number="440/12", written_on=network.today())
    second, third = make_letter(sender="=1+1"), make_letter()
    actions.dispose(first, by=secretary, what="Balas", doer=youth, due_on=network.today())
    actions.only_to_know(second, by=secretary)
    year, day = network.today().year, f"{network.today():%d-%m-%Y}"
    rows = numbered(books[BOOK], secretary, network, year)
    assert [row[1] for row in rows] == [one.agenda_number for one in (first, second, third)]
    assert rows[0][3] == f"440/12\n{day}"
    assert [row[6] for row in rows] == [f"Dimas Rekaan: belum selesai ({day})", "Untuk diketahui", "Menunggu"]
    sheet = as_spreadsheet(books[BOOK], secretary, network, year)
    assert CalamineWorkbook.from_filelike(BytesIO(sheet)).get_sheet_by_index(0).to_python()[2][4] == "=1+1"
    made = issuing.issue(papers[BOOK], network, by=secretary, year=str(year))
    words = PdfReader(BytesIO(issuing.content_of(made))).pages[0].extract_text()
    assert ("440/12" in words, "Halaman1dari1" in "".join(words.split())) == (True, True)
    page = signed_in(secretary).get(reverse("documents:book", args=[network.slug, BOOK])).content.decode()
    assert first.agenda_number in page
