"""Pages of residents: who reaches them, what they show, what they refuse, and what they never give away."""

import datetime as dt
import logging
import re
import uuid

import pytest
from django.contrib.auth import SESSION_KEY
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from members.models import Dasawisma
from pmks_cases.actions import residents as actions
from pmks_cases.codes import BasicStatus
from pmks_cases.models import Resident
from tests.conftest import where_rt
from tests.pmks_cases.invented import KK_NUMBER, NIK, OTHER_KK_NUMBER, OTHER_NIK, make_family, whole_resident
from wksbm.core.models import ReadEntry
from wksbm.core.sealing import Sealed

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(network):
    def of(name, *args):
        return reverse(f"pmks_cases:{name}", args=[network.slug, *args])

    return of


def text(response) -> str:
    return response.content.decode().replace("\u00a0", " ")


def without_tokens(response) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text(response))


def errors(response) -> dict:
    return {name: list(said) for name, said in response.context["form"].errors.items()}


def blank(form_page, **typed) -> dict:
    """What a browser sends: the page's own hidden values, and what was typed."""
    form = form_page.context["form"]
    sent = {}
    for name, field in form.fields.items():
        bound = form[name]
        value = field.prepare_value(bound.value()) if hasattr(field, "prepare_value") else bound.value()
        if value not in (None, False):
            sent[name] = str(value)
    return sent | typed


# --- The six questions, for each page ----------------------------------------------------------------------

PAGES = ["resident", "change_resident", "move_away", "record_death", "resident_story", "find_duplicate"]
POSTS = ["reveal_numbers"]
SHUT = {
    "resident": "auditor",
    "change_resident": "psm",
    "move_away": "psm",
    "record_death": "rt_head",
    "come_back": "psm",
    "resident_story": "psm",
    "find_duplicate": "psm",
    "reveal_numbers": "rt_head",
}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", ["secretary", "chair"])
def test_the_board_opens_every_page(signed_in, person, make_resident, url, page, role):
    response = signed_in(person(role)).get(url(page, make_resident("Sulastri").pk))
    assert response.status_code == 200
    assert "Sulastri" in text(response)


@pytest.mark.parametrize(("page", "role"), SHUT.items())
def test_who_may_not_is_told_so(signed_in, person, make_resident, url, page, role):
    client = signed_in(person(role))
    address = url(page, make_resident("Sulastri").pk)
    assert client.post(address).status_code == 403
    assert "Sulastri" not in text(client.get(address))


@pytest.mark.parametrize("page", [*PAGES, *POSTS, "come_back"])
def test_a_resident_of_another_network_is_missing_like_one_who_is_not_there(
    signed_in, secretary, make_resident, other_network, url, page
):
    client = signed_in(secretary)
    stranger = make_resident("Sulastri", network=other_network)
    send = client.post if page in POSTS else client.get
    hidden, missing = send(url(page, stranger.pk)), send(url(page, 987654321))
    assert hidden.status_code == missing.status_code == 404
    assert without_tokens(hidden) == without_tokens(missing)


@pytest.mark.parametrize("page", ["reveal_numbers", "export_residents", "check_nik", "undo_merge"])
def test_verbs_are_posted(signed_in, secretary, make_resident, url, page):
    arguments = [] if page in ("export_residents", "check_nik") else [1]
    assert signed_in(secretary).get(url(page, *arguments)).status_code == 405


@pytest.mark.parametrize("page", ["resident", "resident_story"])
def test_pages_that_only_show_take_no_post(signed_in, secretary, make_resident, url, page):
    assert signed_in(secretary).post(url(page, make_resident().pk)).status_code == 405


# --- Who lists, who only searches --------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["treasurer", "psm", "organization_officer"])
def test_who_only_searches_has_no_list(signed_in, person, make_resident, url, role):
    make_resident("Sulastri")
    client = signed_in(person(role))
    assert "Sulastri" not in text(client.get(url("residents")))
    assert "Sulastri" in text(client.get(url("residents"), {"nama": "lastri"}))


def test_a_search_without_list_needs_three_letters(signed_in, person, make_resident, url):
    make_resident("Sulastri")
    response = signed_in(person("psm")).get(url("residents"), {"nama": "su"})
    assert "Sulastri" not in text(response)
    assert "paling sedikit tiga huruf" in text(response)


def test_a_search_without_list_stops_at_twenty(signed_in, person, make_resident, url):
    for number in range(21):
        make_resident(f"Sulastri {chr(97 + number)}")
    response = signed_in(person("psm")).get(url("residents"), {"nama": "sulastri"})
    assert len(response.context["rows"]) == 20
    assert "Masih ada yang lain" in text(response)


def test_a_search_without_list_cannot_be_narrowed_into_one(signed_in, person, make_resident, url):
    make_resident("Sulastri")
    response = signed_in(person("psm")).get(url("residents"), {"keadaan": "semua", "rt": where_rt_id(make_resident)})
    assert "Sulastri" not in text(response)


def where_rt_id(make_resident) -> int:
    return make_resident("Wagiman").rt_id


def test_an_rt_head_sees_the_own_rt(signed_in, person, make_resident, network, url):
    own = make_resident("Sulastri")
    other = make_resident("Sulastri Jauh", rt=where_rt(network, "002"))
    client = signed_in(person("rt_head"))
    for address in (url("residents"), url("residents") + "?nama=sulastri"):
        page = client.get(address)
        assert list(page.context["rows"]) == [own]
    assert client.get(url("resident", own.pk)).status_code == 200
    assert client.get(url("resident", other.pk)).status_code == 404


