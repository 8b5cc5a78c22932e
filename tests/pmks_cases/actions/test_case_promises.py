"""Promises about a case: what may be told to whom, and that nothing else is."""

from datetime import timedelta

import pytest

from members.models import FollowUp, Organization
from pmks_cases.actions import case_promises, case_secrecy, visits
from pmks_cases.models import Case, Consent
from tests.conftest import give_office, make_user, where_rt
from wksbm.core.refusals import RefusedByRule

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(make_case, make_resident, network):
    made = make_case(
        make_resident("Dimas Saputra", present_address="Gang Melati 3"),
        landmark="Pagar hijau",
        contact_name="Wati",
        contact_phone="+628000000123",
    )
    made.network = network
    return made


@pytest.fixture
def youth(network):
    return Organization.objects.create(network=network, kind="karang_taruna", name="Karang Taruna")


@pytest.fixture
def bagus(network, youth):
    user = make_user("bagus", name="Mas Bagus")
    give_office(user, "organization_officer", network, organization=youth)
    return user


def agree(case, organization, by, *, answer: bool = True) -> None:
    Consent.objects.create(
        network_id=case.network_id,
        case=case,
        purpose="diberitahukan",
        organization=organization,
        answer=answer,
        given_by="Bu Wati",
        way="lisan",
        by=by,
    )


@pytest.fixture
def tell(case, secretary, network):
    def to(doer, told=(), **more):
        more.setdefault("what", "Antar kursi roda")
        due_on = network.today() + timedelta(days=3)
        return case_promises.promise_outside(case, by=secretary, doer=doer, due_on=due_on, told=set(told), **more)

    return to


class TestOutside:
    def test_without_consent_it_carries_what_number_and_rt_beside_its_day(self, case, tell, bagus, youth):
        promise = tell(bagus, organization=youth)
        assert promise.instruction.split("\n") == ["Antar kursi roda", f"Kasus\xa0{case.number}, RT\xa0001"]
        assert promise.due_on == case.network.today() + timedelta(days=3)
        assert promise.organization == youth
        assert not promise.restricted

    @pytest.mark.parametrize("field", ["name", "house", "contact"])
    def test_a_field_is_closed_until_the_family_agrees(self, case, tell, bagus, youth, secretary, field):
        with pytest.raises(RefusedByRule, match="belum ditanya") as refused:
            tell(bagus, [field], organization=youth)
        assert refused.value.field == f"tell_{field}"
        agree(case, youth, secretary, answer=False)
        with pytest.raises(RefusedByRule, match="tidak ingin"):
            tell(bagus, [field], organization=youth)
        assert not FollowUp.objects.exists()

    def test_with_consent_it_carries_what_was_chosen_and_no_more(self, case, tell, bagus, youth, secretary):
        agree(case, youth, secretary)
        assert "Untuk: Dimas Saputra" in tell(bagus, ["name"], organization=youth).instruction
        house = tell(bagus, ["house"], organization=youth).instruction
        assert "Rumah: Gang Melati 3, Pagar hijau" in house
        assert "Dimas" not in house
        assert "Hubungi: Wati, 0800-0000-123" in tell(bagus, ["contact"], organization=youth).instruction

    def test_what_becomes_known_later_is_not_told(self, case, tell, bagus, youth, secretary):
        agree(case, youth, secretary)
        promise = tell(bagus, ["house"], organization=youth)
        Case.objects.filter(pk=case.pk).update(landmark="Rumah baru")
        promise.refresh_from_db()
        assert "Pagar hijau" in promise.instruction

    def test_consent_for_one_organisation_opens_nothing_to_another(self, case, tell, network, youth, secretary):
        agree(case, youth, secretary)
        other = Organization.objects.create(network=network, kind="pkk", name="PKK")
        officer = make_user("sari")
        give_office(officer, "organization_officer", network, organization=other)
        with pytest.raises(RefusedByRule):
            tell(officer, ["name"], organization=other)

    @pytest.mark.parametrize("what", ["Antar kursi roda Dimas", "ke rumah Bu Wati", "untuk SAPUTRA"])
    def test_words_that_say_the_name_are_refused_where_it_is_not_told(self, tell, bagus, youth, what):
        with pytest.raises(RefusedByRule) as refused:
            tell(bagus, what=what, organization=youth)
        assert refused.value.field == "what"

    def test_only_the_named_officers_of_the_organisation_get_it(self, tell, person, youth, bagus):
        with pytest.raises(RefusedByRule):
            tell(person("treasurer"), organization=youth)

    def test_the_head_of_the_cases_rt_gets_it_the_same_way(self, case, tell, person, network, secretary):
        head = person("rt_head")
        with pytest.raises(RefusedByRule):
            tell(head, ["name"], rt_head=True)
        assert tell(head, rt_head=True).instruction.startswith("Antar kursi roda")
        rt = Organization.objects.create(network=network, kind="rt", name="RT 001", rt=where_rt(network, "001"))
        agree(case, rt, secretary)
        assert "Dimas Saputra" in tell(head, ["name"], rt_head=True).instruction

    def test_nobody_outside_is_told_of_a_guarded_case(self, case, tell, person, bagus, youth, secretary):
        case_secrecy.shut_out(case, by=secretary, user=person("treasurer"))
        with pytest.raises(RefusedByRule, match="siapa pun di luar"):
            tell(bagus, organization=youth)
        assert not case_promises.organizations_to_ask(case).exists()

    def test_a_day_that_is_over_is_refused(self, case, bagus, youth, secretary, network):
        yesterday = network.today() - timedelta(days=1)
        with pytest.raises(RefusedByRule) as refused:
            case_promises.promise_outside(
                case, by=secretary, what="Antar", doer=bagus, due_on=yesterday, told=set(), organization=youth
            )
        assert refused.value.field == "due_on"


