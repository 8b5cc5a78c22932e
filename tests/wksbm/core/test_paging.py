"""Pages by key: every row once, in both directions, at the same price."""

import itertools

import pytest

from members.models import Dasawisma
from tests.conftest import where_rt
from wksbm.core.paging import page_by_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def groups(network):
    """Ten groups in the order of their names; three share the place of name D in another RT."""
    names = [
        "Anggrek",
        "Bougenvil",
        "Cempaka",
        "Dahlia",
        "Dahlia",
        "Dahlia",
        "Edelweis",
        "Flamboyan",
        "Gardenia",
        "Melati",
    ]
    rts = ["001", "001", "001", "001", "002", "003", "001", "001", "001", "001"]
    return [
        Dasawisma.objects.create(network=network, rt=where_rt(network, rt), name=name)
        for name, rt in zip(names, rts, strict=True)
    ]


def ids(page) -> list[int]:
    return [row.pk for row in page]


def pages(key: str, size: int) -> list:
    found = [page_by_key(Dasawisma.objects.all(), key=key, parameters={}, size=size)]
    while found[-1].after:
        found.append(
            page_by_key(Dasawisma.objects.all(), key=key, parameters={"after": str(found[-1].after)}, size=size)
        )
    return found


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 10, 11])
def test_forward_pages_hold_every_row_once_in_order(groups, size):
    walked = [pk for page in pages("name", size) for pk in ids(page)]
    assert walked == [group.pk for group in groups]


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_backward_pages_are_the_forward_pages_again(groups, size):
    forward = pages("name", size)
    for earlier, later in itertools.pairwise(forward):
        back = page_by_key(Dasawisma.objects.all(), key="name", parameters={"before": str(later.before)}, size=size)
        assert ids(back) == ids(earlier)
        assert (back.before is None) == (earlier is forward[0])


def test_newest_first_walks_the_other_way(groups):
    walked = [pk for page in pages("-name", 3) for pk in ids(page)]
    names = {group.pk: group.name for group in groups}
    assert [names[pk] for pk in walked] == sorted(names.values(), reverse=True)
    assert sorted(walked) == sorted(names)


def test_the_ends_offer_no_page_beyond(groups):
    only = page_by_key(Dasawisma.objects.all(), key="name", parameters={}, size=10)
    assert (only.before, only.after, len(only)) == (None, None, 10)


@pytest.mark.parametrize("cursor", ["", "0", "abc", "-1", "9" * 40, "١٢", "1 OR 1=1"])
def test_a_cursor_that_means_nothing_begins_at_the_top(groups, cursor):
    for direction in ("after", "before"):
        page = page_by_key(Dasawisma.objects.all(), key="name", parameters={direction: cursor}, size=3)
        assert ids(page) == [group.pk for group in groups[:3]]


def test_a_row_that_the_person_does_not_see_is_no_cursor(groups):
    """Else the place where the list goes on would tell what stands in a foreign row."""
    seen = Dasawisma.objects.exclude(pk=groups[5].pk)
    page = page_by_key(seen, key="name", parameters={"after": str(groups[5].pk)}, size=3)
    assert ids(page) == [group.pk for group in groups[:3]]


def test_a_page_is_two_questions_wherever_it_stands(groups, django_assert_num_queries):
    with django_assert_num_queries(2):
        page_by_key(Dasawisma.objects.all(), key="name", parameters={"after": str(groups[6].pk)}, size=3)
