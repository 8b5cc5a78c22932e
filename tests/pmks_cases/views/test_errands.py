"""Layanan singkat: five fields, a list, one tap to a case."""

import datetime as dt
import re
import threading
import uuid

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.models import User
from pmks_cases.actions import case_secrecy, errands
from pmks_cases.models import Case, Errand

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(network):
    def of(name, *args):
        return reverse(f"pmks_cases:{name}", args=[network.slug, *args])

    return of


@pytest.fixture
def make_errand(network, secretary):
    def make(resident=None, *, by=None, **values):
        values = {"what": "surat pengantar BPJS", "helper": "Bu Yati", "on": network.today(), **values}
        if resident is None:
            values.setdefault("subject_name", "Mbah Karto")
        return errands.add(network, by=by or secretary, values={"resident": resident, "result": "jadi", **values})

    return make


def text(response) -> str:
    return response.content.decode().replace("\u00a0", " ").replace("\u2011", "-")


def typed(network, **more) -> dict:
    five = {"who": "Sulastri", "what": "surat pengantar BPJS", "helped_by": "Bu Yati", "result": "jadi hari itu"}
    return {"form_id": str(uuid.uuid4()), "on": network.today().isoformat(), **five, **more}


def test_the_button_stands_inside_the_form(signed_in, secretary, url):
    page = text(signed_in(secretary).get(url("add_errand")))
    form = page[page.index('class="form-narrow"') :]

    assert 'type="submit"' in form[: form.index("</form>")]
    assert "<form" not in form[: form.index("</form>")]


def test_the_form_has_five_fields_and_no_more(signed_in, secretary, url):
    form = signed_in(secretary).get(url("add_errand")).context["form"]
    assert [field.name for field in form.visible_fields()] == ["who", "what", "helped_by", "on", "result"]
    assert all(field.field.required for field in form.visible_fields())


def test_the_only_resident_of_that_name_is_meant(signed_in, secretary, network, make_resident, url):
    resident = make_resident("Sulastri")
    client = signed_in(secretary)
    assert client.post(url("add_errand"), typed(network)).url == url("errands")
    first = Errand.objects.get()
    assert (first.resident, first.rt, first.name) == (resident, resident.rt, "Sulastri")
    make_resident("Sulastri")
    client.post(url("add_errand"), typed(network))
    assert Errand.objects.exclude(pk=first.pk).get().resident is None


def test_from_a_residents_page_that_one_is_meant(signed_in, secretary, network, make_resident, url):
    make_resident("Sulastri")
    meant = make_resident("Sulastri")
    client = signed_in(secretary)
    assert client.get(url("add_errand"), {"warga": meant.pk}).context["form"].initial["who"] == "Sulastri"
    client.post(url("add_errand"), typed(network, warga=meant.pk))
    assert Errand.objects.get().resident == meant


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"who": ""}, "Tulis siapa yang dibantu"),
        ({"who": "9901015505700001"}, "tanpa NIK"),
        ({"what": ""}, "Tulis apa yang dibutuhkan"),
        ({"helped_by": ""}, "Tulis siapa yang membantu"),
        ({"on": ""}, "Pilih tanggalnya"),
        ({"on": "kemarin"}, "Pilih tanggalnya"),
        ({"on": "2999-01-01"}, "belum tiba"),
        ({"on": "2001-01-01"}, "Periksa tahunnya"),
        ({"result": ""}, "Tulis hasilnya"),
        ({"what": "diantar karena dipukul suaminya"}, "laporan dini"),
    ],
)
def test_bad_input_is_told_and_nothing_is_lost(signed_in, secretary, network, url, wrong, said):
    page = signed_in(secretary).post(url("add_errand"), typed(network, **wrong))
    assert page.status_code == 422
    assert said in text(page)
    assert "Bu Yati" in text(page) or "helped_by" in wrong
    assert not Errand.objects.exists()


def test_the_same_errand_sent_twice_stands_once(signed_in, secretary, network, url):
    client, form = signed_in(secretary), typed(network)
    client.post(url("add_errand"), form)
    client.post(url("add_errand"), form)
    assert Errand.objects.count() == 1


def test_the_list_is_the_boards_and_each_ones_own(signed_in, secretary, person, make_errand, url):
    make_errand()
    make_errand(by=person("psm"), subject_name="Mbah Darmi")
    page = text(signed_in(secretary).get(url("errands")))
    assert "Mbah Karto" in page
    assert "Mbah Darmi" in page
    page = text(signed_in(person("psm")).get(url("errands")))
    assert "Mbah Karto" not in page
    assert signed_in(person("treasurer")).get(url("errands")).status_code == 403


