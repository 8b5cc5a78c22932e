"""The verbs of a layanan singkat: written down when it is done, and made a case when it was not the end of it."""

from django.utils.translation import gettext as _

from pmks_cases.actions import cases
from pmks_cases.models import Case, Errand
from pmks_cases.models.case import NeedKind, Urgency
from pmks_cases.need_words import guessed_kind
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule


def add(network, *, by, values: dict) -> Errand:
    """Write down an errand. `values` holds columns of Errand: resident or subject_name, what, helper, on, result."""
    with recorded("errands.add", by=by):
        errand = Errand(network=network, by=by, **values)
        if errand.resident_id:
            errand.rt_id = errand.resident.rt_id
        errand.save(force_insert=True)
        return errand


def case_seen_by(user, errand: Errand) -> Case | None:
    """The case that came of it, for who may know of that case; else it looks as if there were none."""
    return Case.objects.visible_to(user).filter(pk=errand.case_id).first() if errand.case_id else None


def turn_into_case(errand, *, by, another_need: bool = False) -> Case:
    """Open a case with what the errand tells: its need, and the field that its words speak of (papers, if they do not).

    Raises RefusedByRule where it is one already that `by` sees, AlreadyOpen as `cases.open_case`.
    """
    with recorded("errands.turn_into_case", by=by):
        stored = Errand.objects.select_for_update().get(pk=errand.pk)
        stored.network = errand.network
        if first := case_seen_by(by, stored):
            raise RefusedByRule(_("Sudah menjadi kasus %(number)s.") % {"number": first.number})
        values = {
            "resident": stored.resident,
            "subject_name": stored.subject_name,
            "rt": stored.rt,
            "need": stored.what,
            "need_kind": guessed_kind(stored.what) or NeedKind.PAPERS,
            "urgency": Urgency.MEDIUM,
        }
        stored.case = cases.open_case(stored.network, by=by, values=values, another_need=another_need)
        stored.save(update_fields=["case"])
        return stored.case
