import pytest

from pmks_cases.actions import assignments, case_secrecy, cases
from pmks_cases.models import Case, Kinship
from pmks_cases.models.case_states import State
from tests.conftest import make_user
from wksbm.core.refusals import RefusedByRule


def seen_by(user) -> set[str]:
    fresh = type(user).objects.get(pk=user.pk)
    return set(Case.objects.visible_to(fresh).values_list("number", flat=True))


def test_the_board_sees_a_case_and_a_psm_only_her_own(make_case, make_resident, person, secretary):
    case = make_case(make_resident())
    assert seen_by(secretary) == seen_by(person("chair")) == {case.number}
    assert seen_by(person("psm")) == set()
    assignments.assign(case, by=secretary, psm=person("psm"))
    assert seen_by(person("psm")) == {case.number}


@pytest.mark.parametrize(
    "role", ["treasurer", "organization_officer", "dasawisma_kader", "auditor", "supervisor", "village_head"]
)
def test_nobody_else_sees_any(make_case, make_resident, person, role):
    make_case(make_resident())
    assert seen_by(person(role)) == set()


def test_a_rahasia_case_is_seen_by_its_team_alone(make_case, make_resident, person, secretary, trained_psm):
    case = make_case(make_resident(), secrecy="rahasia")
    assert seen_by(secretary) == {case.number}
    assert seen_by(person("chair")) == seen_by(trained_psm) == set()
    assignments.assign(case, by=secretary, psm=trained_psm)
    assert seen_by(trained_psm) == {case.number}


def test_who_is_named_as_not_to_know_sees_nothing_from_that_second(make_case, make_resident, person):
    chair = person("chair")
    case = make_case(make_resident())
    assert seen_by(chair) == {case.number}
    case_secrecy.shut_out(case, by=case.opened_by, user=chair)
    assert seen_by(chair) == set()


def test_an_officer_on_the_same_card_cannot_be_let_into_the_team(make_case, make_resident, person, network, secretary):
    from pmks_cases.models import Family

    family = Family.objects.create(network=network, kk_number="9901010101010001")
    girl, uncle = make_resident("Rani", family=family), make_resident("Suroto", family=family)
    chair = person("chair")
    Kinship.objects.create(network=network, user=chair, resident=uncle, relation="diri")
    case = make_case(girl, secrecy="rahasia")
    with pytest.raises(RefusedByRule):
        case_secrecy.join_team(case, by=secretary, user=chair)


def test_an_officer_who_has_not_said_who_he_is_is_found_by_his_name(make_case, make_resident, network, secretary):
    from pmks_cases.models import Family
    from tests.conftest import give_office

    family = Family.objects.create(network=network, kk_number="9901010101010001")
    girl = make_resident("Rani", family=family)
    make_resident("Suroto Wibowo", family=family)
    chair = make_user("suroto", name="Pak Suroto Wibowo")
    give_office(chair, "chair", network)
    case = make_case(girl, secrecy="rahasia")
    assert [line.user for line in case.exclusions.all()] == [chair]


def test_an_untrained_psm_cannot_open_or_take_a_rahasia_case(make_case, make_resident, person, secretary):
    with pytest.raises(RefusedByRule, match="laporan dini"):
        make_case(make_resident(), by=person("psm"), secrecy="rahasia")
    case = make_case(make_resident("Rani"), secrecy="rahasia")
    with pytest.raises(RefusedByRule, match="lanjutan"):
        assignments.assign(case, by=secretary, psm=person("psm"))


def test_a_second_case_of_one_person_is_told_to_who_sees_the_first(make_case, make_resident):
    resident = make_resident()
    first = make_case(resident)
    with pytest.raises(cases.AlreadyOpen) as told:
        make_case(resident)
    assert told.value.case == first
    assert make_case(resident, another_need=True).joined_to is None


def test_a_second_registration_of_a_rahasia_person_is_joined_without_a_word(make_case, make_resident, person):
    resident = make_resident()
    secret = make_case(resident, secrecy="rahasia")
    second = make_case(resident, by=person("chair"))
    assert second.joined_to == secret
    assert second.state == State.REPORTED
    assert seen_by(person("chair")) == {second.number}


def test_assigning_begins_the_check_and_names_the_first_visit(make_case, make_resident, person, secretary, network):
    case = assignments.assign(make_case(make_resident(), urgency=4), by=secretary, psm=person("psm"))
    case.refresh_from_db()
    assert case.state == State.VERIFICATION
    assert case.next_visit_on == network.today()


def test_numbers_are_drawn_and_leave_no_order(make_case, make_resident):
    numbers = [make_case(make_resident(f"Orang {turn}")).number for turn in range(8)]
    assert len(set(numbers)) == 8
    assert all(number[:5] == f"{number[:4]}-" for number in numbers)
