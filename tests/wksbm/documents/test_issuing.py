"""A paper is made once, served byte by byte, and never changes."""

import hashlib
from io import BytesIO
from threading import Thread

import pytest
from django.db import connection
from pypdf import PdfReader

from tests.conftest import give_office
from wksbm.core.models import ReadEntry
from wksbm.core.refusals import RefusedByRule
from wksbm.documents import sealed_files
from wksbm.documents.actions import issuing, stationery
from wksbm.documents.models import Counter, IssuedDocument
from wksbm.documents.papers import Series
from wksbm.documents.typesetting import TypesettingFailed, in_pieces, typeset, typeset_apart

UGLY = r"Siti #1 $x^2$ *tebal* _miring_ @catatan \d `kode` <nama> [h] // akhir {a} ~ = - + /*"


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, with plain blanks."""
    pages = PdfReader(BytesIO(pdf)).pages
    return [page.extract_text().replace("\N{NO-BREAK SPACE}", " ") for page in pages]


def text_of(pdf: bytes) -> str:
    return "\n".join(pages_of(pdf))


def test_what_is_issued_is_served_byte_by_byte(network, secretary, announcement, signed_in):
    made = issuing.issue(announcement, network, by=secretary)
    response = signed_in(secretary).get(f"/{network.slug}/dokumen/{made.pk}/berkas/")
    assert hashlib.sha256(response.content).hexdigest() == made.sha256
    assert (len(response.content), len(PdfReader(BytesIO(response.content)).pages)) == (made.size, made.pages)
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["Content-Type"] == "application/pdf"


def test_the_paper_says_its_number_head_day_and_pages(network, secretary, person, announcement):
    give_office(person("village_head"), "village_head", network)
    made = issuing.issue(announcement, network, by=secretary)
    year = network.today().year
    assert made.number.startswith("001/PGM/WKSBM-RW04/")
    assert made.number.endswith(f"/{year}")
    words = text_of(issuing.content_of(made))
    for expected in (made.number, "WKSBM GUYUB RUKUN", "SIDOMAYA", "Halaman 1 dari 1", "Diterbitkan", secretary.name):
        assert expected in words
    assert issuing.address_of(made.code) in words.replace("\n", "")


def test_what_people_typed_is_printed_as_it_is(network, secretary, announcement):
    made = issuing.issue(announcement, network, by=secretary, words=f"{UGLY}\nbaris kedua")
    words = text_of(issuing.content_of(made))
    assert UGLY in words
    assert "baris kedua" in words


def test_the_file_on_the_disk_is_sealed(network, secretary, announcement):
    made = issuing.issue(announcement, network, by=secretary)
    stored = sealed_files.path_of(made.file).read_bytes()
    assert stored.startswith(b"gAAAAA")
    assert b"%PDF" not in stored


def test_later_changes_do_not_reach_the_paper(network, secretary, announcement):
    made = issuing.issue(announcement, network, by=secretary)
    before = issuing.content_of(made)
    network.name, network.address = "Nama Baru", "Alamat baru"
    network.save()
    stationery.change(network, by=secretary, paper_size="a4", pattern="{tahun}-{kode}-{nomor}")
    assert issuing.content_of(IssuedDocument.objects.get(pk=made.pk)) == before
    again = issuing.issue(announcement, network, by=secretary)
    assert again.number == f"{network.today().year}-PGM-002"
    assert "NAMA BARU" in text_of(issuing.content_of(again))


def test_each_network_and_each_series_counts_for_itself(network, other_network, secretary, person, register):
    first, second = register(), register(name="lain", series=Series("LAIN"))
    elsewhere = person("secretary", other_network)
    made = [
        issuing.issue(first, network, by=secretary),
        issuing.issue(first, network, by=secretary),
        issuing.issue(second, network, by=secretary),
        issuing.issue(first, other_network, by=elsewhere),
    ]
    assert [(one.series, one.serial) for one in made] == [("PGM", 1), ("PGM", 2), ("LAIN", 1), ("PGM", 1)]


def test_numbers_drawn_by_chance_are_never_the_same_and_leave_the_counter_alone(network, secretary, register):
    paper = register(name="rujukan", series=Series("SR", by_chance=True))
    serials = [issuing.issue(paper, network, by=secretary).serial for _ in range(6)]
    assert len(set(serials)) == 6
    assert all(1000 <= serial < 10_000 for serial in serials)
    assert Counter.objects.get(network=network, series="SR").last == 0


def test_a_paper_that_cannot_be_set_takes_no_number_and_leaves_no_file(network, secretary, register):
    broken = register(template="documents/tidak-ada.typ")
    folder = sealed_files.path_of(issuing.FOLDER)
    before = set(folder.glob("*")) if folder.is_dir() else set()
    with pytest.raises(RefusedByRule):
        issuing.issue(broken, network, by=secretary)
    assert IssuedDocument.objects.count() == 0
    assert Counter.objects.count() == 0
    assert (set(folder.glob("*")) if folder.is_dir() else set()) == before


def test_a_replaced_paper_stays_and_cannot_be_replaced_again(network, secretary, announcement):
    old = issuing.issue(announcement, network, by=secretary)
    new = issuing.issue(announcement, network, by=secretary, replaces=old)
    assert (new.replaces, old.number == new.number) == (old, False)
    assert f"Menggantikan: {old.number}" in text_of(issuing.content_of(new))
    with pytest.raises(RefusedByRule):
        issuing.issue(announcement, network, by=secretary, replaces=old)


def test_a_withdrawn_paper_keeps_its_number(network, secretary, announcement):
    made = issuing.issue(announcement, network, by=secretary)
    issuing.withdraw(made, by=secretary, why="Salah tanggal")
    again = issuing.withdraw(made, by=secretary, why="Sekali lagi")
    assert again.withdrawn_why == "Salah tanggal"
    assert issuing.issue(announcement, network, by=secretary).serial == 2


def test_opening_a_paper_with_names_is_noted_once_an_hour(network, secretary, register, signed_in):
    named, plain = register(), register(name="polos", carries_names=False)
    made = [issuing.issue(paper, network, by=secretary) for paper in (named, plain)]
    for one in (*made, *made):
        assert signed_in(secretary).get(f"/{network.slug}/dokumen/{one.pk}/berkas/").status_code == 200
    entries = ReadEntry.objects.filter(network=network)
    assert [(entry.reader, entry.kind, entry.object_id) for entry in entries] == [(secretary, "print", made[0].pk)]


def test_strangers_find_nothing(network, other_network, secretary, person, announcement, signed_in):
    made = issuing.issue(announcement, network, by=secretary)
    for who in (person("secretary", other_network),):
        for page in ("", "berkas/", "batalkan/"):
            assert signed_in(who).get(f"/{network.slug}/dokumen/{made.pk}/{page}").status_code == 404
        assert signed_in(who).get(f"/{other_network.slug}/dokumen/{made.pk}/berkas/").status_code == 404
    operator = person("village_operator")
    assert IssuedDocument.objects.visible_to(operator).count() == 0
    assert signed_in(operator).get(f"/{network.slug}/dokumen/{made.pk}/berkas/").status_code in (403, 404)


def test_destroyed_content_is_gone_everywhere_and_the_number_stays(
    network, secretary, announcement, signed_in, django_capture_on_commit_callbacks
):
    made = issuing.issue(announcement, network, by=secretary)
    path = sealed_files.path_of(made.file)
    with django_capture_on_commit_callbacks(execute=True):
        issuing.destroy_content(made, by=secretary)
    kept = IssuedDocument.objects.get(pk=made.pk)
    assert (path.exists(), kept.number, str(kept.called), str(kept.addressee)) == (False, made.number, "Pengumuman", "")
    history = IssuedDocument.pgh_event_model.objects.filter(pgh_obj_id=made.pk)
    assert {str(row.called) for row in history} == {"Pengumuman"}
    assert signed_in(secretary).get(f"/{network.slug}/dokumen/{made.pk}/berkas/").status_code == 404


def test_a_long_table_is_set_apart_and_its_head_stands_on_each_page(network, secretary, register):
    rows = [[str(number), f"Warga {number}"] for number in range(1, 201)]

    def content(user, where, row):
        from wksbm.documents.papers import Content

        return Content(called="Buku", data={"heads": ["No", "Nama"], "pieces": in_pieces(rows), "heading": "Buku"})

    paper = register(name="buku", template="documents/register.typ", content=content, series=None)
    made = issuing.issue(paper, network, by=secretary, apart=True)
    pages = pages_of(issuing.content_of(made))
    assert (len(pages) == made.pages > 3, made.number) == (True, "")
    assert all("Nama" in page and f"dari {made.pages}" in page for page in pages[:-1])
    assert "Warga 200" in pages[-1]


def test_a_failed_typesetting_says_nothing_of_what_stood_in_it():
    for set_one in (typeset, typeset_apart):
        with pytest.raises(TypesettingFailed) as failed:
            set_one("documents/sample.typ", {"content": {"text": "Sulastri"}})
        assert "Sulastri" not in str(failed.value)


@pytest.mark.django_db(transaction=True)
def test_two_people_issuing_at_once_get_two_numbers(network, person, announcement):
    people = [person("secretary"), person("chair")]
    made, faults = [], []

    def work(who):
        try:
            for _ in range(3):
                made.append(issuing.issue(announcement, network, by=who).serial)
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [Thread(target=work, args=[who]) for who in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (faults, sorted(made)) == ([], [1, 2, 3, 4, 5, 6])
