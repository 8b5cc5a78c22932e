import datetime as dt

import pytest

from pmks_cases.actions import case_changes, cases
from pmks_cases.models import Case
from wksbm.core.refusals import RefusedByRule
from wksbm.revisions import EditedMeanwhile

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(make_case, make_resident):
    return make_case(make_resident(), landmark="Utara musala")


def test_two_people_who_change_different_fields_both_keep_theirs(case, secretary, person):
    read_at = case.revision
    case_changes.change(case, by=person("chair"), revision=read_at, values={"landmark": "Depan warung", "urgency": 3})
    mine = {"landmark": "Utara musala", "urgency": 2, "contact_name": "Bu Wati"}
    case_changes.change(case, by=secretary, revision=read_at, values=mine)
    case.refresh_from_db()
    assert (case.landmark, case.urgency, case.contact_name) == ("Depan warung", 3, "Bu Wati")


def test_two_people_who_change_the_same_field_are_told_of_it_and_nothing_is_lost(case, secretary, person):
    read_at = case.revision
    theirs = {"landmark": "Depan warung", "contact_name": "Pak RT"}
    case_changes.change(case, by=person("chair"), revision=read_at, values=theirs)
    with pytest.raises(EditedMeanwhile) as edited:
        case_changes.change(case, by=secretary, revision=read_at, values={"landmark": "Rumah biru", "contact_name": ""})
    assert edited.value.theirs == {"landmark": "Depan warung"}
    assert edited.value.taken_over == {"contact_name": "Pak RT"}
    case.refresh_from_db()
    assert case.landmark == "Depan warung"


def test_saving_what_stands_already_makes_no_revision(case, secretary):
    case_changes.change(case, by=secretary, revision=case.revision, values={"landmark": "Utara musala"})
    assert Case.objects.get().revision == case.revision


def test_more_urgent_is_visited_sooner_and_less_urgent_not_later(case, secretary, network):
    Case.objects.update(next_visit_on=network.today() + dt.timedelta(days=30))
    case_changes.change(case, by=secretary, revision=case.revision, values={"urgency": 4})
    assert Case.objects.get().next_visit_on == network.today()
    case_changes.change(case, by=secretary, revision=case.revision + 1, values={"urgency": 1})
    assert Case.objects.get().next_visit_on == network.today()


def test_a_case_without_a_resident_is_tied_to_one_once(make_case, make_resident, secretary):
    case = make_case()
    one, other = make_resident("Kasno"), make_resident("Kasmi")
    case_changes.change(case, by=secretary, revision=case.revision, values={"resident_id": one.pk})
    case.refresh_from_db()
    assert case.name == "Kasno"
    with pytest.raises(RefusedByRule) as refused:
        case_changes.change(case, by=secretary, revision=case.revision, values={"resident_id": other.pk})
    assert refused.value.field == "resident"


def test_who_is_kin_of_the_resident_cannot_tie_a_rahasia_case_to_him(make_case, make_resident, secretary, network):
    from pmks_cases.models import Family, Kinship

    family = Family.objects.create(network=network, kk_number="9901010101010001")
    girl, mother = make_resident("Rani", family=family), make_resident("Wati", family=family)
    case = make_case(secrecy="rahasia")
    Kinship.objects.create(network=network, user=secretary, resident=mother, relation="diri")
    with pytest.raises(RefusedByRule):
        case_changes.change(case, by=secretary, revision=case.revision, values={"resident_id": girl.pk})
    assert Case.objects.get().resident_id is None


def test_an_ended_case_is_opened_again_not_changed(case, secretary, person):
    Case.objects.update(psm=person("psm"), state="verifikasi")
    cases.move(case, by=secretary, end="ditolak", why="Salah orang")
    ended = Case.objects.get()
    with pytest.raises(RefusedByRule):
        case_changes.change(ended, by=secretary, revision=ended.revision, values={"landmark": "x"})
    again = cases.reopen(ended, by=secretary, why="Ternyata benar")
    assert (again.previous, again.number != ended.number) == (ended, True)
    with pytest.raises(RefusedByRule, match=again.number):
        cases.reopen(ended, by=secretary, why="Dua kali")
