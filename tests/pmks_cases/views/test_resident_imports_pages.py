"""Pages of the residents import: who reaches them, what each state says, and what becomes of a bad file."""

import datetime as dt
import io
import logging
import re
import uuid
import zipfile

import pytest
from celery import Celery, current_app
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from pmks_cases.actions import resident_imports as actions
from pmks_cases.due import resident_imports as due_imports
from pmks_cases.imports.residents import read_residents
from pmks_cases.models import Resident, ResidentImport, StagedRow
from tests.pmks_cases.imports.spreadsheets import (
    OPENSID_COLUMNS,
    opensid_row,
    password_protected_xlsx,
    xlsx,
)
from wksbm.core.models import JobProgress, ReadEntry

pytestmark = pytest.mark.django_db

SITI = "9901015003960003"


@pytest.fixture
def url(network):
    def of(name, *args):
        return reverse(f"pmks_cases:{name}", args=[network.slug, *args])

    return of


@pytest.fixture
def permitted(network):
    network.resident_permit_number = "470/12/2026"
    network.save()
    return network


@pytest.fixture
def upload(signed_in, secretary, url, permitted):
    """`upload(content)`: the secretary sends a file; the answer of the form."""

    def send(content: bytes, name: str = "warga.xlsx", **fields):
        client = signed_in(secretary)
        fields = {"form_id": uuid.uuid4(), "file": SimpleUploadedFile(name, content), **fields}
        return client.post(url("send_import"), fields)

    return send


@pytest.fixture
def checked(network, secretary):
    def send(*rows, columns=OPENSID_COLUMNS) -> ResidentImport:
        content = xlsx([columns, *rows])
        made = actions.send(network, by=secretary, file_name="warga.xlsx", content=content)
        actions.check(made.pk)
        made.refresh_from_db()
        return made

    return send


def text(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode().replace("\u00a0", " "))


def budi(**changes):
    return opensid_row(
        **{"nama": "BUDI", "nik": "9901011003800004", "sex": "1", "tanggallahir": "1980-03-10"} | changes
    )


# --- Who -----------------------------------------------------------------------------------------------------

PAGES = ["resident_import", "import_changes"]
VERBS = ["confirm_import", "cancel_import", "resume_import", "refused_rows"]


@pytest.mark.parametrize("role", ["secretary", "chair", "village_operator"])
def test_the_board_and_the_operator_reach_every_page(signed_in, person, url, checked, role):
    made = checked(opensid_row())
    client = signed_in(person(role))
    assert client.get(url("resident_imports")).status_code == 200
    assert client.get(url("send_import")).status_code == 200
    assert client.get(url("import_template")).status_code == 200
    assert [client.get(url(name, made.public_id)).status_code for name in PAGES] == [200, 200]
    client.post(url("confirm_import", made.public_id))
    made.refresh_from_db()
    assert (made.state, made.confirmed_by) == ("confirmed", person(role))


@pytest.mark.parametrize("role", ["treasurer", "psm", "rt_head", "auditor", "village_head"])
def test_others_of_the_network_are_told_that_it_is_not_their_part(signed_in, person, url, checked, role):
    made = checked(opensid_row())
    client = signed_in(person(role))
    assert {client.get(url(name)).status_code for name in ("resident_imports", "send_import")} == {403}
    assert {client.get(url(name, made.public_id)).status_code for name in PAGES} == {403}
    assert {client.post(url(name, made.public_id)).status_code for name in VERBS} == {403}


def test_another_networks_secretary_and_another_networks_address_find_nothing(
    signed_in, person, url, checked, other_network
):
    made = checked(opensid_row())
    stranger = signed_in(person("secretary", other_network))
    assert {stranger.get(url(name, made.public_id)).status_code for name in PAGES} == {404}
    assert {stranger.post(url(name, made.public_id)).status_code for name in VERBS} == {404}
    own = reverse("pmks_cases:resident_import", args=[other_network.slug, made.public_id])
    assert stranger.get(own).status_code == 404
    made.refresh_from_db()
    assert made.state == "checked"


def test_a_get_changes_nothing(signed_in, secretary, url, checked):
    made = checked(opensid_row())
    client = signed_in(secretary)
    assert {client.get(url(name, made.public_id)).status_code for name in VERBS} == {405}


