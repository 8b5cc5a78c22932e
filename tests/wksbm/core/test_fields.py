"""Identity numbers and phone numbers in their columns."""

import pytest
from django.db import connection

from pmks_cases.models import Resident
from wksbm.core.sealing import Sealed, digest

NIK = "9901015505700003"


def raw(resident) -> tuple:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nik, nik_digest FROM pmks_cases_resident WHERE id = %s", [resident.pk])
        return tuple(None if value is None else bytes(value) for value in cursor.fetchone())


@pytest.mark.django_db
class TestSealedColumn:
    def test_the_column_holds_no_plain_number_and_the_row_gives_it_back(self, make_resident):
        resident = make_resident(nik=NIK)
        token, found_by = raw(resident)
        assert NIK.encode() not in token
        assert found_by == digest(NIK)
        assert Resident.objects.get(pk=resident.pk).nik == Sealed(NIK)

    def test_no_number_stays_null_in_both_columns(self, make_resident):
        assert raw(make_resident(nik=None)) == (None, None)

    def test_the_digest_follows_the_number(self, make_resident):
        resident = make_resident(nik=NIK)
        resident.nik = "9901015505700004"
        resident.save()
        assert raw(resident)[1] == digest("9901015505700004")
        resident.nik = None
        resident.save()
        assert raw(resident) == (None, None)

    def test_saving_again_does_not_seal_again(self, make_resident):
        resident = Resident.objects.get(pk=make_resident(nik=NIK).pk)
        before = raw(resident)
        resident.save()
        assert raw(resident) == before

    def test_a_resident_is_found_by_the_whole_number_under_an_older_hash_key(self, make_resident, settings):
        resident = make_resident(nik=NIK)
        settings.HASH_KEYS = ["baru" * 10, *settings.HASH_KEYS]
        assert list(Resident.objects.with_nik(NIK)) == [resident]
        assert not Resident.objects.with_nik("9901015505700004").exists()

    def test_a_dump_of_the_row_shows_the_mask(self, make_resident):
        resident = Resident.objects.get(pk=make_resident(nik=NIK).pk)
        assert resident._meta.get_field("nik").value_to_string(resident) == "9901••••••••0003"
