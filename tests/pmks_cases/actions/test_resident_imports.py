"""A residents import as its verbs: sent, checked, confirmed, saved; and everything that can come in between."""

import datetime as dt
import json
import stat
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from members.models import Rt
from pmks_cases.actions import resident_imports as actions
from pmks_cases.actions import residents
from pmks_cases.imports.residents import read_residents
from pmks_cases.imports.rows import label
from pmks_cases.models import Family, Resident, ResidentImport, StagedRow
from pmks_cases.models.resident_import import STAGED_FOR
from tests.pmks_cases.imports.spreadsheets import OPENSID_COLUMNS, opensid_row, xlsx
from wksbm.core.models import ReadEntry
from wksbm.core.refusals import RefusedByRule
from wksbm.core.sealing import Sealed, digest

pytestmark = pytest.mark.django_db

SITI, BUDI, TONO = "9901015003960003", "9901011003800004", "9901010107750005"


def budi(**changes) -> list:
    person = {"nama": "BUDI SANTOSO", "nik": BUDI, "sex": "1", "tanggallahir": "1980-03-10", "kk_level": "1"}
    return opensid_row(**person | changes)


def tono(**changes) -> list:
    person = {"nama": "TONO", "nik": TONO, "sex": "1", "tanggallahir": "1975-07-01", "rt": "007"}
    return opensid_row(**person | {"no_kk": "9901011205080009"} | changes)


def sheet(*rows, columns=OPENSID_COLUMNS) -> bytes:
    return xlsx([columns, *rows])


@pytest.fixture
def sent(network, secretary):
    """`sent(file)`: a file sent and checked."""

    def send(content: bytes, **more) -> ResidentImport:
        made = actions.send(network, by=secretary, file_name="warga.xlsx", content=content, **more)
        assert actions.check(made.pk)
        made.refresh_from_db()
        return made

    return send


@pytest.fixture
def saved(sent, secretary):
    """`saved(file)`: the whole way."""

    def save(content: bytes, *, take_rows_without_rw=None) -> ResidentImport:
        made = sent(content)
        if made.state == "checked":
            actions.confirm(made, by=secretary, take_rows_without_rw=take_rows_without_rw)
            assert actions.save(made.pk)
            made.refresh_from_db()
        return made

    return save


def counts(made: ResidentImport) -> tuple:
    return made.new_count, made.changed_count, made.same_count, made.refused_count, made.elsewhere_count


def history(network) -> list[tuple]:
    events = Resident.pgh_event_model._default_manager.filter(network=network).order_by("pgh_id")
    return list(events.values_list("name", "pgh_label", "pgh_context__metadata__action"))


def resident(nik: str) -> Resident:
    return Resident.objects.with_nik(nik).get()


# --- The way of a file -------------------------------------------------------------------------------------


def test_checking_writes_no_resident_and_saving_writes_all(sent, network, secretary):
    made = sent(sheet(opensid_row(), budi(), tono()))
    assert (made.state, counts(made)) == ("checked", (3, 0, 0, 0, 0))
    assert not Resident.objects.exists()

    actions.confirm(made, by=secretary)
    assert actions.save(made.pk)
    made.refresh_from_db()
    assert (made.state, counts(made)) == ("saved", (3, 0, 0, 0, 0))
    siti = resident(SITI)
    assert (siti.name, siti.sex, siti.birth_on) == ("SITI RAHAYU", 2, dt.date(1996, 3, 10))
    assert (siti.rt.number, siti.kk_level, siti.insurance, siti.disability) == ("003", 3, 2, "tidak_ada")
    assert siti.family == resident(BUDI).family != resident(TONO).family
    assert list(Resident.objects.named_like(network, "soelastri")) == []
    assert list(Resident.objects.named_like(network, "rahajoe")) == [siti]
    assert {label for _n, label, action in history(network) if action == "residents.import"} == {"insert"}


def test_the_same_file_a_second_time_writes_nothing(saved, network):
    file = sheet(opensid_row(), budi(nik="", nama="ANI"), tono(), opensid_row(nik="", nama="BAYI", tanggallahir=""))
    assert counts(saved(file)) == (4, 0, 0, 0, 0)
    before = history(network)
    again = saved(file)
    assert (again.state, counts(again)) == ("saved", (0, 0, 4, 0, 0))
    assert history(network) == before
    assert not again.rows.exists()
    assert set(Resident.objects.values_list("revision", flat=True)) == {1}


