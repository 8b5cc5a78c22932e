"""The list of cases, lists kept by name, and what an RT head may know."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.actions import follow_ups
from members.models import User, Volunteer, VolunteerArea
from pmks_cases.actions import assignments, consents
from pmks_cases.actions import saved_filters as actions
from pmks_cases.models import Case, SavedFilter
from tests.conftest import give_office, make_user, where_rt

pytestmark = pytest.mark.django_db
BUDGET = 8
"""Statements of a list page, session and person included."""


def text(response) -> str:
    plain = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    return " ".join(plain.replace("\u00a0", " ").split())


@pytest.fixture
def url(network):
    def of(name="cases", *args):
        return reverse(f"pmks_cases:{name}", args=[network.slug, *args])

    return of


@pytest.fixture
def listed(signed_in, url):
    """`listed(user, psm=0)`: the list as that person gets it with these filters."""

    def get(user, **filters):
        return signed_in(User.objects.get(pk=user.pk)).get(url(), filters)

    return get


def numbers(response) -> set[str]:
    return {case.number for case in response.context["rows"]}


@pytest.fixture
def psm(person):
    return person("psm")


# --- Who sees which -----------------------------------------------------------------------------------------


def test_the_board_begins_with_all_and_a_psm_with_her_own(listed, make_case, make_resident, secretary, psm):
    hers = assignments.assign(make_case(make_resident("Dimas")), by=secretary, psm=psm)
    other = make_case(make_resident("Paijo"))
    assert numbers(listed(secretary)) == {hers.number, other.number}
    assert numbers(listed(secretary, daftar="saya")) == set()
    assert numbers(listed(psm)) == {hers.number}
    assert numbers(listed(psm, daftar="semua")) == {hers.number}


def test_my_rt_is_that_of_the_volunteer(listed, make_case, make_resident, network, secretary, psm):
    VolunteerArea.objects.create(
        network=network, volunteer=Volunteer.objects.create(user=psm), rt=where_rt(network, "003")
    )
    here = assignments.assign(make_case(make_resident("Dimas", rt=where_rt(network, "003"))), by=secretary, psm=psm)
    assignments.assign(make_case(make_resident("Paijo")), by=secretary, psm=psm)
    assert numbers(listed(psm, daftar="rt")) == {here.number}


@pytest.mark.parametrize("role", ["treasurer", "rt_head", "organization_officer", "auditor", "supervisor"])
def test_who_does_not_work_on_cases_has_no_list(listed, person, role):
    assert listed(person(role)).status_code == 403


def test_a_stranger_finds_no_list(listed, person, other_network):
    assert listed(person("secretary", other_network)).status_code == 404


def test_a_hidden_case_changes_no_byte_of_the_list(listed, make_case, make_resident, person, psm):
    chair = person("chair")
    make_case(make_resident("Dimas"))
    searches = [
        {},
        {"nama": "rani"},
        {"keadaan": "semua"},
        {"psm": "0"},
        {"mendesak": "4"},
        {"lambat": "1"},
        {"saring": "1"},
    ]
    before = [text(listed(chair, **search)) for search in searches]
    make_case(make_resident("Rani"), secrecy="rahasia", urgency=4, next_visit_on=dt.date(2026, 1, 1))
    assert [text(listed(chair, **search)) for search in searches] == before


# --- What narrows it ----------------------------------------------------------------------------------------


@pytest.fixture
def some(make_case, make_resident, secretary, psm, network):
    """Three cases: Dimas (assigned, late), Paijo (nobody's, emergency), Sulastri (ended)."""
    dimas = assignments.assign(make_case(make_resident("Dimas")), by=secretary, psm=psm)
    paijo = make_case(make_resident("Paijo"), need_kind="pangan", urgency=4)
    sulastri = make_case(make_resident("Sulastri"))
    Case.objects.filter(pk=dimas.pk).update(next_visit_on=network.today() - dt.timedelta(days=2))
    Case.objects.filter(pk=sulastri.pk).update(state="selesai")
    return {"dimas": dimas.number, "paijo": paijo.number, "sulastri": sulastri.number}


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, {"dimas", "paijo"}),
        ({"keadaan": "semua"}, {"dimas", "paijo", "sulastri"}),
        ({"keadaan": "berakhir"}, {"sulastri"}),
        ({"keadaan": "laporan"}, {"paijo"}),
        ({"bidang": "pangan"}, {"paijo"}),
        ({"mendesak": "4"}, {"paijo"}),
        ({"psm": "0"}, {"paijo"}),
        ({"lambat": "1"}, {"dimas"}),
        ({"nama": "dim"}, {"dimas"}),
        ({"nama": "SOELASTRI", "keadaan": "semua"}, {"sulastri"}),
        ({"keadaan": "apa saja", "psm": "-1"}, {"dimas", "paijo"}),
    ],
)
def test_filters_leave_out_the_others(some, listed, secretary, filters, found):
    assert numbers(listed(secretary, **filters)) == {some[name] for name in found}