def test_a_kader_sees_the_families_of_the_own_dasawisma(signed_in, person, make_resident, network, url):
    rt = where_rt(network, "001")
    melati, mawar = (Dasawisma.objects.create(network=network, rt=rt, name=name) for name in ("Melati", "Mawar"))
    own_family, other_family = make_family(network), make_family(network, OTHER_KK_NUMBER)
    own_family.dasawisma, other_family.dasawisma = melati, mawar
    own_family.save()
    other_family.save()
    own = make_resident("Sulastri", family=own_family)
    other = make_resident("Sulastri Jauh", family=other_family)
    make_resident("Sulastri Tanpa")
    client = signed_in(person("dasawisma_kader", dasawisma=melati))
    assert list(client.get(url("residents")).context["rows"]) == [own]
    assert client.get(url("family", own_family.pk)).status_code == 200
    assert client.get(url("family", other_family.pk)).status_code == 404
    assert client.get(url("resident", other.pk)).status_code == 404


def test_filters_narrow_the_list(signed_in, secretary, make_resident, network, url):
    today = network.today()
    child = make_resident("Anak", sex=1, birth_on=dt.date(today.year - 10, 1, 1))
    old = make_resident("Nenek", sex=2, birth_on=dt.date(today.year - 70, 1, 1), rt=where_rt(network, "002"))
    moved = make_resident("Pergi", sex=1, status=BasicStatus.MOVED)
    client = signed_in(secretary)

    def found(**chosen):
        return list(client.get(url("residents"), chosen).context["rows"])

    assert found() == [child, old]
    assert found(umur="5-17") == [child]
    assert found(umur="60") == [old]
    assert found(jk="2") == [old]
    assert found(rt=str(old.rt_id)) == [old]
    assert found(keadaan="pindah") == [moved]
    assert found(keadaan="semua") == [child, old, moved]
    assert found(umur="xx", jk="<script>", rt="999999999999999999999", keadaan="lagi") == [child, old]


def test_pages_of_fifty_meet_without_gap_or_overlap(signed_in, secretary, make_resident, url):
    for number in range(103):
        make_resident(f"Warga {chr(97 + number // 26)}a{chr(97 + number % 26)}")
    client = signed_in(secretary)
    seen, address = [], url("residents")
    while address:
        page = client.get(address)
        seen += [row.name for row in page.context["rows"]]
        address = page.context["next_url"]
    assert len(seen) == 103
    assert seen == sorted(seen)


def test_old_spelling_is_found(signed_in, secretary, make_resident, url):
    make_resident("Sulastri Djojohadikusumo")
    assert "Djojohadikusumo" in text(signed_in(secretary).get(url("residents"), {"nama": "joyo soelastri"}))


@pytest.mark.parametrize(("make", "statements"), [(1, 6), (3, 6), (51, 7)])
def test_the_list_costs_at_most_eight_statements(signed_in, secretary, make_resident, network, url, make, statements):
    """The seventh counts the residents, when the page does not hold them all."""
    for number in range(make):
        family = make_family(network, f"99010101012000{number:02d}")
        name = f"Warga {chr(97 + number // 26)}{chr(97 + number % 26)}"
        make_resident(name, nik=Sealed(f"99010155057000{number:02d}"), family=family)
    client = signed_in(secretary)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(url("residents"))
    assert len(queries) == statements
    assert page.context["count"] == make