def test_every_row_that_changes_is_changed_in_one_upsert_with_its_history(saved, network):
    saved(sheet(opensid_row(), budi(), tono()))
    columns = {"pekerjaan_id": "3", "alamat_sekarang": "Jalan Melati 5", "rt": "001"}
    made = saved(sheet(opensid_row(**columns), budi(**columns), tono(**columns)))
    assert counts(made) == (0, 3, 0, 0, 0)
    assert made.changed_columns == {"occupation": 3, "present_address": 3, "rt": 3}
    assert [(r.occupation, r.present_address, r.rt.number, r.revision) for r in Resident.objects.all()] == [
        (3, "Jalan Melati 5", "001", 2)
    ] * 3
    assert history(network)[3:] == [
        (name, "update", "residents.import") for name in ("SITI RAHAYU", "BUDI SANTOSO", "TONO")
    ]
    # What the row carries beside its values is as it was made.
    assert resident(SITI).nik_digest.tobytes() == digest(SITI)
    assert list(Resident.objects.named_like(network, "siti")) == [resident(SITI)]


def test_a_blank_cell_or_a_missing_column_changes_nothing(saved):
    saved(sheet(opensid_row()))
    only = saved(
        xlsx([["nama", "nik", "pekerjaan_id", "no_kk"], ["SITI RAHAYU", SITI, "", ""]]), take_rows_without_rw=True
    )
    assert counts(only) == (0, 0, 1, 0, 0)
    siti = resident(SITI)
    assert (siti.occupation, siti.birth_place, siti.family.kk_number.whole) == (2, "KUDUS", "9901011205080001")


def test_other_letters_and_spaces_in_a_name_are_no_change(saved, network, secretary):
    saved(sheet(opensid_row()))
    siti = resident(SITI)
    residents.change(siti, by=secretary, revision=1, values={"name": "Siti Rahayu"})
    assert counts(saved(sheet(opensid_row(alamat="BLOK C  NO. 7")))) == (0, 0, 1, 0, 0)
    assert resident(SITI).name == "Siti Rahayu"


def test_good_rows_go_in_though_others_are_refused(saved):
    made = saved(sheet(opensid_row(), budi(nik="990101100380000"), tono(tanggallahir="31-02-1975")))
    assert (made.state, counts(made)) == ("saved", (1, 0, 0, 2, 0))
    assert [r.nik.whole for r in Resident.objects.all()] == [SITI]


def test_rows_of_another_rw_are_counted_and_never_staged(sent):
    made = sent(sheet(opensid_row(), budi(rw="005")))
    assert counts(made) == (1, 0, 0, 0, 1)
    assert made.rows.count() == 1


def test_an_rt_that_is_not_known_is_announced_and_made_when_saved(sent, network, secretary):
    made = sent(sheet(tono(), budi()))
    assert made.remarks["new_rts"] == {"007": 1}
    assert not Rt.objects.of(network).filter(number="007").exists()
    actions.confirm(made, by=secretary)
    actions.save(made.pk)
    assert resident(TONO).rt == Rt.objects.of(network).get(number="007")


def test_another_family_card_moves_a_person_to_the_other_family(saved):
    saved(sheet(opensid_row(), tono()))
    made = saved(sheet(opensid_row(no_kk="9901011205080009")))
    assert made.changed_columns == {"kk_number": 1}
    assert resident(SITI).family == resident(TONO).family
    assert Family.objects.count() == 2


def test_death_in_a_file_is_noted_and_a_list_raises_nobody_from_the_dead(saved):
    saved(sheet(opensid_row()))
    assert saved(sheet(opensid_row(status_dasar="2"))).changed_columns == {"status": 1}
    assert resident(SITI).status == 2
    made = saved(sheet(opensid_row(status_dasar="1")))
    assert counts(made) == (0, 0, 1, 0, 0)
    assert made.remarks["warnings"][-1]["sentence"] == "Di portal tercatat meninggal, jadi keadaannya tidak diubah."
    assert resident(SITI).status == 2


