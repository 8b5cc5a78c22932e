"""What leaves a network about its open cases: rounded, noisy, once a quarter, and never a small number."""

import datetime as dt
import itertools
import random
from collections import defaultdict
from functools import cache

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from members.actions import tallies
from members.models import PublishedTable, Tally
from pmks_cases.models import Case
from tests.house.test_secrecy import plain
from wksbm.portal.actions import one_way_tables
from wksbm.portal.actions.numbers import by_need, by_rt
from wksbm.portal.numbers.tables import NOISE, REST, SMALL, about, may_be_counted_again

COUNTS = st.dictionaries(st.sampled_from("abcdefghij"), st.integers(0, 40))


@given(counts=COUNTS, seed=st.integers())
def test_every_figure_is_a_multiple_of_five_near_the_count_and_no_small_group_stands_alone(counts, seed):
    figures = about(counts, random.Random(seed).randrange)
    for key, figure in figures.items():
        count = counts[key] if key != REST else sum(n for other, n in counts.items() if other not in figures)
        assert figure % 5 == 0
        assert count >= SMALL
        assert abs(figure - count) <= NOISE + 2
    assert (REST in figures) == bool(figures)


@given(first=COUNTS, second=COUNTS, seeds=st.tuples(st.integers(), st.integers()))
def test_no_two_published_figures_differ_by_less_than_five(first, second, seeds):
    one, other = (
        about(counts, random.Random(seed).randrange) for counts, seed in zip((first, second), seeds, strict=True)
    )
    differences = {abs(a - b) for a, b in itertools.product(one.values(), other.values())}
    assert differences.isdisjoint({1, 2, 3, 4})


@pytest.mark.parametrize(
    ("opened", "ended", "again"),
    [(0, 0, False), (1, 0, False), (4, 5, False), (5, 4, False), (5, 0, True), (0, 5, True), (7, 9, True)],
)
def test_a_table_is_counted_again_only_when_enough_has_come_and_gone(opened, ended, again):
    assert may_be_counted_again(opened, ended) is again


GROUPS = "abc"


@cache
def possible_tables(counts: tuple[int, ...]) -> frozenset:
    """Every table that chance may make of these counts."""
    found = set()

    def go_on(drawn: list[int]) -> None:
        """Follow each way on from these draws: the first draw that is missing tells how many there are."""
        rest = iter(drawn)
        missing = []

        def below(n: int) -> int:
            number = next(rest, None)
            if number is None:
                missing.append(n)
                raise LookupError
            return number

        try:
            figures = about(dict(zip(GROUPS, counts, strict=True)), below)
        except LookupError:
            # Of the noise only its ends and what is between matter: figures are multiples of five.
            steps = range(missing[0]) if missing[0] == SMALL else (0, NOISE, 2 * NOISE)
            for number in steps:
                go_on([*drawn, number])
        else:
            found.add(tuple(sorted(figures.items())))

    go_on([])
    return frozenset(found)


def parts(total: int) -> list[tuple[int, ...]]:
    return [(a, b, total - a - b) for a in range(total + 1) for b in range(total + 1 - a)]


@pytest.mark.parametrize(
    ("total", "opened", "ended"),
    [(0, 5, 0), (1, 5, 0), (4, 5, 0), (5, 5, 0), (9, 5, 0), (10, 5, 0), (10, 0, 5), (12, 0, 5), (5, 5, 5)],
)
def test_who_knows_two_tables_and_all_exact_totals_can_pin_down_no_count_under_five(total, opened, ended):
    """All networks of three groups and so many cases, and all that may come and go until the next table: whatever is
    seen, nothing that was not seen (a group before or after, what came to it, what left it) must be 1, 2, 3 or 4."""
    fitting: dict[tuple, list[set]] = defaultdict(lambda: [set() for _thing in range(12)])
    for before in parts(total):
        for came, left in itertools.product(parts(opened), parts(ended)):
            stayed = [have - gone for have, gone in zip(before, left, strict=True)]
            if min(stayed) < 0:
                continue
            after = tuple(have + more for have, more in zip(stayed, came, strict=True))
            for seen in itertools.product(possible_tables(before), possible_tables(after)):
                for values, value in zip(fitting[seen], (*before, *after, *came, *left), strict=True):
                    values.add(value)
    pinned = [seen for seen, things in fitting.items() if any(len(v) == 1 and 1 <= min(v) < SMALL for v in things)]
    assert pinned == []


