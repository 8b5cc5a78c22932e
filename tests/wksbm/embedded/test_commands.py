"""`manage.py` brings the services up where it needs them, and leaves them as it found them."""

import os
import subprocess
import sys

import pytest

from tests.wksbm.embedded.test_holders import both_run, end, none_runs
from wksbm import embedded
from wksbm.embedded import CHECKOUT
from wksbm.embedded.postgres import Postgres


def manage(places, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
    inherited = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    return subprocess.run(
        [sys.executable, CHECKOUT / "manage.py", *arguments],
        cwd="/",
        env=inherited | {"VAR_DIR": str(places.var)} | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_command_starts_what_it_needs_and_stops_it_again(places):
    done = manage(places, "migrate", "--plan", "contenttypes")

    assert (done.returncode, "Planned operations" in done.stdout) == (0, True)
    assert none_runs(places)


def test_a_command_leaves_running_services_running(places, hold):
    holder = hold(places)
    before = Postgres(places)._postmaster()

    assert manage(places, "migrate", "--plan", "contenttypes").returncode == 0

    assert Postgres(places)._postmaster() == before
    assert both_run(places)
    end(holder)


def test_a_command_that_fails_stops_the_services_all_the_same(places):
    assert manage(places, "no_such_command").returncode == 1

    assert none_runs(places)


def test_help_needs_no_services(make_places):
    places = make_places()

    assert manage(places, "help").returncode == 0

    assert not Postgres(places).data.exists()


def test_a_place_that_cannot_be_written_ends_in_a_sentence(make_places):
    places = make_places()
    places.base.parent.mkdir(parents=True, exist_ok=True)
    places.base.write_text("a file where a folder should be")
    try:
        done = manage(places, "check")
    finally:
        places.base.unlink()

    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "milik pengguna lain" in done.stderr


@pytest.mark.parametrize(
    ("database", "redis", "needed"),
    [
        ("", "", (True, True)),
        ("postgres://a@b/c", "", (False, True)),
        ("", "redis://b", (True, False)),
        ("postgres://a@b/c", "redis://b", (False, False)),
    ],
)
def test_a_service_is_ours_to_run_unless_its_address_is_given(monkeypatch, database, redis, needed):
    monkeypatch.setenv("DATABASE_URL", database)
    monkeypatch.setenv("REDIS_URL", redis)

    assert embedded.needed() == needed


def test_with_both_addresses_given_nothing_is_held(monkeypatch, tmp_path):
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", "postgres://a@b/c")
    monkeypatch.setenv("REDIS_URL", "redis://b")

    with embedded.running() as holders:
        assert holders is None
    assert list(tmp_path.iterdir()) == []
