"""Who is told of promises and terms, when, in which words, and who is not."""

import datetime as dt
import threading
from collections import Counter
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.utils import timezone

from members.actions import follow_ups
from members.due import promises
from members.models import FollowUp, Membership, RestDay, User
from members.models.membership import current_offices_of, remember_offices
from tests.conftest import give_office, make_user
from wksbm.core.templatetags.portal_tags import longdate
from wksbm.notifications.actions import writing
from wksbm.notifications.actions.delivering import said
from wksbm.notifications.models import Notification


@pytest.fixture
def doer(person):
    return person("psm")


@pytest.fixture
def chair(person):
    return person("chair")


@pytest.fixture
def promise(network, secretary, doer):
    """`promise(days)`: the PSM promised something until so many days from today on."""

    def make(days: int = 0, *, by=secretary, to=None, **more):
        due_on = network.today() + dt.timedelta(days=days)
        return follow_ups.make(network, by=by, what="Antar beras Mbah Karto", doer=to or doer, due_on=due_on, **more)

    return make


def at(network, days: int = 0):
    day = network.today() + dt.timedelta(days=days)
    return dt.datetime.combine(day, dt.time(9), tzinfo=ZoneInfo(network.time_zone))


def told(kind: str | None = None) -> list[tuple[str, str]]:
    rows = Notification.objects.all() if kind is None else Notification.objects.filter(kind=kind)
    return sorted(rows.values_list("recipient__username", "kind"))


def words(user) -> list[str]:
    user = User.objects.get(pk=user.pk)
    rows = Notification.objects.visible_to(user).order_by("written_at", "pk")
    return [told.title for _row, told in said(user, list(rows))]


# --- Promises ----------------------------------------------------------------------------------------------


def test_a_promise_of_today_is_told_to_who_gave_it(promise, doer):
    promise()
    writing.write_due()
    assert told() == [("psm-004", "follow_up_due")]
    assert words(doer) == ["Janji Anda hari ini"]


def test_the_day_after_its_doer_is_asked_and_nobody_else_knows(promise, doer):
    promise(-1)
    writing.write_due()
    assert told() == [("psm-004", "follow_up_late")]
    assert words(doer) == ["Janji Anda terlambat. Sibuk? Serahkan atau undur."]


@pytest.mark.parametrize(
    ("days", "risen"),
    [
        (2, []),
        (3, [("secretary-004", "follow_up_to_coordinator")]),
        (6, [("secretary-004", "follow_up_to_coordinator")]),
        (7, [("chair-004", "follow_up_to_chair"), ("secretary-004", "follow_up_to_coordinator")]),
    ],
)
def test_it_rises_to_the_coordinator_after_three_days_and_to_the_chair_after_seven(promise, chair, days, risen):
    promise(-days)
    writing.write_due()
    assert [one for one in told() if one[1] != "follow_up_late"] == risen


@pytest.mark.parametrize(
    ("days", "on_lists_of"), [(2, []), (3, ["secretary-004"]), (7, ["chair-004", "secretary-004"])]
)
def test_the_board_finds_it_on_its_work_list_once_it_has_risen(promise, network, chair, secretary, days, on_lists_of):
    moved = promise(-days)
    assert on_work_lists(network, chair, secretary) == []
    writing.write_due()
    assert on_work_lists(network, chair, secretary) == on_lists_of
    follow_ups.move(moved, by=secretary, due_on=network.today() + dt.timedelta(days=1), reason="Hujan")
    assert on_work_lists(network, chair, secretary) == []


def on_work_lists(network, *people) -> list[str]:
    """On whose work list any promise stands."""
    found = [User.objects.get(pk=one.pk) for one in people]
    return sorted(user.username for user in found if promises(user, network))


def test_what_rose_says_whose_it_is_and_how_late_and_nothing_of_what_was_promised(promise, secretary, doer):
    promise(-4)
    writing.write_due()
    assert words(secretary) == ["Janji yang dipegang Psm-004 terlambat 4 hari"]


def test_the_doer_is_told_who_knows_of_it_by_now(promise, doer, secretary):
    promise(-4)
    writing.write_due()
    rows = Notification.objects.filter(recipient=doer)
    assert [told.detail for _row, told in said(doer, list(rows))] == ["Sudah diketahui Secretary-004."]


