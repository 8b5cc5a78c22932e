"""Giving a case to a companion, the load of all, and handing everything over."""

import datetime as dt
import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.actions import follow_ups, leaves
from members.models import FollowUp, Leave, User, Volunteer
from members.models.leave import leave_in_words
from pmks_cases.actions import assignments
from pmks_cases.models import Case
from tests.conftest import give_office, make_user, train

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(network):
    def of(name, *args, **query):
        address = reverse(f"pmks_cases:{name}", args=[network.slug, *args])
        return f"{address}?{'&'.join(f'{key}={value}' for key, value in query.items())}" if query else address

    return of


@pytest.fixture
def psm(person):
    return person("psm")


@pytest.fixture
def wulan(network):
    user = make_user("wulan", name="Wulan")
    give_office(user, "psm", network)
    return user


def text(response) -> str:
    return response.content.decode().replace("\u00a0", " ")


def sent(**more) -> dict:
    return {"form_id": str(uuid.uuid4()), **more}


def without_tokens(page: str) -> str:
    return re.sub(r'value="[\w:-]{30,}"', "", page)


# --- One case ----------------------------------------------------------------------------------------------


def test_the_chair_gives_a_case_to_a_companion(signed_in, person, make_case, make_resident, psm, url):
    case = make_case(make_resident())
    Volunteer.objects.create(user=psm, hours_a_week=4)
    client = signed_in(person("chair"))
    page = text(client.get(url("assign_case", case.number)))
    assert "Pilih pendamping" in page
    assert "0 dari 4 jam" in page
    answer = client.post(url("assign_case", case.number), sent(psm=psm.pk))
    assert answer.url == url("case", case.number)
    case.refresh_from_db()
    assert (case.psm, case.state) == (psm, "verifikasi")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"psm": ""}, "Pilih siapa yang mendampingi"),
        ({"psm": "987654321"}, "Pilih salah satu dari daftar"),
        ({"psm": "luar:uptd_ppa"}, "Pilih salah satu dari daftar"),
        ({"note": ""}, "Tulis apa yang perlu diketahui penerusnya"),
        ({"note": "x" * 501}, "500"),
    ],
)
def test_bad_input_is_told(signed_in, secretary, make_case, make_resident, psm, wulan, url, wrong, said):
    case = assignments.assign(make_case(make_resident()), by=secretary, psm=psm)
    form = sent(**{"psm": wulan.pk, "note": "Ketuk pintu samping.", "seen_psm": psm.pk, **wrong})
    page = signed_in(secretary).post(url("assign_case", case.number), form)
    assert page.status_code == 422
    assert said in text(page)


def test_who_was_faster_is_told(signed_in, secretary, make_case, make_resident, psm, wulan, url):
    case = make_case(make_resident())
    client = signed_in(secretary)
    client.get(url("assign_case", case.number))
    assignments.assign(case, by=secretary, psm=wulan)
    page = client.post(url("assign_case", case.number), sent(psm=psm.pk, seen_psm="", note="Baru pulang."))
    assert page.status_code == 422
    assert "baru saja ditugaskan kepada Wulan" in text(page)
    assert "Baru pulang." in text(page)


def test_a_psm_does_not_give_an_ordinary_case_away(signed_in, secretary, make_case, make_resident, psm, url):
    case = assignments.assign(make_case(make_resident()), by=secretary, psm=psm)
    answer = signed_in(psm).get(url("assign_case", case.number))
    assert answer.status_code == 403
    assert "ketua atau sekretaris" in text(answer)


def test_a_rahasia_case_offers_the_trained_and_those_outside(
    signed_in, secretary, make_case, make_resident, psm, wulan, url
):
    case = make_case(make_resident("Rani"), secrecy="rahasia")
    train(wulan)
    client = signed_in(secretary)
    page = client.get(url("assign_case", case.number))
    offered = [value for value, _label in page.context["form"].fields["psm"].choices]
    assert offered == [str(wulan.pk), str(secretary.pk), "luar:psm_desa", "luar:tksk", "luar:uptd_ppa"]
    client.post(url("assign_case", case.number), sent(psm="luar:uptd_ppa"))
    case.refresh_from_db()
    assert (case.outside_companion, case.state) == ("uptd_ppa", "verifikasi")


