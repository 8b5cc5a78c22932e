"""The page on which a family's answers are noted."""

import datetime as dt
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from members.models import Organization
from pmks_cases.actions import consents
from pmks_cases.models import Case, Consent, Photo
from tests.pmks_cases.views.case_pages import address_of, errors, said, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(make_case, make_resident):
    return make_case(make_resident("Sulastri", birth_on=dt.date(1960, 5, 5)))


@pytest.fixture
def child(make_case, make_resident, network):
    return make_case(make_resident("Dimas", birth_on=network.today() - dt.timedelta(days=9 * 366)))


@pytest.fixture
def ask(signed_in, secretary):
    """`ask(case, **typed)`: open the page, answer, send."""

    def go(case, **typed):
        browser = signed_in(secretary)
        page = browser.get(address_of(case, "consent"))
        return browser.post(address_of(case, "consent"), sent(page, **typed))

    return go


def photo(name="lembar.jpg"):
    file = BytesIO()
    Image.new("RGB", (40, 40), "white").save(file, "JPEG")
    return SimpleUploadedFile(name, file.getvalue(), "image/jpeg")


SIGNED = {"given_by": "Bu Sulastri", "way": "ttd"}


def test_nothing_is_answered_beforehand(signed_in, secretary, case, network):
    Organization.objects.create(network=network, kind="other", name="Posyandu Melati")
    page = signed_in(secretary).get(address_of(case, "consent"))
    asked = [field for field in page.context["form"] if field.name.startswith("izin_")]
    assert len(asked) == 4
    assert not any(field.value() for field in asked)
    assert "Boleh diceritakan kepada Posyandu Melati?" in said(page)


def test_no_is_a_normal_answer(ask, case):
    assert ask(case, izin_data="tidak", izin_foto="tidak", **SIGNED).status_code == 302
    doors = consents.closed_doors(case)
    assert (doors.data_refused, doors.photo_refused, doors.name_refused) == (True, True, False)


def test_what_was_not_asked_stays_open(ask, case, network):
    organization = Organization.objects.create(network=network, kind="other", name="Posyandu Melati")
    ask(case, **{f"izin_lembaga_{organization.pk}": "ya"}, **SIGNED)
    assert list(Consent.objects.filter(case=case).values_list("purpose", "organization")) == [
        ("diberitahukan", organization.pk)
    ]


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({}, {"izin_data", "given_by", "way"}),
        ({"izin_data": "ya", "way": "lisan", "given_by": "Bu Wati"}, {"witness"}),
        ({"izin_data": "ya", "way": "cap_jempol", "given_by": "Bu Wati"}, {"proof"}),
        ({"izin_data": "barangkali", **SIGNED}, {"izin_data"}),
        ({"basis": "vital"}, {"vital_why"}),
    ],
)
def test_what_is_missing_is_asked_for(ask, case, typed, wrong):
    refused = ask(case, **typed)
    assert refused.status_code == 422
    assert set(errors(refused)) == wrong
    assert not Consent.objects.filter(case=case).exists()


def test_for_a_child_the_guardian_answers(ask, child):
    assert set(errors(ask(child, izin_data="ya", **SIGNED))) == {"guardian_relation"}
    assert ask(child, izin_data="ya", guardian_relation="ibu kandung", **SIGNED).status_code == 302
    assert child.consents.get().guardian_relation == "ibu kandung"


def test_an_unknown_age_is_asked_about(ask, make_case):
    case = make_case()
    assert set(errors(ask(case, izin_data="ya", **SIGNED))) == {"is_child"}
    assert set(errors(ask(case, izin_data="ya", is_child="ya", **SIGNED))) == {"guardian_relation"}
    assert ask(case, izin_data="ya", is_child="tidak", **SIGNED).status_code == 302


def test_the_photo_of_a_thumbprint_is_kept_sealed_with_the_answer(ask, case):
    answer = ask(case, izin_data="ya", given_by="Bu Sulastri", way="cap_jempol", proof=photo())
    assert answer.status_code == 302
    assert Consent.objects.get(case=case).proof == Photo.objects.get(case=case)


def test_a_file_that_is_no_photo_is_refused_beside_its_field(ask, case):
    refused = ask(
        case, izin_data="ya", given_by="Bu Sulastri", way="cap_jempol", proof=SimpleUploadedFile("x.jpg", b"bukan foto")
    )
    assert refused.status_code == 422
    assert set(errors(refused)) == {"proof"}
    assert not Photo.objects.exists()
    assert not Consent.objects.filter(case=case).exists()


def test_where_the_guardian_may_be_the_danger_nobody_asks_him(ask, child):
    assert ask(child, basis="vital", vital_why="Walinya yang diduga memukul").status_code == 302
    stored = Case.objects.get(pk=child.pk)
    assert (stored.legal_basis, stored.consents.count()) == ("vital", 0)


def test_a_withdrawn_yes_is_a_new_row_and_a_closed_door(ask, case):
    ask(case, izin_foto="ya", **SIGNED)
    ask(case, izin_foto="tidak", **SIGNED)
    assert consents.closed_doors(case).photo_refused
    assert case.consents.count() == 2


def test_a_rahasia_case_is_told_to_no_organisation(signed_in, secretary, make_case, make_resident, network):
    Organization.objects.create(network=network, kind="other", name="Posyandu Melati")
    case = make_case(make_resident("Rani"), secrecy="rahasia")
    assert "Posyandu Melati" not in said(signed_in(secretary).get(address_of(case, "consent")))


def test_the_name_that_nobody_may_keep_leaves_the_headings(ask, signed_in, secretary, case, network):
    from members.models import FollowUp
    from pmks_cases.actions import case_promises
    from wksbm.core.registries import origins

    case_promises.promise(case, by=secretary, what="Antar beras", doer=secretary, due_on=network.today())
    told = origins["pmks_cases.Case"].told
    assert told(secretary, [case.pk])[case.pk][0] == f"Sulastri, {case.number}"
    ask(case, izin_data="tidak", **SIGNED)
    assert told(secretary, [case.pk])[case.pk][0] == case.number
    for route in ("assess", "add_goal", "consent"):
        assert "Sulastri" not in said(signed_in(secretary).get(address_of(case, route))).replace("Bu Sulastri", "")
    assert FollowUp.objects.of_origin(case).count() == 1
