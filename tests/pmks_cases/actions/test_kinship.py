"""An officer's own kin: what it shuts him out of, and that taking it back opens nothing."""

import pytest

from pmks_cases.actions import assignments, case_secrecy, early_reports, kinship, residents
from pmks_cases.models import Case, EarlyReport, Kinship
from tests.conftest import where_rt
from tests.pmks_cases.invented import make_family
from wksbm.core.refusals import RefusedByRule

pytestmark = pytest.mark.django_db


@pytest.fixture
def chair(person):
    return person("chair")


def fresh(user):
    return type(user).objects.get(pk=user.pk)


def test_only_the_exact_name_is_found_with_or_without_its_honorific(network, make_resident):
    meant = make_resident("Suroto Wibowo")
    make_resident("Suroto Wibowo Adi")
    assert kinship.exactly_named(network, "Pak Suroto Wibowo") == [meant]
    assert kinship.exactly_named(network, "Suroto") == []
    assert kinship.exactly_named(network, "suroto wibowo", rt=where_rt(network, "002")) == []


def test_the_register_of_another_network_is_not_asked(network, other_network, make_resident):
    make_resident("Suroto Wibowo", network=other_network)
    assert kinship.exactly_named(network, "Suroto Wibowo") == []


def test_one_person_is_one_resident(network, chair, make_resident):
    kinship.state(network, by=chair, resident=make_resident("Suroto"), relation="diri")
    with pytest.raises(RefusedByRule, match="Suroto"):
        kinship.state(network, by=chair, resident=make_resident("Karto"), relation="diri")


def test_a_line_about_the_same_resident_is_replaced(network, chair, make_resident):
    resident = make_resident("Wati")
    kinship.state(network, by=chair, resident=resident, relation="saudara")
    kinship.state(network, by=chair, resident=resident, relation="pasangan")
    assert [line.relation for line in Kinship.objects.of(network)] == ["pasangan"]


def test_who_is_kin_leaves_the_team_and_the_next_one_in_office_takes_his_place(
    network, chair, secretary, make_case, make_resident
):
    girl = make_resident("Rani")
    case = make_case(girl, secrecy="rahasia", by=chair)
    assert Case.objects.visible_to(fresh(chair)).exists()
    kinship.state(network, by=chair, resident=girl, relation="anak")
    assert not Case.objects.visible_to(fresh(chair)).exists()
    assert list(Case.objects.visible_to(fresh(secretary))) == [case]


def test_where_nobody_else_may_the_villages_psm_takes_it(network, chair, make_case, make_resident):
    girl = make_resident("Rani")
    case = make_case(girl, secrecy="rahasia", by=chair)
    for line in network.memberships.exclude(user=chair):
        line.delete()
    kinship.state(network, by=chair, resident=girl, relation="anak")
    case.refresh_from_db()
    assert case.outside_companion == "psm_desa"


def test_a_companion_who_is_kin_accompanies_no_more(network, secretary, trained_psm, make_case, make_resident):
    girl = make_resident("Rani")
    case = assignments.assign(make_case(girl, secrecy="rahasia"), by=secretary, psm=trained_psm)
    kinship.state(network, by=trained_psm, resident=girl, relation="anak")
    case.refresh_from_db()
    assert case.psm is None
    assert [member.user for member in case.team.filter(removed_at=None)] == [secretary]


def test_taking_a_line_back_opens_nothing(network, chair, secretary, person, make_case, make_resident):
    family = make_family(network)
    girl, uncle = make_resident("Rani", family=family), make_resident("Suroto", family=family)
    line = kinship.state(network, by=chair, resident=uncle, relation="diri")
    case = make_case(girl, secrecy="rahasia")
    values = {"saw": "anak itu dipukul", "place": "RT 001", "resident": girl, "danger": True}
    report = early_reports.send(network, by=person("treasurer"), values=values)
    assert not EarlyReport.objects.visible_to(fresh(chair)).exists()
    kinship.forget(line, by=chair)
    assert not Kinship.objects.exists()
    assert not EarlyReport.objects.visible_to(fresh(chair)).exists()
    assert case_secrecy.is_shut_out(fresh(chair), case)
    assert report.exclusions.filter(user=chair).exists()


def test_a_line_that_was_taken_back_stays_in_the_history(network, chair, make_resident):
    line = kinship.state(network, by=chair, resident=make_resident("Suroto"), relation="diri")
    kinship.forget(line, by=chair)
    labels = [event.pgh_label for event in Kinship.pgh_event_model.objects.order_by("pgh_id")]
    assert labels == ["insert", "delete"]


def test_calling_oneself_something_else_opens_nothing(network, chair, person, make_resident):
    family = make_family(network)
    girl, uncle = make_resident("Rani", family=family), make_resident("Suroto", family=family)
    values = {"saw": "anak itu dipukul", "place": "RT 001", "resident": girl, "danger": True}
    before = early_reports.send(network, by=person("treasurer"), values=values)
    kinship.state(network, by=chair, resident=uncle, relation="diri")
    after = early_reports.send(network, by=person("treasurer"), values=values)
    kinship.state(network, by=chair, resident=uncle, relation="lain")
    assert not EarlyReport.objects.visible_to(fresh(chair)).filter(pk__in=[before.pk, after.pk]).exists()


@pytest.mark.parametrize("who", ["Suroto", "Rani"])
def test_taking_somebody_off_the_card_opens_nothing(network, chair, person, make_resident, who):
    family = make_family(network)
    people = {name: make_resident(name, family=family) for name in ("Rani", "Suroto")}
    kinship.state(network, by=chair, resident=people["Suroto"], relation="diri")
    values = {"saw": "anak itu dipukul", "place": "RT 001", "resident": people["Rani"], "danger": True}
    early_reports.send(network, by=person("treasurer"), values=values)
    moved = people[who]
    residents.change(moved, by=chair, revision=moved.revision, values={"family_id": None})
    assert not EarlyReport.objects.visible_to(fresh(chair)).exists()