def count_queries(client, address, send="get") -> int:
    with CaptureQueriesContext(connection) as queries:
        assert getattr(client, send)(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("page", [*PAGES, "family"])
def test_a_page_costs_the_same_for_one_relative_and_for_three(signed_in, secretary, make_resident, network, url, page):
    family = make_family(network)
    resident = whole_resident(make_resident, family=family)
    address = url(page, family.pk if page == "family" else resident.pk)
    client = signed_in(secretary)
    client.get(address)  # the content types of the read log are looked up once
    spent = []
    for name in ("Sulastri", "Soelastri", "Sulasteri"):
        make_resident(name, family=family, birth_on=resident.birth_on)
        actions.change(resident, by=secretary, revision=resident.revision, values={"hamlet": name})
        resident.refresh_from_db()
        spent.append(count_queries(client, address))
    assert spent[0] == spent[2] <= 12


# --- Numbers are posted, and stay out of every address -----------------------------------------------------


def test_a_name_moves_into_the_address(signed_in, secretary, url):
    response = signed_in(secretary).post(url("residents"), {"nama": "Sulastri", "jk": "2"})
    assert response.url == url("residents") + "?nama=Sulastri&jk=2"


@pytest.mark.parametrize("typed", [NIK, "9901 0155 0570 0001", "9901.0155.0570.0001"])
def test_a_whole_nik_opens_its_resident(signed_in, secretary, make_resident, url, typed):
    resident = whole_resident(make_resident)
    response = signed_in(secretary).post(url("residents"), {"nama": typed})
    assert response.url == url("resident", resident.pk)


def test_a_whole_kk_number_opens_its_family(signed_in, secretary, make_resident, network, url):
    family = make_family(network)
    make_resident("Sulastri", family=family)
    response = signed_in(secretary).post(url("residents"), {"nama": KK_NUMBER})
    assert response.url == url("family", family.pk)


def test_an_unknown_number_is_said_to_be_unknown_and_stays_in_the_box(signed_in, secretary, url):
    response = signed_in(secretary).post(url("residents"), {"nama": OTHER_NIK})
    assert response.status_code == 200
    assert "Tidak ada warga atau keluarga dengan nomor ini" in text(response)
    assert f'value="{OTHER_NIK}"' in text(response)


def test_fifteen_digits_are_counted_for_the_person(signed_in, secretary, url):
    response = signed_in(secretary).post(url("residents"), {"nama": NIK[:-1]})
    assert "Hanya 15 angka. NIK harus 16 angka." in text(response)


def test_a_nik_of_another_rt_is_unknown_to_the_rt_head(signed_in, person, make_resident, network, url):
    whole_resident(make_resident, rt=where_rt(network, "002"))
    response = signed_in(person("rt_head")).post(url("residents"), {"nama": NIK})
    assert "Tidak ada warga atau keluarga dengan nomor ini" in text(response)


def test_a_number_in_the_address_is_not_searched(signed_in, secretary, make_resident, url):
    whole_resident(make_resident)
    response = signed_in(secretary).get(url("residents"), {"nama": NIK})
    assert NIK not in text(response)


@pytest.mark.parametrize("typed", ["Sulas", NIK[:9], NIK])
def test_the_fragment_never_puts_a_number_into_the_address_bar(signed_in, secretary, make_resident, url, typed):
    whole_resident(make_resident)
    response = signed_in(secretary).post(url("residents"), {"nama": typed}, headers={"HX-Request": "true"})
    assert response.status_code == 200
    assert "<html" not in text(response)
    moved_to = response.headers.get("HX-Replace-Url", "")
    assert moved_to == (url("residents") + "?nama=Sulas" if typed == "Sulas" else "")
    assert ("Sulastri" in text(response)) == (typed != NIK[:9])


def test_no_number_reaches_a_log_an_address_or_the_read_log(signed_in, secretary, make_resident, network, url, caplog):
    caplog.set_level(logging.DEBUG)
    family = make_family(network)
    resident = whole_resident(make_resident, family=family)
    client = signed_in(secretary)
    addresses = [
        client.post(url("residents"), {"nama": NIK}).url,
        client.post(url("residents"), {"nama": KK_NUMBER}).url,
    ]
    pages = [
        client.get(url("residents")),
        client.get(url("resident", resident.pk)),
        client.get(url("change_resident", resident.pk)),
        client.get(url("resident_story", resident.pk)),
        client.get(url("family", family.pk)),
        client.get(url("find_duplicate", resident.pk)),
    ]
    client.post(url("reveal_numbers", resident.pk))
    client.post(url("reveal_kk_number", family.pk))
    client.post(url("export_residents"))
    entries = [str(list(ReadEntry.objects.values_list())[n]) for n in range(ReadEntry.objects.count())]
    assert len(entries) == 4
    shown = [*addresses, *(text(page) for page in pages), *entries, caplog.text]
    logged = [entry for entry in caplog.records if not entry.name.startswith("django.db")]
    assert all(NIK not in str(part) and KK_NUMBER not in str(part) for part in [*shown[:-1], *map(str, logged)])


def test_whole_numbers_are_shown_once_and_noted(signed_in, secretary, make_resident, network, url):
    resident = whole_resident(make_resident, family=make_family(network))
    client = signed_in(secretary)
    response = client.post(url("reveal_numbers", resident.pk))
    assert NIK in text(response)
    assert KK_NUMBER in text(response)
    assert response.headers["Cache-Control"] == "no-store"
    entry = ReadEntry.objects.get()
    assert (entry.reader, entry.kind, entry.object_id) == (secretary, "whole_number", resident.pk)
    assert NIK not in text(client.get(url("resident", resident.pk)))


def test_whole_numbers_come_as_a_fragment_too(signed_in, secretary, make_resident, url):
    resident = whole_resident(make_resident)
    response = signed_in(secretary).post(url("reveal_numbers", resident.pk), headers={"HX-Request": "true"})
    assert NIK in text(response)
    assert "<html" not in text(response)


# --- How much of a person is shown -------------------------------------------------------------------------

WHOLE = ["Netra", "BPJS PBI", "15 Mei 1970", "Mengurus rumah tangga", "Cerai mati", "9901••••••••0001"]
PART = ["Sulastri", "Perempuan", "Jl. Mawar 7", "Jl. Melati 3", "RT 001"]


@pytest.mark.parametrize("role", ["secretary", "chair", "psm", "village_operator"])
def test_who_needs_it_sees_a_whole_resident(signed_in, person, make_resident, url, role):
    page = text(signed_in(person(role)).get(url("resident", whole_resident(make_resident).pk)))
    assert [word for word in WHOLE + PART if word not in page] == []


@pytest.mark.parametrize("role", ["rt_head", "dasawisma_kader", "treasurer", "organization_officer"])
def test_the_others_see_name_sex_age_address_and_family(signed_in, person, make_resident, network, url, role):
    melati = Dasawisma.objects.create(network=network, rt=where_rt(network, "001"), name="Melati")
    family = make_family(network)
    family.dasawisma = melati
    family.save()
    resident = whole_resident(make_resident, family=family)
    fields = {"dasawisma": melati} if role == "dasawisma_kader" else {}
    client = signed_in(person(role, **fields))
    for address in (url("resident", resident.pk), url("family", family.pk)):
        page = text(client.get(address))
        assert [word for word in WHOLE if word in page] == []
        assert "9901" not in page
    page = text(client.get(url("resident", resident.pk)))
    assert [word for word in PART if word not in page] == []


# --- Noting a newcomer -------------------------------------------------------------------------------------


@pytest.fixture
def add_page(signed_in, secretary, url):
    client = signed_in(secretary)
    return client, url("add_resident"), client.get(url("add_resident"))


def test_name_rt_and_a_reason_are_enough(add_page, network):
    client, address, page = add_page
    typed = blank(page, name="Wagiman", rt=str(where_rt(network, "002").pk), without_nik="lupa")
    response = client.post(address, typed)
    resident = Resident.objects.get()
    assert response.url == reverse("pmks_cases:resident", args=[network.slug, resident.pk])
    assert (resident.name, resident.rt.number, resident.without_nik) == ("Wagiman", "002", "lupa")


def test_a_double_click_notes_one_resident(add_page, network):
    client, address, page = add_page
    typed = blank(page, name="Wagiman", rt=str(where_rt(network, "002").pk), without_nik="lupa")
    first, second = client.post(address, typed), client.post(address, typed)
    assert first.url == second.url
    assert Resident.objects.count() == 1


TOMORROW = (dt.date.today() + dt.timedelta(days=2)).strftime("%d-%m-%Y")


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"nik": NIK[:-1]}, "nik", "Hanya 15 angka. NIK harus 16 angka."),
        ({"nik": "9901015505O70001"}, "nik", "NIK hanya boleh berisi angka."),
        ({"birth_on": TOMORROW}, "birth_on", "Tanggal lahir belum terjadi."),
        ({"birth_on": "kemarin"}, "birth_on", "Tanggal tidak terbaca. Tulis misalnya 10-03-1996."),
        ({"name": '=HYPERLINK("http://x")'}, "name", "Nama tidak boleh diawali “=”."),
        ({"name": "@SUM(A1)"}, "name", "Nama tidak boleh diawali “@”."),
        ({"name": ""}, "name", None),
        ({"rt": ""}, "rt", None),
        ({"rt": "987654321"}, "rt", None),
        ({"kk_number": "123"}, "kk_number", "Hanya 3 angka. No. KK harus 16 angka."),
        ({"without_nik": ""}, "without_nik", "Kalau NIK belum ada, pilih alasannya."),
        ({"sex": "7"}, "sex", None),
    ],
)
def test_bad_input_is_answered_beside_its_field_and_nothing_is_lost(add_page, network, typed, field, sentence):
    client, address, page = add_page
    good = {"name": "Wagiman", "rt": str(where_rt(network, "002").pk), "without_nik": "lupa", "hamlet": "Krajan"}
    response = client.post(address, blank(page, **(good | typed)))
    assert response.status_code == 422
    assert field in errors(response)
    if sentence:
        assert sentence in errors(response)[field]
    assert 'value="Krajan"' in text(response)
    assert Resident.objects.count() == 0


