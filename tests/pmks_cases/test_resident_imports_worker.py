"""A save with a real worker: killed in the middle, delivered twice, two at once."""

import json
import threading
from base64 import b64decode
from contextlib import contextmanager

import pytest
from django.db import connection, connections, transaction
from django.urls import reverse

from members.models import Rt
from pmks_cases.actions import resident_imports as actions
from pmks_cases.models import Family, Resident, ResidentImport, StagedRow
from tests.journeys.conftest import queue_exists, worker  # noqa: F401  worker is the fixture
from tests.pmks_cases.imports.spreadsheets import OPENSID_COLUMNS, opensid_row, xlsx
from wksbm.celery import app
from wksbm.core.sealing import Sealed

pytestmark = pytest.mark.django_db(transaction=True)

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
PEOPLE = 60


def rows(**changes) -> list:
    return [
        opensid_row(nik=f"990101500396{n + 1:04d}", nama=f"ORANG {LETTERS[n // 26]}{LETTERS[n % 26]}", **changes)
        for n in range(PEOPLE)
    ]


@pytest.fixture
def confirmed(network, secretary):
    """`confirmed(people)`: an import of these rows that waits for a worker to save it."""

    def send(people) -> ResidentImport:
        made = actions.send(network, by=secretary, file_name="x.xlsx", content=xlsx([OPENSID_COLUMNS, *people]))
        actions.check(made.pk)
        made.refresh_from_db()
        return actions.confirm(made, by=secretary)

    return send


def wait_until(question, *, seconds: float = 60) -> None:
    """Ask the database until it says yes; the pause is the server's own, so that nothing spins."""
    with connection.cursor() as cursor:
        for _attempt in range(int(seconds * 20)):
            if question():
                return
            cursor.execute("SELECT pg_sleep(0.05)")
    raise AssertionError("it did not happen")


def somebody_waits_for_a_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")  # else a transaction sees what it saw first
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock' AND pid <> pg_backend_pid()"
        )
        return cursor.fetchone()[0] > 0


def state(made) -> str:
    return ResidentImport.objects.values_list("state", flat=True).get(pk=made.pk)


@contextmanager
def nobody_may_write(table: str):
    """From outside: whoever writes into that table waits, in the middle of what he does, until this is over."""
    outside = connection.copy()
    outside.set_autocommit(False)
    try:
        with outside.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {table} IN SHARE MODE")
        yield
    finally:
        outside.rollback()
        outside.close()


def test_killed_in_the_middle_nothing_is_saved_and_the_page_says_so(
    worker,  # noqa: F811
    network,
    secretary,
    signed_in,
):
    def sent(people) -> ResidentImport:
        content = xlsx([OPENSID_COLUMNS, *people])
        made = actions.send(network, by=secretary, file_name="x.xlsx", content=content)
        wait_until(lambda: state(made) == "checked")
        return made

    saved = sent(rows())
    actions.confirm(saved, by=secretary)
    wait_until(lambda: state(saved) == "saved")
    before = list(Resident.objects.order_by("pk").values())
    families, areas = Family.objects.count(), Rt.objects.count()
    newcomer = opensid_row(nik="9901011003800004", nama="BUDI", sex="1", no_kk="9901011205080009", rt="007")
    made = sent([*rows(pekerjaan_id="3"), newcomer])
    address = reverse("pmks_cases:resident_import", args=[network.slug, made.public_id])
    client = signed_in(secretary)

    # The history of residents is written last in each statement: by then an RT, a family and a resident are made.
    with nobody_may_write("pmks_cases_residentevent"):
        actions.confirm(made, by=secretary)
        wait_until(somebody_waits_for_a_lock)
        assert "Menyimpan 61 warga" in client.get(address).content.decode()
        worker.kill()
        worker.wait()

    wait_until(lambda: not ResidentImport.objects.get(pk=made.pk).stand().at_work)
    page = client.get(address).content.decode()
    assert "Terhenti di tengah jalan" in page
    assert "Tidak ada yang tersimpan" in page
    assert list(Resident.objects.order_by("pk").values()) == before
    assert (Family.objects.count(), Rt.objects.count()) == (families, areas)
    assert StagedRow.objects.filter(resident_import=made).count() == PEOPLE + 1

    # Taken up again, with no worker about it is this process that saves: all of it, once.
    client.post(reverse("pmks_cases:resume_import", args=[network.slug, made.public_id]))
    assert actions.save(made.pk)
    assert Resident.objects.filter(occupation=3, revision=2).count() == PEOPLE
    assert Resident.objects.count() == PEOPLE + 1
    assert "61 warga tersimpan" in client.get(address).content.decode()
    assert not actions.save(made.pk)


def at_once(*works) -> list:
    """Each in a thread with a connection of its own; what they gave back, or raised."""
    results = [None] * len(works)
    together = threading.Barrier(len(works))

    def run(index, work):
        together.wait()
        try:
            results[index] = work()
        except Exception as error:  # the test looks at it
            results[index] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_a_task_delivered_twice_at_once_imports_once(confirmed):
    made = confirmed(rows())
    assert sorted(at_once(lambda: actions.save(made.pk), lambda: actions.save(made.pk))) == [False, True]
    assert (Resident.objects.count(), state(made)) == (PEOPLE, "saved")
    assert set(Resident.objects.values_list("revision", flat=True)) == {1}


def test_two_confirmations_at_once_are_one(network, secretary):
    made = actions.send(network, by=secretary, file_name="x.xlsx", content=xlsx([OPENSID_COLUMNS, *rows()]))
    actions.check(made.pk)
    made.refresh_from_db()
    found = at_once(*[lambda: actions.confirm(made, by=secretary)] * 2)
    assert [type(result) for result in found] == [ResidentImport] * 2
    events = ResidentImport.pgh_event_model._default_manager.filter(pgh_obj_id=made.pk, state="confirmed")
    assert events.count() == 1


def test_two_imports_of_the_same_people_at_once_register_each_once(confirmed):
    one, other = confirmed(rows()), confirmed(rows(pekerjaan_id="3"))
    assert at_once(lambda: actions.save(one.pk), lambda: actions.save(other.pk)) == [True, True]
    assert Resident.objects.count() == PEOPLE
    assert (state(one), state(other)) == ("saved", "saved")


def test_somebody_registered_by_hand_in_the_same_second_is_not_doubled(confirmed, network, make_resident):
    made = confirmed(rows())
    with transaction.atomic():
        make_resident("ORANG AA", nik=Sealed("9901015003960001"))
        saving = threading.Thread(target=lambda: (actions.save(made.pk), connections.close_all()))
        saving.start()
        wait_until(somebody_waits_for_a_lock)
    saving.join()
    assert (Resident.objects.count(), state(made)) == (PEOPLE, "saved")
    made.refresh_from_db()
    assert (made.new_count, made.changed_count) == (PEOPLE - 1, 1)


def test_a_message_to_a_worker_carries_a_key_and_nothing_else(confirmed):
    with app.connection_for_write() as broker:
        broker.default_channel.queue_purge("celery") if queue_exists(broker) else None
        made = confirmed(rows())
        waiting = [json.loads(message) for message in broker.default_channel.client.lrange("celery", 0, -1)]
    bodies = [(message["headers"]["task"], json.loads(b64decode(message["body"]))[:2]) for message in waiting[::-1]]
    assert bodies == [
        ("pmks_cases.check_import", [[made.pk], {}]),
        ("notifications.deliver", [[], {}]),  # who has imported is told that it is checked
        ("pmks_cases.save_import", [[made.pk], {}]),
    ]
    assert "ORANG" not in json.dumps([message["headers"] for message in waiting])
