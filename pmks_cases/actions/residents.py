"""The verbs of a resident: noted, mended, moved away, died, come back, made one with a second record, read whole."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, models
from django.utils import timezone
from django.utils.translation import gettext as _

from pmks_cases.codes import BasicStatus, KkLevel
from pmks_cases.models import Family, Resident, ResidentMerge
from wksbm.core.audit import recorded
from wksbm.core.models import ReadEntry
from wksbm.core.read_log import note_read
from wksbm.core.refusals import RefusedByRule
from wksbm.core.sealing import Sealed, seal_json, unseal_json
from wksbm.revisions import joined

EDITED = (
    "name",
    "nik",
    "without_nik",
    "family_id",
    "kk_level",
    "sex",
    "birth_place",
    "birth_on",
    "rt_id",
    "hamlet",
    "address",
    "present_address",
    "education",
    "occupation",
    "marital_status",
    "disability",
    "insurance",
)
"""What people write about a resident by hand, as column names."""
STATE = ("status", "status_on")
MERGED = EDITED + STATE
"""What two records of one person are compared by."""


@dataclass(frozen=True)
class MergeFollower:
    """What a higher app does with its own rows when two residents become one, and when they are two again.

    `move(duplicate, kept)` points its rows to `kept` and gives what it moved as JSON; `back(duplicate, kept, moved)`
    returns exactly those.
    """

    name: str
    move: Callable
    back: Callable


merge_followers: list[MergeFollower] = []


# --- Noting and mending ----------------------------------------------------------------------------------


def add(network, *, by, values: dict, kk_number: str = "", reason: str = "") -> Resident:
    """Note a new resident. `values` is keyed by `EDITED`; a KK number joins its family or begins one.

    Raises RefusedByRule when the NIK is another resident's.
    """
    with recorded("residents.add", by=by, reason=reason):
        resident = Resident(network=network, **values)
        if kk_number:
            resident.family = _family_with(network, kk_number)
        _drop_reason(resident)
        _save(resident)
    return resident


def change(resident, *, by, revision: int, values: dict, kk_number: str = "", reason: str = "") -> Resident:
    """Mend a record that was read at `revision`. Fields that only somebody else changed since keep his values.

    Raises EditedMeanwhile when both changed the same field to different values, RefusedByRule for a taken NIK or a
    record that was merged away. Writes nothing when nothing differs.
    """
    with recorded("residents.change", by=by, reason=reason):
        stored = _locked(resident)
        mine = dict(values)
        if kk_number:
            mine["family_id"] = _family_with(stored.network, kk_number).pk
        mine = joined(stored, revision, mine)
        if any(getattr(stored, column) != value for column, value in mine.items()):
            for column, value in mine.items():
                setattr(stored, column, value)
            _drop_reason(stored)
            stored.revision += 1
            _save(stored)
    return stored


def _family_with(network, kk_number: str) -> Family:
    found = Family.objects.of(network).with_kk_number(kk_number).first()
    return found or Family.objects.create(network=network, kk_number=Sealed(kk_number))


def _locked(resident) -> Resident:
    """The row, locked, as it stands now. Raises RefusedByRule when it was merged into another."""
    stored = Resident.objects.select_for_update().get(pk=resident.pk)
    if stored.merged_into_id:
        raise RefusedByRule(_("Catatan ini sudah digabungkan ke catatan lain."))
    return stored


def _drop_reason(resident) -> None:
    """Who has a NIK needs no reason for having none."""
    if resident.nik is not None:
        resident.without_nik = ""


def _save(resident) -> None:
    """Save, with the sentence for a NIK that somebody else already has."""
    if resident.nik is not None:
        first = Resident.registered_with(resident.network_id, resident.nik.whole, but=resident)
        if first is not None:
            raise RefusedByRule(nik_taken_sentence(first), field="nik")
    try:
        resident.save()
    except IntegrityError as error:
        if "one_resident_a_nik" not in str(error):
            raise
        # Two people noted the same newcomer at the same moment. The refusal takes the whole action back.
        raise RefusedByRule(_("NIK ini baru saja didaftarkan orang lain."), field="nik") from None


def nik_taken_sentence(resident) -> str:
    """That a NIK is taken, and in which RT: no other data of the person."""
    if resident.rt is None:
        return _("NIK ini sudah terdaftar.")
    return _("NIK ini sudah terdaftar (%(rt)s).") % {"rt": resident.rt}


# --- Moved, died, back -----------------------------------------------------------------------------------


def move_away(resident, *, by, on: date, reason: str = "") -> Resident:
    """Note that a resident lives elsewhere since a day."""
    with recorded("residents.move_away", by=by, reason=reason):
        return _leave(resident, BasicStatus.MOVED, on)


def record_death(resident, *, by, on: date, reason: str = "") -> Resident:
    """Note that a resident died on a day."""
    with recorded("residents.record_death", by=by, reason=reason):
        return _leave(resident, BasicStatus.DEAD, on)


def _leave(resident, status: BasicStatus, on: date) -> Resident:
    stored = _locked(resident)
    if stored.status == BasicStatus.DEAD:
        raise RefusedByRule(_("Warga ini sudah tercatat meninggal."))
    if stored.status == status:
        raise RefusedByRule(_("Sudah tercatat sebelumnya."))
    _refuse_impossible_day(stored, on)
    return _set_state(stored, status, on)


def come_back(resident, *, by, on: date, reason: str = "") -> Resident:
    """Note that somebody who had gone lives here again since a day. Raises RefusedByRule for a person who died."""
    with recorded("residents.come_back", by=by, reason=reason):
        stored = _gone(resident)
        if stored.status == BasicStatus.DEAD:
            raise RefusedByRule(_("Warga ini tercatat meninggal. Kalau itu keliru, pilih salah catat."))
        _refuse_impossible_day(stored, on)
        if stored.status_on and on < stored.status_on:
            raise RefusedByRule(_("Tanggal ini sebelum ia pergi."), field="on")
        return _set_state(stored, BasicStatus.ALIVE, on)


def take_back_state(resident, *, by, reason: str = "") -> Resident:
    """The note that somebody moved or died was a mistake: the person is here, as before."""
    with recorded("residents.take_back_state", by=by, reason=reason):
        return _set_state(_gone(resident), BasicStatus.ALIVE, None)


def _gone(resident) -> Resident:
    stored = _locked(resident)
    if stored.status == BasicStatus.ALIVE:
        raise RefusedByRule(_("Warga ini sudah tercatat tinggal di sini."))
    return stored


def _refuse_impossible_day(resident, on: date) -> None:
    if on > resident.network.today():
        raise RefusedByRule(_("Tanggal ini belum terjadi."), field="on")
    if resident.birth_on and on < resident.birth_on:
        raise RefusedByRule(_("Tanggal ini sebelum ia lahir."), field="on")


def _set_state(resident, status: BasicStatus, on: date | None) -> Resident:
    resident.status, resident.status_on = status, on
    resident.revision += 1
    resident.save()
    return resident


# --- Two records of one person ---------------------------------------------------------------------------


def merge(kept, duplicate, *, by, values: dict, revisions: tuple[int, int], reason: str = "") -> ResidentMerge:
    """Make two records one: `kept` takes `values` (keyed by `MERGED`), `duplicate` leads to it from now on.

    `revisions` are those that the person compared. Raises RefusedByRule when one of the two was changed since, is
    merged already, or stands in another network.
    """
    with recorded("residents.merge", by=by, reason=reason):
        rows = {row.pk: row for row in _locked_pair(kept, duplicate)}
        kept, duplicate = rows[kept.pk], rows[duplicate.pk]
        if (kept.revision, duplicate.revision) != revisions:
            raise RefusedByRule(_("Salah satu catatan baru saja diubah orang lain. Periksa sekali lagi."))
        before = {"kept": _written(kept), "duplicate": _written(duplicate)}
        # The duplicate goes first: its NIK may be the one that stays.
        duplicate.merged_into = kept
        duplicate.revision += 1
        duplicate.save()
        for column, value in values.items():
            setattr(kept, column, value)
        _drop_reason(kept)
        kept.revision += 1
        _save(kept)
        moved = {follower.name: follower.move(duplicate, kept) for follower in merge_followers}
        return ResidentMerge.objects.create(
            network_id=kept.network_id,
            kept=kept,
            duplicate=duplicate,
            merged_by=by,
            sealed_before=seal_json({**before, "after": _written(kept), "moved": moved}),
        )


def _locked_pair(one, other) -> list[Resident]:
    if one.pk == other.pk:
        raise RefusedByRule(_("Pilih dua catatan yang berbeda."))
    # Always in the order of the key, so that two merges cannot wait for each other.
    rows = list(Resident.objects.select_for_update().filter(pk__in=(one.pk, other.pk)).order_by("pk"))
    if len({row.network_id for row in rows}) != 1:
        raise RefusedByRule(_("Kedua catatan tidak berada di jejaring yang sama."))
    if any(row.merged_into_id for row in rows):
        raise RefusedByRule(_("Salah satu catatan sudah digabungkan sebelumnya."))
    return rows


def undo_merge(merging, *, by, reason: str = "") -> Resident:
    """Make two of what was merged: both records are as before; what was mended on the kept one since then stays.

    Raises RefusedByRule after 30 days, a second time, or when a later merge stands in the way.
    """
    with recorded("residents.undo_merge", by=by, reason=reason):
        merging = ResidentMerge.objects.select_for_update().undoable().filter(pk=merging.pk).first()
        if merging is None:
            raise RefusedByRule(_("Penggabungan ini tidak bisa dibatalkan lagi."))
        pair = (merging.kept_id, merging.duplicate_id)
        rows = {row.pk: row for row in Resident.objects.select_for_update().filter(pk__in=pair).order_by("pk")}
        kept, duplicate = rows[merging.kept_id], rows[merging.duplicate_id]
        later = ResidentMerge.objects.undoable().filter(kept=kept, pk__gt=merging.pk)
        if kept.merged_into_id or later.exists():
            raise RefusedByRule(_("Batalkan dahulu penggabungan yang lebih baru."))
        stored = unseal_json(merging.sealed_before)
        before, after = _read(stored["kept"]), _read(stored["after"])
        for column in MERGED:
            if getattr(kept, column) == after[column]:
                setattr(kept, column, before[column])
        kept.revision += 1
        _save(kept)
        for column, value in _read(stored["duplicate"]).items():
            setattr(duplicate, column, value)
        duplicate.merged_into = None
        duplicate.revision += 1
        _save(duplicate)
        for follower in reversed(merge_followers):
            if follower.name in stored["moved"]:
                follower.back(duplicate, kept, stored["moved"][follower.name])
        merging.undone_by, merging.undone_at = by, timezone.now()
        merging.save()
        return duplicate


def _written(resident) -> dict:
    """The compared columns as JSON; whole identity numbers, so only ever inside a seal."""
    return {
        column: value.whole if isinstance(value := getattr(resident, column), Sealed) else value for column in MERGED
    }


def _read(written: dict) -> dict:
    row = {}
    for column, value in written.items():
        if column == "nik":
            row[column] = Sealed(value) if value is not None else None
        else:
            field = _field(column)
            row[column] = value if isinstance(field, models.ForeignKey) else field.to_python(value)
    return row


def _field(column: str) -> models.Field:
    return next(field for field in Resident._meta.concrete_fields if field.attname == column)


# --- Families --------------------------------------------------------------------------------------------


def assign_dasawisma(family, *, by, dasawisma) -> Family:
    """Say which dasawisma looks after a family; None for none."""
    with recorded("families.assign_dasawisma", by=by):
        family.dasawisma = dasawisma
        family.save(update_fields=["dasawisma"])
    return family


def head_of(members) -> Resident | None:
    """The head among the people of one card, when one is noted; who lives here goes before who died or moved."""
    heads = [person for person in members if person.kk_level == KkLevel.HEAD]
    return min(heads, key=lambda person: not person.lives_here, default=None)


# --- Read whole ------------------------------------------------------------------------------------------


def reveal(resident, *, by) -> tuple[str, str]:
    """The whole NIK and KK number for a person to read ('' where there is none), and the entry that he did."""
    with recorded("residents.reveal", by=by):
        note_read(
            ReadEntry.Kind.WHOLE_NUMBER, by=by, network=resident.network, subject=_("NIK dan nomor KK"), of=resident
        )
    family_number = resident.family.kk_number if resident.family else None
    return resident.nik.whole if resident.nik else "", family_number.whole if family_number else ""


def reveal_kk_number(family, *, by) -> str:
    """The whole number of a family card for a person to read, and the entry that he did."""
    with recorded("families.reveal", by=by):
        note_read(ReadEntry.Kind.WHOLE_NUMBER, by=by, network=family.network, subject=_("nomor KK"), of=family)
    return family.kk_number.whole if family.kk_number else ""
