"""The reference data of cases: what the file says, what the database holds, and loading it again."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.utils import InternalError

from members.models import Network
from pmks_cases.actions import category_list
from pmks_cases.models import AttentionGroup, Category, Criterion, NetworkCategory
from pmks_cases.official_terms import counted_as

pytestmark = pytest.mark.django_db

CRITERIA = {
    "ABT": 6,
    "AT": 3,
    "ABH": 5,
    "AJ": 2,
    "ADK": 4,
    "AKTK": 4,
    "AMPK": 8,
    "LUT": 2,
    "PD": 6,
    "TS": 2,
    "GLDNG": 4,
    "PGMS": 4,
    "PML": 2,
    "KMIN": 3,
    "BWBLP": 5,
    "ODHA": 2,
    "NAPZA": 3,
    "KTRAF": 5,
    "KTK": 5,
    "PMBS": 7,
    "KBA": 4,
    "KBS": 3,
    "PRSE": 4,
    "FM": 2,
    "KBSP": 4,
    "KAT": 7,
}
"""Permensos 08/2012, Lampiran, in its order; ABH with victim and witness, KMIN without d."""

GROUPS = {
    "Anak-anak rentan": {"ABT", "AT", "ABH", "AJ", "ADK", "AKTK", "AMPK"},
    "Penyandang disabilitas": {"PD"},
    "Lanjut usia telantar": {"LUT"},
    "Berpendapatan rendah": {"GLDNG", "PGMS", "PML"},
    "Korban bencana": {"KBA", "KBS"},
    "Afirmasi khusus": {"KAT"},
    "Warga binaan": {"BWBLP"},
    "Korban kekerasan": {"KTK", "KTRAF", "PMBS"},
    "Korban NAPZA dan HIV/AIDS": {"NAPZA", "ODHA"},
    "Bermasalah sosial": {"TS", "KMIN", "KBSP"},
    "Perempuan rentan": {"PRSE"},
    "Fakir miskin": {"FM"},
}
"""Kepmensos 103/HUK/2025."""

AGES = {
    "ABT": (0, 5),
    "AT": (6, 18),
    "ABH": (12, 17),
    "AJ": (0, 17),
    "ADK": (0, 17),
    "AKTK": (0, 17),
    "AMPK": (6, 18),
    "LUT": (60, None),
    "PD": (18, None),
    "BWBLP": (18, None),
    "PRSE": (18, 59),
}


def codes(**asked) -> set[str]:
    return set(Category.objects.filter(**asked).values_list("code", flat=True))


def everything() -> list:
    return [list(model.objects.order_by("pk").values()) for model in (AttentionGroup, Category, Criterion)]


def test_the_26_stand_in_their_order_with_their_criteria(categories):
    listed = Category.objects.current().with_criteria()
    assert {category.code: len(category.shown_criteria) for category in listed} == CRITERIA
    assert [category.code for category in listed] == list(CRITERIA)
    assert [category.number for category in listed] == list(range(1, 27))


def test_letters_follow_each_other(categories):
    for category in Category.objects.with_criteria():
        letters = [criterion.letter for criterion in category.shown_criteria]
        assert "".join(letters) == "abcdefgh"[: len(letters)], category.code


def test_the_12_groups_hold_them_all(categories):
    assert [group.name for group in AttentionGroup.objects.all()] == list(GROUPS)
    assert {group.name: codes(group=group) for group in AttentionGroup.objects.all()} == GROUPS


def test_levels_of_secrecy(categories):
    assert codes(secrecy="terbatas") == {"ADK", "PD", "ABT", "AT", "KBSP"}
    assert codes(secrecy="rahasia") == {
        *("ABH", "AKTK", "AMPK", "TS", "KMIN", "BWBLP", "ODHA", "NAPZA", "KTRAF", "KTK"),
    }


def test_five_labels_stigmatise(categories):
    assert codes(stigmatising=True) == {"TS", "ODHA", "NAPZA", "BWBLP", "KMIN"}


def test_subjects_ages_and_sex(categories):
    assert codes(subject="keluarga") == {"KBA", "KBS", "FM", "KBSP"}
    assert (codes(subject="kelompok"), codes(subject="masyarakat")) == ({"KMIN"}, {"KAT"})
    ages = {category.code: (category.age_from, category.age_to) for category in Category.objects.all()}
    assert {code: span for code, span in ages.items() if span != (None, None)} == AGES
    assert {category.code: category.sex for category in categories.values() if category.sex} == {"PRSE": 2}


def test_a_child_before_the_law_may_be_its_victim_or_witness(categories):
    local = Criterion.objects.filter(is_local=True)
    assert [(row.category_id, row.letter) for row in local] == [("ABH", "d"), ("ABH", "e")]
    assert [row.text.split()[1].strip(":") for row in local] == ["korban", "saksi"]


def test_the_database_refuses_criterion_d_of_minorities(categories):
    with pytest.raises(IntegrityError, match="no_criterion_d_of_minorities"):
        Criterion.objects.create(category_id="KMIN", letter="d", text="…", order=4)


def test_nothing_here_names_an_orientation():
    text = category_list.FILE.read_text(encoding="utf-8").lower()
    assert [word for word in ("gay", "lesbian", "waria", "menyimpang") if word in text] == []


def test_loading_again_changes_nothing(categories):
    before = everything()
    category_list.load(apps)
    assert everything() == before


def test_loading_brings_back_what_the_file_says_and_keeps_what_it_no_longer_holds(categories, region):
    before = everything()
    Category.objects.filter(pk="FM").update(name="Lain", is_current=False)
    Criterion.objects.filter(category="FM", letter="a").update(text="lain", is_current=False)
    group = AttentionGroup.objects.get(pk=12)
    gone = {"name": "Dulu", "definition": "…", "subject": "keluarga", "secrecy": "biasa", "stigmatising": False}
    Category.objects.create(code="RTLH", number=27, group=group, **gone)
    Criterion.objects.create(category_id="FM", letter="z", text="dulu", order=9)
    category_list.load(apps)
    assert Category.objects.get(pk="RTLH").is_current is False
    assert Criterion.objects.get(category="FM", letter="z").is_current is False
    assert codes(is_current=True) == set(CRITERIA)
    assert [[row for row in rows if row.get("is_current", True)] for rows in everything()] == before


@pytest.mark.parametrize("model", [AttentionGroup, Category, Criterion, NetworkCategory])
def test_nothing_is_ever_deleted(categories, network, model):
    NetworkCategory.objects.create(network=network, category_id="LUT", is_on=False)
    table = model._meta.db_table
    for ask in (f"DELETE FROM {table}", f"DELETE FROM {table} WHERE true"):  # noqa: S608  our own table's name
        with pytest.raises(InternalError, match="Cannot delete"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(ask)
    assert model.objects.exists()


@pytest.mark.parametrize(
    ("term", "line"), [("PMKS", "Pemulung"), ("PPKS", "Pemulung"), ("PAS", "Berpendapatan rendah")]
)
def test_a_report_counts_by_the_26_or_by_the_12(categories, term, line):
    category = Category.objects.select_related("group").get(pk="PML")
    assert counted_as(category, Network(case_term=term)) == line


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", ["first", "after the first has emptied every table"])
def test_a_test_with_real_transactions_finds_the_list_again(categories, turn):
    assert set(categories) == set(CRITERIA)
    assert Criterion.objects.count() == sum(CRITERIA.values())