def test_the_team_of_a_rahasia_case_gives_it_on(
    signed_in, secretary, make_case, make_resident, trained_psm, wulan, url
):
    case = assignments.assign(make_case(make_resident("Rani"), secrecy="rahasia"), by=secretary, psm=trained_psm)
    train(wulan)
    form = sent(psm=wulan.pk, note="Hubungi lewat gurunya.", seen_psm=trained_psm.pk)
    assert signed_in(trained_psm).post(url("assign_case", case.number), form).status_code == 302
    case.refresh_from_db()
    assert case.psm == wulan


def test_the_case_page_leads_there_who_may(signed_in, secretary, make_case, make_resident, trained_psm, url):
    secret = assignments.assign(make_case(make_resident("Rani"), secrecy="rahasia"), by=secretary, psm=trained_psm)
    ordinary = assignments.assign(make_case(make_resident("Sri")), by=secretary, psm=trained_psm)
    client = signed_in(trained_psm)
    assert url("assign_case", secret.number) in text(client.get(url("case", secret.number)))
    assert url("assign_case", ordinary.number) not in text(client.get(url("case", ordinary.number)))


def test_her_own_list_leads_to_handing_all_over(signed_in, secretary, make_case, make_resident, psm, url):
    assignments.assign(make_case(make_resident()), by=secretary, psm=psm)
    assert url("hand_over_all", dari=psm.pk) in text(signed_in(psm).get(url("cases")))


def test_a_rahasia_case_is_missing_for_the_chair(signed_in, person, make_case, make_resident, url):
    case = make_case(make_resident("Rani"), secrecy="rahasia")
    client = signed_in(person("chair"))
    assert client.get(url("assign_case", case.number)).status_code == 404
    assert client.post(url("assign_case", case.number), sent(psm="1")).status_code == 404
    assert client.get(url("assign_case", "2026-0000")).status_code == 404


# --- Load --------------------------------------------------------------------------------------------------


def test_the_load_page_shows_what_nobody_visits(signed_in, secretary, make_case, make_resident, psm, network, url):
    Volunteer.objects.create(user=psm, hours_a_week=1)
    alone = make_case(make_resident("Karto"))
    cases = [assignments.assign(make_case(make_resident(name)), by=secretary, psm=psm) for name in ("Sri", "Tini")]
    Case.objects.filter(pk__in=[case.pk for case in cases]).update(next_visit_on=network.today())
    page = signed_in(secretary).get(url("load"))
    assert "Belum ada yang menengok (2)" in text(page)
    assert page.context["alone"] == [alone]
    assert len(page.context["beyond"]) == 1
    assert url("assign_case", alone.number) in text(page)
    assert "2 dari 1 jam" in text(page)


def test_one_rahasia_case_changes_no_byte_of_the_load_page(
    signed_in, secretary, person, make_case, make_resident, trained_psm, network, url
):
    assignments.assign(make_case(make_resident("Sri")), by=secretary, psm=trained_psm)
    Case.objects.update(next_visit_on=network.today())
    girl = make_resident("Rani")
    client = signed_in(person("chair"))
    addresses = (url("load"), url("hand_over_all"), url("hand_over_all", dari=trained_psm.pk))
    before = [without_tokens(text(client.get(address))) for address in addresses]
    case = assignments.assign(make_case(girl, secrecy="rahasia", urgency=4), by=secretary, psm=trained_psm)
    follow_ups.make(
        network,
        by=secretary,
        what="antar ke UPTD",
        doer=trained_psm,
        due_on=network.today(),
        origin=case,
        restricted=True,
    )
    assert [without_tokens(text(client.get(address))) for address in addresses] == before


