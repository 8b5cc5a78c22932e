"""After a rotation the older keys can be thrown away, and everything still opens and is still found."""

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.fernet import Fernet
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command

from members.models import Region
from pmks_cases.models import Family, Resident, ResidentImport, ResidentMerge, StagedRow
from wksbm.core.models import KeptPost
from wksbm.core.sealing import Sealed, digest, seal, seal_json, unseal, unseal_json
from wksbm.keys import new_keys
from wksbm.portal.actions import keys as rotation

pytestmark = pytest.mark.django_db

NIK = "9901015505700003"
KK = "9901011203050001"


@pytest.fixture
def keys(settings, tmp_path):
    """Old keys in use; `keys.bring_new()` puts new ones in front, `keys.drop_old()` leaves only those."""

    class Keys:
        old, new = new_keys(), new_keys()

        def bring_new(self):
            settings.DATA_KEYS = [*self.new["DATA_KEY"], *self.old["DATA_KEY"]]
            settings.HASH_KEYS = [*self.new["HASH_KEY"], *self.old["HASH_KEY"]]

        def drop_old(self):
            settings.DATA_KEYS = self.new["DATA_KEY"]
            settings.HASH_KEYS = self.new["HASH_KEY"]

    settings.DATA_KEYS = Keys.old["DATA_KEY"]
    settings.HASH_KEYS = Keys.old["HASH_KEY"]
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.MEDIA_ROOT.mkdir()
    return Keys()


def rotate() -> str:
    said = StringIO()
    call_command("rotate_keys", stdout=said, stderr=said)
    return said.getvalue()


def test_everything_sealed_outlives_the_old_keys(keys, make_resident, network, secretary):
    family = Family.objects.create(network=network, kk_number=KK)
    resident = make_resident(nik=NIK, family=family)
    other = make_resident("Sulastri", nik="9901015505700004")
    merge = ResidentMerge.objects.create(
        network=network,
        kept=resident,
        duplicate=other,
        sealed_before=seal_json({"nama": "Sulastri"}),
        merged_by=secretary,
    )
    sent = ResidentImport.objects.create(network=network, created_by=secretary, file_name="warga.xlsx", file="a")
    row = StagedRow.objects.create(
        network=network, resident_import=sent, number=2, outcome="new", sealed=seal_json({"nik": NIK})
    )
    kept = KeptPost.objects.create(user=secretary, path="/x/", sealed=seal("name=Anggrek"))
    TOTP.activate(secretary, "JBSWY3DPEHPK3PXP")
    upload = Path(settings.MEDIA_ROOT) / "imports" / "a"
    upload.parent.mkdir()
    upload.write_bytes(seal("isi berkas"))

    keys.bring_new()
    assert "1 berkas sekarang memakai kunci terbaru" in rotate()
    keys.drop_old()

    assert Resident.objects.with_nik(NIK).get() == resident
    assert Resident.objects.get(pk=resident.pk).nik == Sealed(NIK)
    assert Family.objects.get(kk_digest=digest(KK)).kk_number.whole == KK
    history = apps.get_model("pmks_cases.ResidentEvent").objects.filter(pgh_obj_id=resident.pk)
    assert [event.nik.whole for event in history] == [NIK]
    assert unseal_json(ResidentMerge.objects.get(pk=merge.pk).sealed_before) == {"nama": "Sulastri"}
    assert unseal_json(StagedRow.objects.get(pk=row.pk).sealed) == {"nik": NIK}
    assert unseal(KeptPost.objects.get(pk=kept.pk).sealed) == "name=Anggrek"
    secret = Authenticator.objects.get(user=secretary, type="totp").data["secret"]
    assert unseal(secret.encode()) == "JBSWY3DPEHPK3PXP"
    assert unseal(upload.read_bytes()) == "isi berkas"


def test_a_rotation_is_no_change_in_anybodys_history(keys, make_resident):
    resident = make_resident(nik=NIK)
    history = apps.get_model("pmks_cases.ResidentEvent").objects.filter(pgh_obj_id=resident.pk)
    keys.bring_new()
    rotate()
    assert history.count() == 1
    before = Resident.objects.get(pk=resident.pk).updated_at
    assert before == resident.updated_at


def test_a_second_rotation_finds_nothing_to_do(keys, make_resident):
    make_resident(nik=NIK)
    keys.bring_new()
    rotate()
    assert rotate() == "Semua sudah memakai kunci terbaru. Kunci lama boleh dibuang.\n"


