"""Two people at work in the same second, a counter beside them: nobody waits, and no change is left out."""

import threading
import uuid

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from members.actions import tallies
from members.models import Tally, TallyChange
from pmks_cases.actions import case_secrecy, cases, visits
from pmks_cases.models import Case

pytestmark = pytest.mark.django_db(transaction=True)


def in_another_connection(work) -> threading.Thread:
    def run():
        try:
            work()
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def counts(network) -> dict:
    return {(row.kind, row.key): row.count for row in Tally.objects.of(network)}


def test_a_change_that_is_not_committed_yet_is_counted_when_it_is(
    network, categories, make_case, make_resident, person
):
    first = make_case(make_resident("Satu"))
    tallies.apply_changes()
    before = counts(network)
    inside, counted = threading.Event(), threading.Event()

    def open_slowly():
        with transaction.atomic():
            values = {"need": "beras", "need_kind": "pangan", "subject_name": "Dua"}
            cases.open_case(network, by=first.opened_by, values=values)
            inside.set()
            assert counted.wait(20)

    thread = in_another_connection(open_slowly)
    assert inside.wait(20)
    case_secrecy.set_secrecy(first, by=first.opened_by, secrecy="terbatas", why="demikian")  # does not wait
    tallies.apply_changes()
    assert counts(network) == before
    counted.set()
    thread.join()
    assert tallies.waiting() == [network.pk]
    tallies.apply_changes()
    assert counts(network)["opened_need", "pangan"] == 1
    assert tallies.differences(network) == []


def test_a_greeting_and_a_level_at_the_same_time_leave_nothing_behind(network, categories, make_case, make_resident):
    case = make_case(make_resident("Satu"))
    by, resident = case.opened_by, case.resident
    inside, greeted = threading.Event(), threading.Event()

    def hide_slowly():
        with transaction.atomic():
            Case.objects.filter(pk=case.pk).update(secrecy="rahasia")  # the action locks the case; this is harder
            inside.set()
            assert greeted.wait(20)

    thread = in_another_connection(hide_slowly)
    assert inside.wait(20)
    visits.greet(resident, by=by, client_id=uuid.uuid4(), at=timezone.now(), case=case)
    tallies.apply_changes()
    greeted.set()
    thread.join()
    tallies.apply_changes()
    assert counts(network) == {}
    assert tallies.differences(network) == []


def test_two_writers_and_two_counters_at_once_end_with_the_exact_numbers(network, categories, make_case, make_resident):
    made = [make_case(make_resident(f"Warga {number}")) for number in range(2)]
    failures = []

    def work(case):
        try:
            for _turn in range(5):
                visits.greet(case.resident, by=case.opened_by, client_id=uuid.uuid4(), at=timezone.now(), case=case)
                Case.objects.filter(pk=case.pk).update(need_kind="pangan")
                Case.objects.filter(pk=case.pk).update(need_kind="papan")
        except Exception as error:
            failures.append(error)

    def count():
        try:
            for _turn in range(10):
                tallies.apply_changes()
        except Exception as error:
            failures.append(error)

    threads = [in_another_connection(lambda case=case: work(case)) for case in made]
    threads += [in_another_connection(count) for _counter in range(2)]
    for thread in threads:
        thread.join()
    assert failures == []
    tallies.apply_changes()
    assert counts(network)["visit", "sapaan"] == 10
    assert counts(network)["opened_need", "papan"] == 2
    assert tallies.differences(network) == []
    assert TallyChange.objects.count() == 0


def test_who_counts_leaves_a_network_that_is_being_counted(network, categories, make_case):
    make_case()
    locked, done = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [tallies._LOCK + network.pk])
            locked.set()
            assert done.wait(20)

    thread = in_another_connection(hold)
    assert locked.wait(20)
    assert tallies.apply_changes() == 0
    done.set()
    thread.join()
    assert tallies.apply_changes() > 0
