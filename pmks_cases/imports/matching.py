"""Which resident of the register a row is about, and what the row would change in it.

A blank cell never changes anything, letters' case and spaces in a name or an address are no change, and a person whom
the register knows as dead stays so, whatever a list says: lists are often older than a death.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from pmks_cases.codes import BasicStatus
from pmks_cases.imports.rows import Finding, Row
from pmks_cases.models import Resident
from pmks_cases.names import name_key
from wksbm.core.sealing import digests

TEXTS = ("name", "birth_place", "address", "hamlet", "present_address")
VALUES = (
    "sex",
    "birth_on",
    "kk_level",
    "education",
    "occupation",
    "marital_status",
    "status",
    "disability",
    "insurance",
)


@dataclass(slots=True)
class Match:
    """What a row comes to: nobody yet (new), a resident with what would change in him, or a refusal.

    `before` maps each field that would change to the value in the register: an RT by its number, a family by its key.
    """

    resident: Resident | None = None
    before: dict[str, object] = field(default_factory=dict)
    refusals: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)


class Register:
    """The residents, families and RTs of one network, loaded once for a whole file.

    `residents` are all rows, those merged into others too; `families` pairs of key and digest; `rts` rows.
    """

    def __init__(self, residents: Iterable[Resident], families: Iterable[tuple], rts: Iterable):
        self.by_id: dict[int, Resident] = {}
        self._by_nik: dict[bytes, Resident] = {}
        self._by_name: dict[str, list[Resident]] = defaultdict(list)
        self._claimed: dict[int, int] = {}
        self._expected: set[int] = set()
        self._expected_directly: set[int] = set()
        self.families = {bytes(digest): pk for pk, digest in families if digest}
        self.rts = {rt.number: rt for rt in rts}
        self._rt_numbers = {rt.pk: number for number, rt in self.rts.items()}
        merged = []
        for resident in residents:
            self.by_id[resident.pk] = resident
            if resident.merged_into_id:
                merged.append(resident)
                continue
            self._by_name[resident.name_key].append(resident)
            if resident.nik_digest:
                self._by_nik[bytes(resident.nik_digest)] = resident
        # A number that only a merged record carries leads to the record that was kept.
        for resident in merged:
            if resident.nik_digest:
                self._by_nik.setdefault(bytes(resident.nik_digest), resident)

    def expect(self, rows: Iterable[Row]) -> None:
        """Say first which residents the rows name by NIK: nobody else may take them for a namesake."""
        for row in rows:
            if (nik := row.values.get("nik")) and (resident := self.with_nik(nik)):
                self._expected.add(self.kept(resident).pk)
                if not resident.merged_into_id:
                    self._expected_directly.add(resident.pk)

    def with_nik(self, nik: str) -> Resident | None:
        return next((found for digest in digests(nik) if (found := self._by_nik.get(digest))), None)

    def kept(self, resident: Resident) -> Resident:
        """The record that stands, for one that was merged into it."""
        while resident.merged_into_id:
            resident = self.by_id[resident.merged_into_id]
        return resident

    def family_id(self, kk_number: str) -> int | None:
        return next((pk for digest in digests(kk_number) if (pk := self.families.get(digest))), None)

    def match(self, row: Row) -> Match:
        """Find the resident whom a row is about, and compare."""
        values = row.values
        nik = values.get("nik")
        named = self.with_nik(nik) if nik else None
        if named is not None and named.merged_into_id:
            return self._match_merged(row, self.kept(named))
        resident = named
        if resident is None:
            found = self._namesakes(values)
            if len(found) > 1:
                reason = _("Ada %(count)d warga yang cocok. Isi NIK-nya.") % {"count": len(found)}
                return Match(refusals=[Finding("name", _shown_name(values), reason)])
            if not found:
                return Match()
            [resident] = found
        first = self._claimed.setdefault(resident.pk, row.number)
        if first != row.number:
            reason = _("Orang yang sama dengan baris %(number)d.") % {"number": first}
            return Match(resident, refusals=[Finding("name", _shown_name(values), reason)])
        before, warnings = self.changes(values, resident)
        return Match(resident, before, warnings=warnings)

    def _match_merged(self, row: Row, kept: Resident) -> Match:
        note = Finding("nik", "", _("Catatan ini sudah digabungkan ke catatan lain; isinya tidak diubah."))
        if kept.pk in self._claimed or kept.pk in self._expected_directly:
            return Match(kept, warnings=[note])
        self._claimed[kept.pk] = row.number
        before, warnings = self.changes({**row.values, "nik": None}, kept)
        return Match(kept, before, warnings=warnings)

    def _namesakes(self, values: Mapping, *, since=None) -> list[Resident]:
        """Who has the row's name, and nothing that speaks against it: the best fitting, more than one only in a tie.

        OpenSID's rule (name, birth date, birth place, sex), where an unknown place or sex fits any; without a birth
        date only within one family, or among people without a family.
        """
        family = self.family_id(values["kk_number"]) if values.get("kk_number") else None
        fits = [
            (score, resident)
            for resident in self._by_name.get(name_key(values["name"]), ())
            if resident.pk not in self._expected
            and resident.pk not in self._claimed
            and (since is None or resident.created_at > since)
            and (score := self._fit(values, family, resident))
        ]
        best = max((score for score, _resident in fits), default=None)
        return [resident for score, resident in fits if score == best]

    @staticmethod
    def _fit(values: Mapping, family: int | None, resident: Resident) -> tuple | None:
        if values.get("nik") and resident.nik is not None:
            return None
        born, sex = values.get("birth_on"), values.get("sex")
        place = (values.get("birth_place") or "").casefold()
        same_family = family == resident.family_id
        if values.get("kk_number") and family is None:
            same_family = False
        if born and resident.birth_on:
            if born != resident.birth_on:
                return None
        elif not (same_family and (family or not (born or resident.birth_on))):
            return None
        if sex and resident.sex and sex != resident.sex:
            return None
        known_place = resident.birth_place.casefold()
        if place and known_place and place != known_place:
            return None
        return (same_family, born == resident.birth_on, place == known_place, sex == resident.sex)

    def newcomer(self, values: Mapping, since) -> Resident | None:
        """Who was registered by hand since an instant and is the person of a row that was new then."""
        if (nik := values.get("nik")) and (found := self.with_nik(nik)):
            return self.kept(found)
        found = self._namesakes(values, since=since)
        return found[0] if found else None

    def changes(self, values: Mapping, resident: Resident) -> tuple[dict[str, object], list[Finding]]:
        """The fields in which a row says something else than the register, each with the register's value."""
        before: dict[str, object] = {}
        warnings = []
        for name in TEXTS:
            new = values.get(name)
            if new and not _same_text(new, getattr(resident, name)):
                before[name] = getattr(resident, name)
        for name in VALUES:
            new = values.get(name)
            if new is not None and new != getattr(resident, name):
                before[name] = getattr(resident, name)
        if "status" in before and resident.status == BasicStatus.DEAD:
            del before["status"]
            note = _("Di portal tercatat meninggal, jadi keadaannya tidak diubah.")
            warnings.append(Finding("status", "", note))
        if values.get("nik") and resident.nik is None:
            before["nik"] = None
        if (rt := values.get("rt")) and rt != self._rt_numbers.get(resident.rt_id):
            before["rt"] = self._rt_numbers.get(resident.rt_id)
        if kk_number := values.get("kk_number"):
            family = self.family_id(kk_number)
            if family is None or family != resident.family_id:
                before["kk_number"] = resident.family_id
        return before, warnings


def _same_text(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def _shown_name(values: Mapping) -> str:
    name = str(values.get("name") or "")
    return name[: min(3, len(name) // 2)] + "•••"
