"""How a meeting speaks of cases: number, RT and the help needed, and none of the names around them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pmks_cases.models import Case, Family
from pmks_cases.models.case_words import said_in_meeting, without_name
from tests.conftest import where_rt

pytestmark = pytest.mark.django_db


@pytest.fixture
def make_family_case(network, make_case, make_resident):
    """A case about somebody who shares a card with somebody else, whose need and contact name them all."""

    def make(subject: str, beside: str, contact: str) -> Case:
        card = Family.objects.create(network=network)
        resident = make_resident(subject, family=card)
        make_resident(beside, family=card)
        need = f"kursi roda untuk {subject.split()[0]}, diurus {beside.lower()}, hubungi {contact}"
        return make_case(resident, need=need, contact_name=contact, rt=where_rt(network, "003"))

    return make


def test_the_person_the_others_on_the_card_and_the_contact_are_taken_out(make_family_case):
    case = make_family_case("Sulastri Wardani", "Darmi", "Bu Sumiyem")
    assert said_in_meeting([case]) == {
        case.pk: f"{case.number}, RT\N{NO-BREAK SPACE}003, kursi roda untuk …, diurus …, hubungi Bu …",
    }


def test_so_are_all_of_a_family_and_who_is_not_in_the_register(network, make_case, make_resident):
    card = Family.objects.create(network=network)
    make_resident("Sulastri", family=card)
    family = make_case(family=card, subject_kind="keluarga", subject_name="Pak Karto", need="beras, Sulastri dan Karto")
    outsider = make_case(subject_name="Warsih", need="obat Warsih")
    assert said_in_meeting([family, outsider]) == {
        family.pk: f"{family.number}, beras, … dan …",
        outsider.pk: f"{outsider.number}, obat …",
    }


def test_of_each_case_its_own_names_alone(make_family_case):
    one = make_family_case("Sulastri", "Darmi", "Sumiyem")
    other = make_family_case("Karto", "Wagimin", "Painem")
    Case.objects.filter(pk=other.pk).update(need="beras dari Sulastri")
    cases = Case.objects.select_related("rt").filter(pk__in=[one.pk, other.pk])
    assert said_in_meeting(cases)[other.pk] == f"{other.number}, RT\N{NO-BREAK SPACE}003, beras dari Sulastri"


def test_many_cases_cost_as_many_questions_as_one(make_family_case):
    made = [make_family_case(*names.split()) for names in ("Sulastri Darmi Siti", "Karto Tini Tono", "Rani Ida Adi")]
    cost = []
    for count in (1, 3):
        cases = list(Case.objects.select_related("rt").filter(pk__in=[case.pk for case in made[:count]]))
        with CaptureQueriesContext(connection) as captured:
            said_in_meeting(cases)
        cost.append(len(captured))
    assert cost == [2, 2]


def test_nobody_is_asked_where_there_is_no_case(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert said_in_meeting([]) == {}


def test_kin_titles_and_offices_beside_a_name_are_none():
    need = "kesepian sejak anaknya pindah, diurus ibu RT 003"
    assert without_name(f"{need} dan Tini", "Ibu Tini, anaknya, RT 003") == f"{need} dan …"


def test_two_letters_are_a_name_where_they_are_written_like_one():
    assert without_name("susu untuk Ai, ai anaknya AI", "Ai Rohaeti") == "susu untuk …, ai anaknya …"
    assert without_name("obat untuk Bu M. Siti di RT 3", "Bu M Siti, RT 3") == "obat untuk Bu M. … di RT 3"
