"""Pages of laporan dini."""

import datetime as dt
import re
import uuid
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from pmks_cases.actions import early_reports
from pmks_cases.models import EarlyReport, EmergencyAlert, Exclusion, Kinship, Photo
from pmks_cases.models.case import Secrecy
from tests.conftest import train
from wksbm.core.models import ReadEntry

SAW = "Anak itu tidak sekolah sejak Lebaran"


def page(name: str, network, *args) -> str:
    return reverse(f"pmks_cases:{name}", args=[network.slug, *args])


@pytest.fixture
def kader(person):
    return person("dasawisma_kader")


@pytest.fixture
def write(signed_in, network, kader):
    """Sends the form as this person; `again` sends the very same form once more."""

    def write(by=None, form_id=None, **typed):
        typed = {"saw": SAW, "place": "Dekat pos ronda", "urgency": "2", **typed}
        typed["form_id"] = form_id or str(uuid.uuid4())
        return signed_in(by or kader).post(page("write_report", network), typed)

    return write


@pytest.fixture
def sent(network, kader):
    def sent(saw=SAW, *, by=None, excluded=(), suspects=(), **values):
        values = {"saw": saw, "place": "Dekat pos ronda", **values}
        return early_reports.send(network, by=by or kader, values=values, excluded=excluded, suspects=suspects)

    return sent


def jpeg() -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (60, 40), "green").save(content, "JPEG")
    return SimpleUploadedFile("IMG_20261121.jpg", content.getvalue(), content_type="image/jpeg")


# --- Writing -----------------------------------------------------------------------------------------------


def test_a_kader_writes_a_report_and_reads_what_happens_next(write, network, kader):
    response = write()
    report = EarlyReport.objects.get()
    assert response.url == page("report", network, report.pk)
    assert (report.saw, report.writer, report.secrecy) == (SAW, kader, Secrecy.ORDINARY)


def test_the_form_asks_for_nothing_about_residents_of_who_may_not_search(signed_in, network, person):
    html = signed_in(person("village_head")).get(page("write_report", network)).content.decode()
    assert "Cari di data warga" not in html
    assert "Tentang siapa?" in html


def test_the_form_lists_who_would_read_it(signed_in, network, kader, person):
    chair, secretary, treasurer = person("chair"), person("secretary"), person("treasurer")
    html = signed_in(kader).get(page("write_report", network)).content.decode()
    assert "Siapa yang tidak boleh tahu?" in html
    for officer in (kader, chair, secretary):
        assert officer.name in html
    assert treasurer.name not in html


def test_the_numbers_to_call_stand_above_the_button(signed_in, network, kader):
    network.protection_unit_phone = "+628000000111"
    network.save()
    html = signed_in(kader).get(page("write_report", network)).content.decode()
    for number in ("110", "119", "129", "+628000000111"):
        assert html.index(f'href="tel:{number}"') < html.index("Kirim laporan")


CALLS = ("110", "119", "129", "+628000000111")


def calls_in(html: str) -> tuple:
    """The numbers that a page offers to call, in their order."""
    return tuple(re.findall(r'href="tel:([^"]+)"', html))


@pytest.mark.parametrize(
    ("typed", "told"),
    [({"urgency": "4"}, CALLS), ({"danger": "on"}, CALLS), ({"urgency": "3"}, ())],
)
def test_a_report_of_danger_or_emergency_says_whom_to_call(write, client, network, person, signed_in, typed, told):
    network.protection_unit_phone = CALLS[-1]
    network.save()
    secretary = person("secretary")
    address = write(**typed).url
    assert calls_in(client.get(address).content.decode()) == told
    assert calls_in(signed_in(secretary).get(address).content.decode()) == told


def test_the_page_of_an_emergency_says_all_whom_to_call(write, network, person, signed_in):
    network.protection_unit_phone = CALLS[-1]
    network.save()
    chair = person("chair")
    write(urgency="4")
    alert = EmergencyAlert.objects.get(recipient=chair)
    assert calls_in(signed_in(chair).get(page("emergency", network, alert.pk)).content.decode()) == CALLS


@pytest.mark.parametrize(("saw", "heard"), [("Anaknya dipukul tiap malam", True), (SAW, False)])
def test_a_search_without_javascript_shows_the_danger_that_was_typed(signed_in, network, person, saw, heard):
    typed = {"saw": saw, "place": "", "about": "sulas", "cari": "about", "form_id": str(uuid.uuid4())}
    html = signed_in(person("psm")).post(page("write_report", network), typed).content.decode()
    assert ("report-form in-danger" in html) == heard
    without_template = re.sub(r"<template>.*?</template>", "", html, flags=re.DOTALL)
    assert ("Ini terdengar seperti bahaya" in without_template) == heard


