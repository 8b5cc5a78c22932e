"""How confirmed rows of an import get into the register: compared once more, then written in few large statements."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from members.models import Rt
from pmks_cases.imports.matching import TEXTS, VALUES, Register
from pmks_cases.models import Family, Resident, StagedRow
from wksbm.core.sealing import Sealed, unseal_json

Outcome = StagedRow.Outcome
Say = Callable[[int], None]
BATCH = 1000
"""Rows in one statement: enough to be fast, few enough to show progress and spare memory."""


def batches(items: Iterable) -> Iterator[list]:
    """The items in lists of at most BATCH."""
    batch = []
    for item in items:
        batch.append(item)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


@dataclass
class Work:
    """What is to be written: values of newcomers, and residents with the new values of their changed fields."""

    register: Register
    new: list[dict] = field(default_factory=list)
    changed: list[tuple[Resident, dict]] = field(default_factory=list)
    columns: Counter = field(default_factory=Counter)
    same: int = 0
    kept: int = 0

    def change(self, resident: Resident, values: dict, fields: Iterable[str]) -> None:
        new = {name: values[name] for name in fields}
        if new:
            nik = values.get("nik")
            if nik and resident.nik is not None and self.register.with_nik(nik) is resident:
                # The number is known from the row: its digest is made again without opening ten thousand seals.
                resident.nik = Sealed(nik, token=resident.nik.token)
            self.changed.append((resident, new))
            self.columns.update(new.keys())
        else:
            self.same += 1


def as_of_now(staged, register: Register, *, since) -> Work:
    """The staged rows beside the register of this moment."""
    work = Work(register)
    for row in staged.iterator(BATCH):
        content = unseal_json(row.sealed)
        values = _values(content["values"])
        if row.outcome == Outcome.NEW:
            resident = register.newcomer(values, since)
            if resident is None:
                work.new.append(values)
            else:
                # Registered by hand meanwhile: the row only fills what is unknown there.
                before, _warnings = register.changes(values, resident)
                work.change(resident, values, [name for name, known in before.items() if known in (None, "")])
            continue
        resident = register.by_id.get(content["resident"])
        if resident is None:
            work.kept += 1  # the record is gone, so there is nothing to change any more
            continue
        resident = register.kept(resident)
        before, _warnings = register.changes(values, resident)
        shown = _values(content["before"])
        fields = [name for name, known in before.items() if name in shown and shown[name] == known]
        if "nik" in fields and register.with_nik(values["nik"]):
            fields.remove("nik")
        # Some field of the preview has a third value by now: a hand was faster, and its word stays.
        now = {name: before.get(name, shown[name]) for name in shown if name in content["values"]}
        work.kept += any(now[name] != shown[name] for name in now)
        work.change(resident, values, fields)
    return work


def _values(stored: dict) -> dict:
    if stored.get("birth_on"):
        stored["birth_on"] = date.fromisoformat(stored["birth_on"])
    return stored


def write(network, work: Work, say: Say = lambda done: None) -> None:
    """Write newcomers and changes with their RTs and families. Needs an open transaction and audit context."""
    say(0)
    register = work.register
    wanted = [*work.new, *(new for _resident, new in work.changed)]
    for number in sorted({values["rt"] for values in wanted if values.get("rt")} - register.rts.keys()):
        register.rts[number] = Rt.objects.create(network=network, number=number)
    families = _families(network, register, {values["kk_number"] for values in wanted if values.get("kk_number")})
    done = 0
    for batch in batches(work.new):
        Resident.objects.bulk_create(
            [_apply(Resident(network=network), values, register, families) for values in batch]
        )
        done += len(batch)
        say(done)
    for batch in batches(work.changed):
        _upsert([_apply(resident, new, register, families) for resident, new in batch], batch)
        done += len(batch)
        say(done)


def _families(network, register: Register, numbers: set[str]) -> dict[str, int]:
    """The key of each family card, new cards included."""
    known = {number: register.family_id(number) for number in numbers}
    fresh = [Family(network=network, kk_number=Sealed(number)) for number in sorted(numbers) if known[number] is None]
    for batch in batches(fresh):
        Family.objects.bulk_create(batch)
    return known | {family.kk_number.whole: family.pk for family in fresh}


_COLUMNS = {"nik": ("nik", "nik_digest", "without_nik"), "name": ("name", "name_key", "search_grams")}
_COLUMNS |= {"rt": ("rt",), "kk_number": ("family",), "status": ("status", "status_on")}


def _apply(resident: Resident, values: dict, register: Register, families: dict) -> Resident:
    """Set the values on the row; blank ones change nothing."""
    for name in (*TEXTS, *VALUES):
        value = values.get(name)
        if value is not None and value != "":
            if name == "status" and value != resident.status:
                resident.status_on = None  # the file does not say since when
            setattr(resident, name, value)
    if nik := values.get("nik"):
        resident.nik, resident.without_nik = Sealed(nik), ""
    elif resident.pk is None:
        resident.without_nik = Resident.WithoutNik.NOT_IN_FILE
    if rt := values.get("rt"):
        resident.rt = register.rts[rt]
    if kk_number := values.get("kk_number"):
        resident.family_id = families[kk_number]
    if resident.pk is None or "name" in values:
        resident.derive()
    if resident.pk is not None:
        resident.revision += 1
    return resident


def _upsert(residents: list[Resident], batch: list[tuple[Resident, dict]]) -> None:
    fields = {name for _resident, new in batch for name in new}
    columns = {column for name in fields for column in _COLUMNS.get(name, (name,))}
    # One statement a batch; an UPDATE with a CASE for each value and row takes ten times as long.
    Resident.objects.bulk_create(
        residents,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=sorted(columns | {"revision", "updated_at"}),
    )