def test_the_cases_of_one_companion(some, listed, secretary, psm):
    assert numbers(listed(secretary, psm=psm.pk)) == {some["dimas"]}


def test_a_late_promise_is_late_too(some, listed, secretary, network):
    case = Case.objects.get(number=some["paijo"])
    promise = follow_ups.make(network, by=secretary, what="beras", doer=secretary, due_on=network.today(), origin=case)
    assert numbers(listed(secretary, lambat="1")) == {some["dimas"]}
    type(promise).objects.update(due_on=network.today() - dt.timedelta(days=1))
    page = listed(secretary, lambat="1")
    assert numbers(page) == {some["dimas"], some["paijo"]}
    assert "Janji terlambat" in text(page)


def test_the_choices_of_companions_are_the_people_in_office(listed, make_case, make_resident, secretary, psm, network):
    def choices():
        return [value for value, _label in listed(secretary, saring="1").context["filters"].fields["psm"].choices]

    former = make_user("bekas")
    give_office(former, "psm", network, ends_on=dt.date(2020, 1, 1), starts_on=dt.date(2019, 1, 1))
    before = choices()
    assert str(psm.pk) in before
    assert str(former.pk) not in before
    assignments.assign(make_case(make_resident()), by=secretary, psm=psm)
    assert choices() == before


# --- What is typed into the box -----------------------------------------------------------------------------


def test_a_number_leads_to_its_case_and_never_into_an_address(some, signed_in, url, secretary):
    client = signed_in(secretary)
    answer = client.post(url(), {"nama": some["dimas"], "daftar": "semua"})
    assert answer.url == url("case", some["dimas"])
    assert client.post(url(), {"nama": some["dimas"][5:]}).status_code == 302
    typed = client.post(url(), {"nama": "9901014101960001"})
    assert typed.status_code == 200
    assert "NIK dicari di halaman Warga" in text(typed)


def test_the_number_of_a_hidden_case_is_as_unknown_as_any(make_case, make_resident, signed_in, url, person):
    secret = make_case(make_resident("Rani"), secrecy="rahasia")
    client = signed_in(person("chair"))
    hidden, missing = (
        text(client.post(url(), {"nama": number})).replace(number, "…") for number in (secret.number, "2026-0001")
    )
    assert hidden == missing


def test_a_name_stands_in_the_address(some, signed_in, url, secretary):
    answer = signed_in(secretary).post(url(), {"nama": "dimas", "daftar": "semua", "mendesak": "2"})
    assert answer.url == f"{url()}?nama=dimas&daftar=semua&mendesak=2"


def test_who_does_not_want_the_name_kept_is_a_number_and_not_found_by_name(some, listed, secretary):
    case = Case.objects.get(number=some["dimas"])
    case.network.refresh_from_db()
    assert numbers(listed(secretary, nama="dimas")) == {case.number}
    consents.record(case, by=secretary, answers={("data", None): False}, given_by="Dimas", way="ttd", is_child=False)
    assert "Dimas" not in text(listed(secretary))
    assert f"Kasus {case.number}" in text(listed(secretary))
    assert numbers(listed(secretary, nama="dimas")) == set()


# --- What a row says, what a page costs ---------------------------------------------------------------------


def test_a_row_says_who_what_how_far_and_when(some, listed, secretary, psm):
    page = text(listed(secretary))
    for said in ("Dimas", some["dimas"], "RT 001", psm.name, "Sedang diperiksa", "Terlambat 2 hari"):
        assert said in page
    assert "Mendesak: darurat" in page
    assert "Belum ada pendamping" in page


def test_a_page_costs_the_same_for_one_case_and_for_many(signed_in, url, make_case, make_resident, secretary, psm):
    def statements(query="") -> int:
        client = signed_in(User.objects.get(pk=secretary.pk))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url() + query).status_code == 200
        return len(captured)

    def one_more(name):
        assignments.assign(make_case(make_resident(name)), by=secretary, psm=psm)
        actions.save(secretary.network, by=secretary, name=name, query="mendesak=3")

    secretary.network = psm.current_memberships[0].network
    one_more("Dimas")
    statements()
    one = statements()
    for turn in range(6):
        one_more(f"Orang {turn}")
    assert statements() == one
    assert one <= BUDGET
    last = Case.objects.order_by("-opened_at")[2]
    assert statements(f"?after={last.pk}") <= BUDGET
    assert statements("?nama=dimas&lambat=1") <= BUDGET
    assert statements("?saring=1") <= BUDGET