def test_the_same_form_sent_twice_is_one_report(write):
    form_id = str(uuid.uuid4())
    first, second = write(form_id=form_id), write(form_id=form_id)
    assert EarlyReport.objects.count() == 1
    assert first.url == second.url


def test_nothing_typed_is_lost_with_the_session(client, signed_in, network, kader):
    html = signed_in(kader).get(page("write_report", network)).content.decode()
    mark = re.search(r'name="for_whom" value="([^"]+)"', html).group(1)
    client.logout()
    typed = {"saw": SAW, "place": "Dekat pos ronda", "urgency": "2", "for_whom": mark, "form_id": str(uuid.uuid4())}
    client.post(page("write_report", network), typed)
    again = signed_in(kader).get(page("write_report", network)).content.decode()
    assert SAW in again
    assert "belum sempat tersimpan" in again
    assert not EarlyReport.objects.exists()


def test_bad_input_is_answered_in_plain_words_and_nothing_is_lost(write):
    response = write(saw="", place="Rumah cat hijau", urgency="9")
    html = response.content.decode()
    assert response.status_code == 422
    assert "Tulis dahulu apa yang Anda lihat." in html
    assert "Rumah cat hijau" in html
    assert not EarlyReport.objects.exists()


def test_a_video_as_photo_is_refused_beside_its_field(write):
    video = SimpleUploadedFile("VID.mp4", b"\x00\x00\x00\x18ftypmp42" + b"\0" * 50, content_type="video/mp4")
    response = write(photos=video)
    assert response.status_code == 422
    assert "Ini video, bukan foto." in response.content.decode()
    assert not EarlyReport.objects.exists()


def test_an_ordinary_report_keeps_its_photo(write):
    write(photos=jpeg())
    assert Photo.objects.get().report == EarlyReport.objects.get()


@pytest.mark.parametrize("typed", [{"danger": "on"}, {"saw": "Ia dipukuli tiap malam"}, {"about": "korban KDRT"}])
def test_danger_leaves_the_photo_out_says_so_and_shows_the_numbers(write, client, typed):
    response = write(photos=jpeg(), **typed)
    assert EarlyReport.objects.get().secrecy == Secrecy.SECRET
    assert not Photo.objects.exists()
    html = client.get(response.url).content.decode()
    assert "Fotonya tidak kami simpan" in html
    assert 'href="tel:110"' in html


def test_with_danger_even_what_is_no_photo_does_not_hold_the_report_up(write):
    write(danger="on", photos=SimpleUploadedFile("x.heic", b"\x00\x00\x00\x18ftypheic" + b"\0" * 50))
    assert EarlyReport.objects.get().secrecy == Secrecy.SECRET


def test_who_is_ticked_does_not_see_it_from_the_first_second(write, signed_in, network, person):
    chair = person("chair")
    write(excluded=[str(chair.pk)])
    report = EarlyReport.objects.get()
    client = signed_in(chair)
    assert client.get(page("report", network, report.pk)).status_code == 404
    assert SAW not in client.get(page("reports", network)).content.decode()


def test_only_officers_of_the_list_can_be_ticked(write, person):
    response = write(excluded=[str(person("treasurer").pk)])
    assert response.status_code == 422
    assert not Exclusion.objects.exists()


def test_who_may_search_finds_the_resident_beside_the_name(signed_in, network, person, make_resident):
    make_resident("Sulastri")
    client = signed_in(person("psm"))
    html = client.post(page("find_for_report", network), {"cari": "about", "about": "sulas"}).content.decode()
    assert "Sulastri" in html
    assert 'name="resident"' in html


@pytest.mark.parametrize(
    ("role", "told"),
    [
        ("dasawisma_kader", "Tidak ditemukan di dasawisma Anda."),
        ("rt_head", "Tidak ditemukan di RT Anda."),
        ("secretary", "Belum ada warga dengan nama itu."),
    ],
)
def test_who_searches_reads_where_nobody_was_found(signed_in, network, person, role, told):
    client = signed_in(person(role))
    html = client.post(page("find_for_report", network), {"cari": "about", "about": "Sulastri"}).content.decode()
    assert f"{told} Tulis saja namanya; nama itu ikut terkirim." in html


def test_the_search_works_without_javascript_and_keeps_what_was_typed(signed_in, network, person, make_resident):
    make_resident("Sulastri")
    typed = {"saw": SAW, "place": "", "about": "sulas", "cari": "about", "form_id": str(uuid.uuid4())}
    html = signed_in(person("psm")).post(page("write_report", network), typed).content.decode()
    assert "Sulastri" in html
    assert SAW in html
    assert "Tulis di mana" not in html
    assert not EarlyReport.objects.exists()