def test_warnings_let_rows_in_and_are_told_by_kind(sent):
    made = sent(sheet(*[opensid_row(nik=f"990101010101{n:04d}", nama=f"ORANG {'ABC'[n - 1]}") for n in (1, 2, 3)]))
    assert counts(made) == (3, 0, 0, 0, 0)
    told = {w["sentence"]: (w["count"], w["rows"]) for w in made.remarks["warnings"]}
    assert told["Tanggal lahir di dalam NIK berbeda dengan yang ditulis. Apakah sesuai KTP?"] == (3, [2, 3, 4])


def test_families_without_a_head_are_counted(sent):
    assert sent(sheet(opensid_row(), tono())).remarks["families_without_head"] == 2
    assert sent(sheet(opensid_row(), budi(), tono())).remarks["families_without_head"] == 1


# --- Who is who --------------------------------------------------------------------------------------------


def test_a_person_without_nik_gains_it_from_a_later_file(saved):
    saved(sheet(opensid_row(nik="")))
    [siti] = Resident.objects.all()
    assert (siti.nik, siti.without_nik) == (None, "tidak_ada_di_berkas")
    made = saved(sheet(opensid_row()))
    assert made.changed_columns == {"nik": 1}
    siti.refresh_from_db()
    assert (siti.nik.whole, siti.without_nik) == (SITI, "")


def test_a_list_without_nik_finds_the_person_who_has_one(saved):
    saved(sheet(opensid_row()))
    rows = [["nama", "sex", "tanggallahir", "rw", "pekerjaan_id"], ["Siti Rahayu", "P", "10-03-1996", "004", "3"]]
    assert counts(saved(xlsx(rows))) == (0, 1, 0, 0, 0)
    assert Resident.objects.count() == 1


@pytest.mark.parametrize(
    "other", [{"tanggallahir": "1996-03-11"}, {"tempatlahir": "PATI"}, {"sex": "1"}, {"nama": "SITI RAHAYUNI"}]
)
def test_another_birth_date_place_sex_or_name_is_another_person(saved, other):
    saved(sheet(opensid_row(nik="")))
    assert counts(saved(sheet(opensid_row(nik="", **other)))) == (1, 0, 0, 0, 0)


def test_without_a_birth_date_only_the_same_family_makes_one_person(saved):
    nobody_knows = {"nik": "", "tanggallahir": ""}
    saved(sheet(opensid_row(**nobody_knows)))
    assert counts(saved(sheet(opensid_row(**nobody_knows)))) == (0, 0, 1, 0, 0)
    assert counts(saved(sheet(opensid_row(**nobody_knows, no_kk="9901011205080009")))) == (1, 0, 0, 0, 0)


def test_a_row_that_fits_two_people_is_refused(saved, make_resident):
    for nik in (SITI, BUDI):
        make_resident("SITI RAHAYU", nik=Sealed(nik), birth_on=dt.date(1996, 3, 10))
    made = saved(sheet(opensid_row(nik="")))
    assert counts(made) == (0, 0, 0, 1, 0)
    [row] = actions.refused_rows(made)
    assert [(f.column, f.reason) for f in row.refusals] == [("Nama", "Ada 2 warga yang cocok. Isi NIK-nya.")]


def test_a_merged_record_leads_to_the_one_that_was_kept(saved, make_resident, secretary):
    kept = make_resident("Siti Rahayu", nik=Sealed(BUDI))
    duplicate = make_resident("Siti Rahayoe", nik=Sealed(SITI))
    residents.merge(kept, duplicate, by=secretary, values={}, revisions=(1, 1))
    made = saved(sheet(opensid_row(pekerjaan_id="3")))
    assert (counts(made)[:2], Resident.objects.count()) == ((0, 1), 2)
    kept.refresh_from_db()
    assert (kept.nik.whole, kept.occupation) == (BUDI, 3)
    # Both numbers in one file: the kept one's own row counts, the other is passed over with a note.
    both = saved(sheet(opensid_row(pekerjaan_id="5"), opensid_row(nik=BUDI, pekerjaan_id="3", alamat_sekarang="X")))
    assert counts(both) == (0, 1, 1, 0, 0)
    kept.refresh_from_db()
    assert (kept.occupation, kept.present_address) == (3, "X")


# --- Rows without an RW ------------------------------------------------------------------------------------


def test_rows_without_an_rw_wait_for_an_answer(sent, secretary):
    made = sent(sheet(opensid_row(), budi(rw="-")))
    assert made.rows_without_rw == 1
    with pytest.raises(RefusedByRule, match="tanpa RW"):
        actions.confirm(made, by=secretary)


