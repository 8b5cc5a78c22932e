"""What age and sex suggest, and what a network uses."""

import pytest

from members.access import Role
from pmks_cases.codes import Sex
from pmks_cases.models import Category, Criterion, NetworkCategory
from pmks_cases.models.category import as_used, suggested
from tests.conftest import make_user

pytestmark = pytest.mark.django_db

FEMALE, MALE = Sex.FEMALE, Sex.MALE
STIGMATISING = {"TS", "ODHA", "NAPZA", "BWBLP", "KMIN"}


@pytest.mark.parametrize(
    ("age", "sex", "codes"),
    [
        (0, MALE, ["ABT", "AJ", "ADK", "AKTK"]),
        (5, FEMALE, ["ABT", "AJ", "ADK", "AKTK"]),
        (6, FEMALE, ["AT", "AJ", "ADK", "AKTK", "AMPK"]),
        (11, MALE, ["AT", "AJ", "ADK", "AKTK", "AMPK"]),
        (12, MALE, ["AT", "ABH", "AJ", "ADK", "AKTK", "AMPK"]),
        (17, FEMALE, ["AT", "ABH", "AJ", "ADK", "AKTK", "AMPK"]),
        (18, FEMALE, ["AT", "AMPK", "PD", "PRSE"]),
        (18, MALE, ["AT", "AMPK", "PD"]),
        (19, MALE, ["PD"]),
        (59, FEMALE, ["PD", "PRSE"]),
        (60, FEMALE, ["LUT", "PD"]),
        (40, None, ["PD"]),
        (None, FEMALE, []),
        (None, None, []),
    ],
)
def test_age_and_sex_suggest(categories, age, sex, codes):
    assert [category.code for category in suggested(Category.objects.all(), age, sex)] == codes


@pytest.mark.parametrize("age", range(0, 100, 3))
def test_a_label_that_hurts_is_suggested_of_nobody(categories, age):
    for sex in (FEMALE, MALE, None):
        assert not STIGMATISING & {category.code for category in suggested(categories.values(), age, sex)}


def test_a_choice_that_the_definition_does_not_know_asks_for_a_reason(categories):
    assert categories["LUT"].speaks_against(59, MALE)
    assert not categories["LUT"].speaks_against(60, MALE)
    assert categories["ABT"].speaks_against(6, None)
    assert categories["PRSE"].speaks_against(30, MALE)
    assert not categories["PRSE"].speaks_against(None, None)
    assert not categories["FM"].speaks_against(3, MALE)


def test_suggesting_asks_the_database_nothing(categories, django_assert_num_queries):
    listed = list(categories.values())
    with django_assert_num_queries(0):
        suggested(listed, 70, FEMALE)


def test_a_new_network_uses_all_but_the_five(categories, network):
    offered = set(Category.objects.offered_in(network).values_list("pk", flat=True))
    assert offered == set(categories) - STIGMATISING


def test_a_network_uses_what_it_switched_on_and_not_what_it_switched_off(categories, network, other_network):
    NetworkCategory.objects.create(network=network, category_id="NAPZA", is_on=True, reason="Ada pendamping.")
    NetworkCategory.objects.create(network=network, category_id="KAT", is_on=False)
    NetworkCategory.objects.create(network=network, category_id="LUT", is_on=True, wording="Lansia sendirian")
    offered = set(Category.objects.offered_in(network).values_list("pk", flat=True))
    assert offered == set(categories) - STIGMATISING - {"KAT"} | {"NAPZA"}
    assert "NAPZA" not in set(Category.objects.offered_in(other_network).values_list("pk", flat=True))


def test_what_is_not_on_todays_list_is_offered_nowhere(categories, network):
    Category.objects.filter(pk="KAT").update(is_current=False)
    assert not Category.objects.offered_in(network).filter(pk="KAT").exists()


def test_offered_and_shown_agree(categories, network):
    NetworkCategory.objects.create(network=network, category_id="TS", is_on=True, reason="Ada pendamping.")
    NetworkCategory.objects.create(network=network, category_id="FM", is_on=False)
    here = as_used(categories.values(), NetworkCategory.objects.of(network))
    offered = set(Category.objects.offered_in(network).values_list("pk", flat=True))
    assert {row.category.pk for row in here if row.is_on} == offered


@pytest.mark.parametrize("role", list(Role))
def test_who_sees_the_list_and_the_choices(categories, network, person, role):
    NetworkCategory.objects.create(network=network, category_id="TS", is_on=True, reason="Ada pendamping.")
    NetworkCategory.objects.create(network=network, category_id="LUT", is_on=True, wording="Lansia sendirian")
    user = person(role)
    seen = set(NetworkCategory.objects.visible_to(user).values_list("category_id", flat=True))
    both, one = {Role.CHAIR, Role.SECRETARY, Role.AUDITOR}, {Role.PSM}
    assert seen == ({"TS", "LUT"} if role in both else {"LUT"} if role in one else set())
    for model in (Category, Criterion):
        assert model.objects.visible_to(user).exists() == (role in both | one)


def test_another_networks_choices_are_not_seen(categories, network, other_network, person):
    NetworkCategory.objects.create(network=network, category_id="LUT", is_on=False)
    assert not NetworkCategory.objects.visible_to(person(Role.CHAIR, other_network)).exists()
    assert not Category.objects.visible_to(make_user("siapa.saja")).exists()


def test_the_screen_says_korban_perdagangan_orang_and_the_regulations_name_stays(categories, network):
    category = categories["KTRAF"]
    assert category.name == "Korban trafficking"
    assert as_used([category], [])[0].name == "Korban perdagangan orang"
    own = NetworkCategory(network=network, category=category, is_on=True, wording="Korban TPPO")
    assert as_used([category], [own])[0].name == "Korban TPPO"
    assert as_used([categories["LUT"]], [])[0].name == categories["LUT"].name