def test_the_chosen_resident_and_the_suspect_are_kept(write, person, make_resident):
    girl, uncle = make_resident("Dewi"), make_resident("Karto")
    write(by=person("psm"), resident=str(girl.pk), suspects=[str(uncle.pk)])
    report = EarlyReport.objects.get()
    assert report.resident == girl
    assert report.exclusions.get().resident == uncle


def test_when_nobody_may_read_it_the_writer_is_told_to_call_himself(write, client, person):
    chair, secretary = person("chair"), person("secretary")
    response = write(danger="on", excluded=[str(chair.pk), str(secretary.pk)])
    html = client.get(response.url).content.decode()
    assert "hubungi sendiri TKSK" in html
    train(person("psm"))
    early_reports.give_waiting_to_checkers()
    assert "hubungi sendiri TKSK" not in client.get(response.url).content.decode()


# --- The list and the page ---------------------------------------------------------------------------------


def test_the_chair_who_is_kin_of_the_girl_sees_nothing_of_the_report(sent, signed_in, network, person, make_resident):
    girl, chair = make_resident("Dewi"), person("chair")
    Kinship.objects.create(network=network, user=chair, resident=girl, relation="anak")
    client = signed_in(chair)
    before = without_tokens(client.get(page("reports", network)))
    report = sent("Dewi dipukuli", resident=girl)
    assert without_tokens(client.get(page("reports", network))) == before
    assert client.get(page("report", network, report.pk)).status_code == 404
    assert client.get(page("settle_report", network, report.pk, "gabung")).status_code == 404


