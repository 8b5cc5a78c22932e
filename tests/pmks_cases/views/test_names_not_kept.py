"""What a case is called where the family does not want the name kept: its number and its RT, on every page."""

import datetime as dt

import pytest

from pmks_cases.actions import consents
from pmks_cases.due.cases import name_and_age
from pmks_cases.models import Case
from tests.pmks_cases.views.case_pages import address_of, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(make_case, make_resident, secretary, network):
    case = make_case(make_resident("Fransiska Lobo", birth_on=dt.date(1960, 5, 5)))
    Case.objects.filter(pk=case.pk).update(state="monitoring", psm=secretary, next_visit_on=network.today())
    return Case.objects.get(pk=case.pk)


@pytest.fixture
def refuse(case, secretary):
    def go(answer=False, given_by="Fransiska Lobo", **more):
        answers = {("data", None): answer}
        consents.record(case, by=secretary, answers=answers, given_by=given_by, way="ttd", **more)

    return go


ROUTES = [
    "case",
    "record_visit",
    "consent",
    "add_referral",
    "assign_case",
    "case_secrecy",
    "add_follow_up",
    "nobody_met",
]


@pytest.mark.parametrize("route", ROUTES)
def test_no_page_of_the_case_says_a_name_that_is_not_to_be_kept(signed_in, secretary, case, refuse, route):
    refuse()
    page = signed_in(secretary).get(address_of(case, route))
    assert page.status_code == 200
    assert "Fransiska" not in page.content.decode()
    assert case.number in said(page)


@pytest.mark.parametrize("path", ["", "kunjungan/", "kasus/", "beban/", "serah-terima/?dari={psm}"])
def test_no_list_says_it(signed_in, secretary, case, refuse, network, path):
    refuse()
    page = signed_in(secretary).get(f"/{network.slug}/{path.format(psm=secretary.pk)}")
    assert page.status_code == 200
    assert "Fransiska" not in page.content.decode()


def test_the_visits_due_say_number_and_rt(signed_in, secretary, case, refuse, network):
    refuse()
    page = signed_in(secretary).get(f"/{network.slug}/kunjungan/")
    assert f"Kasus {case.number}, {case.rt}".replace("\xa0", " ") in said(page).replace("\xa0", " ")


def test_a_case_with_a_kept_name_is_called_by_it(case, refuse):
    refuse()
    assert Case.objects.get(pk=case.pk).known_as == f"Kasus {case.number}"
    refuse(answer=True)
    for found in (Case.objects.get(pk=case.pk), Case.objects.filter(pk=case.pk).with_data_answer().get()):
        assert found.known_as == "Fransiska Lobo"
        assert name_and_age(found, dt.date(2026, 1, 1)) == "Fransiska Lobo, 65 tahun"


def test_who_answered_is_told_without_the_name(signed_in, secretary, case, refuse):
    refuse()
    page = said(signed_in(secretary).get(address_of(case)))
    assert page.count("orangnya sendiri") == 2


def test_a_guardian_is_told_by_the_relation(signed_in, secretary, case, refuse):
    refuse(given_by="Agustina", guardian_relation="ibu kandung")
    page = said(signed_in(secretary).get(address_of(case)))
    assert "dijawab ibu kandung" in page
    assert "Agustina" not in page
