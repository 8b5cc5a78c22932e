"""The page that moves a case on: each way, what it asks for, what it refuses, and two people at once."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import timezone

from members.models import FollowUp
from pmks_cases.actions import assignments, case_promises, cases, consents, plans
from pmks_cases.models import Case, CaseMove, Visit
from pmks_cases.models.case_states import State
from tests.pmks_cases.views.case_pages import address_of, errors, said, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(make_case, make_resident, secretary, person):
    case = make_case(make_resident("Sulastri", birth_on=dt.date(1960, 5, 5)))
    return assignments.assign(case, by=secretary, psm=person("psm"))


def put(case, state, **columns):
    """The case as if it had come here, with what is needed on the way."""
    Case.objects.filter(pk=case.pk).update(state=state, **columns)
    case.refresh_from_db()
    return case


def visited(case):
    Visit.objects.create(
        network=case.network,
        case=case,
        by=case.psm,
        at=timezone.now() + dt.timedelta(minutes=1),
        on=case.network.today(),
        met="dia",
    )


def way(case, end) -> str:
    return address_of(case, "move_case", end)


def later(case, days=30):
    return (case.network.today() + dt.timedelta(days=days)).isoformat()


def state_of(case) -> str:
    return Case.objects.get(pk=case.pk).state


def test_what_cannot_be_asked_for_here_is_a_link(signed_in, secretary, case):
    page = signed_in(secretary).get(way(case, "asesmen"))
    assert page.status_code == 200
    assert "Kunjungi dahulu" in said(page)
    assert address_of(case, "record_visit") in page.content.decode()
    assert 'name="given_by"' not in page.content.decode()


def test_consent_is_asked_for_on_the_way_and_saved_with_the_move(signed_in, secretary, case):
    visited(case)
    browser = signed_in(secretary)
    page = browser.get(way(case, "asesmen"))
    refused = browser.post(way(case, "asesmen"), sent(page, way="lisan", given_by="Bu Sulastri"))
    assert refused.status_code == 422
    assert set(errors(refused)) == {"izin_data", "witness"}
    assert state_of(case) == State.VERIFICATION
    typed = sent(page, izin_data="tidak", way="lisan", given_by="Bu Sulastri", witness="Bu Rini")
    assert browser.post(way(case, "asesmen"), typed).status_code == 302
    assert state_of(case) == State.ASSESSMENT
    assert consents.closed_doors(case).data_refused
    assert CaseMove.objects.filter(case=case, end="asesmen", by=secretary).count() == 1


def test_nothing_of_a_refused_move_is_saved(signed_in, secretary, case):
    put(case, State.PLAN)
    browser = signed_in(secretary)
    page = browser.get(way(case, "intervensi"))
    typed = sent(page, wish="Ingin bekerja lagi", own_part="Menjahit di rumah", wanted="Punya penghasilan")
    refused = browser.post(way(case, "intervensi"), typed)
    assert refused.status_code == 422
    assert {"sign", "goal_due_on", "what", "doer", "step_due_on"} <= set(errors(refused))
    assert "Ingin bekerja lagi" in refused.content.decode()
    stored = Case.objects.get(pk=case.pk)
    assert (stored.wish, stored.goals.count(), stored.steps.count()) == ("", 0, 0)


def whole_plan(page, case, **typed):
    return sent(
        page,
        **{
            "wish": "Ingin bekerja lagi",
            "own_part": "Menjahit di rumah",
            "wanted": "Punya penghasilan",
            "sign": "pesanan selesai sebulan",
            "unit": "pesanan",
            "baseline": "0",
            "target": "8",
            "goal_due_on": later(case, 90),
            "what": "Kursus menjahit di BLK",
            "doer": case.psm_id,
            "step_due_on": later(case),
            **typed,
        },
    )


def test_a_plan_needs_a_wish_one_goal_and_one_step_and_is_saved_at_once(signed_in, secretary, case):
    put(case, State.PLAN)
    browser = signed_in(secretary)
    page = browser.get(way(case, "intervensi"))
    assert browser.post(way(case, "intervensi"), whole_plan(page, case)).status_code == 302
    stored = Case.objects.get(pk=case.pk)
    assert (stored.state, stored.wish, stored.own_part) == (
        State.INTERVENTION,
        "Ingin bekerja lagi",
        "Menjahit di rumah",
    )
    goal, step = stored.goals.get(), stored.steps.get()
    assert (goal.baseline, goal.target, goal.measurements.count()) == (0, 8, 1)
    assert (step.follow_up.what, step.follow_up.doer, step.effort) == (
        "Kursus menjahit di BLK",
        case.psm,
        "developmental",
    )


def test_the_same_send_twice_plans_once(signed_in, secretary, case):
    put(case, State.PLAN)
    browser = signed_in(secretary)
    typed = whole_plan(browser.get(way(case, "intervensi")), case)
    first = browser.post(way(case, "intervensi"), typed)
    second = browser.post(way(case, "intervensi"), typed)
    assert (first.status_code, second.status_code, first.url) == (302, 302, second.url)
    assert case.goals.count() == case.steps.count() == 1


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"goal_due_on": "2020-01-01"}, "goal_due_on", "sesudah hari ini"),
        ({"step_due_on": "2020-01-01"}, "step_due_on", "sudah lewat"),
        ({"target": "0"}, "target", "sudah sama"),
        ({"baseline": "banyak"}, "baseline", "angka saja"),
        ({"goal_due_on": "besok"}, "goal_due_on", "tidak terbaca"),
        ({"doer": "999999"}, "doer", "tidak bisa dipilih"),
        ({"unit": ""}, "unit", "satuannya"),
    ],
)
def test_bad_input_is_told_beside_its_field_and_nothing_typed_is_lost(
    signed_in, secretary, case, typed, field, sentence
):
    put(case, State.PLAN)
    browser = signed_in(secretary)
    page = browser.get(way(case, "intervensi"))
    refused = browser.post(way(case, "intervensi"), whole_plan(page, case, **typed))
    assert refused.status_code == 422
    assert sentence in " ".join(errors(refused)[field])
    assert "Menjahit di rumah" in refused.content.decode()
    assert not case.goals.exists()


def test_the_chair_records_the_decision_and_nobody_else(signed_in, secretary, person, case):
    put(case, State.MEETING)
    assert signed_in(secretary).get(way(case, "rencana")).status_code == 403
    assert signed_in(secretary).post(way(case, "rencana")).status_code == 403
    browser = signed_in(person("chair"))
    page = browser.get(way(case, "rencana"))
    refused = browser.post(way(case, "rencana"), sent(page, minutes="Dibantu bersama", met_on="2999-01-01"))
    assert set(errors(refused)) == {"decision", "met_on"}
    typed = sent(page, decision="program_bersama", minutes="Dibantu bersama", met_on=case.network.today().isoformat())
    assert browser.post(way(case, "rencana"), typed).status_code == 302
    move = CaseMove.objects.get(case=case, end="rencana")
    assert (move.decision, move.by) == ("program_bersama", person("chair"))
    assert move.why.endswith("Dibantu bersama")
    assert Case.objects.get(pk=case.pk).decision == "program_bersama"


def test_only_watching_is_a_decision_of_its_own_way(signed_in, person, case):
    put(case, State.MEETING)
    browser = signed_in(person("chair"))
    page = browser.get(way(case, "monitoring"))
    assert "decision" not in page.context["form"].fields
    assert browser.post(way(case, "monitoring"), sent(page, minutes="Dipantau dulu")).status_code == 302
    assert Case.objects.get(pk=case.pk).decision == "pantau"


def test_a_case_goes_on_to_watching_once_a_step_is_done(signed_in, secretary, case):
    put(case, State.INTERVENTION)
    step = plans.add_step(case, by=secretary, what="Ukur badan", doer=secretary, due_on=case.network.today())
    browser = signed_in(secretary)
    page = browser.get(way(case, "monitoring"))
    assert set(errors(browser.post(way(case, "monitoring"), sent(page)))) == {"done_step", "outcome"}
    typed = sent(page, done_step=step.follow_up_id, outcome="Ukurannya 32 cm")
    assert browser.post(way(case, "monitoring"), typed).status_code == 302
    step.follow_up.refresh_from_db()
    assert (state_of(case), step.follow_up.outcome) == (State.MONITORING, "Ukurannya 32 cm")


def goal_of(case, by):
    due_on = case.network.today() + dt.timedelta(days=30)
    said = {"wanted": "Punya penghasilan", "sign": "pesanan", "unit": "pesanan", "due_on": due_on}
    return plans.add_goal(case, by=by, baseline=Decimal(0), target=Decimal(8), **said)


def test_reached_is_closed_with_two_measurements_taken_on_the_same_page(signed_in, secretary, person, case):
    goal = goal_of(case, secretary)
    step = plans.add_step(case, by=secretary, what="Masih menunggu", doer=secretary, due_on=case.network.today())
    put(case, State.MONITORING)
    browser = signed_in(person("chair"))
    page = browser.get(way(case, "terminasi"))
    becomes = {f"janji_{step.follow_up_id}": "batal"}
    reached = {"closing_reason": "tercapai", "why": "Sudah bekerja", **becomes}
    without = browser.post(way(case, "terminasi"), sent(page, **reached))
    assert without.status_code == 422
    assert "Ukur dahulu" in " ".join(errors(without)["closing_reason"])
    typed = sent(page, **reached, aftercare_visits="3", **{f"now_{goal.pk}": "9"})
    assert browser.post(way(case, "terminasi"), typed).status_code == 302
    stored = Case.objects.get(pk=case.pk)
    assert (stored.state, stored.aftercare_visits, stored.closing_reason) == (State.AFTERCARE, 3, "tercapai")
    assert [m.value for m in goal.measurements.all()] == [0, 9]
    step.follow_up.refresh_from_db()
    assert step.follow_up.state == "withdrawn"


def test_a_case_ends_early_only_with_a_reason_that_reached_nothing(signed_in, person, case):
    browser = signed_in(person("chair"))
    page = browser.get(way(case, "terminasi"))
    refused = browser.post(way(case, "terminasi"), sent(page, closing_reason="tercapai", why="x"))
    assert "closing_reason" in errors(refused)
    typed = sent(page, closing_reason="pindah", why="Ke rumah anaknya di Kudus")
    assert browser.post(way(case, "terminasi"), typed).status_code == 302
    assert state_of(case) == State.DONE


def test_a_case_is_joined_to_an_open_one_by_its_number(signed_in, secretary, person, make_case, make_resident, case):
    other = make_case(make_resident("Wagiman"))
    hidden = make_case(make_resident("Rani"), by=person("chair"), secrecy="rahasia")
    browser = signed_in(secretary)
    page = browser.get(way(case, "digabung"))
    told = [
        errors(browser.post(way(case, "digabung"), sent(page, why="Sama", other_case=number)))["other_case"]
        for number in (hidden.number, "2026-0000", case.number)
    ]
    assert told[0] == told[1] == told[2]
    assert browser.post(way(case, "digabung"), sent(page, why="Sama", other_case=other.number)).status_code == 302
    assert Case.objects.get(pk=case.pk).joined_to == other


def test_a_way_without_a_reason_is_not_taken(signed_in, secretary, case):
    browser = signed_in(secretary)
    page = browser.get(way(case, "ditolak"))
    refused = browser.post(way(case, "ditolak"), sent(page))
    assert errors(refused)["why"] == ["Tulis alasannya."]
    assert state_of(case) == State.VERIFICATION


@pytest.mark.parametrize("end", ["selesai-saja", "laporan", "bimbingan_lanjut"])
def test_no_such_way_is_not_there(signed_in, secretary, case, end):
    assert signed_in(secretary).get(way(case, end)).status_code == 404


@pytest.mark.parametrize("role", ["secretary", "chair"])
def test_a_way_from_elsewhere_says_where_the_case_stands(signed_in, person, case, role):
    """Also to who did not move it himself: he has only opened a page, and nothing of his is unsaved."""
    page = signed_in(person(role)).get(way(case, "monitoring"), follow=True)
    assert page.redirect_chain == [(address_of(case, "case"), 302)]
    told = [str(message) for message in page.context["messages"]]
    assert told == ["Kasus ini sekarang: Sedang diperiksa. Langkah itu tidak berlaku di sini."]


def test_who_comes_second_is_told_and_keeps_what_was_typed(signed_in, secretary, person, case):
    put(case, State.PLAN)
    browser = signed_in(secretary)
    page = browser.get(way(case, "intervensi"))
    put(case, State.MONITORING)
    CaseMove.objects.create(network=case.network, case=case, start="rencana", end="monitoring", by=person("chair"))
    told = browser.post(way(case, "intervensi"), whole_plan(page, case))
    assert told.status_code == 409
    assert person("chair").name in said(told)
    assert "Kursus menjahit di BLK" in told.content.decode()
    assert state_of(case) == State.MONITORING
    assert not case.goals.exists()


def test_the_wish_that_somebody_else_wrote_meanwhile_is_not_overwritten(signed_in, secretary, person, case):
    put(case, State.PLAN)
    browser = signed_in(secretary)
    page = browser.get(address_of(case, "wish"))
    plans.say_wish(case, by=person("chair"), wish="Ingin tinggal dekat anak", own_part="Memasak sendiri")
    typed = sent(page, wish="Ingin bekerja lagi", own_part="Menjahit")
    told = browser.post(address_of(case, "wish"), typed)
    assert told.status_code == 422
    assert "Ingin tinggal dekat anak" in " ".join(errors(told)["wish"])
    assert "Ingin bekerja lagi" in told.content.decode()
    assert Case.objects.get(pk=case.pk).wish == "Ingin tinggal dekat anak"
    again = sent(told, wish="Ingin bekerja lagi, dekat anak")
    assert browser.post(address_of(case, "wish"), again).status_code == 302
    assert Case.objects.get(pk=case.pk).wish == "Ingin bekerja lagi, dekat anak"


@pytest.mark.parametrize("role", ["treasurer", "rt_head", "organization_officer", "auditor", "village_head"])
def test_who_has_no_part_in_cases_is_refused_alike_for_any_number(signed_in, person, case, role):
    browser = signed_in(person(role))
    there, missing = (
        browser.get(way(case, "asesmen")),
        browser.get(way(case, "asesmen").replace(case.number, "2026-0000")),
    )
    assert there.status_code == missing.status_code in (403, 404)


def test_a_psm_who_does_not_accompany_it_finds_nothing(signed_in, make_case, make_resident, person, network):
    foreign = make_case(make_resident("Wagiman"))
    browser = signed_in(person("psm"))
    for route in (
        "assess",
        "wish",
        "add_goal",
        "add_step",
        "add_referral",
        "consent",
        "change_case",
        "case_categories",
    ):
        assert browser.get(address_of(foreign, route)).status_code == 404
        assert browser.post(address_of(foreign, route)).status_code == 404


def test_a_rahasia_case_goes_straight_to_its_plan_by_its_team(signed_in, secretary, make_case, make_resident, person):
    case = make_case(make_resident("Rani"), secrecy="rahasia", need_kind="perlindungan", psm=secretary)
    browser = signed_in(secretary)
    assert signed_in(person("chair")).get(way(case, "rencana")).status_code == 404
    browser = signed_in(secretary)
    page = browser.get(way(case, "rencana"))
    refused = browser.post(way(case, "rencana"), sent(page))
    assert set(errors(refused)) == {"contacted"}
    typed = sent(page, contacted="sudah", first_target="uptd_ppa", spoke_with="Bu Sari")
    assert browser.post(way(case, "rencana"), typed).status_code == 302
    assert state_of(case) == State.PLAN
    assert case.referrals.get(is_first_step=True).spoke_with == "Bu Sari"


def test_an_ended_case_is_opened_again_with_a_reason(signed_in, secretary, case):
    cases.move(case, by=secretary, end="ditolak", why="Salah orang")
    browser = signed_in(secretary)
    page = browser.get(address_of(case, "reopen_case"))
    assert errors(browser.post(address_of(case, "reopen_case"), sent(page))) == {"why": ["Tulis alasannya."]}
    answer = browser.post(address_of(case, "reopen_case"), sent(page, why="Ternyata benar"))
    again = Case.objects.get(previous=case)
    assert answer.url == address_of(again)
    assert browser.get(address_of(case, "reopen_case")).url == address_of(again)


# --- Promises that are open when a case ends ------------------------------------------------------------------


@pytest.fixture
def promises(case, secretary):
    """Three promises of a case that may be closed."""
    put(case, State.INTERVENTION)
    day = case.network.today() + dt.timedelta(days=3)
    return [
        case_promises.promise(case, by=secretary, what=what, doer=case.psm, due_on=day)
        for what in ("Antar beras", "Urus KIS", "Tanya kursi roda")
    ]


def test_closing_names_the_open_promises_and_asks_what_becomes_of_each(signed_in, person, case, promises):
    browser = signed_in(person("chair"))
    page = browser.get(way(case, "terminasi"))
    for what in ("Antar beras", "Urus KIS", "Tanya kursi roda"):
        assert what in said(page)
    unasked = browser.post(way(case, "terminasi"), sent(page, closing_reason="pindah", why="Ke rumah anaknya"))
    assert unasked.status_code == 422
    assert set(errors(unasked)) == {f"janji_{promise.pk}" for promise in promises}
    assert state_of(case) == State.INTERVENTION

    done, withdrawn, stays = promises
    chosen = {f"janji_{done.pk}": "selesai", f"janji_{withdrawn.pk}": "batal", f"janji_{stays.pk}": "tetap"}
    typed = sent(page, closing_reason="pindah", why="Ke rumah anaknya", **chosen)
    assert browser.post(way(case, "terminasi"), typed).status_code == 302
    assert state_of(case) == State.DONE
    states = [FollowUp.objects.get(pk=promise.pk).state for promise in promises]
    assert states == ["done", "withdrawn", "open"]


def test_a_promise_made_while_the_closing_page_stood_open_is_asked_for_as_well(
    signed_in, person, secretary, case, promises
):
    browser = signed_in(person("chair"))
    page = browser.get(way(case, "terminasi"))
    late = case_promises.promise(
        case, by=secretary, what="Titip kunci", doer=case.psm, due_on=case.network.today() + dt.timedelta(days=1)
    )
    chosen = {f"janji_{promise.pk}": "batal" for promise in promises}
    refused = browser.post(way(case, "terminasi"), sent(page, closing_reason="pindah", why="Ke Kudus", **chosen))
    assert set(errors(refused)) == {f"janji_{late.pk}"}
    assert FollowUp.objects.filter(state="open").count() == 4