# --- Sending -------------------------------------------------------------------------------------------------


def test_a_sent_file_waits_on_its_page(upload, client, url):
    response = upload(xlsx([OPENSID_COLUMNS, opensid_row()]))
    made = ResidentImport.objects.get()
    assert (response.status_code, response.url) == (302, url("resident_import", made.public_id))
    page = client.get(response.url)
    assert "Menunggu giliran dibaca" in text(page)
    assert 'hx-trigger="every 1s"' in text(page)
    assert SITI not in response.url


def test_the_permission_is_asked_once(signed_in, secretary, url, network):
    client = signed_in(secretary)
    file = xlsx([OPENSID_COLUMNS, opensid_row()])

    def send(**fields):
        return client.post(
            url("send_import"), {"form_id": uuid.uuid4(), "file": SimpleUploadedFile("w.xlsx", file), **fields}
        )

    refused = send()
    assert refused.status_code == 422
    assert "Tulis nomor surat izinnya." in text(refused)
    assert "Tanggal ini belum terjadi." in text(send(permit_number="1", permit_on="2999-01-01"))
    assert not ResidentImport.objects.exists()
    assert send(permit_number="470/12/2026", permit_on="2026-11-02").status_code == 302
    network.refresh_from_db()
    assert (network.resident_permit_number, network.resident_permit_on) == ("470/12/2026", dt.date(2026, 11, 2))
    assert "surat izin" not in text(client.get(url("send_import")))
    assert send().status_code == 302


def test_a_double_click_sends_one_file(upload):
    form_id = uuid.uuid4()
    file = xlsx([OPENSID_COLUMNS, opensid_row()])
    assert upload(file, form_id=form_id).url == upload(file, form_id=form_id).url
    assert ResidentImport.objects.count() == 1


def zipped(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<x/>")
        archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Berkas ini kosong. Pilih berkas yang berisi daftar warga."),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "Berkas ini gambar, bukan tabel."),
        (b"\xff\xd8\xff\xe0" + bytes(100), "Berkas ini gambar, bukan tabel."),
        (b"%PDF-1.7", "Berkas ini PDF, bukan tabel."),
        (password_protected_xlsx(), "Berkas ini dikunci kata sandi."),
        (zipped("xl/worksheets/sheet1.xml", bytes(300_000_000)), "Isi berkas ini terlalu besar bila dibuka"),
        (zipped("x", b"x")[:60], "Berkas ini rusak atau tidak lengkap."),
        (b"x" * (settings.UPLOAD_LIMIT_BYTES + 1), "Berkas ini terlalu besar. Paling besar 20 MB."),
    ],
    ids=["empty", "png", "jpeg", "pdf", "password", "bomb", "cut off", "too large"],
)
def test_a_file_that_is_no_table_is_refused_beside_the_field(upload, content, sentence):
    response = upload(content)
    assert response.status_code == 422
    assert sentence in text(response)
    assert not ResidentImport.objects.exists()


def test_200_megabytes_are_answered_with_a_sentence(upload):
    response = upload(bytes(200 * 1024 * 1024))
    assert (response.status_code, ResidentImport.objects.count()) == (422, 0)
    assert "Berkas ini terlalu besar. Paling besar 20 MB." in text(response)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"halo;apa\nkabar;baik", "Judul kolom tidak ditemukan."),
        (xlsx([OPENSID_COLUMNS]), "Di bawah judul kolom tidak ada baris warga."),
        (zipped("x", b"x"), "Berkas ini rusak atau tidak lengkap."),
    ],
    ids=["no heading", "no rows", "broken inside"],
)
def test_a_table_without_residents_is_refused_on_its_page(upload, client, url, content, sentence):
    page = upload(content)
    made = ResidentImport.objects.get()
    actions.check(made.pk)
    page = text(client.get(url("resident_import", made.public_id)))
    assert sentence in page
    assert "Berkas ini tidak bisa dibaca" in page
    assert "Kirim berkas lain" in page


