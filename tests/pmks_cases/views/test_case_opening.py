"""Opening a case: search first, three things, and nobody learns what he must not."""

import re
import threading
import uuid

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pmks_cases.actions import early_reports
from pmks_cases.models import Case, EarlyReport
from tests.conftest import give_office, make_user, where_rt
from tests.pmks_cases.invented import NIK, make_family, whole_resident

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(network):
    def of(name, *args):
        return reverse(f"pmks_cases:{name}", args=[network.slug, *args])

    return of


def text(response) -> str:
    return response.content.decode().replace("\u00a0", " ").replace("\u2011", "-")


def typed(**more) -> dict:
    begun = {"need": "kursi roda anak", "urgency": "2", "secrecy": "biasa", "subject_kind": "perseorangan"}
    return {"form_id": str(uuid.uuid4()), **begun, **more}


# --- Search first ------------------------------------------------------------------------------------------


def test_the_page_begins_with_the_search(signed_in, secretary, url):
    page = signed_in(secretary).get(url("open_case"))
    assert "Siapa yang perlu dibantu?" in text(page)


def test_a_name_finds_people_with_the_open_case_that_one_may_see(
    signed_in, secretary, make_resident, make_case, url, person
):
    case = make_case(make_resident("Sulastri"))
    make_resident("Sulastini")
    page = signed_in(secretary).post(url("find_case_subject"), {"nama": "sulas"})
    assert f"Sudah ada kasus {case.number}" in text(page)
    assert {row[0].name for row in page.context["rows"]} == {"Sulastri", "Sulastini"}
    page = signed_in(person("psm")).post(url("find_case_subject"), {"nama": "sulas"})
    assert "Sudah ada kasus" not in text(page)


def test_a_rahasia_case_changes_no_byte_of_the_search(signed_in, person, secretary, make_resident, make_case, url):
    girl = make_resident("Rani")
    client = signed_in(person("chair"))

    def found() -> str:
        page = text(client.post(url("find_case_subject"), {"nama": "rani"}, HTTP_HX_REQUEST="true"))
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)

    before = found()
    make_case(girl, secrecy="rahasia")
    assert found() == before


@pytest.mark.parametrize("spoken", ["Bu Sulastri", "keluarga Bu Sulastri", "Mbah Sulastri", "ibu soelastri"])
def test_people_are_found_as_they_are_spoken_of(signed_in, secretary, make_resident, url, spoken):
    make_resident("Sulastri")
    page = signed_in(secretary).post(url("find_case_subject"), {"nama": spoken})
    assert [row[0].name for row in page.context["rows"]] == ["Sulastri"]
    assert spoken in text(page)


def test_a_number_is_searched_but_never_stands_in_an_address(signed_in, secretary, make_resident, url):
    whole_resident(make_resident)
    page = signed_in(secretary).post(url("find_case_subject"), {"nama": NIK})
    assert page.status_code == 200
    assert [row[0].name for row in page.context["rows"]] == ["Sulastri"]
    assert "tulis_saja" not in text(page)


@pytest.mark.parametrize(
    ("typed_name", "said"), [("su", "tiga huruf"), ("1234", "16 angka"), ("Zulaikha", "Tidak ada warga bernama itu")]
)
def test_what_is_not_found_is_said(signed_in, secretary, url, typed_name, said):
    assert said in text(signed_in(secretary).post(url("find_case_subject"), {"nama": typed_name}))


def test_the_search_costs_the_same_for_one_and_for_three(signed_in, secretary, make_resident, make_case, url):
    def asked() -> int:
        client = signed_in(type(secretary).objects.get(pk=secretary.pk))
        with CaptureQueriesContext(connection) as captured:
            client.post(url("find_case_subject"), {"nama": "sulas"}, HTTP_HX_REQUEST="true")
        return len(captured)

    make_case(make_resident("Sulastri"))
    asked()
    one = asked()
    make_case(make_resident("Sulastini"))
    make_resident("Sulasmi")
    assert asked() == one <= 12


def test_who_may_not_open_a_case_does_not_search_here(signed_in, person, url):
    assert signed_in(person("treasurer")).post(url("find_case_subject"), {"nama": "sulas"}).status_code == 403