def test_an_interrupted_rotation_goes_on_where_it_stood(keys, make_resident, monkeypatch):
    """What a run leaves that dies after its first batch of two: two rows new, three old."""
    monkeypatch.setattr(rotation, "BATCH", 2)
    residents = [make_resident(f"Warga {number}", nik=f"990101550570000{number}") for number in range(1, 6)]
    keys.bring_new()
    for resident in residents[:2]:
        nik = resident.nik.whole if isinstance(resident.nik, Sealed) else resident.nik
        Resident.objects.filter(pk=resident.pk).update(nik=seal(nik), nik_digest=digest(nik))
    assert "pmks_cases_resident: 3 baris\n" in rotate()
    keys.drop_old()
    assert [resident.nik.whole[-1] for resident in Resident.objects.order_by("pk")] == list("12345")


def test_what_no_key_opens_is_counted_and_left_as_it_is(keys, make_resident):
    resident = make_resident(nik=NIK)
    lost = Fernet(Fernet.generate_key()).encrypt(b"x")
    Resident.objects.filter(pk=resident.pk).update(nik=lost)
    keys.bring_new()
    said = StringIO()
    with pytest.raises(CommandError, match="JANGAN dibuang"):
        call_command("rotate_keys", stdout=said, stderr=said)
    assert "pmks_cases_resident: 1 tidak terbuka oleh kunci mana pun" in said.getvalue()
    assert Resident.objects.get(pk=resident.pk).nik.token == lost


def test_a_number_registered_again_under_the_new_key_is_named_by_its_row(keys, make_resident):
    old = make_resident(nik=NIK)
    keys.bring_new()
    make_resident("Sulastri", nik=NIK)
    said = StringIO()
    with pytest.raises(CommandError, match="Belum selesai"):
        call_command("rotate_keys", stdout=said, stderr=said)
    assert f"pmks_cases_resident: nomor yang sama tercatat dua kali (baris {old.pk})" in said.getvalue()
    assert NIK not in said.getvalue()


def test_pictures_and_plain_files_stay_untouched(keys):
    picture = Path(settings.MEDIA_ROOT) / "foto.jpg"
    picture.write_bytes(b"\xff\xd8\xff\xe0 gambar")
    keys.bring_new()
    rotate()
    assert picture.read_bytes() == b"\xff\xd8\xff\xe0 gambar"


def test_new_keys_prints_three_lines_for_the_environment():
    said, advice = StringIO(), StringIO()
    call_command("new_keys", stdout=said, stderr=advice)
    lines = dict(line.split("=", 1) for line in said.getvalue().strip().splitlines())
    assert list(lines) == ["SECRET_KEY", "DATA_KEY", "HASH_KEY"]
    Fernet(lines["DATA_KEY"])
    assert "terpisah dari cadangan" in advice.getvalue()
    assert not Region.objects.exists()


def test_a_real_portal_makes_its_first_keys_before_it_has_any(tmp_path):
    """As a process of its own: the settings of production refuse to load without keys, but not for this command."""
    environment = {"PATH": os.environ["PATH"], "PORTAL_MODE": "production", "VAR_DIR": str(tmp_path / "var")}
    # Addresses where nothing listens: neither command needs them, and none of its own is set up for this test.
    environment |= {"DATABASE_URL": "postgres://127.0.0.1:1/x", "REDIS_URL": "redis://127.0.0.1:1/0"}
    made = subprocess.run(
        [sys.executable, "manage.py", "new_keys"],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert [line.split("=")[0] for line in made.stdout.split()] == ["SECRET_KEY", "DATA_KEY", "HASH_KEY"]
    assert not (tmp_path / "var").exists()
    refused = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "SECRET_KEY belum diisi. Buat kunci baru dengan: python manage.py new_keys" in refused.stderr


def test_what_was_written_about_a_person_outlives_the_old_keys(keys, make_case, make_resident):
    from pmks_cases.models import Case

    case = make_case(make_resident(nik=NIK), need="kursi roda", landmark="")
    keys.bring_new()
    rotate()
    keys.drop_old()
    again = Case.objects.get(pk=case.pk)
    assert (again.need, again.landmark) == ("kursi roda", "")
    assert again.events.order_by("-pgh_id").first().need == "kursi roda"


def test_a_text_that_no_key_opens_is_counted_and_stops_nothing(keys, make_case, make_resident):
    from pmks_cases.models import Case

    lost, kept = make_case(make_resident(nik=NIK), need="hilang"), make_case(subject_name="Darmo", need="beras")
    stranger = Fernet(Fernet.generate_key()).encrypt(b"hilang")
    Case.objects.filter(pk=lost.pk).update(need=stranger)
    keys.bring_new()
    done = rotation.rotate()
    assert done.unreadable["pmks_cases_case"] == 1
    keys.drop_old()
    assert Case.objects.defer("need").get(pk=lost.pk).number == lost.number
    assert Case.objects.get(pk=kept.pk).need == "beras"
