"""What a decision makes of the thing that its line is about: a program, a strategic issue. A case goes its own way."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _

from programs.models import AgendaItem, Decision
from wksbm.core.refusals import RefusedByRule


@dataclass(frozen=True)
class Outcomes:
    """What may be decided of the rows that lines of this kind are about.

    `offered(row)` says what is to be chosen from now; nothing when only words are noted. `come(row, by=…, decision=…)`
    makes what was decided so, and raises RefusedByRule where the row's own rules refuse; `given` beside it is what a
    kind asks for on the page (of recipients who is ticked).
    """

    kind: str
    offered: Callable[..., list[Decision.Outcome]]
    come: Callable[..., None]


_outcomes: dict[str, Outcomes] = {}


def register_outcomes(*found: Outcomes) -> None:
    """Called by the module of each noun that a meeting decides on, when the app is ready."""
    _outcomes.update({one.kind: one for one in found})


def subject_of(item: AgendaItem):
    """The row that a line is about, or None where it stands for itself."""
    if item.about_id is None:
        return None
    return ContentType.objects.get_for_id(item.about_type_id).get_object_for_this_type(pk=item.about_id)


def offered(item: AgendaItem) -> list[Decision.Outcome]:
    """What may be chosen on this line now."""
    found = _outcomes.get(item.kind)
    return found.offered(subject_of(item)) if found and item.about_id else []


def come(decision: Decision, *, by, **given) -> None:
    """Make what was decided so. Raises RefusedByRule for an outcome that is not offered now."""
    item = decision.item
    choices = offered(item)
    if not choices:
        return
    if decision.outcome not in choices:
        raise RefusedByRule(_("Pilih keputusannya."), field="outcome")
    _outcomes[item.kind].come(subject_of(item), by=by, decision=decision, **given)