@pytest.mark.parametrize(
    ("changes", "column", "shown", "reason"),
    [
        ({"nama": '=HYPERLINK("http://x")'}, "Nama", "=HY•••", "Nama tidak boleh diawali “=”."),
        ({"nik": "990101500396000"}, "NIK", "990101•••••••••", "Hanya 15 angka. NIK harus 16 angka."),
        ({"tanggallahir": "{besok}"}, "Tanggal lahir", "", "Tanggal lahir belum terjadi."),
        ({"tanggallahir": "31-02-1996"}, "Tanggal lahir", "31-02-••••", "Tanggal itu tidak ada."),
    ],
)
def test_a_refused_row_says_row_column_masked_value_and_why(
    signed_in, secretary, url, checked, network, changes, column, shown, reason
):
    tomorrow = network.today() + dt.timedelta(days=1)
    changes = {name: value.replace("{besok}", tomorrow.isoformat()) for name, value in changes.items()}
    made = checked(budi(), opensid_row(**changes))
    page = text(signed_in(secretary).get(url("resident_import", made.public_id)))
    for said in (f'data-label="Baris">3</td> <td>{column}</td>', shown, reason, "1 baris ditolak", "Simpan 1 warga"):
        assert said in page
    assert "990101500396000" not in page
    assert "HYPERLINK" not in page


def test_with_redis_down_the_file_is_kept_and_the_page_says_that_it_waits(
    upload, client, django_capture_on_commit_callbacks
):
    # A Celery app of its own, whose broker answers nobody, stands in for the portal's while the file is sent.
    with Celery("nobody", set_as_current=False) as deaf:
        deaf.config_from_object("django.conf:settings", namespace="CELERY")
        deaf.conf.broker_url = "redis://127.0.0.1:1/0"
        before = current_app._get_current_object()
        deaf.set_current()
        try:
            with django_capture_on_commit_callbacks(execute=True) as called:
                response = upload(xlsx([OPENSID_COLUMNS, opensid_row()]))
        finally:
            before.set_current()
    assert len(called) == 1
    assert response.status_code == 302
    assert "dicoba lagi tiap menit" in text(client.get(response.url))


# --- The preview ---------------------------------------------------------------------------------------------


def test_the_preview_counts_and_names_what_is_not_stored(signed_in, secretary, url, checked):
    made = checked(opensid_row(rt="007"), budi(), opensid_row(rw="005"), [""] * 4 + ["Jumlah"])
    page = text(signed_in(secretary).get(url("resident_import", made.public_id)))
    for said in (
        "Periksa dulu, belum ada yang disimpan",
        "lembar “Data”",
        "Simpan 2 warga?",
        "2 baru dan 0 berubah.",
        "<li>Golongan darah</li>",
        "<li>Nama ayah</li>",
        "RT baru: 007 (1 warga). RT ini dibuatkan saat disimpan.",
        "Sel yang kosong tidak menghapus isian yang sudah ada.",
        "Kalau dibiarkan, pratinjau terhapus sendiri",
    ):
        assert said in page
    assert "SITI" not in page
    assert not Resident.objects.exists()


def test_the_question_about_rows_without_an_rw(signed_in, secretary, url, checked):
    made = checked(opensid_row(), budi(rw="-"))
    client = signed_in(secretary)
    page = text(client.get(url("resident_import", made.public_id)))
    assert "1 baris tidak menyebut RW. Apakah mereka warga RW 004?" in page
    assert "Ya, masukkan juga. Disimpan 2 warga." in page
    assert "Tidak, tinggalkan. Disimpan 1 warga." in page
    unanswered = client.post(url("confirm_import", made.public_id), follow=True)
    assert "Pilih dahulu: baris tanpa RW dimasukkan atau ditinggalkan." in text(unanswered)
    client.post(url("confirm_import", made.public_id), {"tanpa_rw": "tidak"})
    actions.save(made.pk)
    assert "1 baris tanpa RW ditinggalkan" in text(client.get(url("resident_import", made.public_id)))
    assert [r.name for r in Resident.objects.all()] == ["SITI RAHAYU"]


