import os
import signal

import psycopg2
import pytest

from wksbm.embedded.lock import Holders
from wksbm.embedded.places import Places
from wksbm.embedded.postgres import DATABASE, ROLE, Postgres, listens, processes_in
from wksbm.embedded.redis import Redis


def connect(places: Places, role: str = ROLE, database: str = DATABASE, password: str | None = None):
    given = Postgres(places).password(role) if password is None else password
    return psycopg2.connect(host=str(places.sockets), user=role, password=given, dbname=database)


def ask(places: Places, query: str) -> object:
    connection = connect(places)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchone()[0] if cursor.description else None
    finally:
        connection.close()


def both_run(places: Places) -> bool:
    return listens(Postgres(places).socket) and listens(Redis(places).socket)


def none_runs(places: Places) -> bool:
    return not list(processes_in(Postgres(places).data)) and Redis(places)._process() is None


def end(holder) -> None:
    holder.communicate("\n", timeout=60)


def test_both_services_run_while_they_are_held_and_stop_afterwards(places):
    holders = Holders(places)
    holders.enter()
    assert ask(places, "select 1") == 1
    assert Redis(places)._ask("PING") == "+PONG"

    holders.leave()

    assert none_runs(places)


def test_what_was_written_is_there_at_the_next_start(places):
    for query in ("create table lasting (words text)", "insert into lasting values ('tetap')"):
        holders = Holders(places)
        holders.enter()
        ask(places, query)
        holders.leave()
    holders.enter()

    assert ask(places, "select words from lasting") == "tetap"
    holders.leave()


def test_the_first_of_two_holders_leaves_the_services_to_the_second(places, hold):
    first, second = hold(places), hold(places)

    end(first)
    assert both_run(places)
    end(second)

    assert none_runs(places)


def test_a_politely_killed_holder_stops_what_it_started(places, hold):
    holder = hold(places)

    holder.send_signal(signal.SIGTERM)
    holder.wait(timeout=60)

    assert none_runs(places)


def test_the_next_holder_takes_over_what_a_killed_one_left_and_stops_it(places, hold):
    killed = hold(places)
    killed.kill()
    killed.wait()
    left = Postgres(places)._postmaster()
    assert left
    assert both_run(places)

    next_one = hold(places)
    assert Postgres(places)._postmaster() == left
    end(next_one)

    assert none_runs(places)


@pytest.mark.parametrize("what", ["the postmaster alone", "every process of it"])
def test_a_killed_database_comes_back_for_the_next_holder_while_another_still_holds(places, hold, what):
    first = hold(places)
    ask(places, "create table if not exists kept as select 'tetap' as words")
    postmaster = Postgres(places)._postmaster()
    for number in [postmaster] if what == "the postmaster alone" else list(processes_in(Postgres(places).data)):
        os.kill(number, signal.SIGKILL)

    second = hold(places)

    assert Postgres(places)._postmaster() not in (None, postmaster)
    assert ask(places, "select words from kept") == "tetap"
    end(second)
    assert both_run(places)
    end(first)
    assert none_runs(places)


def test_a_killed_redis_comes_back_though_its_socket_still_lies_there(places, hold):
    first = hold(places)
    killed = Redis(places)._process()
    os.kill(killed, signal.SIGKILL)
    assert Redis(places).socket.exists()

    second = hold(places)

    assert Redis(places)._process() not in (None, killed)
    end(second)
    end(first)


def test_mending_restarts_what_died_while_it_was_held(places):
    holders = Holders(places)
    holders.enter()
    killed = Postgres(places)._postmaster()
    os.kill(killed, signal.SIGKILL)

    holders.mend()

    assert ask(places, "select 1") == 1
    holders.leave()
    assert none_runs(places)


def test_a_pid_file_whose_number_belongs_to_a_stranger_now_does_not_hinder_the_start(places):
    holders = Holders(places)
    holders.enter()
    holders.leave()
    (Postgres(places).data / "postmaster.pid").write_text(f"{os.getppid()}\n{Postgres(places).data}\n")

    holders.enter()

    assert ask(places, "select 1") == 1
    holders.leave()


def test_a_cluster_that_was_half_made_is_made_anew(make_places):
    places = make_places()
    places.prepare()
    half = places.base / "postgres.new"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")
    holders = Holders(places)

    holders.enter()

    assert ask(places, "select 1") == 1
    assert not half.exists()
    holders.leave()


def test_two_copies_of_the_portal_run_beside_each_other(places, make_places):
    one, other = places, make_places()
    of_one, of_other = Holders(one), Holders(other)
    of_one.enter()
    of_other.enter()
    ask(one, "create table mine (words text)")

    assert ask(other, "select to_regclass('mine')") is None
    of_one.leave()
    assert none_runs(one)
    assert both_run(other)
    of_other.leave()


def test_a_holder_of_redis_alone_starts_no_database(make_places):
    places = make_places()
    holders = Holders(places, postgres=False)
    holders.enter()

    assert listens(Redis(places).socket)
    assert not Postgres(places).data.exists()
    holders.leave()
    assert none_runs(places)
