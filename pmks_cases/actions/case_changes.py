"""The verb of mending what a case says: two people may do it at once, and neither loses anything."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils.translation import gettext as _

from pmks_cases.actions import case_secrecy, telling
from pmks_cases.models import Case
from pmks_cases.models.case import FIRST_VISIT_WITHIN
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule
from wksbm.revisions import joined

EDITED = (
    "subject_name",
    "resident_id",
    "rt_id",
    "need",
    "need_kind",
    "urgency",
    "visit_in_pairs",
    "landmark",
    "contact_name",
    "contact_phone",
)
"""What people write about a case by hand, as column names."""


def change(case, *, by, revision: int, values: Mapping) -> Case:
    """Mend a case that was read at `revision`. `values` is keyed by `EDITED`; what is missing stays.

    A case that gets more urgent is visited sooner. Raises EditedMeanwhile when somebody else changed the same field to
    another value, RefusedByRule for an ended case, for another resident than the one it is about, and where linking
    the resident would shut out who links. Writes nothing when nothing differs.
    """
    with recorded("cases.change", by=by):
        stored = Case.locked(case)
        mine = joined(stored, revision, values)
        changed = {column for column, value in mine.items() if getattr(stored, column) != value}
        if not changed:
            return stored
        if not stored.is_open:
            raise RefusedByRule(_("Kasus ini sudah selesai. Buka lagi dahulu kalau masih perlu."))
        if "resident_id" in changed and stored.resident_id is not None:
            raise RefusedByRule(_("Kasus ini sudah tentang orang lain."), field="resident")
        more_urgent = mine.get("urgency", stored.urgency) > stored.urgency
        for column in changed:
            setattr(stored, column, mine[column])
        if more_urgent and stored.next_visit_on is not None:
            soon = stored.network.today() + timedelta(days=FIRST_VISIT_WITHIN[stored.urgency])
            stored.next_visit_on = min(stored.next_visit_on, soon)
        stored.save_revised()
        if "resident_id" in changed:
            _now_about(stored, by=by)
        return stored


def _now_about(case: Case, *, by) -> None:
    """Kin of the resident may hold an office: from now on they know nothing of a rahasia case."""
    if not case.is_secret:
        return
    case_secrecy.shut_out_same_card(case, [case.resident], by=by)
    telling.take_back_hidden(case)
    if case_secrecy.is_shut_out(by, case):
        raise RefusedByRule(_("Warga ini tidak bisa Anda pilih."), field="resident")
