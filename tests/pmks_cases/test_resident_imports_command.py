"""`manage.py import_residents`: what it writes, what it says, and how it ends."""

import pytest
from django.core.management import CommandError, call_command

from pmks_cases.models import Resident, ResidentImport
from tests.pmks_cases.imports.spreadsheets import OPENSID_COLUMNS, opensid_row, xlsx

pytestmark = pytest.mark.django_db

ROWS = (
    opensid_row(),
    opensid_row(nama="BUDI", nik="9901011003800004", sex="1", rw=""),
    opensid_row(nama="ANI", nik="9901015003960009", rw="005"),
)


@pytest.fixture
def run(network, tmp_path, capsys):
    """`run(rows, …)`: the lines that the command printed, the last one at the end."""

    def run_(rows, *options) -> list[str]:
        path = tmp_path / "warga.xlsx"
        path.write_bytes(rows if isinstance(rows, bytes) else xlsx([OPENSID_COLUMNS, *rows]))
        try:
            call_command("import_residents", str(path), "--network", network.slug, *options)
        finally:
            run_.said = capsys.readouterr().out.splitlines()
        return run_.said

    return run_


def test_it_takes_rows_without_an_rw_and_counts_those_of_another(run, network):
    assert run(ROWS)[-1] == "2 baru, 0 diperbarui, 0 tetap, 0 ditolak, 1 di luar RW"
    assert sorted(resident.name for resident in Resident.objects.of(network)) == ["BUDI", "SITI RAHAYU"]
    assert run(ROWS)[-1] == "0 baru, 0 diperbarui, 2 tetap, 0 ditolak, 1 di luar RW"
    assert [made.state for made in ResidentImport.objects.all()] == ["saved", "saved"]


def test_a_dry_run_writes_nothing(run):
    assert run(ROWS, "--dry-run")[-2:] == [
        "Hanya diperiksa, tidak ada yang disimpan.",
        "2 baru, 0 diperbarui, 0 tetap, 0 ditolak, 1 di luar RW",
    ]
    assert not Resident.objects.exists()
    assert not ResidentImport.objects.exists()


def test_a_refused_row_is_explained_and_ends_with_1(run):
    with pytest.raises(SystemExit) as ended:
        run([ROWS[0], opensid_row(nik="990101500396")])
    assert ended.value.code == 1
    assert "Baris 3, NIK, 990101••••••: Hanya 12 angka. NIK harus 16 angka." in run.said
    assert run.said[-1] == "1 baru, 0 diperbarui, 0 tetap, 1 ditolak, 0 di luar RW"
    assert Resident.objects.count() == 1


def test_a_file_that_cannot_be_read_and_a_network_that_is_not_there_are_said(run, network, tmp_path):
    with pytest.raises(CommandError, match="gambar, bukan tabel"):
        run(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(CommandError, match="Tidak ada jejaring"):
        call_command("import_residents", "x.xlsx", "--network", "tidak-ada")
    with pytest.raises(CommandError, match="Tidak ada berkas"):
        call_command("import_residents", str(tmp_path / "x.xlsx"), "--network", network.slug)
