"""How fast a residents file of 10,000 rows goes in: read, checked and previewed; saved; and all of it changed.

It runs in a process of its own, so that the memory it names is the import's, and with a broker in memory, so that no
worker of the machine takes the work away.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from wksbm.portal.bench.report import Line
from wksbm.portal.bench.servers import ServerError, portal_environment

ROWS, FEWER_ROWS = 10_000, 300
SECONDS = 10.0
"""The bar of each step."""
NEIGHBOURHOOD = 998
"""Its people are in no network of the registry."""
COLUMNS = tuple(
    """
    alamat dusun rw rt nama no_kk nik sex tempatlahir tanggallahir agama_id pendidikan_kk_id pendidikan_sedang_id
    pekerjaan_id status_kawin kk_level warganegara_id ayah_nik nama_ayah ibu_nik nama_ibu golongan_darah_id akta_lahir
    dokumen_pasport tanggal_akhir_paspor dokumen_kitas akta_perkawinan tanggalperkawinan akta_perceraian
    tanggalperceraian cacat_id cara_kb_id hamil ktp_el status_rekam alamat_sekarang status_dasar suku tag_id_card
    id_asuransi no_asuransi lat lng
    """.split()  # noqa: SIM905  43 names read better in lines
)
"""OpenSID's 43, filled as villages fill them."""


def measure_import(database: str, slug: str, networks: int, *, rows: int) -> Iterator[Line]:
    """Import `rows` residents into one network of a registry, then the same people with everything changed."""
    with tempfile.TemporaryDirectory(prefix="wksbm-bench-") as folder:
        done = subprocess.run(  # noqa: S603  a fixed program with fixed arguments
            [sys.executable, "-m", "wksbm.portal.bench.imports", slug, str(rows)],
            env=portal_environment(database, Path(folder)) | {"REDIS_URL": "memory://"},
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise ServerError(f"impor: {done.stderr[-2000:]}")
    for found in json.loads(done.stdout.splitlines()[-1]):
        bar = SECONDS if found["unit"] == "detik" else None
        yield Line("residents.import", networks, found["measure"], found["value"], found["unit"], bar)


# --- In the process of its own ---------------------------------------------------------------------------


def main(slug: str, rows: int) -> list[dict]:
    """Import twice and say how long each step took."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wksbm.settings")
    django.setup()
    from members.access import Role
    from members.models import Membership, Network

    network = Network.objects.get(slug=slug)
    secretary = Membership.objects.get(network=network, role=Role.SECRETARY).user
    found = []
    for title, changed in (("baru", False), ("semua berubah", True), ("tetap", True)):
        found += _one_import(network, secretary, title, spreadsheet(network.rw, rows, changed=changed), rows)
    own, children = (
        resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    found.append({"measure": "memori tertinggi", "value": round(own), "unit": "MB"})
    found.append({"measure": "memori pembaca berkas", "value": round(children), "unit": "MB"})
    return found


def _one_import(network, secretary, title: str, content: bytes, rows: int) -> list[dict]:
    from pmks_cases.actions import resident_imports
    from pmks_cases.models import ResidentImport

    sent = resident_imports.send(network, by=secretary, file_name="warga.xlsx", content=content)
    began = time.perf_counter()
    resident_imports.check(sent.pk)
    checked = time.perf_counter()
    steps = [{"measure": f"{rows} {title}: pratinjau", "value": checked - began, "unit": "detik"}]
    sent = ResidentImport.objects.get(pk=sent.pk)
    counts = {"baru": sent.new_count, "semua berubah": sent.changed_count, "tetap": sent.same_count}
    if counts[title] != rows:
        raise SystemExit(f"{title}: {counts[title]} of {rows} rows; {sent.state} {sent.problem} {sent.refused_count}")
    if title != "tetap":
        resident_imports.confirm(sent, by=secretary)
        began = time.perf_counter()
        resident_imports.save(sent.pk)
        steps.append({"measure": f"{rows} {title}: simpan", "value": time.perf_counter() - began, "unit": "detik"})
        sent.refresh_from_db()
        if sent.state != ResidentImport.State.SAVED:
            raise SystemExit(f"{title}: {sent.state}")
    return steps


def spreadsheet(rw: str, rows: int, *, changed: bool) -> bytes:
    """A file in OpenSID's layout; `changed` gives each of the same people another name, address and work."""
    import xlsxwriter

    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True})
    sheet = book.add_worksheet("Data Penduduk")
    sheet.write_row(0, 0, COLUMNS)
    for number, cells in enumerate(_cells(rw, rows, changed=changed), start=1):
        sheet.write_row(number, 0, [cells.get(column, "") for column in COLUMNS])
    book.close()
    return out.getvalue()


def _cells(rw: str, rows: int, *, changed: bool) -> Iterator[dict[str, str]]:
    from pmks_cases.codes import Occupation
    from wksbm.portal.bench.people import neighbourhood
    from wksbm.portal.bench.registry import RTS

    for household in neighbourhood(NEIGHBOURHOOD, rows, RTS, everybody_has_nik=True):
        for person in household.people:
            yield {
                "alamat": household.address + (" A" if changed else ""),
                "dusun": "Krajan",
                "rw": rw,
                "rt": f"{household.rt:03d}",
                "nama": person.name + (" Baru" if changed else ""),
                "no_kk": household.kk_number,
                "nik": person.nik,
                "sex": str(int(person.sex)),
                "tempatlahir": person.birth_place,
                "tanggallahir": person.birth_on.isoformat(),
                "agama_id": "1",
                "pendidikan_kk_id": str(int(person.education)),
                "pendidikan_sedang_id": "18",
                "pekerjaan_id": str(int(Occupation.COMMERCE if changed else Occupation.FARMER)),
                "status_kawin": str(int(person.marital_status)),
                "kk_level": str(int(person.kk_level)),
                "warganegara_id": "1",
                "ayah_nik": "",
                "nama_ayah": "Ayah",
                "nama_ibu": "Ibu",
                "golongan_darah_id": "13",
                "cacat_id": "7",
                "ktp_el": "2",
                "status_rekam": "8",
                "alamat_sekarang": household.address + (" B" if changed else ""),
                "status_dasar": str(int(person.status)),
                "suku": "Jawa",
                "id_asuransi": str(int(person.insurance)),
            }


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], int(sys.argv[2]))))  # noqa: T201  it is how the bench hears of it
