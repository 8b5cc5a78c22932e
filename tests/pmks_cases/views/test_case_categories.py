"""The pages of the categories on a case."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pmks_cases.actions import assignments, case_categories
from pmks_cases.models import Case, CaseCategory, NetworkCategory, Visit
from tests.pmks_cases.views.case_pages import address_of, errors, said, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("categories")]


@pytest.fixture
def old_man(make_case, make_resident):
    return make_case(make_resident("Pak Kasno", birth_on=dt.date(1940, 1, 1), sex=1))


@pytest.fixture
def girl(make_case, make_resident, network):
    return make_case(make_resident("Rani", birth_on=network.today() - dt.timedelta(days=14 * 366), sex=2))


@pytest.fixture
def choose(signed_in, secretary):
    def go(case, by=None, **typed):
        browser = signed_in(by or secretary)
        page = browser.get(address_of(case, "case_categories"))
        return browser.post(address_of(case, "case_categories"), sent(page, **typed))

    return go


def test_those_that_fit_age_and_sex_come_first_and_none_is_chosen(signed_in, secretary, old_man):
    form = signed_in(secretary).get(address_of(old_man, "case_categories")).context["form"]
    fitting = [code for code, _name in form.fields["fitting"].choices]
    assert "LUT" in fitting
    assert "ABT" not in fitting
    assert not form["fitting"].value()
    assert {"ABT", "FM"} <= {code for code, _name in form.fields["category"].choices}


def test_a_chosen_one_is_a_suspicion_whose_criteria_are_ticked_next(choose, signed_in, secretary, old_man):
    answer = choose(old_man, fitting="LUT")
    row = CaseCategory.objects.get(case=old_man)
    assert answer.url == address_of(old_man, "case_category", row.pk)
    browser = signed_in(secretary)
    page = browser.get(answer.url)
    first = next(iter(page.context["form"].criteria))
    typed = sent(page, **{f"kriteria_{first}": "on", f"bukti_{first}": "Makan sehari sekali"})
    assert browser.post(answer.url, typed).status_code == 302
    assert [(line.criterion_id, line.evidence) for line in row.criteria.all()] == [(first, "Makan sehari sekali")]


def test_evidence_without_a_tick_is_asked_about(signed_in, secretary, old_man, categories):
    row = case_categories.choose(old_man, by=secretary, category=categories["LUT"])
    browser = signed_in(secretary)
    address = address_of(old_man, "case_category", row.pk)
    page = browser.get(address)
    first = next(iter(page.context["form"].criteria))
    refused = browser.post(address, sent(page, **{f"bukti_{first}": "Makan sehari sekali"}))
    assert set(errors(refused)) == {f"kriteria_{first}"}


def test_nothing_chosen_and_what_is_not_offered(choose, old_man):
    assert set(errors(choose(old_man))) == {"fitting"}
    for code in ("ODHA", "XXX"):
        assert "tidak bisa dipilih" in " ".join(errors(choose(old_man, category=code))["category"])
    assert not old_man.categories.exists()


def test_against_the_age_only_with_a_reason(choose, girl):
    assert set(errors(choose(girl, category="LUT"))) == {"reason"}
    assert choose(girl, category="LUT", reason="Tanggal lahirnya keliru").status_code == 302


def test_what_makes_a_case_rahasia_is_explained_before(choose, girl, person):
    asked = choose(girl, fitting="AKTK")
    assert asked.status_code == 422
    assert "paling banyak tiga orang" in said(asked)
    assert Case.objects.get(pk=girl.pk).secrecy == "biasa"
    assert choose(girl, fitting="AKTK", confirmed="on").status_code == 302
    assert Case.objects.get(pk=girl.pk).is_secret
    assert not Case.objects.visible_to(person("chair")).exists()


def test_the_label_that_hurts_is_offered_to_the_board_only(signed_in, secretary, trained_psm, network, old_man):
    assignments.assign(old_man, by=secretary, psm=trained_psm)
    NetworkCategory.objects.create(network=network, category_id="ODHA", is_on=True, reason="x", wording="Pendampingan")
    address = address_of(old_man, "case_categories")
    assert "Pendampingan" in signed_in(secretary).get(address).content.decode()
    assert "Pendampingan" not in signed_in(trained_psm).get(address).content.decode()


def test_from_suspicion_to_set_by_buttons(signed_in, secretary, person, old_man, categories, network):
    row = case_categories.choose(old_man, by=secretary, category=categories["LUT"])
    browser = signed_in(secretary)
    told = browser.post(address_of(old_man, "verify_category", row.pk), follow=True)
    assert "Kunjungi dahulu" in said(told)
    Visit.objects.create(network=network, case=old_man, by=secretary, at=timezone.now(), on=network.today(), met="dia")
    browser.post(address_of(old_man, "verify_category", row.pk))
    assert "Penetapan dicatat oleh ketua" in said(
        browser.post(address_of(old_man, "establish_category", row.pk), follow=True)
    )
    Case.objects.update(decision="program_bersama")
    signed_in(person("chair")).post(address_of(old_man, "establish_category", row.pk))
    row.refresh_from_db()
    assert row.standing == "ditetapkan"


def test_the_buttons_only_post(signed_in, secretary, old_man, categories):
    row = case_categories.choose(old_man, by=secretary, category=categories["LUT"])
    browser = signed_in(secretary)
    for route in ("verify_category", "establish_category", "make_main_category", "remove_category"):
        assert browser.get(address_of(old_man, route, row.pk)).status_code == 405
    browser.post(address_of(old_man, "remove_category", row.pk))
    assert not old_man.categories.filter(removed_at=None).exists()


def test_a_category_of_another_case_is_not_found(signed_in, secretary, old_man, girl, categories):
    row = case_categories.choose(old_man, by=secretary, category=categories["LUT"])
    browser = signed_in(secretary)
    assert browser.get(address_of(girl, "case_category", row.pk)).status_code == 404
    assert browser.post(address_of(girl, "remove_category", row.pk)).status_code == 404
    assert old_man.categories.filter(removed_at=None).exists()


def test_the_page_asks_the_same_number_of_questions_for_one_and_for_three(signed_in, secretary, old_man, categories):
    browser = signed_in(secretary)
    address = address_of(old_man, "case_categories")

    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(address).status_code == 200
        return len(seen)

    case_categories.choose(old_man, by=secretary, category=categories["LUT"])
    browser.get(address)  # what is asked once in the life of a process
    one = asked()
    for code in ("FM", "KBA"):
        case_categories.choose(old_man, by=secretary, category=categories[code])
    assert asked() == one <= 12
