"""The days that a visit is noted with: what the page said is what is stored, and none of them lies in the past."""

import datetime as dt
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from members.models import FollowUp
from pmks_cases.actions import assignments
from pmks_cases.models import Visit
from pmks_cases.views.phone_store import keeper_of

PHONE = {"X-Visit-From-Phone": "1"}
LONG_AGO = dt.timedelta(days=33)


@pytest.fixture
def psm(person):
    return person("psm")


@pytest.fixture
def case(make_case, make_resident, psm, secretary):
    """Open for a hundred days."""
    made = assignments.assign(make_case(make_resident("Dimas Saputra")), by=secretary, psm=psm)
    type(made).objects.filter(pk=made.pk).update(opened_at=timezone.now() - dt.timedelta(days=100))
    made.refresh_from_db()
    return made


@pytest.fixture
def page(network, case):
    return lambda route="record_visit", *args: reverse(
        f"pmks_cases:{route}", args=[network.slug, *(args or [case.number])]
    )


def typed(**more) -> dict:
    return {"form_id": uuid4(), "met": "keluarga", "urgency": "2", "next": "usul", "within": "7"} | more


def clock(ago: dt.timedelta) -> str:
    return timezone.localtime(timezone.now() - ago).strftime("%Y-%m-%dT%H:%M")


def promised(case) -> dt.date:
    return FollowUp.objects.of_origin(case).get().due_on


@pytest.mark.parametrize(("tap", "days"), [("usul", 30), ("lebih_cepat", 7)])
def test_the_days_tapped_for_a_visit_entered_later_are_those_that_the_page_showed(
    signed_in, psm, case, page, network, tap, days
):
    shown = signed_in(psm).get(page()).content.decode()
    next_on, due_on = (network.today() + dt.timedelta(days=ahead) for ahead in (days, 14))
    next_day = f"{next_on.day}\N{NO-BREAK SPACE}{date_format(next_on, 'F', use_l10n=False)}"
    assert next_day in shown
    assert f'<option value="14">{date_format(due_on, "j F", use_l10n=False)}</option>' in shown
    sent = typed(at=clock(LONG_AGO), what="tanya Puskesmas", within="14", next=tap)
    assert signed_in(psm).post(page(), sent).status_code == 302
    visit = Visit.objects.get(case=case)
    case.refresh_from_db()
    assert visit.on == network.today() - LONG_AGO
    assert (visit.next_visit_on, case.next_visit_on, promised(case)) == (next_on, next_on, due_on)


def test_of_a_visit_that_waited_on_the_phone_the_days_count_from_where_it_was_written(
    signed_in, psm, case, page, network
):
    noted_on = network.today() - dt.timedelta(days=3)
    sent = typed(
        keeper=keeper_of(psm),
        kept_on_phone="1",
        noted_at=(timezone.now() - dt.timedelta(days=3)).isoformat(),
        shown_on=noted_on.isoformat(),
        at=clock(LONG_AGO),
        what="tanya Puskesmas",
    )
    assert signed_in(psm).post(page(), sent, headers=PHONE).status_code == 200
    assert Visit.objects.get(case=case).next_visit_on == noted_on + dt.timedelta(days=30)
    assert promised(case) == noted_on + dt.timedelta(days=7)


def test_a_page_that_was_drawn_yesterday_keeps_the_days_it_showed(signed_in, psm, case, page, network):
    yesterday = network.today() - dt.timedelta(days=1)
    signed_in(psm).post(page(), typed(shown_on=yesterday.isoformat(), what="tanya Puskesmas"))
    assert Visit.objects.get(case=case).next_visit_on == yesterday + dt.timedelta(days=30)
    assert promised(case) == yesterday + dt.timedelta(days=7)


@pytest.mark.parametrize("days", [-1, 9, 4000])
def test_a_page_of_another_time_counts_from_today(signed_in, psm, case, page, network, days):
    shown_on = network.today() - dt.timedelta(days=days)
    signed_in(psm).post(page(), typed(shown_on=shown_on.isoformat(), what="tanya Puskesmas"))
    assert Visit.objects.get(case=case).next_visit_on == network.today() + dt.timedelta(days=30)
    assert promised(case) == network.today() + dt.timedelta(days=7)


def test_days_that_were_over_before_the_signal_came_back_become_today(signed_in, psm, case, page, network):
    """A promise of three days and the visit of tomorrow after an emergency, five days on the phone."""
    noted = timezone.now() - dt.timedelta(days=5)
    sent = typed(
        keeper=keeper_of(psm),
        kept_on_phone="1",
        noted_at=noted.isoformat(),
        urgency="4",
        what="antar ke Puskesmas",
        within="3",
    )
    assert signed_in(psm).post(page(), sent, headers=PHONE).status_code == 200
    assert (Visit.objects.get(case=case).next_visit_on, promised(case)) == (network.today(), network.today())


@pytest.mark.parametrize(("route", "more"), [("record_visit", {"met": "keluarga"}), ("nobody_met", {})])
def test_a_day_chosen_on_the_phone_and_over_by_now_loses_no_visit(signed_in, psm, case, page, network, route, more):
    over = (network.today() - dt.timedelta(days=1)).isoformat()
    sent = {"form_id": uuid4(), "urgency": "2", "within": "7", "next_on": over, **more}
    assert signed_in(psm).post(page(route), sent).status_code == 422
    sent |= {
        "keeper": keeper_of(psm),
        "kept_on_phone": "1",
        "noted_at": (timezone.now() - dt.timedelta(days=4)).isoformat(),
    }
    assert signed_in(psm).post(page(route), sent, headers=PHONE).status_code == 200
    assert Visit.objects.get(case=case).next_visit_on == network.today()


def test_who_was_not_met_a_month_ago_is_looked_for_within_a_week_from_now(signed_in, psm, case, page, network):
    signed_in(psm).post(page("nobody_met"), {"form_id": uuid4(), "at": clock(LONG_AGO)})
    assert Visit.objects.get(case=case).next_visit_on == network.today() + dt.timedelta(days=7)


def test_who_was_not_met_after_all_is_told_the_nearer_day(signed_in, psm, case, page, network):
    signed_in(psm).post(page(), typed())
    visit = Visit.objects.get(case=case)
    sent = {"form_id": uuid4(), "met": "tidak_bertemu", "revision": 1, "next_visit_on": visit.next_visit_on.isoformat()}
    told = signed_in(psm).post(page("change_visit", visit.pk), sent, follow=True).content.decode()
    again_on = network.today() + dt.timedelta(days=7)
    assert "Kunjungan berikutnya menjadi lebih cepat" in told
    case.refresh_from_db()
    assert (case.last_visit_on, case.next_visit_on) == (None, again_on)


def test_a_visit_from_before_the_case_is_refused_beside_its_day_and_nothing_typed_is_lost(
    signed_in, psm, case, page, network
):
    early = clock(dt.timedelta(days=250))
    answer = signed_in(psm).post(page(), typed(at=early, told="belum makan"))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert answer.context["form"].errors["at"][0].startswith("Tanggal ini sebelum kasusnya dibuka")
    assert "belum makan" in text
    assert not Visit.objects.exists()
    sent = typed(at=early, told="belum makan", keeper=keeper_of(psm), kept_on_phone="1")
    assert signed_in(psm).post(page(), sent, headers=PHONE).status_code == 200
    case.refresh_from_db()
    assert (Visit.objects.get().told, case.last_visit_on) == ("belum makan", None)