def test_the_second_page_follows_the_first(listed, make_case, make_resident, secretary, monkeypatch):
    cases = [make_case(make_resident(f"Orang {turn}")) for turn in range(53)]
    first = listed(secretary)
    assert len(numbers(first)) == 50
    second = listed(secretary, after=re.search(r"after=(\d+)", first.context["next_url"])[1])
    assert numbers(first) | numbers(second) == {case.number for case in cases}
    assert len(numbers(second)) == 3


def test_the_filters_come_when_they_are_asked_for(signed_in, url, secretary, psm):
    client = signed_in(secretary)
    assert "<select" not in text(client.get(url()))
    assert psm.name in text(client.get(url(), {"saring": "1"}))
    fragment = client.get(url(), {"saring": "1"}, headers={"HX-Request": "true"})
    assert psm.name in text(fragment)
    assert "<h1" not in text(fragment)


def test_an_empty_list_says_what_to_do_first(listed, secretary, psm):
    assert "Buka kasus saat ada warga yang perlu didampingi." in text(listed(secretary))
    assert "Kasus yang ditugaskan kepada Anda akan tampak di sini." in text(listed(psm))
    assert "Longgarkan saringannya." in text(listed(secretary, mendesak="4"))


# --- Lists kept by name -------------------------------------------------------------------------------------


def send(client, address, **typed):
    form = client.get(address).context["form"]
    values = {name: str(form[name].value() or "") for name in form.fields}
    return client.post(address, values | typed)


def test_a_list_is_kept_without_the_name_that_was_searched(signed_in, url, secretary):
    client = signed_in(secretary)
    answer = send(client, f"{url('save_filter')}?nama=dimas&mendesak=4&lambat=1", name="Gawat")
    kept = SavedFilter.objects.get()
    assert (kept.name, kept.query) == ("Gawat", "daftar=semua&mendesak=4&lambat=1")
    assert answer.url == f"{url()}?{kept.query}"
    page = client.get(url())
    assert "Gawat" in text(page)
    assert not page.context["saved"][0]["current"]
    assert client.get(answer.url).context["saved"][0]["current"]


def test_a_name_of_more_than_forty_letters_is_refused(signed_in, url, secretary):
    answer = send(signed_in(secretary), f"{url('save_filter')}?mendesak=4", name="x" * 41)
    assert answer.status_code == 422
    assert not SavedFilter.objects.exists()


def test_the_same_name_takes_the_new_filters(network, secretary):
    actions.save(network, by=secretary, name="Gawat", query="mendesak=4")
    actions.save(network, by=secretary, name="Gawat", query="mendesak=3")
    assert SavedFilter.objects.get().query == "mendesak=3"


def test_a_thirteenth_list_is_refused_kindly(signed_in, url, network, secretary):
    for turn in range(actions.MOST):
        actions.save(network, by=secretary, name=f"Daftar {turn}", query="mendesak=4")
    answer = send(signed_in(secretary), f"{url('save_filter')}?mendesak=3", name="Satu lagi")
    assert answer.status_code == 422
    assert "Hapus dahulu satu." in text(answer)


def test_a_list_is_its_owners_alone(signed_in, url, network, secretary, person):
    kept = actions.save(network, by=secretary, name="Gawat", query="mendesak=4")
    client = signed_in(person("chair"))
    assert "Gawat" not in text(client.get(url()))
    assert client.post(url("forget_filter", kept.pk)).status_code == 404
    assert client.get(url("forget_filter", kept.pk)).status_code == 405
    client = signed_in(secretary)
    assert client.post(url("forget_filter", kept.pk)).url == url()
    assert not SavedFilter.objects.exists()


# --- What an RT head may know -------------------------------------------------------------------------------


@pytest.fixture
def rt_head(person):
    return person("rt_head")


def of_rt(signed_in, url, user):
    return signed_in(User.objects.get(pk=user.pk)).get(url("rt_cases"))


def test_an_rt_head_learns_that_there_is_a_case_who_comes_and_when(
    signed_in, url, make_case, make_resident, secretary, psm, rt_head, network
):
    resident = make_resident("Dimas Prasetyo")
    case = assignments.assign(
        make_case(resident, secrecy="terbatas", landmark="gang musala", contact_name="Wati"), by=secretary, psm=psm
    )
    Case.objects.update(next_visit_on=dt.date(2031, 3, 5))
    page = of_rt(signed_in, url, rt_head)
    assert psm.name in text(page)
    assert "5 Maret 2031" in text(page)
    for hidden in ("Dimas", case.number, case.need, "Kesehatan", "Sedang", "gang musala", "Wati", "Terbatas"):
        assert hidden not in text(page), hidden
    assert set(page.context["rows"][0]) == {"rt", "companion", "next_visit_on"}