def test_the_load_page_costs_the_same_for_one_and_for_three(
    signed_in, secretary, make_case, make_resident, network, url
):
    def settle(turn):
        user = make_user(f"relawan{turn}")
        give_office(user, "psm", network)
        assignments.assign(make_case(make_resident(f"Sri {turn}")), by=secretary, psm=user)
        make_case(make_resident(f"Karto {turn}"))
        Case.objects.exclude(psm=None).update(next_visit_on=network.today())

    def asked(address) -> int:
        client = signed_in(User.objects.get(pk=secretary.pk))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    settle(1)
    first = User.objects.get(username="relawan1")
    addresses = (url("load"), url("hand_over_all"), url("hand_over_all", dari=first.pk))
    asked(addresses[0])
    one = [asked(address) for address in addresses]
    settle(2)
    settle(3)
    for turn in (4, 5):
        assignments.assign(make_case(make_resident(f"Tini {turn}")), by=secretary, psm=first)
    assert [asked(address) for address in addresses] == one
    assert one[0] <= 8, one
    assert max(one) <= 12, one


@pytest.mark.parametrize("role", ["psm", "treasurer", "rt_head"])
def test_the_load_is_the_boards(signed_in, person, url, role):
    assert signed_in(person(role)).get(url("load")).status_code == 403


# --- Everything at once ------------------------------------------------------------------------------------


def test_a_psm_hands_over_all_she_has(signed_in, secretary, make_case, make_resident, psm, wulan, network, url):
    case = assignments.assign(make_case(make_resident()), by=secretary, psm=psm)
    other = follow_ups.make(network, by=secretary, what="pinjam kursi", doer=psm, due_on=network.today())
    client = signed_in(psm)
    page = client.get(url("hand_over_all"))
    assert page.context["form"].fields[f"to_{case.pk}"].initial == str(wulan.pk)
    form = {f"to_{case.pk}": wulan.pk, f"note_{case.pk}": "Anjingnya galak.", "promises_to": secretary.pk}
    page = client.post(url("hand_over_all"), sent(**form, why="cuti"))
    assert page.status_code == 422
    assert "Tulis apa yang perlu diketahui penerusnya" in text(page)
    assert "Anjingnya galak." in text(page)
    answer = client.post(url("hand_over_all"), sent(**form, note="Saya cuti melahirkan.", why="cuti"))
    assert answer.status_code == 302
    case.refresh_from_db()
    assert case.psm == wulan
    assert FollowUp.objects.get(pk=other.pk).doer == secretary


def test_a_psm_does_not_hand_over_for_another(signed_in, secretary, make_case, make_resident, psm, wulan, url):
    assignments.assign(make_case(make_resident()), by=secretary, psm=wulan)
    assert signed_in(psm).get(url("hand_over_all", dari=wulan.pk)).status_code == 404


def test_the_board_chooses_whose(signed_in, secretary, make_case, make_resident, psm, url):
    assignments.assign(make_case(make_resident()), by=secretary, psm=psm)
    client = signed_in(secretary)
    page = text(client.get(url("hand_over_all")))
    assert url("hand_over_all", dari=psm.pk) in page
    assert "1 kasus terbuka" in page
    assert psm.name in text(client.get(url("hand_over_all", dari=psm.pk)))
    assert client.get(url("hand_over_all", dari=987654321)).status_code == 404


def test_a_missing_taker_is_told(signed_in, secretary, make_case, make_resident, psm, url):
    case = assignments.assign(make_case(make_resident()), by=secretary, psm=psm)
    address = url("hand_over_all", dari=psm.pk)
    page = signed_in(secretary).post(
        address, sent(why="berhenti", note="Masa jabatan selesai.", **{f"to_{case.pk}": ""})
    )
    assert page.status_code == 422
    assert "Pilih penerusnya" in text(page)


