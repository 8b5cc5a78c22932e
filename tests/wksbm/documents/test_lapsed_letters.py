"""What has lapsed, or is of a row that became guarded, stands nowhere on the village head's page and is not counted."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.models import User
from wksbm.core.registries import due_kinds
from wksbm.documents.actions import issuing
from wksbm.documents.models import IssuedDocument


class Told:
    """What stands with each row by now, and which rows are guarded."""

    def __init__(self):
        self.words: dict[int, str] = {}
        self.guarded: set[int] = set()

    def rests_on(self, user, network, ids) -> dict[int, object]:
        found = IssuedDocument.objects.filter(network=network, origin_id__in=ids).values_list("origin_id", flat=True)
        return {pk: self.words.get(pk, "") for pk in {*found, *ids}}


@pytest.fixture
def told():
    return Told()


@pytest.fixture
def letter(register, told):
    """A letter about a case that the village head signs."""
    return register(
        signed_by_head="must",
        origin="pmks_cases.Case",
        readers="pmks_cases.view_case",
        guarded=lambda ids: told.guarded & set(ids),
        lapses=True,
        rests_on=told.rests_on,
    )


@pytest.fixture
def head(person, signed_in, network):
    """`head("to_sign")`: opens a page as the village head, anew each time."""
    user = person("village_head")

    def opens(route: str, *parts, **more):
        client = signed_in(User.objects.get(pk=user.pk))
        return client.get(reverse(f"documents:{route}", args=[network.slug, *parts]), **more)

    opens.user = user
    return opens


def counted(user, network) -> list[str]:
    find = next(kind.find for kind in due_kinds if kind.name == "letters_to_sign")
    return [due.title.split()[0] for due in find(User.objects.get(pk=user.pk), network)]


def halves(page) -> tuple[list[str], list[str]]:
    return [one.number for one in page.context["waiting"]], [one.number for one in page.context["signed"]]


@pytest.mark.parametrize("how", ["guarded", "told otherwise"])
def test_it_leaves_both_halves_and_the_count(network, secretary, letter, told, head, make_case, how):
    stays, goes = make_case(), make_case()
    signed = [issuing.issue(letter, network, by=secretary, row=row) for row in (stays, goes)]
    for one in signed:
        issuing.note_signed(one, by=head.user, on=network.today())
    waiting = [issuing.issue(letter, network, by=secretary, row=row) for row in (stays, goes)]
    numbers = [one.number for one in waiting], [one.number for one in reversed(signed)]
    assert (halves(head("to_sign"))[0], counted(head.user, network)) == (numbers[0], ["2"])
    assert sorted(halves(head("to_sign"))[1]) == sorted(numbers[1])
    if how == "guarded":
        told.guarded.add(goes.pk)
    else:
        told.words[goes.pk] = "pindah RT"
    page = head("to_sign")
    assert halves(page) == ([waiting[0].number], [signed[0].number])
    assert [one.number in page.content.decode() for one in (waiting[1], signed[1])] == [False, False]
    assert counted(head.user, network) == ["1"]
    told.guarded.add(stays.pk)
    assert (halves(head("to_sign")), counted(head.user, network)) == (([], []), [])


def test_a_lapsed_letter_is_neither_served_to_him_nor_noted_as_signed(
    network, secretary, letter, told, head, make_case
):
    case = make_case()
    made = issuing.issue(letter, network, by=secretary, row=case)
    told.words[case.pk] = "lain"
    for route in ("file_to_sign", "note_signed"):
        answer = head(route, made.pk, follow=True)
        assert answer.redirect_chain == [(reverse("documents:to_sign", args=[network.slug]), 302)]
        assert "diterbitkan lagi dahulu" in answer.content.decode()


def test_his_page_and_his_count_cost_the_same_for_one_letter_and_for_three(network, secretary, letter, head, make_case):
    def cost() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as page:
            assert head("to_sign").status_code == 200
        with CaptureQueriesContext(connection) as count:
            counted(head.user, network)
        return len(page), len(count)

    def one_each() -> None:
        signed, _waiting = (issuing.issue(letter, network, by=secretary, row=make_case()) for _n in range(2))
        issuing.note_signed(signed, by=head.user, on=network.today())

    one_each()
    cost()  # fills what is read once for each process
    first = cost()
    one_each(), one_each()
    assert cost() == first


def test_who_issues_it_is_led_to_issue_it_anew_about_the_same_row(
    network, secretary, letter, told, signed_in, make_case
):
    case = make_case()
    made = issuing.issue(letter, network, by=secretary, row=case)
    client = signed_in(secretary)
    page = reverse("documents:document", args=[network.slug, made.pk])
    assert client.get(page).context["anew"] == ""
    told.words[case.pk] = "lain"
    anew = reverse("documents:issue_about", args=[network.slug, letter.name, case.pk])
    assert (client.get(page).context["anew"], client.get(anew).status_code) == (anew, 200)
