import datetime as dt

import pytest

from pmks_cases.actions import referrals
from pmks_cases.models.case_needs import NEEDS
from wksbm.core.refusals import RefusedByRule

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(make_case, make_resident):
    """A rahasia case of violence: its first step is fixed."""
    return make_case(make_resident("Rani"), secrecy="rahasia", need_kind="perlindungan")


def test_the_first_step_is_asked_for_until_it_is_taken(case, secretary, network):
    assert not NEEDS["first_step"].is_met(case)
    said = {"target": "uptd_ppa", "contacted_on": network.today(), "spoke_with": "Bu Sari"}
    referrals.take_first_step(case, by=secretary, **said)
    assert NEEDS["first_step"].is_met(case)
    assert case.referrals.filter(is_first_step=True).count() == 1


def test_the_first_step_can_be_explained_and_taken_later(case, secretary, network):
    referrals.explain_first_step(case, by=secretary, explanation="Belum aman menelepon")
    assert NEEDS["first_step"].is_met(case)
    step = referrals.take_first_step(
        case, by=secretary, target="polisi", contacted_on=network.today(), spoke_with="Unit PPA"
    )
    assert (step.explanation, step.target) == ("Belum aman menelepon", "polisi")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"target": "puskesmas"}, "target"),
        ({"spoke_with": ""}, "spoke_with"),
        ({"contacted_on": dt.date(2999, 1, 1)}, "contacted_on"),
    ],
)
def test_a_first_step_that_was_none_is_refused(case, secretary, network, change, field):
    said = {"target": "uptd_ppa", "contacted_on": network.today(), "spoke_with": "Bu Sari"} | change
    with pytest.raises(RefusedByRule) as refused:
        referrals.take_first_step(case, by=secretary, **said)
    assert refused.value.field == field
    assert not NEEDS["first_step"].is_met(case)


def test_saying_nothing_explains_nothing(case, secretary):
    with pytest.raises(RefusedByRule):
        referrals.explain_first_step(case, by=secretary, explanation="")


def test_a_referral_is_sent_and_answered(make_case, make_resident, secretary, network):
    case = make_case(make_resident())
    referral = referrals.send(case, by=secretary, target="dinsos", sent_on=network.today())
    assert NEEDS["referral"].is_met(case)
    with pytest.raises(RefusedByRule):
        referrals.record_answer(referral, by=secretary, answer="x", answered_on=network.today() - dt.timedelta(days=1))
    told = referrals.record_answer(referral, by=secretary, answer="Bulan depan diukur", answered_on=network.today())
    assert told.answer == "Bulan depan diukur"