def test_a_birth_date_that_contradicts_the_nik_is_asked_about_once(add_page, network):
    client, address, page = add_page
    doubtful = blank(page, name="Wagiman", rt=str(where_rt(network, "002").pk), nik=NIK, sex="1", birth_on="1-2-1980")
    asked = client.post(address, doubtful)
    assert asked.status_code == 422
    assert "Jenis kelamin di dalam NIK berbeda dengan yang ditulis. Apakah sesuai KTP?" in text(asked)
    assert client.post(address, doubtful | {"nik_confirmed": "on"}).status_code == 302
    assert Resident.objects.get().nik.whole == NIK


def test_a_taken_nik_names_the_rt_and_offers_the_record(add_page, network, make_resident, url):
    client, address, page = add_page
    known = whole_resident(make_resident, "Sulastri")
    typed = blank(page, name="Orang Lain", rt=str(where_rt(network, "002").pk), nik=NIK)
    response = client.post(address, typed)
    assert response.status_code == 422
    assert "NIK ini sudah terdaftar (RT 001)." in text(response)
    assert url("resident", known.pk) in text(response)
    assert "Sulastri" not in text(response)


def test_a_like_name_with_a_like_birth_date_is_asked_about(add_page, network, make_resident):
    client, address, page = add_page
    make_resident("Soelastri", birth_on=dt.date(1970, 5, 15))
    typed = blank(page, name="Sulastri", rt=str(where_rt(network, "002").pk), without_nik="lupa", birth_on="15-5-1971")
    asked = client.post(address, typed)
    assert asked.status_code == 422
    assert "Apakah maksudnya orang ini?" in text(asked)
    assert "Soelastri" in text(asked)
    assert client.post(address, typed | {"someone_else": "on"}).status_code == 302


def test_a_like_name_with_another_birth_date_is_nobody_else(add_page, network, make_resident):
    client, address, page = add_page
    make_resident("Sulastri", birth_on=dt.date(1970, 5, 15))
    typed = blank(page, name="Sulastri", rt=str(where_rt(network, "002").pk), without_nik="lupa", birth_on="2-9-1991")
    assert client.post(address, typed).status_code == 302


def test_a_new_member_begins_with_the_card_of_the_family(add_page, network, make_resident):
    client, address, _page = add_page
    family = make_family(network)
    make_resident("Sulastri", family=family, present_address="Jl. Mawar 7")
    page = client.get(address, {"keluarga": family.pk})
    assert client.post(address, blank(page, name="Dimas", without_nik="belum_punya")).status_code == 302
    child = Resident.objects.get(name="Dimas")
    assert (child.family, child.present_address, child.rt.number) == (family, "Jl. Mawar 7", "001")