# --- Three things ------------------------------------------------------------------------------------------


def test_need_and_urgency_open_a_case_of_a_resident(signed_in, secretary, make_resident, url):
    resident = make_resident("Sulastri")
    client = signed_in(secretary)
    page = client.get(url("open_case"), {"warga": resident.pk})
    assert "Sulastri" in text(page)
    answer = client.post(url("open_case"), typed(warga=resident.pk))
    case = Case.objects.get()
    assert answer.url == url("case", case.number)
    assert (case.resident, case.need, case.need_kind, case.urgency) == (resident, "kursi roda anak", "kesehatan", 2)
    assert case.rt == resident.rt


def test_a_name_and_an_rt_will_do(signed_in, secretary, network, url):
    client = signed_in(secretary)
    page = client.post(url("find_case_subject"), {"nama": "Mbah Karto", "tulis_saja": "1"})
    assert 'value="Mbah Karto"' in text(page)
    client.post(url("open_case"), typed(subject_name="Mbah Karto", rt=where_rt(network, "003").pk))
    case = Case.objects.get()
    assert (case.name, case.rt.number) == ("Mbah Karto", "003")


def test_a_case_of_a_whole_family_bears_its_name(signed_in, secretary, network, make_resident, url):
    family = make_family(network)
    make_resident("Wagiman", family=family, kk_level=1)
    signed_in(secretary).post(url("open_case"), typed(keluarga=family.pk, need="beras habis"))
    case = Case.objects.get()
    assert (case.family, case.name, case.subject_kind) == (family, "Keluarga Wagiman", "keluarga")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"need": ""}, "Tulis apa yang dibutuhkan"),
        ({"urgency": ""}, "Pilih seberapa mendesak"),
        ({"need": "perlu ditengok"}, "Pilih bidangnya"),
        ({"subject_name": ""}, "Tulis nama atau panggilannya"),
        ({"subject_name": "9901015505700001"}, "tanpa NIK"),
        ({"rt": ""}, "Pilih RT-nya"),
        ({"contact_phone": "12"}, "Nomor HP ini belum lengkap"),
        ({"warga": "987654321"}, "tidak ada lagi di daftar"),
        ({"suspect_name": "Zulaikha"}, "Tidak ada warga bernama itu"),
    ],
)
def test_bad_input_is_told_and_nothing_is_lost(signed_in, secretary, network, url, wrong, said):
    fields = {"subject_name": "Mbah Karto", "rt": where_rt(network, "003").pk, "landmark": "pagar biru", **wrong}
    page = signed_in(secretary).post(url("open_case"), typed(**fields))
    assert page.status_code == 422
    assert said in text(page)
    assert "pagar biru" in text(page)
    assert not Case.objects.exists()


def test_a_resident_of_another_network_is_not_there(signed_in, secretary, make_resident, other_network, url):
    stranger = make_resident("Sulastri", network=other_network)
    assert "Sulastri" not in text(signed_in(secretary).get(url("open_case"), {"warga": stranger.pk}))
    assert signed_in(secretary).post(url("open_case"), typed(warga=stranger.pk)).status_code == 422


def test_the_second_send_of_one_form_opens_one_case(signed_in, secretary, make_resident, url):
    client, form = signed_in(secretary), typed(warga=make_resident().pk)
    assert client.post(url("open_case"), form).url == client.post(url("open_case"), form).url
    assert Case.objects.count() == 1


# --- Already open ------------------------------------------------------------------------------------------


def test_an_open_case_is_shown_and_another_need_goes_on(signed_in, secretary, make_resident, make_case, url):
    resident = make_resident()
    first = make_case(resident, need="kacamata")
    client, form = signed_in(secretary), typed(warga=resident.pk, need="beras habis")
    page = client.post(url("open_case"), form)
    assert page.status_code == 422
    assert url("case", first.number) in text(page)
    assert "beras habis" in text(page)
    client.post(url("open_case"), {**form, "another_need": "on"})
    assert Case.objects.filter(resident=resident).count() == 2


