"""What the verbs of a resident change, what they refuse, and what they leave behind."""

import datetime as dt

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmks_cases.actions import residents as actions
from pmks_cases.codes import BasicStatus
from pmks_cases.models import Family, Resident, ResidentMerge
from pmks_cases.models.resident_story import story_of
from tests.pmks_cases.invented import KK_NUMBER, NIK, OTHER_KK_NUMBER, OTHER_NIK, make_family, whole_resident
from wksbm.core.models import ReadEntry
from wksbm.core.refusals import RefusedByRule
from wksbm.core.sealing import Sealed
from wksbm.revisions import EditedMeanwhile

pytestmark = pytest.mark.django_db


def row_of(resident) -> dict:
    return Resident.objects.filter(pk=resident.pk).values().get()


def test_a_new_resident_joins_the_family_of_the_card(network, secretary):
    family = make_family(network)
    resident = actions.add(network, by=secretary, values={"name": "Wagiman"}, kk_number=KK_NUMBER)
    assert resident.family_id == family.pk
    assert Family.objects.count() == 1


def test_a_new_card_begins_a_family(network, secretary):
    resident = actions.add(network, by=secretary, values={"name": "Wagiman"}, kk_number=KK_NUMBER)
    assert resident.family.kk_number.whole == KK_NUMBER


def test_a_taken_nik_is_refused_with_nothing_but_the_rt(network, secretary, make_resident):
    make_resident("Sulastri", nik=Sealed(NIK))
    with pytest.raises(RefusedByRule) as refused:
        actions.add(network, by=secretary, values={"name": "Orang Lain", "nik": Sealed(NIK)})
    assert refused.value.sentence == "NIK ini sudah terdaftar (RT\u00a0001)."
    assert refused.value.field == "nik"
    assert Resident.objects.count() == 1


def test_the_same_nik_may_stand_in_another_network(network, other_network, secretary, make_resident):
    make_resident("Sulastri", nik=Sealed(NIK), network=other_network)
    actions.add(network, by=secretary, values={"name": "Sulastri", "nik": Sealed(NIK)})
    assert Resident.objects.of(network).with_nik(NIK).count() == 1


def test_a_change_bumps_the_revision_and_names_action_and_actor(secretary, make_resident):
    resident = make_resident("Sulastri", address="Jl. Melati 3")
    actions.change(resident, by=secretary, revision=1, values={"address": "Jl. Mawar 7"})
    resident.refresh_from_db()
    assert (resident.revision, resident.address) == (2, "Jl. Mawar 7")
    chapter = story_of(resident)[0]
    assert (chapter.action, chapter.by) == ("residents.change", secretary.name)
    assert [(d.column, d.before, d.after) for d in chapter.differences] == [("address", "Jl. Melati 3", "Jl. Mawar 7")]


def test_a_change_that_changes_nothing_writes_nothing(secretary, make_resident):
    resident = make_resident("Sulastri", address="Jl. Melati 3")
    actions.change(resident, by=secretary, revision=1, values={"address": "Jl. Melati 3"})
    resident.refresh_from_db()
    assert resident.revision == 1
    assert len(story_of(resident)) == 1


def test_what_only_the_other_changed_is_kept(secretary, person, make_resident):
    resident = make_resident("Sulastri", address="Jl. Melati 3", hamlet="Krajan")
    actions.change(resident, by=person("chair"), revision=1, values={"address": "Jl. Mawar 7", "hamlet": "Krajan"})
    actions.change(resident, by=secretary, revision=1, values={"address": "Jl. Melati 3", "hamlet": "Ngelo"})
    resident.refresh_from_db()
    assert (resident.address, resident.hamlet, resident.revision) == ("Jl. Mawar 7", "Ngelo", 3)


def test_a_field_that_both_changed_is_asked_about_and_nothing_is_written(secretary, person, make_resident):
    resident = make_resident("Sulastri", address="Jl. Melati 3", hamlet="Krajan")
    theirs = {"address": "Jl. Mawar 7", "hamlet": "Ngelo"}
    actions.change(resident, by=person("chair"), revision=1, values=theirs)
    before = row_of(resident)
    with pytest.raises(EditedMeanwhile) as edited:
        actions.change(resident, by=secretary, revision=1, values={"address": "Jl. Kenanga 1", "hamlet": "Krajan"})
    assert edited.value.theirs == {"address": "Jl. Mawar 7"}
    assert edited.value.taken_over == {"hamlet": "Ngelo"}
    assert edited.value.revision == 2
    assert row_of(resident) == before