def test_a_family_of_another_network_is_not_joined(add_page, network, other_network, make_resident):
    client, address, page = add_page
    family = make_family(other_network)
    make_resident("Sulastri", family=family, network=other_network)
    typed = blank(page, name="Dimas", rt=str(where_rt(network, "001").pk), without_nik="lupa", family=str(family.pk))
    assert client.post(address, typed).status_code == 422


def test_a_session_that_ends_in_the_middle_of_the_form_loses_nothing(add_page, network, secretary):
    client, address, page = add_page
    typed = blank(page, name="Wagiman", rt=str(where_rt(network, "002").pk), without_nik="lupa", hamlet="Krajan")
    client.logout()
    assert SESSION_KEY not in client.session
    assert client.post(address, typed).url.startswith(reverse("account_login"))
    client.force_login(secretary, backend="members.adapters.PortalBackend")
    again = client.get(address)
    assert 'value="Wagiman"' in text(again)
    assert 'value="Krajan"' in text(again)
    assert client.post(address, blank(again)).status_code == 302
    assert Resident.objects.get().hamlet == "Krajan"


def test_a_button_pressed_after_the_session_leads_back_to_its_page(client, make_resident, url):
    resident = make_resident("Sulastri")
    page = url("resident", resident.pk)
    pressed = client.post(url("reveal_numbers", resident.pk), headers={"Referer": f"http://testserver{page}?x=1"})
    assert pressed.url == f"{reverse('account_login')}?next={page}"
    elsewhere = client.post(url("reveal_numbers", resident.pk), headers={"Referer": "http://x.example/warga/"})
    assert "x.example" not in elsewhere.url


def test_a_check_after_the_session_leaves_the_form_alone(client, network, url):
    of_the_field = {"HX-Request": "true", "HX-Trigger-Name": "nik"}
    response = client.post(url("check_nik"), {"nik": NIK}, headers=of_the_field)
    assert (response.status_code, response.content) == (401, b"")
    assert "HX-Redirect" not in response.headers


# --- The NIK while it is typed -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"nik": NIK[:-1]}, "Hanya 15 angka. NIK harus 16 angka."),
        ({"nik": NIK, "sex": "1"}, "Jenis kelamin di dalam NIK berbeda dengan yang ditulis. Apakah sesuai KTP?"),
        ({"nik": NIK, "birth_on": "16-05-1970"}, "Tanggal lahir di dalam NIK berbeda dengan yang ditulis."),
        ({"nik": NIK, "sex": "2", "birth_on": "15-05-1970"}, "16 angka, belum terdaftar."),
        ({"nik": NIK, "sex": "x", "birth_on": "x"}, "16 angka, belum terdaftar."),
    ],
)
def test_the_nik_is_checked_as_it_is_typed(signed_in, secretary, url, typed, sentence):
    response = signed_in(secretary).post(url("check_nik"), typed)
    assert sentence in text(response)
    assert "<html" not in text(response)


def test_the_check_says_that_a_nik_is_taken_but_not_by_its_own_record(signed_in, secretary, make_resident, url):
    resident = whole_resident(make_resident)
    client = signed_in(secretary)
    taken = text(client.post(url("check_nik"), {"nik": NIK}))
    assert "NIK ini sudah terdaftar (RT 001)." in taken
    assert "Sulastri" not in taken
    assert "belum terdaftar" in text(client.post(url("check_nik"), {"nik": NIK, "warga": str(resident.pk)}))


def test_nothing_typed_is_nothing_said(signed_in, secretary, url):
    assert text(signed_in(secretary).post(url("check_nik"), {"nik": ""})).strip() == ""


# --- Mending, two at a time --------------------------------------------------------------------------------


def test_a_mended_record_keeps_what_was_not_touched(signed_in, secretary, make_resident, network, url):
    family = make_family(network)
    resident = whole_resident(make_resident, family=family)
    client = signed_in(secretary)
    page = client.get(url("change_resident", resident.pk))
    assert client.post(url("change_resident", resident.pk), blank(page, hamlet="Ngelo")).status_code == 302
    before = Resident.objects.filter(pk=resident.pk).values().get()
    resident.refresh_from_db()
    assert (resident.hamlet, resident.nik.whole, resident.family_id) == ("Ngelo", NIK, family.pk)
    assert (before["education"], before["disability"], before["birth_on"]) == (3, "netra", dt.date(1970, 5, 15))


def test_a_nik_is_replaced_or_removed_only_on_request(signed_in, secretary, make_resident, url):
    resident = whole_resident(make_resident, sex=None, birth_on=None)
    client = signed_in(secretary)
    address = url("change_resident", resident.pk)
    client.post(address, blank(client.get(address), nik=OTHER_NIK))
    resident.refresh_from_db()
    assert resident.nik.whole == OTHER_NIK
    client.post(address, blank(client.get(address), remove_nik="on", without_nik="lupa"))
    resident.refresh_from_db()
    assert (resident.nik, resident.without_nik) == (None, "lupa")


@pytest.fixture
def edited_by_two(client, secretary, person, make_resident, url):
    """The secretary's form, opened before the chair saved another address and hamlet."""
    resident = make_resident("Sulastri", without_nik="lupa", address="Jl. Melati 3", hamlet="Krajan")
    client.force_login(secretary, backend="members.adapters.PortalBackend")
    address = url("change_resident", resident.pk)
    page = client.get(address)
    theirs = {"address": "Jl. Mawar 7", "hamlet": "Ngelo"}
    actions.change(resident, by=person("chair"), revision=1, values=theirs)
    return client, address, page, resident