@pytest.mark.parametrize(("answer", "names"), [(True, ["BUDI SANTOSO", "SITI RAHAYU"]), (False, ["SITI RAHAYU"])])
def test_rows_without_an_rw_go_in_only_when_the_person_says_so(saved, answer, names):
    made = saved(sheet(opensid_row(), budi(rw="")), take_rows_without_rw=answer)
    assert sorted(r.name for r in Resident.objects.all()) == names
    assert made.new_count == len(names)


# --- Between preview and confirmation ------------------------------------------------------------------------


def test_what_was_written_by_hand_after_the_preview_stays(saved, sent, secretary):
    saved(sheet(opensid_row(), budi()))
    changes = {"pekerjaan_id": "3", "alamat_sekarang": "Jalan Melati 5"}
    made = sent(sheet(opensid_row(**changes), budi()))
    values = {"present_address": "Jalan Mawar 1", "hamlet": "Lor"}
    residents.change(resident(SITI), by=secretary, revision=1, values=values)
    residents.change(resident(BUDI), by=secretary, revision=1, values={"occupation": 9})
    actions.confirm(made, by=secretary)
    actions.save(made.pk)
    made.refresh_from_db()
    siti, budi_now = resident(SITI), resident(BUDI)
    assert (siti.occupation, siti.present_address, siti.hamlet, siti.revision) == (3, "Jalan Mawar 1", "Lor", 3)
    assert (budi_now.occupation, budi_now.revision) == (9, 2)
    assert (made.changed_count, made.kept_count) == (1, 1)


def test_somebody_registered_by_hand_after_the_preview_is_not_doubled(sent, secretary, make_resident):
    made = sent(sheet(opensid_row(), tono(nik="")))
    make_resident("Siti R.", nik=Sealed(SITI), address="Jalan Mawar 1")
    make_resident("Tono", sex=1, birth_on=dt.date(1975, 7, 1))
    actions.confirm(made, by=secretary)
    actions.save(made.pk)
    made.refresh_from_db()
    assert (made.new_count, made.changed_count) == (0, 2)
    assert Resident.objects.count() == 2
    siti = resident(SITI)
    assert (siti.name, siti.address, siti.occupation) == ("Siti R.", "Jalan Mawar 1", 2)


def test_a_nik_that_another_person_got_after_the_preview_stays_there(saved, sent, secretary, make_resident):
    saved(sheet(opensid_row(nik="")))
    made = sent(sheet(opensid_row(alamat_sekarang="Jalan Melati 5")))
    other = make_resident("Orang lain", nik=Sealed(SITI))
    actions.confirm(made, by=secretary)
    actions.save(made.pk)
    assert resident(SITI) == other
    assert Resident.objects.get(name="SITI RAHAYU").present_address == "Jalan Melati 5"


def test_a_second_confirmation_and_a_second_delivery_do_nothing(sent, secretary, network):
    made = sent(sheet(opensid_row()))
    actions.confirm(made, by=secretary)
    actions.confirm(made, by=secretary)
    assert actions.save(made.pk)
    after = history(network)
    assert not actions.save(made.pk)
    assert not actions.check(made.pk)
    actions.confirm(made, by=secretary)
    assert history(network) == after


def test_a_cancelled_import_leaves_nothing_behind(sent, secretary):
    made = sent(sheet(opensid_row(), budi(nik="1")))
    actions.cancel(made, by=secretary)
    assert not StagedRow.objects.exists()
    with pytest.raises(RefusedByRule, match="sudah tidak ada"):
        actions.confirm(made, by=secretary)
    with pytest.raises(RefusedByRule, match="sudah selesai"):
        actions.cancel(made, by=secretary)


# --- Refused rows ------------------------------------------------------------------------------------------


def test_refused_rows_can_be_mended_and_sent_again(saved, network, secretary):
    made = saved(sheet(opensid_row(), budi(nik="990101100380000", nama="=BUDI")))
    out = actions.hand_out_refused(made, by=secretary).getvalue()
    [row] = read_residents(out, "x.xlsx", rw="004").rows
    assert {f.field for f in row.refusals} == {"nik", "name"}
    entry = ReadEntry.objects.get()
    assert (entry.reader, entry.kind, entry.subject) == (secretary, "export", "1 baris impor yang ditolak")

    mended = {**row.raw, "nik": BUDI, "name": "BUDI SANTOSO"}
    assert counts(saved(mended_file(mended))) == (1, 0, 0, 0, 0)
    assert resident(BUDI).family == resident(SITI).family