def test_nothing_else_leaves_the_database_for_it(signed_in, url, make_case, make_resident, rt_head):
    make_case(make_resident())
    client = signed_in(User.objects.get(pk=rt_head.pk))
    with CaptureQueriesContext(connection) as captured:
        client.get(url("rt_cases"))
    asked = [query["sql"] for query in captured if 'FROM "pmks_cases_case"' in query["sql"]]
    selected = asked[0].split(" FROM ")[0]
    for column in ('"need"', '"resident_id"', '_case"."number"', '"urgency"', '"subject_name"', '"state"'):
        assert column not in selected


def test_an_rt_head_sees_neither_other_rts_nor_rahasia_nor_ended_ones(
    signed_in, url, make_case, make_resident, rt_head, network
):
    make_case(make_resident("Paijo", rt=where_rt(network, "002")))
    make_case(make_resident("Rani"), secrecy="rahasia")
    ended = make_case(make_resident("Sulastri"))
    Case.objects.filter(pk=ended.pk).update(state="selesai")
    assert of_rt(signed_in, url, rt_head).context["rows"] == []


def test_an_rt_head_finds_the_promises_that_are_his(
    signed_in, url, make_case, make_resident, secretary, rt_head, network
):
    case = make_case(make_resident())
    follow_ups.make(network, by=secretary, what="Antar beras", doer=rt_head, due_on=network.today(), origin=case)
    follow_ups.make(network, by=secretary, what="Urus surat", doer=secretary, due_on=network.today(), origin=case)
    page = text(of_rt(signed_in, url, rt_head))
    assert "Antar beras" in page
    assert "Urus surat" not in page


@pytest.mark.parametrize("role", ["secretary", "psm", "treasurer"])
def test_the_page_of_an_rt_is_for_its_head(signed_in, url, person, role):
    assert of_rt(signed_in, url, person(role)).status_code == 403


# --- On the pages of residents and families -----------------------------------------------------------------


def resident_page(signed_in, url, user, resident):
    return text(signed_in(User.objects.get(pk=user.pk)).get(url("resident", resident.pk)))


def test_a_residents_page_says_who_accompanies(signed_in, url, make_case, make_resident, secretary, psm):
    resident = make_resident("Dimas")
    assert "Belum ada yang mendampingi." in resident_page(signed_in, url, secretary, resident)
    case = assignments.assign(make_case(resident), by=secretary, psm=psm)
    page = resident_page(signed_in, url, secretary, resident)
    assert "Belum ada yang mendampingi." not in page
    assert case.number in page
    assert psm.name in page


def test_an_ended_case_leaves_the_sentence(signed_in, url, make_case, make_resident, secretary):
    resident = make_resident("Dimas")
    make_case(resident)
    Case.objects.update(state="selesai")
    page = resident_page(signed_in, url, secretary, resident)
    assert "Belum ada yang mendampingi." in page
    assert "Selesai" in page


def test_a_hidden_case_changes_no_byte_of_a_residents_or_familys_page(
    signed_in, url, make_case, make_resident, network, person, psm
):
    from pmks_cases.models import Family

    family = Family.objects.create(network=network, kk_number="9901010101010001")
    resident = make_resident("Rani", family=family)
    chair = person("chair")

    def pages():
        client = signed_in(User.objects.get(pk=chair.pk))
        return [text(client.get(url("resident", resident.pk))), text(client.get(url("family", family.pk)))]

    before = pages()
    make_case(resident, secrecy="rahasia")
    assert pages() == before
    assert "Belum ada yang mendampingi." in before[0]


def test_a_familys_page_shows_the_cases_of_its_people(signed_in, url, make_case, make_resident, network, secretary):
    from pmks_cases.models import Family

    family = Family.objects.create(network=network, kk_number="9901010101010001")
    case = make_case(make_resident("Rani", family=family))
    about_all = make_case(None, family=family, subject_name="Keluarga Rani", subject_kind="keluarga")
    page = text(signed_in(secretary).get(url("family", family.pk)))
    assert case.number in page
    assert about_all.number in page


def test_who_does_not_work_on_cases_sees_no_panel(signed_in, url, make_case, make_resident, person):
    resident = make_resident("Rani")
    make_case(resident)
    assert "Pendampingan" not in resident_page(signed_in, url, person("treasurer"), resident)


def test_the_panel_asks_once(make_case, make_resident, secretary, psm, network):
    from pmks_cases.panels import cases_of_resident

    resident = make_resident("Rani")
    for _turn in range(3):
        assignments.assign(make_case(resident, another_need=True), by=secretary, psm=psm)
    resident.network = network
    secretary.current_memberships  # noqa: B018  a page knows them already
    with CaptureQueriesContext(connection) as captured:
        cases = cases_of_resident(secretary, resident)["cases"]
        assert [case.psm.name for case in cases] == [psm.name] * 3
    assert len(captured) == 1