def test_days_of_rest_do_not_count_and_nothing_rises_on_one(promise, network, chair):
    promise(-4)
    today = network.today()
    rest = RestDay.objects.create(
        network=network, starts_on=today - dt.timedelta(days=2), ends_on=today, reason="Lebaran"
    )
    assert writing.write_due() == 0
    rest.ends_on = today - dt.timedelta(days=1)
    rest.save()
    writing.write_due()
    assert told() == [("psm-004", "follow_up_late")]
    Notification.objects.all().delete()
    writing.write_due(at(network, days=1))
    assert told() == [("psm-004", "follow_up_late"), ("secretary-004", "follow_up_to_coordinator")]


def test_who_is_doer_and_coordinator_is_not_told_twice(promise, secretary, chair):
    promise(-4, to=secretary)
    writing.write_due()
    assert told() == [("secretary-004", "follow_up_late")]


def test_without_a_secretary_it_rises_to_the_chair_once(promise, secretary, chair):
    promise(-8, by=chair)
    Membership.objects.filter(user=secretary).update(removed_at=timezone.now())
    writing.write_due()
    writing.write_due()
    assert told() == [("chair-004", "follow_up_to_coordinator"), ("psm-004", "follow_up_late")]


def test_people_of_another_network_are_told_nothing(promise, person, other_network):
    person("secretary", other_network)
    person("chair", other_network)
    promise(-8)
    writing.write_due()
    assert {name for name, _kind in told()} == {"psm-004", "secretary-004"}


def test_a_promise_put_off_is_told_again_on_its_new_day(promise, doer, network):
    row = promise(-1)
    writing.write_due()
    follow_ups.move(row, by=doer, due_on=network.today(), reason="Sakit")
    assert words(doer) == []
    writing.write_due()
    assert words(doer) == ["Janji Anda hari ini"]


def test_what_is_done_says_nothing_any_more(promise, doer, secretary):
    row = promise(-4)
    writing.write_due()
    follow_ups.finish(row, by=doer, outcome="Sudah")
    assert (words(doer), words(secretary)) == ([], [])


def test_who_gets_a_promise_is_told_and_who_had_it_is_not_asked_any_more(promise, doer, secretary, chair):
    row = promise(-1)
    writing.write_due()
    follow_ups.hand_over(row, by=secretary, doer=chair, note="Tolong")
    assert told() == [("chair-004", "follow_up_handed_over")]
    assert words(chair) == ["Sebuah janji diserahkan kepada Anda"]


def test_who_takes_a_promise_himself_is_not_told(promise, chair):
    row = promise()
    follow_ups.hand_over(row, by=chair, doer=chair, note="Saya saja")
    assert told() == []


def test_a_restricted_promise_says_that_something_waits_and_nothing_else(promise, doer, secretary):
    FollowUp.objects.filter(pk=promise(-4).pk).update(restricted=True)
    writing.write_due()
    assert set(Notification.objects.values_list("restricted", flat=True)) == {True}
    assert words(doer) == []  # it comes from nothing that he could see


def test_what_is_late_for_long_is_told_to_its_doer_and_the_chair_once_a_month(promise, chair, doer, network):
    promise(-61)
    for days in (0, 0, 31, 62):  # never twice within one calendar month
        writing.write_due(at(network, days))
    assert Counter(told()) == {("chair-004", "follow_up_to_chair"): 3, ("psm-004", "follow_up_late"): 3}
    assert words(doer) == ["Janji Anda terlambat. Sibuk? Serahkan atau undur."]  # what was told before says nothing
    assert words(chair) == ["Janji yang dipegang Psm-004 terlambat 61 hari"]


def test_what_is_late_for_long_is_not_told_again_when_the_telling_is_forgotten(promise, network):
    """Notifications are kept for 90 days; what was told on the day itself is gone by then."""
    row = promise(-100)
    writing.write_due()
    month = f"{row.due_on} {network.today():%Y-%m}"
    assert set(Notification.objects.values_list("slot", flat=True)) == {month}


# --- A new promise -----------------------------------------------------------------------------------------


def test_a_promise_that_somebody_else_made_is_told_to_its_doer_once(promise, doer, network):
    row = promise(3)
    writing.write_due()
    assert told() == [("psm-004", "follow_up_given")]
    day = longdate(row.due_on, "weekday")
    assert words(doer) == [f"Janji untuk Anda, paling lambat {day}"]
    follow_ups.move(row, by=doer, due_on=network.today() + dt.timedelta(days=5), reason="Sakit")
    assert words(doer) == [f"Janji untuk Anda, paling lambat {longdate(row.due_on + dt.timedelta(days=2), 'weekday')}"]


