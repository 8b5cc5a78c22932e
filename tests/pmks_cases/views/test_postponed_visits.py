"""Who cannot come says so: another day, or another person."""

import datetime as dt
from uuid import uuid4

import pytest
from django.urls import reverse

from members.models import FollowUp
from pmks_cases.actions import assignments, case_promises
from pmks_cases.models import Case, PostponedVisit
from tests.pmks_cases.views.case_pages import address_of, errors, said


@pytest.fixture
def psm(person):
    return person("psm")


@pytest.fixture
def case(make_case, make_resident, network, psm):
    made = make_case(make_resident("Karto"))
    late = network.today() - dt.timedelta(days=1)
    Case.objects.filter(pk=made.pk).update(psm=psm, next_visit_on=late, state="verifikasi")
    return Case.objects.get(pk=made.pk)


def typed(**values) -> dict:
    return {"form_id": str(uuid4()), **values}


def test_a_visit_is_put_off_with_a_reason_that_stands_in_the_history(signed_in, case, psm, network):
    day = network.today() + dt.timedelta(days=2)
    page = address_of(case, "put_off_visit")
    answer = signed_in(psm).post(page, typed(day=day.isoformat(), why="Anak saya sakit"))
    assert answer.status_code == 302
    case.refresh_from_db()
    assert case.next_visit_on == day
    row = PostponedVisit.objects.get()
    assert (row.before, row.after, row.why, row.by) == (
        network.today() - dt.timedelta(days=1),
        day,
        "Anak saya sakit",
        psm,
    )
    assert "Kunjungan diundur ke" in said(signed_in(psm).get(address_of(case)))
    assert "Anak saya sakit" in said(signed_in(psm).get(address_of(case)))


@pytest.mark.parametrize(
    ("days", "why_not"),
    [
        (-1, "Kunjungannya memang sudah hari itu."),
        (-2, "Tanggal ini sudah lewat."),
        (31, "Terlalu lama. Minta orang lain saja yang menengok."),
    ],
)
def test_a_day_that_is_over_or_too_far_is_refused_beside_its_field(signed_in, case, psm, network, days, why_not):
    day = network.today() + dt.timedelta(days=days)
    answer = signed_in(psm).post(address_of(case, "put_off_visit"), typed(day=day.isoformat(), why="Sibuk"))
    assert (answer.status_code, errors(answer)) == (422, {"day": [why_not]})


def test_what_is_urgent_cannot_be_put_off_for_long(signed_in, case, psm, network):
    Case.objects.filter(pk=case.pk).update(urgency=3)
    day = network.today() + dt.timedelta(days=8)
    answer = signed_in(psm).post(address_of(case, "put_off_visit"), typed(day=day.isoformat(), why="Sibuk"))
    assert answer.status_code == 422


def test_another_person_is_asked_for_once_as_a_promise_of_the_secretary(signed_in, case, psm, secretary):
    for why in ("Sakit", "Masih sakit"):
        answer = signed_in(psm).post(address_of(case, "ask_for_another"), typed(why=why))
        assert answer.status_code == 302
    promise = FollowUp.objects.get()
    assert (promise.doer, promise.what) == (secretary, "Carikan pendamping lain untuk kunjungan: Sakit")


def test_once_another_companion_is_there_the_promise_to_find_one_is_settled(signed_in, case, psm, secretary, person):
    signed_in(psm).post(address_of(case, "ask_for_another"), typed(why="Sakit"))
    other = case_promises.promise(case, by=psm, what="Tanya Puskesmas", doer=psm, due_on=case.network.today())
    chair = person("chair")
    assignments.assign(case, by=secretary, psm=chair, note="Suka teh")
    asked = FollowUp.objects.exclude(pk=other.pk).get()
    assert (asked.state, asked.doer, asked.outcome) == (
        FollowUp.State.DONE,
        secretary,
        f"Sekarang didampingi {chair.name}.",
    )
    assert [entry.by for entry in asked.entries.all()] == [secretary]
    other.refresh_from_db()
    assert (other.is_open, other.doer) == (True, chair)


def test_given_to_somebody_outside_the_promise_to_find_one_is_settled_too(signed_in, case, psm, secretary):
    signed_in(psm).post(address_of(case, "ask_for_another"), typed(why="Sakit"))
    assignments.assign(case, by=secretary, outside="tksk", note="Suka teh")
    assert FollowUp.objects.get().outcome == "Sekarang didampingi TKSK kecamatan."


def test_who_may_assign_is_led_to_where_it_is_done(signed_in, case, psm, secretary):
    assign = address_of(case, "assign_case")
    assert assign in signed_in(secretary).get(address_of(case, "put_off_visit")).content.decode()
    page = signed_in(psm).get(address_of(case, "put_off_visit")).content.decode()
    assert (assign in page, address_of(case, "ask_for_another") in page) == (False, True)


@pytest.mark.parametrize("route", ["put_off_visit", "ask_for_another"])
def test_who_does_not_see_the_case_finds_no_such_page(signed_in, case, person, other_network, route):
    assert signed_in(person("rt_head")).get(address_of(case, route)).status_code == 403
    assert signed_in(person("psm", other_network)).get(address_of(case, route)).status_code == 404
    missing = reverse(f"pmks_cases:{route}", args=[case.network.slug, "2026-0000"])
    assert signed_in(person("secretary")).get(missing).status_code == 404


def test_of_a_case_without_a_visit_to_come_nothing_is_put_off(signed_in, case, psm, network):
    Case.objects.filter(pk=case.pk).update(next_visit_on=None)
    day = network.today() + dt.timedelta(days=2)
    answer = signed_in(psm).post(address_of(case, "put_off_visit"), typed(day=day.isoformat(), why="Sibuk"))
    assert answer.status_code == 422
    assert "Tidak ada kunjungan yang menunggu di kasus ini." in said(answer)