def test_the_second_is_shown_what_changed_and_loses_nothing(edited_by_two, person):
    client, address, page, resident = edited_by_two
    asked = client.post(address, blank(page, address="Jl. Kenanga 1", birth_place="Kaliwangi"))
    assert asked.status_code == 409
    assert f"{person('chair').name} menyimpan perubahan pada" in text(asked)
    assert "Tulisan Anda: Jl. Kenanga 1" in text(asked)
    assert "Yang tersimpan: Jl. Mawar 7" in text(asked)
    assert 'value="Kaliwangi"' in text(asked)
    assert 'value="Ngelo"' in text(asked)
    resident.refresh_from_db()
    assert resident.address == "Jl. Mawar 7"


def test_the_second_is_told_of_other_fields_too(edited_by_two):
    client, address, page, resident = edited_by_two
    saved = client.post(address, blank(page, birth_place="Kaliwangi"), follow=True)
    assert "Sementara itu ada yang mengubah: Dusun, Alamat di KTP. Perubahan itu tetap ada." in text(saved)
    alone = client.post(address, blank(client.get(address), birth_place="Kudus"), follow=True)
    assert "Sementara itu" not in text(alone)
    resident.refresh_from_db()
    assert (resident.address, resident.hamlet, resident.birth_place) == ("Jl. Mawar 7", "Ngelo", "Kudus")


@pytest.mark.parametrize(("choice", "address_in_the_end"), [("saya", "Jl. Kenanga 1"), ("tersimpan", "Jl. Mawar 7")])
def test_the_second_chooses_field_by_field(edited_by_two, choice, address_in_the_end):
    client, address, page, resident = edited_by_two
    asked = client.post(address, blank(page, address="Jl. Kenanga 1", birth_place="Kaliwangi"))
    response = client.post(address, blank(asked, pilih_address=choice))
    assert response.status_code == 302
    resident.refresh_from_db()
    assert (resident.address, resident.hamlet, resident.birth_place) == (address_in_the_end, "Ngelo", "Kaliwangi")


def test_a_choice_must_be_made(edited_by_two):
    client, address, page, _resident = edited_by_two
    asked = client.post(address, blank(page, address="Jl. Kenanga 1"))
    again = client.post(address, blank(asked, pilih_address=""))
    assert again.status_code == 422
    assert errors(again)["pilih_address"] == ["Pilih salah satu."]


def test_a_third_hand_in_between_is_asked_about_again(edited_by_two, person):
    client, address, page, resident = edited_by_two
    asked = client.post(address, blank(page, address="Jl. Kenanga 1"))
    actions.change(resident, by=person("chair"), revision=2, values={"address": "Jl. Dahlia 9"})
    again = client.post(address, blank(asked, pilih_address="saya"))
    assert again.status_code == 409
    assert "Yang tersimpan: Jl. Dahlia 9" in text(again)


def test_changes_of_different_fields_meet_without_a_question(edited_by_two):
    client, address, page, resident = edited_by_two
    assert client.post(address, blank(page, birth_place="Kaliwangi")).status_code == 302
    resident.refresh_from_db()
    assert (resident.address, resident.hamlet, resident.birth_place) == ("Jl. Mawar 7", "Ngelo", "Kaliwangi")


def test_a_double_click_on_mending_changes_once(signed_in, secretary, make_resident, url):
    resident = make_resident("Sulastri", without_nik="lupa")
    client = signed_in(secretary)
    address = url("change_resident", resident.pk)
    typed = blank(client.get(address), hamlet="Ngelo")
    assert client.post(address, typed).url == client.post(address, typed).url
    resident.refresh_from_db()
    assert resident.revision == 2


@pytest.mark.parametrize("revision", ["", "0", "77", "x", "-1", "99999999999999999999"])
def test_a_form_with_a_strange_revision_overwrites_nothing_unasked(signed_in, secretary, make_resident, url, revision):
    resident = make_resident("Sulastri", without_nik="lupa", hamlet="Krajan")
    client = signed_in(secretary)
    address = url("change_resident", resident.pk)
    response = client.post(address, blank(client.get(address), hamlet="Ngelo", revision=revision))
    assert response.status_code in (409, 422)
    resident.refresh_from_db()
    assert resident.hamlet == "Krajan"


# --- Moved, died, back -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("page", "status"), [("move_away", BasicStatus.MOVED), ("record_death", BasicStatus.DEAD)])
def test_leaving_is_noted_and_can_be_taken_back(signed_in, secretary, make_resident, network, url, page, status):
    resident = make_resident("Sulastri")
    client = signed_in(secretary)
    form = client.get(url(page, resident.pk))
    assert client.post(url(page, resident.pk), blank(form, reason="Kabar dari anaknya")).status_code == 302
    resident.refresh_from_db()
    assert (resident.status, resident.status_on) == (status, network.today())
    assert url("come_back", resident.pk) in text(client.get(url("resident", resident.pk)))
    back = client.get(url("come_back", resident.pk))
    assert client.post(url("come_back", resident.pk), blank(back, why="salah")).status_code == 302
    resident.refresh_from_db()
    assert (resident.status, resident.status_on) == (BasicStatus.ALIVE, None)