def test_changes_are_shown_one_by_one_with_numbers_masked(signed_in, secretary, url, checked):
    first = checked(opensid_row(nik=""), budi(), columns=[*OPENSID_COLUMNS])
    actions.confirm(first, by=secretary)
    actions.save(first.pk)
    made = checked(opensid_row(pekerjaan_id="3", no_kk="9901011205080009", rt="001"), budi(tanggallahir=""))
    page = text(signed_in(secretary).get(url("import_changes", made.public_id)))
    for said in ("SITI RAHAYU", "Mengurus rumah tangga", "Pelajar/mahasiswa", "9901••••••••0001", "9901••••••••0009"):
        assert said in page
    assert "9901••••••••0003" in page
    assert SITI not in page
    assert "BUDI" not in page


def test_refused_rows_come_twenty_at_a_time(signed_in, secretary, url, checked):
    made = checked(budi(), *[opensid_row(nik="1", nama=f"ORANG {'ABCDE'[n % 5] * (n + 1)}") for n in range(45)])
    client = signed_in(secretary)
    address = url("resident_import", made.public_id)
    seen = []
    while address:
        page = client.get(address)
        seen += re.findall(r'data-label="Baris">(\d+)<', text(page))
        following = re.search(r'href="([^"]+)"\s+rel="next"', text(page))
        address = following and following[1].split("#")[0]
        assert len(seen) <= 60
    assert seen == [str(n) for n in range(3, 48)]


def test_the_refused_file_leaves_a_read_entry_and_can_be_read_again(signed_in, secretary, url, checked):
    made = checked(budi(), opensid_row(nik="1", nama="=cmd|' /C calc'!A0"))
    response = signed_in(secretary).post(url("refused_rows", made.public_id))
    assert response["Content-Disposition"] == 'attachment; filename="warga-ditolak-guyub-rukun.xlsx"'
    content = b"".join(response.streaming_content)
    [row] = read_residents(content, "x.xlsx").rows
    assert row.raw["name"] == "=cmd|' /C calc'!A0"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    assert [(entry.reader, entry.kind) for entry in ReadEntry.objects.all()] == [(secretary, "export")]


# --- Saving ----------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_confirming_twice_saves_once_and_the_result_says_what_came_of_it(signed_in, secretary, url, checked):
    made = checked(budi(), opensid_row(nik="1"))
    client = signed_in(secretary)
    address = url("resident_import", made.public_id)
    assert client.post(url("confirm_import", made.public_id)).url == address
    assert client.post(url("confirm_import", made.public_id)).url == address
    assert "Menunggu giliran disimpan" in text(client.get(address))
    fragment = client.get(address, headers={"HX-Request": "true"})
    assert fragment.status_code == 200
    assert "<html" not in text(fragment)

    actions.save(made.pk)
    assert client.get(address, headers={"HX-Request": "true"})["HX-Redirect"] == address
    page = text(client.get(address))
    assert "1 warga tersimpan" in page
    assert "1 baris ditolak" in page
    assert "Unduh untuk diperbaiki" in page


def test_the_same_file_again_says_that_nothing_is_to_be_saved(signed_in, secretary, url, checked):
    first = checked(budi())
    actions.confirm(first, by=secretary)
    actions.save(first.pk)
    page = text(signed_in(secretary).get(url("resident_import", checked(budi()).public_id)))
    assert "Tidak ada yang perlu disimpan" in page
    assert "Simpan 0" not in page


@pytest.mark.django_db(transaction=True)
def test_an_import_that_was_cut_off_says_so_and_can_be_taken_up_again(signed_in, secretary, url, checked):
    made = checked(budi())
    actions.confirm(made, by=secretary)
    # As a killed worker leaves it: begun after the announcement, and nobody holds it.
    JobProgress.objects.update_or_create(job=made.public_id, defaults={"done": 0, "total": 1})
    client = signed_in(secretary)
    address = url("resident_import", made.public_id)
    assert client.get(address, headers={"HX-Request": "true"})["HX-Redirect"] == address
    page = text(client.get(address))
    assert "Terhenti di tengah jalan" in page
    assert "Tidak ada yang tersimpan" in page
    assert client.post(url("resume_import", made.public_id)).url == address
    assert "Menunggu giliran disimpan" in text(client.get(address))
    actions.save(made.pk)
    assert "1 warga tersimpan" in text(client.get(address))