def test_on_its_day_the_day_itself_tells(promise, doer, network):
    row = promise(3)
    FollowUp.objects.filter(pk=row.pk).update(due_on=network.today())
    writing.write_due()
    assert words(doer) == ["Janji Anda hari ini"]


def test_who_promises_something_himself_is_not_told(promise, doer):
    promise(3, by=doer)
    assert told() == []


def test_a_new_promise_that_is_handed_over_is_its_next_doers(promise, doer, secretary, chair):
    row = promise(3)
    follow_ups.hand_over(row, by=secretary, doer=chair, note="Tolong")
    assert told() == [("chair-004", "follow_up_handed_over")]


# --- Terms -------------------------------------------------------------------------------------------------


def ends_in(user, days: int) -> None:
    Membership.objects.filter(user=user).update(ends_on=timezone.localdate() + dt.timedelta(days=days))


def test_a_term_that_ends_is_told_to_its_holder_and_the_board_at_90_and_at_30_days(doer, secretary, chair):
    ends_in(doer, 91)
    assert writing.write_due() == 0
    ends_in(doer, 90)
    assert [writing.write_due(), writing.write_due()] == [3, 0]
    assert told() == [(name, "term_ending") for name in ("chair-004", "psm-004", "secretary-004")]
    ends_in(doer, 30)
    assert [writing.write_due(), writing.write_due()] == [3, 0]


def test_the_end_of_a_board_members_term_is_told_to_the_operator_who_may_extend_it(secretary, chair, person):
    person("village_operator")
    ends_in(chair, 25)
    writing.write_due()
    assert told() == [("chair-004", "term_ending"), ("village_operator-004", "term_ending")]


def test_an_office_of_the_village_is_told_once_however_many_networks_it_has(network, other_network, person):
    head, _operator = person("village_head"), person("village_operator")
    ends_in(head, 80)
    writing.write_due()
    assert told() == [("village_head-004", "term_ending"), ("village_operator-004", "term_ending")]
    (mine,) = words(head)
    assert mine.startswith("Masa jabatan Anda sebagai Kepala desa (pelindung) berakhir ")


def test_a_term_that_was_extended_says_nothing_any_more(doer, secretary):
    ends_in(doer, 20)
    writing.write_due()
    (line,) = words(secretary)
    assert line.startswith("Masa jabatan Psm-004, Relawan PSM, berakhir ")
    give_office(doer, "psm", doer.memberships.get().network, starts_on=timezone.localdate() + dt.timedelta(days=21))
    assert (words(secretary), words(doer)) == ([], [])


def test_the_offices_of_many_people_are_those_of_each(secretary, chair, doer, person):
    ends_in(doer, -200)
    people = [secretary, chair, doer, person("village_operator")]
    asked_alone = [current_offices_of(user) for user in people]
    remember_offices(people)
    assert [user.current_memberships for user in people] == asked_alone
    assert [len(offices) for offices in asked_alone] == [1, 1, 0, 1]


# --- Once --------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_the_same_time_write_each_thing_once(network):
    """Real threads with connections of their own: SQL and the key decide, not luck."""
    secretary, chair = make_user("sekretaris"), make_user("ketua")
    give_office(secretary, "secretary", network)
    give_office(chair, "chair", network)
    doers = [make_user(f"psm{n}") for n in range(10)]
    for doer in doers:
        give_office(doer, "psm", network)
        for days in range(20):
            due_on = network.today() - dt.timedelta(days=days)
            follow_ups.make(network, by=secretary, what="Antar beras", doer=doer, due_on=due_on)
    start, counts = threading.Barrier(4), []

    def run():
        start.wait()
        try:
            counts.append(writing.write_due())
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kinds = {
        kind: Notification.objects.filter(kind=kind).count()
        for kind in Notification.objects.values_list("kind", flat=True).distinct()
    }
    assert kinds == {
        "follow_up_due": 10,
        "follow_up_late": 190,
        "follow_up_to_coordinator": 170,
        "follow_up_to_chair": 130,
    }
    assert sum(counts) == 500
