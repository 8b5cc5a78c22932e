"""The list of residents as a spreadsheet, opened again as a villager's program would."""

import datetime as dt
import zipfile
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from pmks_cases.models import Resident
from tests.conftest import where_rt
from tests.pmks_cases.invented import KK_NUMBER, NIK, make_family, whole_resident
from wksbm.core.models import ReadEntry
from wksbm.core.sealing import Sealed, digest

pytestmark = pytest.mark.django_db

TOP = 6
"""The row of the headings, counted from 0."""


def export(client, network, **filters):
    return client.post(reverse("pmks_cases:export_residents", args=[network.slug]), filters)


def cells(response) -> list[list]:
    assert response.status_code == 200
    return CalamineWorkbook.from_filelike(BytesIO(response.content)).get_sheet_by_index(0).to_python()


def test_it_says_whose_it_is_who_took_it_when_and_what(signed_in, secretary, make_resident, network):
    make_resident("Sulastri")
    make_resident("Wagiman", rt=where_rt(network, "003"))
    rows = cells(export(signed_in(secretary), network, rt=str(where_rt(network, "003").pk)))
    head = [row[0] for row in rows[:TOP]]
    assert head[0] == f"Jejaring: {network.name}"
    assert head[1] == f"Diunduh oleh: {secretary.name}"
    assert head[2].startswith("Waktu: ")
    assert head[2].endswith(" WIB")
    assert head[3:5] == ["Saringan: RT 003, Tinggal di sini", "Jumlah: 1 warga"]
    assert [row[0] for row in rows[TOP + 1 :]] == ["Wagiman"]


def test_identity_numbers_are_masked_and_the_export_is_noted(signed_in, secretary, make_resident, network):
    whole_resident(make_resident, family=make_family(network))
    response = export(signed_in(secretary), network)
    rows = cells(response)
    row = dict(zip(rows[TOP], rows[TOP + 1], strict=True))
    assert (row["NIK"], row["No. KK"]) == ("9901••••••••0001", "9901••••••••0001")
    assert (row["Disabilitas"], row["Jaminan kesehatan"], row["Tanggal lahir"]) == ("Netra", "BPJS PBI", "15-05-1970")
    for part in zipfile.ZipFile(BytesIO(response.content)).infolist():
        content = zipfile.ZipFile(BytesIO(response.content)).read(part).decode()
        assert NIK not in content
        assert KK_NUMBER not in content
    entry = ReadEntry.objects.get()
    assert (entry.reader, entry.kind, entry.subject) == (secretary, "export", "1 warga, Tinggal di sini")
    assert response.headers["Content-Disposition"] == (
        f'attachment; filename="warga-guyub-rukun-{network.today():%Y-%m-%d}.xlsx"'
    )


def test_an_rt_head_takes_the_own_rt_without_health_and_numbers(signed_in, person, make_resident, network):
    whole_resident(make_resident)
    make_resident("Wagiman", rt=where_rt(network, "002"))
    rows = cells(export(signed_in(person("rt_head")), network, keadaan="semua"))
    assert [row[0] for row in rows[TOP + 1 :]] == ["Sulastri"]
    for hidden in ("NIK", "No. KK", "Tanggal lahir", "Disabilitas", "Jaminan kesehatan", "Pekerjaan"):
        assert hidden not in rows[TOP]


@pytest.mark.parametrize("role", ["psm", "treasurer", "organization_officer", "dasawisma_kader", "auditor"])
def test_the_others_take_nothing(signed_in, person, make_resident, network, role):
    make_resident("Sulastri")
    assert export(signed_in(person(role)), network).status_code == 403
    assert ReadEntry.objects.count() == 0


FORMULAS = ['=HYPERLINK("http://x.example","klik")', "+1+1", "-2+3", "@SUM(A1)", "{=1+1}", "http://x.example", "\t=1"]


def test_no_name_or_address_becomes_a_formula_or_a_link(signed_in, secretary, make_resident, network):
    for number, formula in enumerate(FORMULAS):
        make_resident(formula, name_key=str(number), address=formula, birth_place=formula)
    response = export(signed_in(secretary), network)
    rows = cells(response)
    assert sorted(row[0] for row in rows[TOP + 1 :]) == sorted(FORMULAS)
    with zipfile.ZipFile(BytesIO(response.content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert "hyperlink" not in "".join(archive.namelist()) + sheet.replace("HYPERLINK", "")


def test_five_thousand_residents_take_the_statements_of_one(signed_in, secretary, make_resident, network):
    families = [make_family(network, f"990101010120{number:04d}") for number in range(1250)]
    rt, born = where_rt(network, "001"), dt.date(1970, 5, 15)
    rows = []
    for number in range(5000):
        nik = f"990101550570{number:04d}"
        row = Resident(network=network, rt=rt, name=f"Warga {number}", nik=Sealed(nik), nik_digest=digest(nik))
        row.family, row.birth_on, row.sex, row.address = families[number // 4], born, 2, "Jl. Melati 3"
        row.derive()
        rows.append(row)
    Resident.objects.bulk_create(rows)
    client = signed_in(secretary)
    export(client, network, rt=str(rt.pk), umur="0-4")
    with CaptureQueriesContext(connection) as asked:
        response = export(client, network)
    assert len(cells(response)) == TOP + 1 + 5000
    Resident.objects.exclude(pk=Resident.objects.first().pk)._raw_delete(connection.alias)
    with CaptureQueriesContext(connection) as asked_of_one:
        response = export(client, network)
    assert len(cells(response)) == TOP + 1 + 1
    assert len(asked) == len(asked_of_one)