def test_a_day_that_has_not_come_is_answered_beside_the_field(signed_in, secretary, make_resident, url):
    resident = make_resident("Sulastri")
    client = signed_in(secretary)
    form = client.get(url("move_away", resident.pk))
    response = client.post(url("move_away", resident.pk), blank(form, on=TOMORROW, reason="Ikut anak"))
    assert response.status_code == 422
    assert errors(response) == {"on": ["Tanggal ini belum terjadi."]}
    assert 'value="Ikut anak"' in text(response)


def test_who_comes_back_says_since_when(signed_in, secretary, make_resident, network, url):
    resident = make_resident("Sulastri", status=BasicStatus.MOVED)
    client = signed_in(secretary)
    form = client.get(url("come_back", resident.pk))
    refused = client.post(url("come_back", resident.pk), blank(form, why="kembali", on=""))
    assert errors(refused) == {"on": ["Isi tanggalnya."]}
    assert client.post(url("come_back", resident.pk), blank(form, why="kembali")).status_code == 302
    resident.refresh_from_db()
    assert (resident.status, resident.status_on) == (BasicStatus.ALIVE, network.today())


# --- Two records of one person -----------------------------------------------------------------------------


@pytest.fixture
def pair(make_resident):
    kept = make_resident("Sulastri", address="Jl. Melati 3", birth_on=dt.date(1970, 5, 15))
    duplicate = make_resident("Soelastri", nik=Sealed(NIK), hamlet="Krajan", birth_on=dt.date(1970, 5, 15))
    return kept, duplicate


def test_like_records_are_offered(signed_in, secretary, make_resident, pair, url):
    make_resident("Wagiman")
    page = text(signed_in(secretary).get(url("find_duplicate", pair[0].pk)))
    assert url("merge_residents", pair[0].pk, pair[1].pk) in page
    assert "Wagiman" not in page


def test_the_other_record_is_found_by_name_or_whole_nik(signed_in, secretary, make_resident, pair, url):
    kept, duplicate = pair
    client, address = signed_in(secretary), url("find_duplicate", pair[0].pk)
    assert client.post(address, {"nama": NIK}).url == url("merge_residents", kept.pk, duplicate.pk)
    by_name = client.post(address, {"nama": "Soelastri"})
    assert by_name.url == address + "?nama=Soelastri"
    assert "Soelastri" in text(client.get(by_name.url))
    unknown = client.post(address, {"nama": OTHER_NIK})
    assert "Tidak ada warga lain dengan NIK ini." in text(unknown)
    assert "Hanya 15 angka" in text(client.post(address, {"nama": NIK[:-1]}))


def test_two_records_become_one_and_two_again(signed_in, secretary, pair, url):
    kept, duplicate = pair
    client = signed_in(secretary)
    address = url("merge_residents", kept.pk, duplicate.pk)
    page = client.get(address)
    assert NIK not in text(page)
    assert client.post(address, blank(page, pilih_name="lain")).url == url("resident", kept.pk)
    kept.refresh_from_db()
    assert (kept.name, kept.address, kept.hamlet, kept.nik.whole) == ("Soelastri", "Jl. Melati 3", "Krajan", NIK)
    assert client.get(url("resident", duplicate.pk)).url == url("resident", kept.pk)
    assert list(client.get(url("residents")).context["rows"]) == [kept]
    merging = kept.merges_kept.get()
    assert url("undo_merge", merging.pk) in text(client.get(url("resident", kept.pk)))
    assert client.post(url("undo_merge", merging.pk)).url == url("resident", kept.pk)
    assert set(client.get(url("residents")).context["rows"]) == {kept, duplicate}
    again = client.post(url("undo_merge", merging.pk), follow=True)
    assert "Penggabungan ini sudah dibatalkan." in text(again)


def test_after_thirty_days_two_records_stay_one(signed_in, secretary, pair, url):
    kept, duplicate = pair
    values = {column: getattr(kept, column) for column in actions.MERGED}
    merging = actions.merge(kept, duplicate, by=secretary, values=values, revisions=(1, 1))
    type(merging).objects.filter(pk=merging.pk).update(merged_at=timezone.now() - dt.timedelta(days=31))
    client = signed_in(secretary)
    assert url("undo_merge", merging.pk) not in text(client.get(url("resident", kept.pk)))
    refused = client.post(url("undo_merge", merging.pk), follow=True)
    assert "tidak bisa dibatalkan lagi" in text(refused)


def test_different_niks_are_warned_about(signed_in, secretary, make_resident, url):
    one, other = whole_resident(make_resident), make_resident("Sulastri", nik=Sealed(OTHER_NIK))
    assert "NIK keduanya berbeda" in text(signed_in(secretary).get(url("merge_residents", one.pk, other.pk)))


def test_a_record_that_changed_while_it_was_compared_is_compared_again(signed_in, secretary, person, pair, url):
    kept, duplicate = pair
    client = signed_in(secretary)
    address = url("merge_residents", kept.pk, duplicate.pk)
    page = client.get(address)
    actions.change(duplicate, by=person("chair"), revision=1, values={"hamlet": "Ngelo"})
    response = client.post(address, blank(page, pilih_name="tetap"))
    assert response.status_code == 422
    assert "Periksa sekali lagi" in text(response)


def test_a_merge_of_another_network_is_missing(signed_in, person, other_network, secretary, pair, url):
    kept, duplicate = pair
    values = {column: getattr(kept, column) for column in actions.MERGED}
    merging = actions.merge(kept, duplicate, by=secretary, values=values, revisions=(1, 1))
    client = signed_in(person("secretary", other_network))
    address = reverse("pmks_cases:undo_merge", args=[other_network.slug, merging.pk])
    assert client.post(address).status_code == 404
    duplicate.refresh_from_db()
    assert duplicate.merged_into_id == kept.pk


