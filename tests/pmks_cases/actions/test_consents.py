import datetime as dt

import pytest

from pmks_cases.actions import consents
from pmks_cases.models import Case, Consent
from pmks_cases.models.case_needs import NEEDS
from wksbm.core.refusals import RefusedByRule

pytestmark = pytest.mark.django_db
SAID = {"given_by": "Bu Wati", "way": "ttd"}


@pytest.fixture
def child(make_case, make_resident, network):
    born = network.today().replace(day=1) - dt.timedelta(days=9 * 366)
    return make_case(make_resident("Dimas", birth_on=born))


@pytest.fixture
def grown_up(make_case, make_resident):
    return make_case(make_resident("Sulastri", birth_on=dt.date(1960, 5, 5)))


def test_who_is_asked_nothing_has_no_door_closed(grown_up):
    assert consents.closed_doors(grown_up) == consents.ClosedDoors()


def test_no_closes_what_it_closes_and_a_new_answer_opens_it(grown_up, secretary):
    no = {("foto", None): False, ("disebut", None): False, ("data", None): False}
    consents.record(grown_up, by=secretary, answers=no, **SAID)
    doors = consents.closed_doors(grown_up)
    assert (doors.photo_refused, doors.name_refused, doors.data_refused) == (True, True, True)
    consents.record(grown_up, by=secretary, answers={("foto", None): True}, **SAID)
    assert consents.closed_doors(grown_up).photo_refused is False
    assert consents.closed_doors(grown_up).name_refused is True
    assert Consent.objects.filter(case=grown_up).count() == 4


def test_a_no_about_the_data_is_an_answer_with_which_the_case_goes_on(grown_up, secretary):
    assert not NEEDS["consent"].is_met(grown_up)
    consents.record(grown_up, by=secretary, answers={("data", None): False}, **SAID)
    assert NEEDS["consent"].is_met(grown_up)


def test_each_organisation_is_a_question_of_its_own(grown_up, secretary, network):
    from members.models import Organization

    one, other = (
        Organization.objects.create(network=network, kind="other", name=name) for name in ("Posyandu", "Takmir")
    )
    answers = {("diberitahukan", one): True, ("diberitahukan", other): False}
    consents.record(grown_up, by=secretary, answers=answers, **SAID)
    doors = consents.closed_doors(grown_up)
    assert (doors.told_organizations, doors.refused_organizations) == (frozenset({one.pk}), frozenset({other.pk}))


def test_the_doors_of_a_case_take_one_query_and_are_its_own(grown_up, child, secretary, django_assert_num_queries):
    consents.record(grown_up, by=secretary, answers={("foto", None): False}, **SAID)
    with django_assert_num_queries(1):
        assert consents.closed_doors(grown_up).photo_refused
    assert not consents.closed_doors(child).photo_refused


def test_a_list_reads_the_answer_about_the_data_along(grown_up, child, secretary, django_assert_num_queries):
    consents.record(grown_up, by=secretary, answers={("data", None): False}, **SAID)
    with django_assert_num_queries(1):
        refused = {case.pk: case.name_refused for case in Case.objects.with_data_answer()}
    assert refused == {grown_up.pk: True, child.pk: False}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"given_by": ""}, "given_by"),
        ({"way": "lisan"}, "witness"),
        ({"way": "cap_jempol"}, "proof"),
        ({"answers": {}}, None),
    ],
)
def test_an_answer_without_what_proves_it_is_refused(grown_up, secretary, change, field):
    with pytest.raises(RefusedByRule) as refused:
        consents.record(grown_up, by=secretary, **{"answers": {("data", None): True}, **SAID, **change})
    assert refused.value.field == field
    assert not Consent.objects.filter(case=grown_up).exists()


def test_a_child_is_answered_for_by_a_guardian_whose_relation_is_named(child, secretary):
    with pytest.raises(RefusedByRule) as refused:
        consents.record(child, by=secretary, answers={("data", None): True}, **SAID)
    assert refused.value.field == "guardian_relation"
    (answer,) = consents.record(
        child, by=secretary, answers={("data", None): True}, guardian_relation="ibu kandung", **SAID
    )
    assert answer.guardian_relation == "ibu kandung"


def test_where_the_age_is_unknown_the_person_says_whether_it_is_a_child(make_case, secretary):
    case = make_case()
    assert consents.is_about_child(case) is None
    with pytest.raises(RefusedByRule):
        consents.record(case, by=secretary, answers={("data", None): True}, is_child=True, **SAID)
    consents.record(case, by=secretary, answers={("data", None): True}, is_child=False, **SAID)
    assert case.consents.count() == 1


def test_safety_is_a_basis_of_its_own_with_a_reason(child, secretary):
    with pytest.raises(RefusedByRule):
        consents.rely_on_vital_interest(child, by=secretary, why="")
    consents.rely_on_vital_interest(child, by=secretary, why="Walinya yang diduga memukul")
    child.refresh_from_db()
    assert (child.legal_basis, child.legal_basis_why) == ("vital", "Walinya yang diduga memukul")
    assert NEEDS["consent"].is_met(child)