def mended_file(raw: dict) -> bytes:
    return xlsx([[label(name) for name in raw], list(raw.values())])


def test_refused_rows_stay_a_day_and_then_nothing_is_left(saved, secretary):
    made = saved(sheet(opensid_row(), budi(nik="1")))
    assert [row.outcome for row in StagedRow.objects.all()] == ["refused"]
    ResidentImport.objects.update(created_at=timezone.now() - STAGED_FOR - dt.timedelta(minutes=1))
    assert actions.forget_expired() == 0
    assert not StagedRow.objects.exists()
    with pytest.raises(RefusedByRule, match="sudah terhapus"):
        actions.hand_out_refused(made, by=secretary)


def test_a_preview_nobody_answers_expires_after_a_day(sent, secretary):
    made = sent(sheet(opensid_row()))
    assert actions.forget_expired() == 0
    ResidentImport.objects.update(created_at=timezone.now() - STAGED_FOR - dt.timedelta(minutes=1))
    with pytest.raises(RefusedByRule, match="sudah tidak ada"):
        actions.confirm(ResidentImport.objects.get(), by=secretary)
    assert actions.forget_expired() == 1
    made.refresh_from_db()
    assert made.state == "expired"
    assert not StagedRow.objects.exists()


# --- Sealed and silent -------------------------------------------------------------------------------------


def test_the_upload_lies_sealed_for_its_owner_alone_until_it_is_read(
    network, secretary, django_capture_on_commit_callbacks
):
    file = sheet(opensid_row())
    made = actions.send(network, by=secretary, file_name="x.xlsx", content=file)
    path = Path(settings.MEDIA_ROOT) / made.file
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert path.read_bytes().startswith(b"gAAAAA")
    assert SITI not in path.name
    with django_capture_on_commit_callbacks(execute=True):
        actions.check(made.pk)
    assert not path.exists()


def test_nothing_personal_stands_in_the_import_its_history_or_a_log(sent, secretary, caplog):
    caplog.set_level("DEBUG")
    columns = [*OPENSID_COLUMNS, f"catatan {SITI}"]
    made = actions.send(
        secretary.current_memberships[0].network,
        by=secretary,
        file_name=f"C:\\data\\{SITI}.xlsx",
        content=xlsx({f"KK {SITI}"[:31]: [columns, [*opensid_row(), "x"], [*budi(nik="123456789"), ""]]}),
    )
    actions.check(made.pk)
    rows = [*ResidentImport.objects.values(), *ResidentImport.pgh_event_model._default_manager.values()]
    assert len(rows) > 2
    told = json.dumps(rows, default=str)
    for secret in (SITI, "SITI", "RAHAYU", "123456789", "9901011205080001", "Blok C"):
        assert secret not in told
        assert secret not in caplog.text
    assert SITI.encode() not in b"".join(bytes(row.sealed) for row in StagedRow.objects.all())


def test_the_permission_of_the_village_is_kept_with_the_network(sent, network):
    sent(sheet(opensid_row()), permit_number="470/12/2026", permit_on=dt.date(2026, 11, 2))
    network.refresh_from_db()
    assert (network.resident_permit_number, network.resident_permit_on) == ("470/12/2026", dt.date(2026, 11, 2))


def test_an_upload_that_is_gone_or_cannot_be_opened_ends_in_a_sentence(network, secretary):
    made = actions.send(network, by=secretary, file_name="x.xlsx", content=sheet(opensid_row()))
    (Path(settings.MEDIA_ROOT) / made.file).unlink()
    assert actions.check(made.pk)
    made.refresh_from_db()
    assert (made.state, made.problem) == ("refused", "Berkas ini tidak bisa dibuka lagi. Kirim sekali lagi.")


def test_what_nobody_began_is_announced_again_after_a_minute(network, secretary):
    made = actions.send(network, by=secretary, file_name="x.xlsx", content=sheet(opensid_row()))
    assert actions.resume_waiting() == 0
    ResidentImport.objects.update(announced_at=timezone.now() - dt.timedelta(seconds=61))
    assert actions.resume_waiting() == 1
    made.refresh_from_db()
    assert made.announced_at > timezone.now() - dt.timedelta(seconds=10)
