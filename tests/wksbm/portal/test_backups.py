"""A backup brings everything back on an empty machine, and says what is wrong before it touches anything."""

import io
import os
import shutil
import stat
import tarfile
import time
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from members.models import Network, Rt, User
from pmks_cases.models import Resident
from wksbm.keys import new_keys
from wksbm.portal.actions import backups, postgres_programs, restoring

pytestmark = pytest.mark.django_db(transaction=True)

NIK = "9901015505700003"
PROOF = b"%PDF-1.7 bukti"


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.BACKUP_DIR = tmp_path / "backups"
    (settings.MEDIA_ROOT / "training").mkdir(parents=True)
    (settings.MEDIA_ROOT / "training" / "a.pdf").write_bytes(PROOF)


@pytest.fixture
def backup(make_resident, signed_in, secretary, tmp_path) -> Path:
    """A backup of a network with one resident, his history, a file and a live session."""
    resident = make_resident("Soelastri", nik=NIK)
    resident.present_address = "Jalan Melati 3"
    resident.save()
    signed_in(secretary)
    target = tmp_path / "cadangan.tar"
    assert "TIDAK ada di dalamnya" in run("backup", target)
    return target


@pytest.fixture
def empty_machine(transactional_db, settings, tmp_path):
    """`empty_machine()`: from now on the connection is to a new, empty database, and there are no files."""
    here = connection.settings_dict["NAME"]
    there = f"{here}_empty"

    def drop():
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{there}" WITH (FORCE)')

    def move():
        connection.close()
        drop()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{there}" TEMPLATE template0')
        connection.settings_dict["NAME"] = there
        settings.MEDIA_ROOT = tmp_path / "new-files"

    yield move
    connection.close()
    connection.settings_dict["NAME"] = here
    drop()


def run(command: str, *args, **options) -> str:
    said = StringIO()
    call_command(command, *map(str, args), stdout=said, stderr=said, **options)
    return said.getvalue()


def refusal_of(backup: Path, **options) -> str:
    with pytest.raises(CommandError) as refused:
        run("restore", backup, **options)
    return str(refused.value)


def test_everything_comes_back_on_an_empty_machine(backup, empty_machine, settings):
    empty_machine()
    assert connection.introspection.table_names() == []
    assert "Portal pulih seperti" in run("restore", backup)
    resident = Resident.objects.with_nik(NIK).get()
    assert (resident.name, resident.present_address, resident.rt.number) == ("Soelastri", "Jalan Melati 3", "001")
    assert User.objects.get(username="secretary-004").has_perm("members.invite_member", resident.network)
    assert (Path(settings.MEDIA_ROOT) / "training" / "a.pdf").read_bytes() == PROOF
    assert sorted(path.name for path in Path(settings.MEDIA_ROOT).parent.glob(".*")) == []


def test_history_comes_back_and_goes_on(backup, empty_machine):
    """The triggers are there again: the next change is kept as well."""
    empty_machine()
    run("restore", backup)
    history = apps.get_model("pmks_cases.ResidentEvent").objects.order_by("pgh_id")
    assert [event.present_address for event in history] == ["", "Jalan Melati 3"]
    Resident.objects.update(present_address="Jalan Kenanga 5")
    assert history.all().count() == 3


def test_new_rows_get_new_numbers_after_a_restore(backup, empty_machine):
    empty_machine()
    run("restore", backup)
    highest = Rt.objects.order_by("pk").last()
    assert Rt.objects.create(network=highest.network, number="009").pk > highest.pk


def test_nobody_stays_signed_in_by_a_backup(backup, empty_machine):
    assert Session.objects.exists()
    empty_machine()
    run("restore", backup)
    assert not Session.objects.exists()


def test_the_file_is_for_its_owner_alone_and_holds_no_key(backup, settings):
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert [path.name for path in backup.parent.iterdir() if path.name.startswith(".")] == []
    content = backup.read_bytes()
    for key in (settings.SECRET_KEY, *settings.DATA_KEYS, *settings.HASH_KEYS, NIK):
        assert key.encode() not in content


@pytest.mark.parametrize("name", ["DATA_KEY", "HASH_KEY"])
def test_without_its_keys_it_says_so_before_touching_anything(backup, settings, name):
    setattr(settings, f"{name}S", new_keys()[name])
    Network.objects.update(name="Setelah cadangan")
    said = refusal_of(backup, replace=True)
    assert said.startswith(f"{name} di sini bukan kunci cadangan ini")
    assert Network.objects.get().name == "Setelah cadangan"


def test_a_missing_older_key_is_only_a_warning(backup, settings, tmp_path, empty_machine):
    old = settings.DATA_KEYS
    settings.DATA_KEYS = [*new_keys()["DATA_KEY"], *old]
    run("rotate_keys")
    later = tmp_path / "sesudah.tar"
    run("backup", later)
    settings.DATA_KEYS = settings.DATA_KEYS[:1]
    empty_machine()
    assert "masih ada kunci lama" in run("restore", later)
    assert Resident.objects.get().nik.whole == NIK


