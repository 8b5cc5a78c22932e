"""Identity numbers and phone numbers in their columns."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from pmks_cases.models import Resident
from wksbm.core.fields import SealedTextField
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


@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40))
def test_a_form_of_a_row_with_sealed_words_takes_any_words(text):
    assert SealedTextField(max_length=40).clean(text, None) == text


@pytest.mark.django_db
class TestSealedText:
    """What people write about a person."""

    def column(self, case) -> bytes:
        with connection.cursor() as cursor:
            cursor.execute("SELECT need FROM pmks_cases_case WHERE id = %s", [case.pk])
            return bytes(cursor.fetchone()[0])

    def test_neither_the_column_nor_its_history_holds_the_words(self, make_case):
        from pmks_cases.models import Case

        case = make_case(need="kursi roda anak")
        with connection.cursor() as cursor:
            cursor.execute("SELECT need FROM pmks_cases_caseevent WHERE pgh_obj_id = %s", [case.pk])
            kept = [self.column(case), *(bytes(row[0]) for row in cursor.fetchall())]
        assert len(kept) > 1
        assert [value for value in kept if b"kursi" in value or not value.startswith(b"gAAAAA")] == []
        again = Case.objects.get(pk=case.pk)
        assert again.need == "kursi roda anak"
        assert isinstance(again.need, str)

    def test_saving_unchanged_words_seals_them_no_second_time(self, make_case):
        from pmks_cases.models import Case

        case = Case.objects.get(pk=make_case(need="kursi roda anak").pk)
        before = self.column(case)
        case.save()
        assert self.column(case) == before
        case.need = "kursi roda dan tongkat"
        case.save()
        assert self.column(case) != before

    def test_no_words_are_no_bytes_and_never_null(self, make_case):
        from pmks_cases.models import Case

        case = make_case(need="")
        assert self.column(case) == b""
        assert Case.objects.get(pk=case.pk).need == ""

    @given(text=st.text(max_size=300).filter(lambda text: "\x00" not in text))
    def test_any_words_come_back_as_they_were(self, text):
        from pmks_cases.models import Case

        column = Case._meta.get_field("need")
        stored = column.get_prep_value(text)
        assert column.from_db_value(stored, None, None) == text
        assert column.get_prep_value(column.from_db_value(stored, None, None)) == stored

    def test_a_form_counts_letters_not_sealed_bytes(self):
        from pmks_cases.models import Case

        assert Case._meta.get_field("need").formfield().max_length == 300


def test_scattered_ids_have_eighteen_digits_and_no_order():
    from wksbm.core.models.scoped import scattered_id

    ids = [scattered_id() for _turn in range(200)]
    assert len(set(ids)) == 200
    assert {len(str(each)) for each in ids} == {18}
    assert ids != sorted(ids)
    assert max(ids) < 2**63