def without_tokens(response) -> str:
    """The page without what is new in each answer."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", response.content.decode())


@pytest.mark.parametrize("role", ["treasurer", "psm", "rt_head", "village_head", "organization_officer"])
def test_nobody_else_sees_a_report(sent, signed_in, network, person, role):
    report = sent()
    client = signed_in(person(role))
    assert client.get(page("report", network, report.pk)).status_code == 404
    assert SAW not in client.get(page("reports", network)).content.decode()


def test_the_list_begins_with_what_is_late(sent, signed_in, network, secretary):
    sent("Baru saja")
    late = sent("Sudah lama")
    EarlyReport.objects.filter(pk=late.pk).update(check_by=network.today() - dt.timedelta(days=1))
    html = signed_in(secretary).get(page("reports", network)).content.decode()
    assert html.index("Sudah lama") < html.index("Baru saja")
    assert "Terlambat" in html


@pytest.mark.parametrize("role", ["dasawisma_kader", "secretary"])
def test_a_list_says_nothing_of_what_a_rahasia_report_says(sent, signed_in, network, person, role):
    report = sent("Ia dipukuli")
    html = signed_in(person(role)).get(page("reports", network)).content.decode()
    assert page("report", network, report.pk) in html
    assert "dipukuli" not in html
    assert "pos ronda" not in html


def test_the_list_costs_the_same_for_one_and_for_three(sent, signed_in, network, secretary):
    def statements() -> int:
        secretary.forget_offices()
        client = signed_in(secretary)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(page("reports", network)).status_code == 200
        return len(captured)

    sent()
    statements()
    one = statements()
    sent()
    sent()
    assert statements() == one
    assert one <= 8


@pytest.mark.parametrize("role", ["dasawisma_kader", "secretary"])
def test_one_report_takes_few_questions(sent, signed_in, network, person, make_resident, role):
    person("chair")
    user = person(role)
    report = sent("Ia dipukuli", resident=make_resident("Dewi"))
    client = signed_in(user)
    client.get(page("report", network, report.pk))
    with CaptureQueriesContext(connection) as captured:
        assert client.get(page("report", network, report.pk)).status_code == 200
    assert len(captured) <= 12, [query["sql"][:120] for query in captured]


def test_an_empty_list_says_what_to_do(signed_in, network, kader):
    assert "Belum ada laporan dari Anda" in signed_in(kader).get(page("reports", network)).content.decode()


def test_the_writer_reads_the_same_calm_words_whatever_came_of_it(
    sent, signed_in, network, kader, secretary, make_case, make_resident
):
    unfounded, joined = sent(), sent()
    case = make_case(make_resident("Dewi"))
    early_reports.close_as_unfounded(unfounded, by=secretary, note="Ternyata sekolah")
    early_reports.join(joined, by=secretary, case=case)
    client = signed_in(kader)
    pages = [client.get(page("report", network, report.pk)).content.decode() for report in (unfounded, joined)]
    for html in pages:
        assert "Laporan Anda sudah diperiksa" in html
        assert case.number not in html
        assert "Ternyata sekolah" not in html
        assert "tidak terbukti" not in html.lower()


def test_the_writers_name_is_not_for_paper(sent, signed_in, network, secretary, kader):
    report = sent()
    html = signed_in(secretary).get(page("report", network, report.pk)).content.decode()
    where = html.index(kader.name)
    assert "d-print-none" in html[where - 300 : where]


def test_a_look_at_a_rahasia_report_is_noted_and_only_for_who_may_know(sent, signed_in, network, person, secretary):
    chair = person("chair")
    report = sent("Ia dipukuli", excluded=[chair])
    signed_in(secretary).get(page("report", network, report.pk))
    entry = ReadEntry.objects.get(object_id=report.pk)
    assert (entry.reader, entry.restricted) == (secretary, True)
    assert entry not in ReadEntry.objects.visible_to(chair)


def test_the_checker_reads_to_whom_not_to_speak_and_the_writer_does_not(
    sent, signed_in, network, person, secretary, kader
):
    chair = person("chair")
    report = sent(excluded=[chair])
    assert chair.name in signed_in(secretary).get(page("report", network, report.pk)).content.decode()
    assert chair.name not in signed_in(kader).get(page("report", network, report.pk)).content.decode()


# --- What becomes of it ------------------------------------------------------------------------------------


def settle(client, network, report, way, **typed):
    return client.post(page("settle_report", network, report.pk, way), {"form_id": str(uuid.uuid4()), **typed})


def test_the_secretary_closes_it_as_unfounded(sent, signed_in, network, secretary):
    report = sent()
    settle(signed_in(secretary), network, report, "tidak-terbukti", note="Sudah ditengok, sekolah")
    report.refresh_from_db()
    assert (report.state, report.answer) == (EarlyReport.State.UNFOUNDED, "Sudah ditengok, sekolah")


def test_the_secretary_joins_it_to_a_case_by_its_number(sent, signed_in, network, secretary, make_case, make_resident):
    report, case = sent(), make_case(make_resident("Dewi"))
    settle(signed_in(secretary), network, report, "gabung", number=case.number)
    report.refresh_from_db()
    assert report.case == case


def test_likely_cases_are_offered_and_others_are_not_found(
    sent, signed_in, network, secretary, make_case, make_resident
):
    girl = make_resident("Dewi")
    case, report = make_case(girl), sent(resident=girl)
    client = signed_in(secretary)
    assert case.number in client.get(page("settle_report", network, report.pk, "gabung")).content.decode()
    response = settle(client, network, report, "gabung", number="2026-0000")
    assert response.status_code == 422
    assert "Tidak ada kasus terbuka dengan nomor itu." in response.content.decode()


def test_a_case_that_one_may_not_see_is_as_one_that_is_not_there(
    sent, signed_in, network, secretary, person, make_case, make_resident
):
    hidden = make_case(make_resident("Dewi"), by=person("chair"), secrecy="rahasia")
    report = sent("Ia dipukuli")
    client = signed_in(secretary)

    def answer(number):
        form_id, html = str(uuid.uuid4()), ""
        html = settle(client, network, report, "gabung", number=number, form_id=form_id).content.decode()
        return re.sub(r'value="[^"]*"', "", html)

    assert answer(hidden.number) == answer("2026-0001")


def test_the_secretary_watches_it_until_a_day(sent, signed_in, network, secretary):
    report = sent()
    client = signed_in(secretary)
    day = network.today() + dt.timedelta(days=5)
    response = settle(client, network, report, "pantau", look_again_on=day.isoformat())
    assert response.status_code == 302
    report.refresh_from_db()
    assert report.state == EarlyReport.State.WATCHED
    yesterday = network.today() - dt.timedelta(days=1)
    late = settle(client, network, report, "pantau", look_again_on=yesterday.isoformat())
    assert "Tanggal ini sudah lewat." in late.content.decode()


def test_the_writer_does_not_settle_his_own_report(sent, signed_in, network, person):
    psm = person("psm")
    report = sent(by=psm)
    response = settle(signed_in(psm), network, report, "tidak-terbukti", note="Lupakan saja")
    assert response.status_code == 403
    report.refresh_from_db()
    assert report.state == EarlyReport.State.SENT


def test_who_settles_second_is_told(sent, signed_in, network, secretary):
    report = sent()
    client = signed_in(secretary)
    settle(client, network, report, "tidak-terbukti", note="Salah lihat")
    response = settle(client, network, report, "tidak-terbukti", note="Salah lihat juga")
    assert response.status_code == 422
    assert "sudah diselesaikan orang lain" in response.content.decode()


def test_the_trained_psm_checks_what_nobody_on_the_board_may_know(sent, signed_in, network, person):
    psm = train(person("psm"))
    report = sent("Ia dipukuli", excluded=[person("chair"), person("secretary")])
    client = signed_in(psm)
    assert page("report", network, report.pk) in client.get(page("reports", network)).content.decode()
    settle(client, network, report, "tidak-terbukti", note="Sudah ditengok")
    report.refresh_from_db()
    assert report.settled_by == psm
