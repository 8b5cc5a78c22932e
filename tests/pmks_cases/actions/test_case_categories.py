import datetime as dt

import pytest

from pmks_cases.actions import assignments, case_categories, case_secrecy
from pmks_cases.actions import categories as own_categories
from pmks_cases.models import Case, CaseCriterion, Visit
from pmks_cases.models.case_needs import NEEDS
from wksbm.core.refusals import RefusedByRule

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("categories")]


@pytest.fixture
def old_man(make_case, make_resident):
    return make_case(make_resident("Pak Kasno", birth_on=dt.date(1940, 1, 1), sex=1))


@pytest.fixture
def girl(make_case, make_resident, network):
    return make_case(make_resident("Rani", birth_on=network.today() - dt.timedelta(days=14 * 366), sex=2))


def visit(case, by, network):
    from django.utils import timezone

    Visit.objects.create(network=network, case=case, by=by, at=timezone.now(), on=network.today(), met="dia")


def test_criteria_are_ticked_with_their_evidence_and_decide_nothing(old_man, secretary, categories):
    line = categories["LUT"].criteria.get(letter="a")
    chosen = case_categories.choose(
        old_man, by=secretary, category=categories["LUT"], criteria={line: "Makan sehari sekali"}
    )
    assert (chosen.standing, chosen.is_main) == ("diduga", True)
    assert [c.evidence for c in chosen.criteria.filter(removed_at=None)] == ["Makan sehari sekali"]
    case_categories.tick(chosen, by=secretary, criteria={})
    assert not chosen.criteria.filter(removed_at=None).exists()
    assert CaseCriterion.objects.filter(case_category=chosen).count() == 1


def test_a_criterion_of_another_category_is_refused(old_man, secretary, categories):
    with pytest.raises(RefusedByRule):
        case_categories.choose(
            old_man,
            by=secretary,
            category=categories["LUT"],
            criteria={categories["PD"].criteria.get(letter="a"): ""},
        )
    assert not old_man.categories.exists()


def test_age_that_speaks_against_it_asks_for_a_reason(girl, secretary, categories):
    with pytest.raises(RefusedByRule) as refused:
        case_categories.choose(girl, by=secretary, category=categories["LUT"])
    assert refused.value.field == "reason"
    chosen = case_categories.choose(girl, by=secretary, category=categories["LUT"], reason="Tanggal lahirnya keliru")
    assert chosen.reason == "Tanggal lahirnya keliru"


def test_one_category_is_the_main_one(old_man, secretary, categories):
    first = case_categories.choose(old_man, by=secretary, category=categories["LUT"])
    second = case_categories.choose(old_man, by=secretary, category=categories["FM"])
    assert not second.is_main
    case_categories.make_main(second, by=secretary)
    assert list(old_man.categories.filter(is_main=True)) == [second]
    case_categories.remove(second, by=secretary)
    first.refresh_from_db()
    assert first.is_main


def test_a_terbatas_category_raises_an_ordinary_case(old_man, secretary, categories):
    case_categories.choose(old_man, by=secretary, category=categories["PD"])
    old_man.refresh_from_db()
    assert old_man.secrecy == categories["PD"].secrecy == "terbatas"


def test_a_rahasia_category_shuts_the_case_at_once_and_asks_for_the_first_step(girl, secretary, person, categories):
    assert Case.objects.visible_to(person("chair")).exists()
    case_categories.choose(girl, by=secretary, category=categories["AKTK"])
    girl.refresh_from_db()
    assert girl.is_secret
    assert not Case.objects.visible_to(person("chair")).exists()
    assert Case.objects.visible_to(secretary).exists()
    assert not NEEDS["first_step"].is_met(girl)


def test_an_untrained_psm_does_not_raise_a_case_to_rahasia(girl, secretary, person, categories):
    assignments.assign(girl, by=secretary, psm=person("psm"))
    with pytest.raises(RefusedByRule):
        case_categories.choose(girl, by=person("psm"), category=categories["AKTK"])
    assert not girl.categories.exists()
    assert Case.objects.get().secrecy == "biasa"


def test_a_stigmatising_category_is_offered_only_when_on_and_only_to_the_board(
    make_case, make_resident, secretary, trained_psm, person, network, categories
):
    case = make_case(make_resident())
    with pytest.raises(RefusedByRule):
        case_categories.choose(case, by=secretary, category=categories["ODHA"])
    own_categories.switch_on(categories["ODHA"], network=network, by=person("chair"), reason="Pendampingan obat")
    assert not case_categories.offered(case, to=trained_psm).filter(pk="ODHA").exists()
    assert case_categories.offered(case, to=secretary).filter(pk="ODHA").exists()


def test_from_suspected_to_verified_to_set(old_man, secretary, person, network, categories):
    chosen = case_categories.choose(old_man, by=secretary, category=categories["LUT"])
    with pytest.raises(RefusedByRule, match="Kunjungi"):
        case_categories.verify(chosen, by=secretary)
    visit(old_man, secretary, network)
    case_categories.verify(chosen, by=secretary)
    with pytest.raises(RefusedByRule, match="ketua"):
        case_categories.establish(chosen, by=secretary)
    with pytest.raises(RefusedByRule, match="musyawarah"):
        case_categories.establish(chosen, by=person("chair"))
    Case.objects.filter(pk=old_man.pk).update(decision="tangani_sendiri")
    assert case_categories.establish(chosen, by=person("chair")).standing == "ditetapkan"


def test_the_team_sets_the_category_of_a_rahasia_case(girl, secretary, network, categories):
    chosen = case_categories.choose(girl, by=secretary, category=categories["AKTK"])
    visit(girl, secretary, network)
    case_categories.verify(chosen, by=secretary)
    assert case_categories.establish(chosen, by=secretary).standing == "ditetapkan"
    assert case_secrecy.is_guarded(chosen.case)