def test_the_list_says_what_to_do_first_and_pages_by_key(signed_in, secretary, make_errand, network, url):
    client = signed_in(secretary)
    assert "Belum ada layanan singkat" in text(client.get(url("errands")))
    for turn in range(51):
        make_errand(subject_name=f"Orang {turn}", on=network.today() - dt.timedelta(days=turn))
    page = client.get(url("errands"))
    assert page.context["rows"][0][0].subject_name == "Orang 0"
    assert [row[0].subject_name for row in client.get(page.context["next_url"]).context["rows"]] == ["Orang 50"]


def test_the_list_costs_the_same_for_one_and_for_three(signed_in, secretary, make_errand, make_resident, url):
    def asked() -> int:
        client = signed_in(User.objects.get(pk=secretary.pk))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url("errands")).status_code == 200
        return len(captured)

    errands.turn_into_case(make_errand(make_resident("Sulastri")), by=secretary)
    asked()
    one = asked()
    for name in ("Karto", "Darmi"):
        errands.turn_into_case(make_errand(make_resident(name)), by=secretary)
    assert asked() == one <= 8


# --- One tap to a case -------------------------------------------------------------------------------------


def test_one_tap_makes_a_case_of_it(signed_in, secretary, make_errand, make_resident, url):
    errand = make_errand(make_resident("Sulastri"), what="kursi roda anak")
    client = signed_in(secretary)
    answer = client.post(url("errand_to_case", errand.pk))
    case = Case.objects.get()
    assert answer.url == url("case", case.number)
    assert (case.need, case.need_kind, case.resident) == ("kursi roda anak", "kesehatan", errand.resident)
    errand.refresh_from_db()
    assert errand.case == case
    assert f"Menjadi kasus {case.number}" in text(client.get(url("errands")))
    client.post(url("errand_to_case", errand.pk))
    assert Case.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_people_tap_at_once_and_one_case_is_opened(secretary, person, make_errand, make_resident, url):
    """The second is led to the first one's case."""
    errand, answers, start = make_errand(make_resident("Sulastri")), [], threading.Barrier(2)
    clients = []
    for user in (secretary, person("chair")):
        client = Client()
        client.force_login(user, backend="members.adapters.PortalBackend")
        clients.append(client)

    def turn(client):
        try:
            start.wait()
            answers.append(client.post(url("errand_to_case", errand.pk)).url)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=turn, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    case = Case.objects.get()
    assert set(answers) == {url("case", case.number), url("errand", errand.pk)}


def test_an_open_case_is_shown_first(signed_in, secretary, make_errand, make_resident, make_case, url):
    resident = make_resident("Sulastri")
    first, errand = make_case(resident), make_errand(resident)
    client = signed_in(secretary)
    page = client.post(url("errand_to_case", errand.pk))
    assert page.status_code == 422
    assert url("case", first.number) in text(page)
    client.post(url("errand_to_case", errand.pk), {"another_need": "on"})
    assert Case.objects.count() == 2


def test_a_case_that_became_rahasia_leaves_no_trace_on_the_errand(
    signed_in, secretary, person, make_errand, make_resident, url
):
    errand = make_errand(make_resident("Rani"))
    client = signed_in(person("chair"))

    def seen() -> list[str]:
        pages = [text(client.get(address)) for address in (url("errands"), url("errand", errand.pk))]
        return [re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page) for page in pages]

    before = seen()
    case = errands.turn_into_case(errand, by=secretary)
    assert seen() != before
    case_secrecy.set_secrecy(case, by=secretary, secrecy="rahasia", why="")
    assert seen() == before
    client.post(url("errand_to_case", errand.pk))
    assert Case.objects.exclude(pk=case.pk).get().joined_to == case


def test_an_errand_that_one_may_not_see_is_missing(signed_in, person, make_errand, url):
    errand = make_errand()
    client = signed_in(person("psm"))
    assert client.get(url("errand", errand.pk)).status_code == client.get(url("errand", 987654321)).status_code == 404
    assert client.post(url("errand_to_case", errand.pk)).status_code == 404
    assert client.get(url("errand_to_case", errand.pk)).status_code == 405
