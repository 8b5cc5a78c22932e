"""The pages of a plan and of what leads to it: assessment, goals, measuring, steps, referrals, the first step."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members.models import Organization
from pmks_cases.actions import case_secrecy, consents, plans, referrals
from pmks_cases.models import Case
from tests.conftest import give_office, make_user
from tests.pmks_cases.views.case_pages import address_of, errors, said, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(make_case, make_resident):
    return make_case(make_resident("Sulastri", birth_on=dt.date(1960, 5, 5)), landmark="Utara musala")


@pytest.fixture
def goal(case, secretary, network):
    return plans.add_goal(
        case,
        by=secretary,
        wanted="Punya penghasilan",
        sign="pesanan sebulan",
        unit="pesanan",
        baseline=Decimal(0),
        target=Decimal(8),
        due_on=network.today() + dt.timedelta(days=90),
    )


@pytest.fixture
def send(signed_in, secretary):
    """`send("add_goal", case, …)`: open that page as the secretary, fill it, send it."""

    def go(route, case, *more, **typed):
        browser = signed_in(secretary)
        address = address_of(case, route, *more)
        return browser.post(address, sent(browser.get(address), **typed))

    return go


def test_an_assessment_is_one_text_and_the_rest_is_folded(send, case):
    assert errors(send("assess", case)) == {"situation": ["Tulis keadaannya, satu dua kalimat pun cukup."]}
    assert send("assess", case, situation="Tinggal sendiri", strengths="Bisa menjahit").status_code == 302
    row = case.assessments.get()
    assert (row.situation, row.strengths) == ("Tinggal sendiri", "Bisa menjahit")


def test_a_goal_that_nobody_counts_is_measured_by_levels(send, case, network):
    due_on = (network.today() + dt.timedelta(days=60)).isoformat()
    typed = {"wanted": "Tidur nyenyak", "sign": "katanya sendiri", "goal_due_on": due_on}
    assert set(errors(send("add_goal", case, **typed))) == {"unit", "baseline", "target"}
    assert set(errors(send("add_goal", case, baseline_level="-2", **typed))) == {"target_level"}
    assert send("add_goal", case, baseline_level="-2", target_level="0", **typed).status_code == 302
    goal = case.goals.get()
    assert (goal.baseline, goal.target, goal.unit) == (-2, 0, "")


def test_a_number_is_written_as_people_write_it(send, case, network):
    due_on = (network.today() + dt.timedelta(days=60)).isoformat()
    typed = {"wanted": "Berat naik", "sign": "timbangan", "unit": "kg", "goal_due_on": due_on}
    assert send("add_goal", case, baseline="8,5", target="11", **typed).status_code == 302
    assert case.goals.get().baseline == Decimal("8.5")


def test_measuring_shows_what_was_measured_before(send, signed_in, secretary, case, goal, network):
    assert set(errors(send("measure_goal", case, goal.pk))) == {"value"}
    tomorrow = (network.today() + dt.timedelta(days=1)).isoformat()
    assert errors(send("measure_goal", case, goal.pk, value="3", on=tomorrow)) == {"on": ["Tanggal ini belum tiba."]}
    assert send("measure_goal", case, goal.pk, value="3", source="buku pesanan").status_code == 302
    page = said(signed_in(secretary).get(address_of(case, "measure_goal", goal.pk)))
    assert "3 pesanan" in page
    assert "buku pesanan" in page
    assert "0 pesanan" in page


def test_less_than_nothing_is_not_counted(send, case, goal, network):
    kind = "Tulis nol atau lebih. Angka di bawah nol tidak bisa dihitung."
    assert errors(send("measure_goal", case, goal.pk, value="-5")) == {"value": [kind]}
    due_on = (network.today() + dt.timedelta(days=60)).isoformat()
    typed = {"wanted": "Makan teratur", "sign": "katanya", "unit": "kali", "goal_due_on": due_on}
    assert errors(send("add_goal", case, **typed, baseline="-1", target="-0,5")) == {
        "baseline": [kind],
        "target": [kind],
    }
    assert goal.measurements.count() == case.goals.count() == 1
    assert send("measure_goal", case, goal.pk, value="0").status_code == 302


def test_a_goal_leaves_the_plan_with_a_reason(send, case, goal):
    assert set(errors(send("drop_goal", case, goal.pk))) == {"reason"}
    assert send("drop_goal", case, goal.pk, reason="Ia memilih berdagang").status_code == 302
    goal.refresh_from_db()
    assert goal.dropped_why == "Ia memilih berdagang"


def test_a_goal_of_another_case_is_not_found(signed_in, secretary, make_case, make_resident, goal):
    other = make_case(make_resident("Wagiman"))
    for route in ("measure_goal", "drop_goal"):
        assert signed_in(secretary).get(address_of(other, route, goal.pk)).status_code == 404


def test_an_organisation_can_be_chosen_once_the_family_agreed(send, signed_in, secretary, case, network):
    organization = Organization.objects.create(network=network, kind="karang_taruna", name="Karang Taruna")
    officer = make_user("anwar", name="Anwar")
    give_office(officer, "organization_officer", network, organization=organization)
    key = f"{officer.pk}-{organization.pk}"
    page = signed_in(secretary).get(address_of(case, "add_step"))
    assert key not in dict(page.context["form"].fields["doer"].choices)
    refused = {("diberitahukan", organization): False}
    consents.record(case, by=secretary, answers=refused, given_by="Bu Sulastri", way="ttd")
    told = "keluarga memilih tidak bercerita kepadanya: Karang Taruna."
    assert told in said(signed_in(secretary).get(address_of(case, "add_step")))
    answers = {("diberitahukan", organization): True}
    consents.record(case, by=secretary, answers=answers, given_by="Bu Sulastri", way="ttd")
    typed = {"what": "Titian di depan rumah", "doer": key, "step_due_on": network.today().isoformat()}
    naming = typed | {"what": "Titian di depan rumah Sulastri"}
    assert set(errors(send("add_step", case, **naming))) == {"what"}
    assert send("add_step", case, tell_house="on", **typed).status_code == 302
    promise = case.steps.get().follow_up
    assert (promise.doer, promise.organization) == (officer, organization)
    assert "Utara musala" in promise.instruction
    assert "Sulastri" not in promise.instruction


def test_the_steps_of_a_guarded_case_are_for_those_who_know_of_it(signed_in, secretary, person, case):
    chair = person("chair")
    address = address_of(case, "add_step")
    assert chair.name in said(signed_in(secretary).get(address))
    case_secrecy.shut_out(case, by=secretary, user=chair)
    page = signed_in(secretary).get(address)
    assert [key for key, _label in page.context["form"].fields["doer"].choices] == ["", str(secretary.pk)]


def test_a_referral_and_its_answer(send, case, network):
    assert set(errors(send("add_referral", case))) == {"target", "family_answer"}
    typed = {"target": "dinsos", "referred_to": "Bu Rina"}
    assert send("add_referral", case, family_answer="belum", **typed).status_code == 302
    referral = case.referrals.get()
    assert (referral.spoke_with, referral.family_answer) == ("Bu Rina", "belum")
    assert set(errors(send("answer_referral", case, referral.pk))) == {"answer"}
    assert send("answer_referral", case, referral.pk, answer="Bulan depan").status_code == 302
    referral.refresh_from_db()
    assert referral.answer == "Bulan depan"


def test_a_family_that_says_no_is_not_spoken_of(send, case):
    refused = send("add_referral", case, target="dinsos", family_answer="tidak", safety_why="Ingin cepat")
    assert set(errors(refused)) == {"family_answer"}
    assert not case.referrals.exists()


@pytest.mark.parametrize("safety", [{"secrecy": "rahasia"}, {"urgency": 4}, {"legal_basis": "vital"}])
def test_safety_goes_before_a_no_and_is_explained(signed_in, secretary, case, safety):
    Case.objects.filter(pk=case.pk).update(**safety)
    case.team.create(network=case.network, user=secretary)
    browser, address = signed_in(secretary), address_of(case, "add_referral")
    typed = {"target": "puskesmas", "family_answer": "tidak"}
    assert set(errors(browser.post(address, sent(browser.get(address), **typed)))) == {"safety_why"}
    browser.post(address, sent(browser.get(address), safety_why="Lukanya parah", **typed))
    assert (case.referrals.get().family_answer, case.referrals.get().safety_why) == ("tidak", "Lukanya parah")


def test_where_the_data_is_refused_only_the_need_is_told(signed_in, secretary, case):
    address = address_of(case, "add_referral")
    assert "hanya nomor kasus, RT, dan kebutuhannya" not in said(signed_in(secretary).get(address))
    answers = {("data", None): False}
    consents.record(case, by=secretary, answers=answers, given_by="Bu Sulastri", way="ttd")
    assert "hanya nomor kasus, RT, dan kebutuhannya" in said(signed_in(secretary).get(address))


def test_the_first_step_offers_numbers_to_call_and_cannot_be_skipped(send, signed_in, secretary, case, network):
    network.protection_unit_phone = "+628000000777"
    network.save()
    page = signed_in(secretary).get(address_of(case, "first_step")).content.decode()
    for number in ("tel:129", "tel:110", "tel:+628000000777"):
        assert number in page
    assert set(errors(send("first_step", case))) == {"contacted"}
    assert set(errors(send("first_step", case, contacted="belum"))) == {"explanation"}
    assert set(errors(send("first_step", case, contacted="sudah"))) == {"first_target", "spoke_with"}
    assert send("first_step", case, contacted="belum", explanation="Menunggu aman").status_code == 302
    assert case.referrals.get(is_first_step=True).explanation == "Menunggu aman"


def test_nothing_is_written_on_an_ended_case(send, case, secretary):
    Case.objects.update(state="selesai")
    refused = send("assess", case, situation="Tinggal sendiri")
    assert refused.status_code == 422
    assert "sudah selesai" in said(refused)


def test_a_page_for_a_goal_asks_few_questions_of_the_database(signed_in, secretary, case, goal):
    browser = signed_in(secretary)
    for route, more in (("add_step", ()), ("measure_goal", (goal.pk,)), ("consent", ()), ("add_goal", ())):
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(address_of(case, route, *more)).status_code == 200
        assert len(seen) <= 12, route


def test_the_answer_of_a_referral_that_another_case_has_is_not_found(
    signed_in, secretary, make_case, make_resident, case, network
):
    other = make_case(make_resident("Wagiman"))
    referral = referrals.send(other, by=secretary, target="dinsos", sent_on=network.today())
    assert signed_in(secretary).get(address_of(case, "answer_referral", referral.pk)).status_code == 404
