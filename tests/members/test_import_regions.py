"""The national list of places: brought in whole, again without a change, and mended where it differs."""

from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from members.models import Region

pytestmark = pytest.mark.django_db

PACKAGE = Path(settings.BASE_DIR) / "node_modules/idn-area-data/data"


def write_list(folder: Path, *, village="Bakalankrapyak") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "provinces.csv").write_text("code,name\n33,Jawa Tengah\n")
    (folder / "regencies.csv").write_text("code,province_code,name\n33.19,33,Kabupaten Kudus\n")
    (folder / "districts.csv").write_text("code,regency_code,name\n33.19.01,33.19,Kaliwungu\n")
    (folder / "villages.csv").write_text(
        f"code,district_code,name\n33.19.01.2001,33.19.01,{village}\n33.19.01.2006,33.19.01,Banget\n"
    )
    return folder


def run(folder: Path) -> str:
    said = StringIO()
    call_command("import_regions", folder=folder, stdout=said)
    return said.getvalue().strip()


def test_places_come_in_with_their_parents(tmp_path):
    assert run(write_list(tmp_path)) == "Wilayah: 5 baru, 0 berubah, 0 tetap."
    village = Region.objects.get(code="33.19.01.2001")
    assert village.full_name == "Desa Bakalankrapyak, Kec. Kaliwungu, Kab. Kudus, Jawa Tengah"
    assert [region.name for region in Region.objects.villages_like("bakalan krap")] == ["Bakalankrapyak"]


def test_the_same_list_again_writes_nothing(tmp_path, django_assert_num_queries):
    run(write_list(tmp_path))
    with django_assert_num_queries(3):  # one reads what stands, two are the empty transaction
        assert run(tmp_path) == "Wilayah: 0 baru, 0 berubah, 5 tetap."


def test_a_new_name_is_taken_over_and_a_vanished_place_stays(tmp_path, region):
    run(write_list(tmp_path))
    assert (
        run(write_list(tmp_path, village="Bakalan Krapyak"))
        == "Wilayah: 0 baru, 1 berubah, 4 tetap, 4 tidak ada lagi di daftar (dibiarkan)."
    )
    assert Region.objects.get(code="33.19.01.2001").name == "Bakalan Krapyak"
    assert Region.objects.filter(pk=region.pk).exists()


def test_a_missing_file_is_said_in_a_sentence(tmp_path):
    (write_list(tmp_path) / "districts.csv").unlink()
    with pytest.raises(CommandError, match=r"districts\.csv tidak ditemukan\. Jalankan bin/setup"):
        run(tmp_path)
    assert not Region.objects.exists()


def test_a_list_with_a_hole_is_refused_whole(tmp_path):
    (write_list(tmp_path) / "districts.csv").write_text("code,regency_code,name\n33.19.02,33.19,Kota Kudus\n")
    with pytest.raises(CommandError, match=r"33\.19\.01\.2001 tidak punya induk"):
        run(tmp_path)
    assert not Region.objects.exists()


def test_the_whole_country_comes_in():
    """38 provinces, 514 regencies and cities, 7.285 districts, 83.762 villages (Kepmendagri 300.2.2-2430/2025)."""
    run(PACKAGE)
    counts = [Region.objects.filter(level=level).count() for level in (1, 2, 3, 4)]
    assert counts == [38, 514, 7285, 83762]
    assert run(PACKAGE) == "Wilayah: 0 baru, 0 berubah, 91.599 tetap."