@pytest.fixture
def many_open(network, make_case):
    """Thirty cases that were opened half a year ago, by roll-up: twenty of health, ten of food."""
    month = network.today().replace(day=1) - dt.timedelta(days=200)
    for key, count in (("kesehatan", 20), ("pangan", 10)):
        Tally.objects.create(network=network, month=month.replace(day=1), kind="opened_need", key=key, count=count)
    return month


def test_a_table_stays_as_it_was_given_out(network, many_open):
    first = by_need([network])[network.pk]
    assert first.on == one_way_tables.last_quarter_end(network.today())
    assert not first.exact
    Tally.objects.filter(key="kesehatan").update(count=90)
    assert by_need([network])[network.pk] == first
    assert PublishedTable.objects.of(network).filter(table="need").count() == 1


def test_one_case_more_in_the_next_quarter_changes_no_figure(network, many_open, monkeypatch):
    first = by_need([network])[network.pk]
    PublishedTable.objects.update(on=first.on - dt.timedelta(days=92), counted_on=first.on - dt.timedelta(days=92))
    Tally.objects.filter(key="pangan").update(count=11)
    second = by_need([network])[network.pk]
    assert second.rows == first.rows
    assert second.on == first.on - dt.timedelta(days=92)
    assert PublishedTable.objects.of(network).count() == 2


def test_five_cases_more_are_counted(network, many_open):
    first = by_need([network])[network.pk]
    PublishedTable.objects.update(on=first.on - dt.timedelta(days=92), counted_on=first.on - dt.timedelta(days=92))
    Tally.objects.filter(key="pangan").update(count=15)
    assert by_need([network])[network.pk].on == first.on


def test_a_network_with_few_cases_gives_out_no_table_but_a_sentence(network, make_case):
    make_case()
    for table in (by_need([network])[network.pk], by_rt([network])[network.pk]):
        assert table.rows == ()
        assert table.sentence == "Terlalu sedikit kasus untuk dirinci tanpa menunjuk orang."


@pytest.fixture
def published(signed_in, person, network, region, monkeypatch):
    """`published()`: what everybody outside reads of the tables, drawn anew with the same luck."""

    def ask() -> dict[str, tuple]:
        PublishedTable.objects.all().delete()
        addresses = {
            "village_head": [reverse("village_near", args=[region.pk, network.rw])],
            "auditor": [reverse("network_numbers", args=[network.slug])],
            "secretary": [reverse("monthly_report", args=[network.slug]) + "?untuk=luar"],
        }
        with monkeypatch.context() as luck:
            luck.setattr(one_way_tables.secrets, "randbelow", random.Random(7).randrange)
            return {
                address: plain(signed_in(person(role)).get(address))
                for role, some in addresses.items()
                for address in some
            }

    return ask


def of_last_quarter(network, cases) -> None:
    until = dt.datetime.combine(one_way_tables.last_quarter_end(network.today()), dt.time(5), tzinfo=dt.UTC)
    Case.objects.filter(pk__in=[case.pk for case in cases]).update(opened_at=until - dt.timedelta(days=5))


def test_guarded_cases_change_no_byte_of_what_was_published(published, network, make_case, make_resident, many_open):
    before = published()
    guarded = [make_case(make_resident(f"Dijaga {n}"), need_kind="pangan", secrecy="rahasia") for n in range(6)]
    of_last_quarter(network, guarded)
    assert published() == before
    ordinary = [make_case(make_resident(f"Biasa {n}"), need_kind="pangan") for n in range(6)]
    of_last_quarter(network, ordinary)
    assert [address for address, told in published().items() if told == before[address]] == []


def test_the_quarter_before_is_the_one_that_is_over():
    ends = {
        dt.date(2026, 11, 22): dt.date(2026, 9, 30),
        dt.date(2026, 10, 1): dt.date(2026, 9, 30),
        dt.date(2026, 9, 30): dt.date(2026, 6, 30),
        dt.date(2026, 2, 3): dt.date(2025, 12, 31),
    }
    assert {day: one_way_tables.last_quarter_end(day) for day in ends} == ends


def test_what_waits_to_be_counted_is_counted_before_a_table_is_shown(network, make_case):
    make_case(need_kind="pangan")
    assert [(row.key, row.count) for row in by_need([network], exact=True)[network.pk].rows] == [("pangan", 1)]
    assert tallies.waiting([network.pk]) == []
