"""The national list of places, brought in from the files of the npm package `idn-area-data`."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import connection, transaction

from members.models import Region
from members.models.region import region_key
from wksbm.core.refusals import RefusedByRule

FILES = (("provinces.csv", 1), ("regencies.csv", 2), ("districts.csv", 3), ("villages.csv", 4))
_BATCH = 5000


@dataclass(frozen=True)
class ImportedRegions:
    """How many places are new, have another name or parent than before, stayed as they were, or left the list."""

    new: int
    changed: int
    same: int
    gone: int


def import_all(folder: Path) -> ImportedRegions:
    """Bring the stored places in line with the files in `folder`; the same files again change nothing.

    A place that left the list stays: a network may stand in it. Raises RefusedByRule when a file is missing, or when a
    place's parent is in none of them.
    """
    stored = {
        code: (name, name_key, level, parent)
        for code, name, name_key, level, parent in Region.objects.values_list(
            "code", "name", "name_key", "level", "parent_id"
        )
    }
    listed = {code: (name, region_key(name), level, parent) for code, name, level, parent in _places(folder)}
    orphan = next((code for code, place in listed.items() if place[3] and place[3] not in listed), None)
    if orphan:
        raise RefusedByRule(f"Daftar wilayah tidak utuh: {orphan} tidak punya induk. Pasang ulang paketnya.")
    different = [
        Region(code=code, name=name, name_key=key, level=level, parent_id=parent)
        for code, (name, key, level, parent) in listed.items()
        if stored.get(code) != (name, key, level, parent)
    ]
    with transaction.atomic():
        # Parents stand before their children in `listed`, so each batch finds them already there.
        Region.objects.bulk_create(
            different,
            batch_size=_BATCH,
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["name", "name_key", "level", "parent"],
        )
        if different:
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE members_region")
    new = sum(region.code not in stored for region in different)
    return ImportedRegions(
        new=new,
        changed=len(different) - new,
        same=len(listed) - len(different),
        gone=len(stored.keys() - listed.keys()),
    )


def _places(folder: Path) -> Iterator[tuple[str, str, int, str | None]]:
    """(code, name, level, code of the parent) of every place, parents before children."""
    for file_name, level in FILES:
        try:
            file = (folder / file_name).open(encoding="utf-8-sig", newline="")
        except OSError:
            raise RefusedByRule(
                f"Berkas wilayah {file_name} tidak ditemukan. Jalankan bin/setup lebih dahulu."
            ) from None
        with file:
            for row in csv.DictReader(file):
                code = row["code"].strip()
                yield code, row["name"].strip(), level, code.rpartition(".")[0] or None