def test_a_hidden_case_is_not_told(signed_in, person, make_resident, make_case, url):
    girl = make_resident("Rani")
    secret = make_case(girl, secrecy="rahasia")
    answer = signed_in(person("chair")).post(url("open_case"), typed(warga=girl.pk))
    assert answer.status_code == 302
    assert Case.objects.exclude(pk=secret.pk).get().joined_to == secret


@pytest.mark.django_db(transaction=True)
def test_two_people_open_for_one_person_in_the_same_minute(make_resident, secretary, person, url):
    """One case; the second is told of it, with all that was typed."""
    resident, answers, start = make_resident(), [], threading.Barrier(2)
    clients = []
    for user in (secretary, person("chair")):
        client = Client()
        client.force_login(user, backend="members.adapters.PortalBackend")
        clients.append(client)

    def open_one(client, need):
        try:
            start.wait()
            answers.append((need, client.post(url("open_case"), typed(warga=resident.pk, need=need))))
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=open_one, args=pair)
        for pair in zip(clients, ("beras habis", "obat habis"), strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    case = Case.objects.get()
    told = [(need, page) for need, page in answers if page.status_code == 422]
    assert len(told) == 1
    need, page = told[0]
    assert need != case.need
    assert f"Sudah ada kasus terbuka: {case.number}" in text(page)
    assert need in text(page)


# --- Who would know ----------------------------------------------------------------------------------------


def test_protection_is_made_rahasia_and_shows_who_would_know_first(signed_in, secretary, make_resident, url, person):
    person("chair")
    client, form = signed_in(secretary), typed(warga=make_resident("Rani").pk, need_kind="perlindungan")
    page = client.post(url("open_case"), form)
    assert page.status_code == 422
    assert "kami pilihkan rahasia" in text(page)
    assert f"Yang akan tahu: {secretary.name}" in text(page)
    assert not Case.objects.exists()
    shown = page.context["form"]
    assert (shown.data["secrecy"], shown.data["level_asked"]) == ("rahasia", "on")
    chair = person("chair")
    client.post(url("open_case"), {**form, "secrecy": "rahasia", "level_asked": "on", "excluded": [chair.pk]})
    case = Case.objects.get()
    assert [member.user for member in case.team.all()] == [secretary]
    assert [line.user for line in case.exclusions.all()] == [chair]


def test_words_of_danger_do_the_same(signed_in, secretary, make_resident, url):
    form = typed(warga=make_resident("Rani").pk, need="anaknya sering dipukul", need_kind="pangan")
    page = signed_in(secretary).post(url("open_case"), form)
    assert page.context["form"].data["secrecy"] == "rahasia"


@pytest.mark.parametrize("more", [{"secrecy": "rahasia"}, {"need_kind": "perlindungan"}, {"need": "dipukul suaminya"}])
def test_an_untrained_psm_is_sent_to_the_report(signed_in, person, make_resident, url, more):
    page = signed_in(person("psm")).post(url("open_case"), typed(warga=make_resident("Rani").pk, **more))
    assert page.status_code == 422
    assert "Tulis laporan dini saja" in text(page)
    assert not Case.objects.exists()


def test_a_trained_psm_opens_it(signed_in, trained_psm, make_resident, url):
    form = typed(warga=make_resident("Rani").pk, secrecy="rahasia")
    assert signed_in(trained_psm).post(url("open_case"), form).status_code == 302
    assert Case.objects.get().is_secret


def test_a_suspect_is_found_by_name_and_ticked(signed_in, secretary, make_resident, network, url):
    girl, uncle = make_resident("Rani"), make_resident("Suroto Wibowo")
    client, form = signed_in(secretary), typed(warga=girl.pk, secrecy="rahasia", suspect_name="suroto")
    page = client.post(url("open_case"), form)
    assert page.status_code == 422
    assert "Centang orang yang Anda maksud" in text(page)
    assert (uncle.pk, "Suroto Wibowo, RT\u00a0001") in page.context["form"].fields["suspects"].choices
    client.post(url("open_case"), {**form, "suspect_name": "", "suspects": [uncle.pk]})
    assert [line.resident for line in Case.objects.get().exclusions.exclude(resident=None)] == [uncle]


def test_who_lives_on_the_same_card_is_offered(signed_in, secretary, make_resident, network, url):
    family = make_family(network)
    girl, uncle = make_resident("Rani", family=family), make_resident("Suroto", family=family)
    page = signed_in(secretary).get(url("open_case"), {"warga": girl.pk})
    assert [pk for pk, _words in page.context["form"].fields["suspects"].choices] == [uncle.pk]


# --- From a report -----------------------------------------------------------------------------------------


def make_report(network, writer, **more):
    values = {"saw": "Atap bocor, tidur di dapur", "place": "sebelah musala", "urgency": 3, **more}
    return early_reports.send(network, by=writer, values=values)


def test_a_report_fills_the_form_in_and_becomes_the_case(signed_in, secretary, person, network, make_resident, url):
    resident = make_resident("Sulastri")
    report = make_report(network, person("treasurer"), resident=resident)
    client = signed_in(secretary)
    page = client.get(url("open_case"), {"laporan": report.pk})
    assert page.context["form"].initial["need"] == "Atap bocor, tidur di dapur"
    assert "sebelah musala" in text(page)
    client.post(url("open_case"), typed(laporan=report.pk, warga=resident.pk, need="Atap bocor"))
    report.refresh_from_db()
    assert (report.state, report.case) == (EarlyReport.State.BECAME_CASE, Case.objects.get())


def test_a_report_about_a_name_searches_for_it_first(signed_in, secretary, person, network, make_resident, url):
    make_resident("Sulastri")
    report = make_report(network, person("treasurer"), about="Sulastri")
    client = signed_in(secretary)
    page = client.get(url("open_case"), {"laporan": report.pk})
    assert f"laporan={report.pk}" in text(page)
    assert [row[0].name for row in page.context["rows"]] == ["Sulastri"]
    page = client.post(url("find_case_subject"), {"nama": "Lastri", "laporan": report.pk, "tulis_saja": "1"})
    assert page.context["form"].initial["landmark"] == "sebelah musala"


def test_a_report_of_danger_becomes_a_rahasia_case(signed_in, secretary, person, network, make_resident, url):
    girl = make_resident("Rani")
    report = make_report(network, person("treasurer"), resident=girl, saw="anak itu dipukul", danger=True)
    client = signed_in(secretary)
    page = client.get(url("open_case"), {"laporan": report.pk})
    assert page.context["form"].initial["secrecy"] == "rahasia"
    form = typed(laporan=report.pk, warga=girl.pk, need="perlu aman", need_kind="perlindungan", secrecy="rahasia")
    client.post(url("open_case"), form)
    assert Case.objects.get().is_secret


def test_a_report_that_one_may_not_see_fills_nothing_in(signed_in, person, network, make_resident, url):
    report = make_report(network, person("treasurer"), resident=make_resident("Sulastri"))
    other = make_user("wulan")
    give_office(other, "psm", network)
    assert "Atap bocor" not in text(signed_in(other).get(url("open_case"), {"laporan": report.pk}))


def test_who_wrote_a_report_but_does_not_check_it_opens_no_case_from_it(signed_in, person, network, make_resident, url):
    psm, resident = person("psm"), make_resident("Sulastri")
    person("chair")
    report = make_report(network, psm, resident=resident)
    client = signed_in(psm)
    assert "Atap bocor" not in text(client.get(url("open_case"), {"laporan": report.pk}))
    client.post(url("open_case"), typed(laporan=report.pk, warga=resident.pk))
    report.refresh_from_db()
    assert report.state == EarlyReport.State.SENT
    assert Case.objects.get().reports.count() == 0


def test_a_report_that_somebody_settled_meanwhile_opens_nothing(
    signed_in, secretary, person, network, make_resident, make_case, url
):
    resident = make_resident("Sulastri")
    report = make_report(network, person("treasurer"), resident=resident)
    early_reports.became_case(report, make_case(make_resident("Karto")), by=secretary)
    page = signed_in(secretary).post(url("open_case"), typed(laporan=report.pk, warga=resident.pk))
    assert page.status_code == 422
    assert Case.objects.filter(resident=resident).count() == 0