def test_a_database_in_use_is_not_overwritten(backup):
    Network.objects.update(name="Setelah cadangan")
    assert refusal_of(backup).startswith("Basis data ini sudah berisi data.")
    assert Network.objects.get().name == "Setelah cadangan"


def test_replace_gives_up_what_came_after_the_backup(backup, make_resident, settings):
    make_resident("Datang kemudian")
    later = Path(settings.MEDIA_ROOT) / "later.pdf"
    later.write_bytes(b"x")
    run("restore", backup, replace=True)
    assert [resident.name for resident in Resident.objects.all()] == ["Soelastri"]
    assert not later.exists()
    assert (Path(settings.MEDIA_ROOT) / "training" / "a.pdf").read_bytes() == PROOF


def test_a_truncated_file_is_refused_wherever_it_was_cut(backup, tmp_path):
    whole = backup.read_bytes()
    cut = tmp_path / "terpotong.tar"
    for length in (0, 100, 512, len(whole) // 2, len(whole) - 15000):
        cut.write_bytes(whole[:length])
        assert refusal_of(cut, replace=True) == f"Berkas {cut} rusak atau terpotong. Pakai cadangan yang lain."
    assert Resident.objects.exists()


def test_one_changed_byte_is_noticed(backup):
    content = bytearray(backup.read_bytes())
    content[len(content) // 3] ^= 1
    backup.write_bytes(content)
    assert refusal_of(backup, replace=True).startswith(f"Isi {backup} tidak sama dengan saat dibuat.")


def test_other_files_are_no_backup(tmp_path):
    assert refusal_of(tmp_path / "tidak-ada.tar").endswith("tidak ada.")
    hostile = tmp_path / "jahat.tar"
    with tarfile.open(hostile, "w") as archive:
        archive.addfile(tarfile.TarInfo("../../etc/cron.d/x"), io.BytesIO())
    assert refusal_of(hostile) == "Berkas ini bukan cadangan portal."


def test_a_backup_of_a_newer_portal_is_refused(backup, monkeypatch):
    newer = restoring.checked(backup)
    newer["migrations"].append("members.0999_from_the_future")
    monkeypatch.setattr(restoring, "checked", lambda source: newer)
    assert refusal_of(backup, replace=True) == (
        "Cadangan ini dibuat oleh versi portal yang lebih baru. Perbarui portal dahulu."
    )


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path):
    (tmp_path / "berkas").write_text("")
    with pytest.raises(CommandError, match="Cadangan tidak dapat ditulis ke"):
        run("backup", tmp_path / "berkas" / "cadangan.tar")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["berkas", "files"]


def test_a_database_that_does_not_answer_is_said_in_a_sentence(backup, tmp_path, empty_machine):
    connection.close()
    here = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = "tidak_ada"
    try:
        assert refusal_of(backup).startswith("Basis data tidak menjawab.")
        with pytest.raises(CommandError, match="Basis data tidak menjawab"):
            run("backup", tmp_path / "lain.tar")
    finally:
        connection.settings_dict["NAME"] = here


class TestNightly:
    def test_seven_stay_and_none_is_made_twice_a_night(self, settings, region):
        folder = Path(settings.BACKUP_DIR)
        folder.mkdir()
        for day in range(1, 9):
            path = folder / f"wksbm-2020010{day}-020000.tar"
            path.write_bytes(b"x")
            moment = time.time() - 86400 * (20 - day)
            os.utime(path, (moment, moment))
        made = backups.make_nightly()
        assert backups.make_nightly() is None
        names = sorted(path.name for path in folder.iterdir())
        assert names == [f"wksbm-2020010{day}-020000.tar" for day in range(3, 9)] + [made.name]

    def test_it_is_overdue_without_any_and_after_two_days(self, settings):
        assert backups.last_good() is None
        assert backups.is_overdue()
        Path(settings.BACKUP_DIR).mkdir()
        path = Path(settings.BACKUP_DIR) / "wksbm-20260101-020000.tar"
        path.write_bytes(b"x")
        assert not backups.is_overdue()
        moment = (timezone.now() - timedelta(days=2, minutes=1)).timestamp()
        os.utime(path, (moment, moment))
        assert backups.is_overdue()

    def test_a_half_written_one_does_not_count(self, settings):
        Path(settings.BACKUP_DIR).mkdir()
        (Path(settings.BACKUP_DIR) / ".wksbm-20260101-020000.tar.new").write_bytes(b"x")
        assert backups.is_overdue()


def test_postgresql_programs_as_new_as_the_server_are_found():
    folder = postgres_programs.programs_for(postgres_programs.server_major())
    assert shutil.which("pg_restore", path=folder)
    assert shutil.which("psql", path=folder)
    with pytest.raises(backups.BackupFailed, match="apt-get install postgresql-client-99"):
        postgres_programs.programs_for(99)
