"""The questions that a resident's rows answer."""

import datetime as dt

import pytest

from pmks_cases.likeness import may_be_one_person
from pmks_cases.models import Resident
from pmks_cases.models.resident import years_before
from wksbm.revisions import as_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        (dt.date(2000, 2, 29), dt.date(2018, 2, 28), 17),
        (dt.date(2000, 2, 29), dt.date(2018, 3, 1), 18),
        (dt.date(2008, 11, 21), dt.date(2026, 11, 20), 17),
        (dt.date(2008, 11, 21), dt.date(2026, 11, 21), 18),
        (dt.date(2005, 3, 1), dt.date(2024, 2, 29), 18),
    ],
)
def test_the_age_filter_and_the_shown_age_agree_to_the_day(make_resident, born, on, years):
    resident = make_resident(birth_on=born)
    assert resident.age_on(on) == years
    assert list(Resident.objects.aged(years, years, on=on)) == [resident]
    assert not Resident.objects.aged(years + 1, None, on=on).exists()
    assert not Resident.objects.aged(None, years - 1, on=on).exists()


def test_nobody_of_unknown_age_is_in_an_age_band(make_resident):
    make_resident(birth_on=None)
    assert not Resident.objects.aged(0, None, on=dt.date(2026, 11, 21)).exists()


def test_a_birthday_on_leap_day_is_kept_on_the_first_of_march():
    assert years_before(dt.date(2024, 2, 29), 1) == dt.date(2023, 2, 28)


def test_the_family_card_gives_the_order(make_resident, network):
    from pmks_cases.models import Family

    family = Family.objects.create(network=network)
    unplaced = make_resident("A", family=family)
    younger = make_resident("B", family=family, kk_level=4, birth_on=dt.date(2015, 1, 1))
    older = make_resident("C", family=family, kk_level=4, birth_on=dt.date(2010, 1, 1))
    head = make_resident("D", family=family, kk_level=1)
    assert list(Resident.objects.of_family(family.pk)) == [head, older, younger, unplaced]


def test_a_row_is_remembered_as_of_each_revision(make_resident):
    resident = make_resident("Sulastri")
    resident.name, resident.revision = "Sulastri Rahayu", 2
    resident.save()
    assert as_of(resident, 1).name == "Sulastri"
    assert as_of(resident, 2) is resident
    assert as_of(resident, 3) is None


NAMES = ("Siti Aminah", "Aminah Siti", "Sitti Aminah", "Soelastri", "Sulastri", "Ani", "A B", "Muhammad Nur Kholis")
BORN = (None, dt.date(1980, 3, 5), dt.date(1980, 5, 3), dt.date(1990, 3, 5), dt.date(1980, 3, 9), dt.date(1991, 4, 5))


def test_those_alike_are_found_among_few_as_among_all(make_resident, network, other_network):
    for name in NAMES:
        for born in BORN:
            make_resident(name, birth_on=born)
            make_resident(name, birth_on=born, network=other_network)
    everybody = Resident.objects.of(network)
    for name in (*NAMES, "Siti Aminahs", "Muhamad Nurkholis"):
        for born in BORN:
            alike = {one.pk for one in everybody if may_be_one_person(name, born, one.name, one.birth_on)}
            assert {one.pk for one in Resident.objects.alike(network, name, born)} == alike