def test_both_may_write_the_same(secretary, person, make_resident):
    resident = make_resident("Sulastri", address="Jl. Melati 3")
    actions.change(resident, by=person("chair"), revision=1, values={"address": "Jl. Mawar 7"})
    actions.change(resident, by=secretary, revision=1, values={"address": "Jl. Mawar 7"})
    resident.refresh_from_db()
    assert resident.revision == 2


def test_a_new_card_that_is_not_saved_leaves_no_family(secretary, person, make_resident, network):
    resident = make_resident("Sulastri", address="Jl. Melati 3")
    actions.change(resident, by=person("chair"), revision=1, values={"address": "Jl. Mawar 7"})
    with pytest.raises(EditedMeanwhile):
        actions.change(resident, by=secretary, revision=1, values={"address": "X"}, kk_number=KK_NUMBER)
    assert Family.objects.count() == 0


def test_moved_died_and_back(secretary, make_resident, network):
    resident = make_resident("Sulastri", birth_on=dt.date(1970, 5, 15))
    today = network.today()
    actions.move_away(resident, by=secretary, on=today - dt.timedelta(days=9))
    actions.come_back(resident, by=secretary, on=today)
    resident.refresh_from_db()
    assert (resident.status, resident.status_on) == (BasicStatus.ALIVE, today)
    actions.record_death(resident, by=secretary, on=today)
    actions.take_back_state(resident, by=secretary)
    resident.refresh_from_db()
    assert (resident.status, resident.status_on, resident.revision) == (BasicStatus.ALIVE, None, 5)


@pytest.mark.parametrize("days", [1, -30000])
def test_nobody_moves_tomorrow_or_before_birth(secretary, make_resident, network, days):
    resident = make_resident("Sulastri", birth_on=dt.date(1970, 5, 15))
    with pytest.raises(RefusedByRule) as refused:
        actions.move_away(resident, by=secretary, on=network.today() + dt.timedelta(days=days))
    assert refused.value.field == "on"


def test_the_dead_do_not_come_back_or_move(secretary, make_resident, network):
    resident = make_resident("Sulastri")
    actions.record_death(resident, by=secretary, on=network.today())
    with pytest.raises(RefusedByRule):
        actions.come_back(resident, by=secretary, on=network.today())
    with pytest.raises(RefusedByRule):
        actions.move_away(resident, by=secretary, on=network.today())


# --- Merge ------------------------------------------------------------------------------------------------


def merge(kept, duplicate, by, **values):
    kept.refresh_from_db()
    duplicate.refresh_from_db()
    values = {column: getattr(kept, column) for column in actions.MERGED} | values
    return actions.merge(kept, duplicate, by=by, values=values, revisions=(kept.revision, duplicate.revision))


def test_the_kept_record_may_take_the_nik_of_the_other(secretary, make_resident):
    kept, duplicate = make_resident("Sulastri"), make_resident("Soelastri", nik=Sealed(NIK))
    merge(kept, duplicate, secretary, nik=Sealed(NIK))
    kept.refresh_from_db()
    duplicate.refresh_from_db()
    assert kept.nik.whole == NIK
    assert duplicate.merged_into_id == kept.pk
    assert list(Resident.objects.standing()) == [kept]


def test_a_merge_compares_what_the_person_saw(secretary, person, make_resident):
    kept, duplicate = make_resident("Sulastri"), make_resident("Soelastri")
    actions.change(duplicate, by=person("chair"), revision=1, values={"address": "Jl. Mawar 7"})
    with pytest.raises(RefusedByRule):
        actions.merge(kept, duplicate, by=secretary, values={}, revisions=(1, 1))
    assert ResidentMerge.objects.count() == 0


def test_records_of_two_networks_are_never_one(secretary, make_resident, other_network):
    kept, duplicate = make_resident("Sulastri"), make_resident("Sulastri", network=other_network)
    with pytest.raises(RefusedByRule):
        merge(kept, duplicate, secretary)


def test_a_record_is_merged_once(secretary, make_resident):
    kept, duplicate, third = (make_resident(name) for name in ("Sulastri", "Soelastri", "Sulastri B"))
    merge(kept, duplicate, secretary)
    with pytest.raises(RefusedByRule):
        merge(third, duplicate, secretary)
    with pytest.raises(RefusedByRule):
        merge(kept, kept, secretary)


def test_what_was_mended_after_the_merge_stays_after_the_undo(secretary, make_resident):
    kept = make_resident("Sulastri", address="Jl. Melati 3", hamlet="Krajan")
    merging = merge(kept, make_resident("Soelastri", address="Jl. Mawar 7"), secretary, address="Jl. Mawar 7")
    actions.change(kept, by=secretary, revision=2, values={"hamlet": "Ngelo"})
    actions.undo_merge(merging, by=secretary)
    kept.refresh_from_db()
    assert (kept.address, kept.hamlet) == ("Jl. Melati 3", "Ngelo")