# --- The story ---------------------------------------------------------------------------------------------


def test_the_story_names_who_did_what_and_why(signed_in, secretary, make_resident, network, url):
    resident = make_resident("Sulastri", address="Jl. Melati 3")
    client = signed_in(secretary)
    client.post(
        url("change_resident", resident.pk),
        blank(client.get(url("change_resident", resident.pk)), nik=NIK, address="Jl. Mawar 7", kk_number=KK_NUMBER),
    )
    client.post(url("move_away", resident.pk), blank(client.get(url("move_away", resident.pk)), reason="Ikut anak"))
    story = " ".join(text(client.get(url("resident_story", resident.pk))).split())
    assert f"{secretary.name} mencatat pindah." in story
    assert "Ikut anak" in story
    assert f"{secretary.name} memperbaiki isian." in story
    assert "<b>Alamat di KTP</b>: Jl. Melati 3 menjadi Jl. Mawar 7" in story
    assert "<b>NIK</b>: diisi 9901••••••••0001" in story
    assert "<b>Keluarga</b>: diisi KK 9901••••••••0001" in story
    assert NIK not in story
    assert ReadEntry.objects.get().kind == "story"


def test_the_story_tells_of_a_merge_and_its_undo_though_no_value_changed(signed_in, secretary, make_resident, url):
    kept, duplicate = make_resident("Sulastri"), make_resident("Soelastri")
    merging = actions.merge(
        kept, duplicate, by=secretary, values={}, revisions=(1, 1), reason="Dua kali dicatat saat pendataan"
    )
    actions.undo_merge(merging, by=secretary)
    story = text(signed_in(secretary).get(url("resident_story", kept.pk)))
    assert f"{secretary.name} menggabungkan dua catatan orang yang sama." in story
    assert "Dua kali dicatat saat pendataan" in story
    assert f"{secretary.name} membatalkan penggabungan." in story


def test_the_page_says_whose_place_in_the_family_it_is(signed_in, secretary, make_resident, network, url):
    family = make_family(network)
    head = make_resident("Wagiman", family=family, kk_level=1)
    make_resident("Wati", family=family, kk_level=3)
    page = " ".join(text(signed_in(secretary).get(url("resident", head.pk))).split())
    assert "Wagiman tercatat sebagai kepala keluarga." in page


def test_the_auditor_reads_only_that_what_belongs_to_the_whole_resident_changed(
    signed_in, person, secretary, make_resident, url
):
    resident = make_resident("Sulastri", disability="fisik", hamlet="Krajan")
    values = {
        "nik": Sealed(NIK),
        "birth_on": dt.date(1971, 5, 15),
        "birth_place": "Sidomaya",
        "education": 5,
        "occupation": 1,
        "marital_status": 2,
        "disability": "netra",
        "insurance": 1,
        "hamlet": "Ngemplak",
    }
    actions.change(resident, by=secretary, revision=1, values=values, kk_number=KK_NUMBER)
    page = text(signed_in(person("auditor")).get(url("resident_story", resident.pk)))
    changed = set(re.findall(r"<b>([^<]+)</b>:\s+(.+?)\s*</li>", page))
    hidden = {label for label, words in changed if words == "diubah"}
    assert hidden == {
        "NIK",
        "Keluarga",
        "Tanggal lahir",
        "Tempat lahir",
        "Pendidikan",
        "Pekerjaan",
        "Status kawin",
        "Disabilitas",
        "Jaminan kesehatan",
    }
    assert changed - {(label, "diubah") for label in hidden} == {("Dusun", "Krajan menjadi Ngemplak")}
    assert "9901••••" not in page


def test_an_import_is_told_as_one(signed_in, secretary, make_resident, url):
    from wksbm.core.audit import recorded

    with recorded("residents.import", by=secretary):
        resident = make_resident("Sulastri")
    story = text(signed_in(secretary).get(url("resident_story", resident.pk)))
    assert f"{secretary.name} mengisinya lewat impor berkas." in story


def test_form_ids_are_made_by_the_server(add_page):
    _client, _address, page = add_page
    assert uuid.UUID(str(page.context["form"]["form_id"].value()))


@pytest.mark.parametrize(
    ("role", "said"),
    [
        ("secretary", "Mulai dengan mengimpor berkas dari desa"),
        ("village_operator", "Mulai dengan mengimpor berkas dari desa"),
        ("rt_head", "Warga di wilayah Anda akan tampak di sini."),
    ],
)
def test_an_empty_list_says_what_to_do_first(signed_in, person, url, role, said):
    page = text(signed_in(person(role)).get(url("residents")))
    assert said in page
    assert (url("resident_imports") in page) == (role != "rt_head")
    assert (url("add_resident") in page) == (role == "secretary")


def test_a_row_says_who_where_and_whether_gone_and_writes_marks_as_letters(signed_in, secretary, make_resident, url):
    make_resident("Sri <b>Tebal</b>", sex=2, present_address="Jl. Mawar 1 & 2", status=BasicStatus.MOVED)
    page = text(signed_in(secretary).get(url("residents"), {"keadaan": "semua"}))
    assert "Sri &lt;b&gt;Tebal&lt;/b&gt;</a>" in page
    assert "Jl. Mawar 1 &amp; 2" in page
    assert re.search(r'badge-plain">\s*Pindah', page)