def test_a_cancelled_and_an_expired_preview_say_that_nothing_was_saved(signed_in, secretary, url, checked):
    client = signed_in(secretary)
    made = checked(budi())
    page = text(client.post(url("cancel_import", made.public_id), follow=True))
    assert "Pratinjau dihapus. Tidak ada yang disimpan." in page
    assert "Impor ini dibatalkan" in text(client.get(url("resident_import", made.public_id)))

    old = checked(budi())
    ResidentImport.objects.filter(pk=old.pk).update(created_at=timezone.now() - dt.timedelta(hours=25))
    actions.forget_expired()
    assert "Pratinjau ini sudah terhapus" in text(client.get(url("resident_import", old.public_id)))


# --- Lists, due things, budgets, logs ------------------------------------------------------------------------


def test_the_list_shows_the_newest_first_and_pages(signed_in, secretary, url, network, other_network):
    for number in range(23):
        ResidentImport.objects.create(network=network, created_by=secretary, file_name=f"berkas-{number:02d}.xlsx")
    ResidentImport.objects.create(network=other_network, created_by=secretary, file_name="asing.xlsx")
    client = signed_in(secretary)
    first = text(client.get(url("resident_imports")))
    assert re.findall(r"berkas-(\d\d)", first) == [f"{n:02d}" for n in range(22, 2, -1)]
    following = re.search(r'href="([^"]+)"\s+rel="next"', first)[1]
    rest = text(client.get(following))
    assert re.findall(r"berkas-(\d\d)", rest) == ["02", "01", "00"]
    assert "asing" not in first + rest


def test_what_waits_is_due_for_who_sent_it_and_names_the_file(secretary, person, network, checked):
    waiting = checked(budi())
    checked(opensid_row(nik="1"))
    titles = [due.title for due in due_imports(secretary, network)]
    assert titles == ["Impor warga menunggu persetujuan Anda", "Impor warga selesai, 1 baris ditolak"]
    assert str(waiting.public_id) in due_imports(secretary, network)[0].url
    assert all(due.detail.startswith("warga.xlsx: ") for due in due_imports(secretary, network))
    assert due_imports(person("chair"), network) == due_imports(person("treasurer"), network) == []
    ResidentImport.objects.filter(pk=waiting.pk).update(created_by=None)
    assert len(due_imports(person("chair"), network)) == 1


@pytest.mark.parametrize("count", [1, 60])
@pytest.mark.parametrize("name", ["resident_import", "import_changes"])
def test_a_page_takes_the_same_few_statements_whatever_the_files_size(
    signed_in, secretary, url, checked, make_resident, name, count
):
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    people = [opensid_row(nik="", nama=f"ORANG {letters[n // 26]}{letters[n % 26]}") for n in range(count)]
    first = checked(*people)
    actions.confirm(first, by=secretary)
    actions.save(first.pk)
    again = [opensid_row(nik="", nama=f"ORANG {letters[n // 26]}{letters[n % 26]}", dusun="X") for n in range(count)]
    made = checked(*again, *[opensid_row(nik="1")] * count)
    client = signed_in(secretary)
    client.get(url(name, made.public_id))
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url(name, made.public_id)).status_code == 200
    assert len(queries) <= 12


def test_the_list_takes_eight_statements_at_most(signed_in, secretary, url, network):
    for _ in range(3):
        ResidentImport.objects.create(network=network, created_by=secretary, file_name="x.xlsx")
    client = signed_in(secretary)
    client.get(url("resident_imports"))
    with CaptureQueriesContext(connection) as queries:
        client.get(url("resident_imports"))
    assert len(queries) <= 8


def test_nothing_personal_reaches_the_log_on_the_whole_way(upload, client, url, caplog, secretary):
    caplog.set_level(logging.DEBUG)
    upload(xlsx([OPENSID_COLUMNS, opensid_row(), budi(nik="123456789")]))
    made = ResidentImport.objects.get()
    actions.check(made.pk)
    client.get(url("resident_import", made.public_id))
    client.post(url("confirm_import", made.public_id))
    actions.save(made.pk)
    client.get(url("resident_import", made.public_id))
    client.post(url("refused_rows", made.public_id))
    said = "".join(r.getMessage() for r in caplog.records if r.name != "django.db.backends")
    for secret in (SITI, "SITI", "BUDI", "123456789", "9901011205080001"):
        assert secret not in said
    assert StagedRow.objects.count() == 1
