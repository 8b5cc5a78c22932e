"""The page that mends a case, opened by two people at once."""

import pytest

from pmks_cases.actions import case_changes
from pmks_cases.models import Case
from tests.pmks_cases.views.case_pages import address_of, errors, said, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(make_case, make_resident):
    return make_case(make_resident(), landmark="Utara musala")


@pytest.fixture
def opened(signed_in, secretary, person, case):
    """The secretary's page, opened before the chair wrote another landmark and a contact."""
    browser = signed_in(secretary)
    page = browser.get(address_of(case, "change_case"))
    theirs = {"landmark": "Depan warung", "contact_name": "Pak RT", "visit_in_pairs": True}
    case_changes.change(case, by=person("chair"), revision=case.revision, values=theirs)
    return browser, page


def stored():
    return Case.objects.get()


def test_a_case_is_mended(signed_in, secretary, case):
    browser = signed_in(secretary)
    address = address_of(case, "change_case")
    typed = sent(browser.get(address), need="tongkat dan kacamata", urgency="3", contact_phone="0800 0000 123")
    assert browser.post(address, typed).status_code == 302
    now = stored()
    assert (now.need, now.urgency, now.contact_phone) == ("tongkat dan kacamata", 3, "+628000000123")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"need": ""}, "need"),
        ({"need": "x" * 301}, "need"),
        ({"contact_phone": "12"}, "contact_phone"),
        ({"urgency": "9"}, "urgency"),
        ({"need_kind": "sihir"}, "need_kind"),
    ],
)
def test_bad_input_is_told_beside_its_field(signed_in, secretary, case, typed, field):
    browser = signed_in(secretary)
    address = address_of(case, "change_case")
    refused = browser.post(address, sent(browser.get(address), landmark="Rumah biru", **typed))
    assert refused.status_code == 422
    assert list(errors(refused)) == [field]
    assert "Rumah biru" in refused.content.decode()
    assert stored().landmark == "Utara musala"


def test_different_fields_meet_without_a_question(opened, case):
    browser, page = opened
    told = browser.post(address_of(case, "change_case"), sent(page, need="tongkat"), follow=True)
    now = stored()
    assert (now.need, now.landmark, now.contact_name, now.visit_in_pairs) == ("tongkat", "Depan warung", "Pak RT", True)
    assert "Sementara itu ada yang mengubah" in said(told)


def test_the_second_is_shown_what_changed_and_loses_nothing(opened, case, person):
    browser, page = opened
    asked = browser.post(address_of(case, "change_case"), sent(page, landmark="Rumah biru", need="tongkat"))
    assert asked.status_code == 409
    assert person("chair").name in said(asked)
    assert "Tulisan Anda: Rumah biru" in said(asked)
    assert "Yang tersimpan: Depan warung" in said(asked)
    assert "tongkat" in asked.content.decode()
    assert 'value="Pak RT"' in asked.content.decode()
    assert stored().landmark == "Depan warung"


@pytest.mark.parametrize(("choice", "landmark"), [("saya", "Rumah biru"), ("tersimpan", "Depan warung")])
def test_the_second_chooses_field_by_field(opened, case, choice, landmark):
    browser, page = opened
    asked = browser.post(address_of(case, "change_case"), sent(page, landmark="Rumah biru", need="tongkat"))
    answer = browser.post(address_of(case, "change_case"), sent(asked, pilih_landmark=choice))
    assert answer.status_code == 302
    now = stored()
    assert (now.landmark, now.need, now.contact_name, now.visit_in_pairs) == (landmark, "tongkat", "Pak RT", True)


@pytest.mark.parametrize("revision", ["", "0", "x", "99999999999999999999"])
def test_a_strange_revision_overwrites_nothing_unasked(signed_in, secretary, case, revision):
    browser = signed_in(secretary)
    address = address_of(case, "change_case")
    answer = browser.post(address, sent(browser.get(address), landmark="Rumah biru", revision=revision))
    assert answer.status_code in (409, 422)
    assert stored().landmark == "Utara musala"


def test_somebody_unknown_is_tied_to_a_resident_of_that_name(signed_in, secretary, make_case, make_resident):
    case = make_case(subject_name="Kasno")
    resident = make_resident("Kasno Wiyoto")
    browser = signed_in(secretary)
    address = address_of(case, "change_case")
    page = browser.get(address)
    assert "Kasno Wiyoto" in said(page)
    assert not page.context["form"]["resident"].value()
    assert browser.post(address, sent(page, resident=resident.pk)).status_code == 302
    assert stored().resident == resident


def test_a_resident_who_was_not_offered_is_not_tied(signed_in, secretary, make_case, make_resident):
    case = make_case(subject_name="Kasno")
    make_resident("Kasno Wiyoto")
    other = make_resident("Wagiman")
    browser = signed_in(secretary)
    address = address_of(case, "change_case")
    refused = browser.post(address, sent(browser.get(address), resident=other.pk))
    assert list(errors(refused)) == ["resident"]
    assert stored().resident_id is None