def test_what_somebody_else_gave_away_meanwhile_stays_given(
    signed_in, secretary, person, make_case, make_resident, psm, wulan, url
):
    first, second = (
        assignments.assign(make_case(make_resident(name)), by=secretary, psm=psm) for name in ("Sri", "Tini")
    )
    form = sent(
        why="berhenti", note="Masa jabatan selesai.", **{f"to_{case.pk}": secretary.pk for case in (first, second)}
    )
    assignments.assign(first, by=person("chair"), psm=wulan, note="Satu RT.")
    assert signed_in(secretary).post(url("hand_over_all", dari=psm.pk), form).status_code == 302
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.psm, second.psm) == (wulan, secretary)


def test_who_left_office_is_handed_over_too(signed_in, secretary, make_case, make_resident, psm, url):
    case = assignments.assign(make_case(make_resident()), by=secretary, psm=psm)
    psm.memberships.update(removed_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    client, address = signed_in(secretary), url("hand_over_all", dari=psm.pk)
    assert psm.name in text(client.get(address))
    client.post(address, sent(why="berhenti", note="Masa jabatan selesai.", **{f"to_{case.pk}": secretary.pk}))
    case.refresh_from_db()
    assert case.psm == secretary


# --- Leave -------------------------------------------------------------------------------------------------


def test_handing_over_asks_until_when_she_is_away_and_every_page_shows_it(
    signed_in, secretary, make_case, make_resident, psm, wulan, network, url
):
    case = assignments.assign(make_case(make_resident()), by=secretary, psm=psm)
    client, until_on = signed_in(psm), network.today() + dt.timedelta(days=40)
    form = {f"to_{case.pk}": wulan.pk, "note": "Kabari saja."}
    page = client.post(url("hand_over_all"), sent(**form))
    assert page.status_code == 422
    assert "Pilih cuti atau berhenti." in text(page)
    yesterday = network.today() - dt.timedelta(days=1)
    page = client.post(url("hand_over_all"), sent(**form, why="cuti", until_on=yesterday))
    assert page.status_code == 422
    assert "Tanggal ini sudah lewat." in text(page)
    assert client.post(url("hand_over_all"), sent(**form, why="cuti", until_on=until_on)).status_code == 302
    case.refresh_from_db()
    assert case.psm == wulan
    words = leave_in_words(until_on)
    client = signed_in(secretary)
    other = make_case(make_resident("Karto"))
    for address in (url("load"), url("assign_case", other.number), url("hand_over_all", dari=wulan.pk)):
        assert text(client.get(address)).count(words) == 1, address
    choices = client.get(url("assign_case", other.number)).context["form"].fields["psm"].choices
    assert [key for key, _told in choices][-1] == str(psm.pk)


def test_she_ends_her_leave_with_one_tap(signed_in, psm, network):
    leaves.begin(network, by=psm, user=psm, until_on=None)
    client, page = signed_in(psm), reverse("members:leave", args=[network.slug])
    home = f"/{network.slug}/"
    assert page in text(client.get(home))
    assert "belum ditentukan sampai kapan" in text(client.get(page))
    assert client.post(reverse("members:end_leave", args=[network.slug])).url == page
    assert "Anda tidak sedang cuti" in text(client.get(page))
    assert page not in text(client.get(home))


def test_who_has_nothing_to_hand_over_says_that_she_is_away_all_the_same(signed_in, psm, network, url):
    client = signed_in(psm)
    assert "Tidak ada kasus terbuka" in text(client.get(url("hand_over_all")))
    assert client.post(url("hand_over_all"), sent(why="cuti")).status_code == 302
    assert Leave.objects.of(network).on(network.today()).get().user == psm


def test_who_stops_is_not_on_leave(signed_in, psm, network, url):
    assert signed_in(psm).post(url("hand_over_all"), sent(why="berhenti")).status_code == 302
    assert not Leave.objects.exists()