def test_an_undo_is_refused_after_thirty_days_and_a_second_time(secretary, make_resident):
    old = merge(make_resident("Sulastri"), make_resident("Soelastri"), secretary)
    ResidentMerge.objects.filter(pk=old.pk).update(merged_at=timezone.now() - dt.timedelta(days=31))
    with pytest.raises(RefusedByRule):
        actions.undo_merge(old, by=secretary)
    new = merge(make_resident("Wagiman"), make_resident("Wagimin"), secretary)
    actions.undo_merge(new, by=secretary)
    with pytest.raises(RefusedByRule):
        actions.undo_merge(new, by=secretary)


def test_merges_on_one_record_are_undone_the_last_one_first(secretary, make_resident):
    kept = make_resident("Sulastri")
    first = merge(kept, make_resident("Soelastri"), secretary)
    second = merge(kept, make_resident("Sulasteri"), secretary)
    with pytest.raises(RefusedByRule):
        actions.undo_merge(first, by=secretary)
    actions.undo_merge(second, by=secretary)
    actions.undo_merge(first, by=secretary)
    assert Resident.objects.standing().count() == 3


def test_rows_of_other_tables_follow_a_merge_and_its_undo(secretary, make_resident, network):
    """A follower of a higher floor, here one that moves a note from record to record."""
    notes = {}
    follower = actions.MergeFollower(
        "notes",
        move=lambda duplicate, kept: notes.pop(duplicate.pk, []) and notes.setdefault(kept.pk, ["catatan"]),
        back=lambda duplicate, kept, moved: notes.update({duplicate.pk: moved, kept.pk: []}),
    )
    actions.merge_followers.append(follower)
    try:
        kept, duplicate = make_resident("Sulastri"), make_resident("Soelastri")
        notes[duplicate.pk] = ["catatan"]
        merging = merge(kept, duplicate, secretary)
        assert notes == {kept.pk: ["catatan"]}
        actions.undo_merge(merging, by=secretary)
        assert notes == {kept.pk: [], duplicate.pk: ["catatan"]}
    finally:
        actions.merge_followers.remove(follower)


some = st.sampled_from
invented = st.fixed_dictionaries(
    {
        "name": some(["Sulastri", "Soelastri", "Siti Aminah"]),
        "without_nik": some(["", "lupa", "tidak_ada_di_berkas"]),
        "sex": some([None, 1, 2]),
        "birth_on": some([None, dt.date(1970, 5, 15), dt.date(2020, 2, 29)]),
        "address": some(["", "Jl. Melati 3"]),
        "disability": some(["", "netra"]),
        "insurance": some([None, 2]),
        "kk_level": some([None, 1, 4]),
        "status": some([1, 2, 3]),
        "status_on": some([None, dt.date(2026, 1, 1)]),
    }
)


@given(
    one=invented, other=invented, niks=some([(None, None), (NIK, None), (None, NIK), (NIK, OTHER_NIK)]), data=st.data()
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_undone_merge_gives_back_the_identical_rows(one, other, niks, data, network, secretary, make_resident):
    Resident.objects.filter(network=network).update(nik=None, nik_digest=None)
    families = [Family.objects.get_or_create(network=network, kk_number=None)[0].pk, None]
    rows = []
    for fields, nik in zip((one, other), niks, strict=True):
        family_id = data.draw(some(families))
        rows.append(make_resident(**fields, nik=Sealed(nik) if nik else None, family_id=family_id))
    before = [row_of(row) for row in rows]
    chosen = {column: getattr(data.draw(some(rows), label=column), column) for column in actions.MERGED}
    merging = merge(*rows, secretary, **chosen)
    actions.undo_merge(merging, by=secretary)
    for row, was in zip(rows, before, strict=True):
        now = row_of(row)
        for bookkeeping in ("revision", "updated_at"):
            now.pop(bookkeeping)
            was.pop(bookkeeping)
        assert now == was


# --- Read whole --------------------------------------------------------------------------------------------


def test_whole_numbers_leave_an_entry_without_the_number(secretary, make_resident, network):
    resident = whole_resident(make_resident, family=make_family(network, OTHER_KK_NUMBER))
    assert actions.reveal(resident, by=secretary) == (NIK, OTHER_KK_NUMBER)
    entry = ReadEntry.objects.get()
    assert (entry.reader, entry.kind, entry.object_id) == (secretary, "whole_number", resident.pk)
    assert entry.subject == "NIK dan nomor KK"