class TestInside:
    def test_who_sees_the_case_is_promised_something_in_plain_words(self, case, secretary, person, network):
        promise = case_promises.promise(
            case, by=secretary, what="Tanya Dinsos soal kursi Dimas", doer=person("chair"), due_on=network.today()
        )
        assert (promise.instruction, promise.restricted, promise.origin_id) == ("", False, case.pk)

    def test_who_does_not_see_it_is_not(self, case, secretary, person, network):
        for role in ("psm", "rt_head", "treasurer"):
            with pytest.raises(RefusedByRule) as refused:
                case_promises.promise(case, by=secretary, what="Tanya", doer=person(role), due_on=network.today())
            assert refused.value.field == "doer"

    def test_those_offered_are_those_who_see_it(self, case, make_case, make_resident, secretary, person, trained_psm):
        for role in ("chair", "rt_head", "treasurer", "auditor"):
            person(role)
        assert set(case_promises.insiders(case.pk)) == {secretary, person("chair")}
        Case.objects.filter(pk=case.pk).update(psm=trained_psm)
        assert set(case_promises.insiders(case.pk)) == {secretary, person("chair"), trained_psm}
        case_secrecy.shut_out(case, by=secretary, user=person("chair"))
        assert set(case_promises.insiders(case.pk)) == {secretary, trained_psm}
        secret = make_case(make_resident("Nur"), secrecy="rahasia")
        assert set(case_promises.insiders(secret.pk)) == {secretary}

    def test_about_a_rahasia_case_it_is_restricted(self, make_case, make_resident, secretary, person, network):
        secret = make_case(make_resident("Nur"), secrecy="rahasia")
        promise = case_promises.promise(secret, by=secretary, what="Telepon", doer=secretary, due_on=network.today())
        assert promise.restricted
        assert not FollowUp.objects.visible_to(person("chair")).exists()


def test_the_follow_up_of_a_visit_goes_to_who_sees_the_case(case, secretary, person, network):
    for role in ("chair", "rt_head", "treasurer", "psm", "village_head"):
        person(role)
    assert set(visits.possible_doers(case)) == {secretary, person("chair")}
