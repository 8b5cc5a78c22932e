"""The agenda proposes itself: at most ten lines by urgency, each with its reason; the secretary has the last word."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from django.utils.translation import gettext as _

from programs.actions import agenda_sources, outcomes, proposals  # noqa: F401  the sources register themselves
from programs.actions.meetings import refuse_closed
from programs.models import AgendaItem, Meeting
from programs.models.agenda import DISCUSSED_LINES
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule

Kind, Place = AgendaItem.Kind, AgendaItem.Place


def propose(meeting, *, by) -> int:
    """Put on the agenda what the data asks for and is not on it yet; returns how many lines are new.

    Before the meeting what was proposed, and was settled meanwhile, leaves it as long as nobody has touched it. The
    ten most urgent are discussed, small things are agreed together, the rest waits. What the secretary has kept,
    dropped or moved stays as it is; promises that were not kept come before it.
    """
    with recorded("agenda.propose", by=by):
        stored = refuse_closed(meeting)
        lines = AgendaItem.objects.filter(meeting=stored)
        found = [(line, *_about(line)) for line in proposals.proposed(stored.network, stored.network.today())]
        if stored.state == Meeting.State.PLANNED:
            asked = {(line.kind, kind, pk) for line, kind, pk in found}
            standing = lines.told_to_all().untouched().exclude(kind=Kind.OTHER)  # left over: asked for by somebody
            standing = standing.values_list("pk", "kind", "about_type_id", "about_id")
            lines.filter(pk__in=[pk for pk, *key in standing if tuple(key) not in asked]).delete()
        have = set(lines.filter(about_id__isnull=False).values_list("kind", "about_type_id", "about_id"))
        plain = set(lines.filter(about_id=None).values_list("kind", flat=True))
        told = lines.told_to_all()  # what is hidden changes no place of what is not
        room = DISCUSSED_LINES - told.discussed().count()
        order = told.next_order()
        made = []
        for line, kind, pk in found:
            if (line.kind, kind, pk) in have if pk is not None else line.kind in plain:
                continue
            where = Place.DISCUSSED if room > 0 else Place.TOGETHER if line.small else Place.WAITS
            room -= where == Place.DISCUSSED
            made.append(
                AgendaItem(
                    network_id=stored.network_id,
                    meeting=stored,
                    kind=line.kind,
                    place=where,
                    order=order + len(made),
                    title=line.title[:200],
                    reason=line.reason[:200],
                    case=line.case,
                    about_type_id=kind,
                    about_id=pk,
                )
            )
        _undone_first(lines, made)
        AgendaItem.objects.bulk_create(made)
        return len(made)


def _about(line: proposals.Proposed) -> tuple[int | None, int | None]:
    """The type and the key of the row that it is about."""
    about = line.about if line.about is not None else line.case
    return (ContentType.objects.get_for_model(about).pk, about.pk) if about is not None else (None, None)


def _undone_first(lines, made: list[AgendaItem]) -> None:
    """Promises that were not kept open the evening, also when they are found after the rest."""
    undone = [line for line in made if line.kind == Kind.UNDONE]
    if not undone:
        return
    lines.update(order=F("order") + len(undone))
    rest = [line for line in made if line.kind != Kind.UNDONE]
    for order, line in enumerate(undone):
        line.order = order
    for line in rest:
        line.order += len(undone)


def place(item, *, by, place: str) -> AgendaItem:
    """Keep, drop, put off or agree together; a case is never agreed in one go, nor what a choice has to be made on
    (RefusedByRule)."""
    with recorded("agenda.place", by=by):
        refuse_closed(item.meeting)
        if place == Place.TOGETHER and item.case_id:
            raise RefusedByRule(_("Kasus dirembuk satu per satu."))
        if place == Place.TOGETHER and (item.is_ticked or outcomes.offered(item)):
            raise RefusedByRule(_("Hal ini perlu dipilih keputusannya, jadi dirembuk sendiri."))
        AgendaItem.objects.filter(pk=item.pk).update(place=place, by_hand=True)
    item.refresh_from_db()
    return item


def reorder(meeting, *, by, ids: list[int]) -> None:
    """The lines in this order; ids that are no lines of this meeting are passed over."""
    with recorded("agenda.reorder", by=by):
        refuse_closed(meeting)
        rows = {row.pk: row for row in AgendaItem.objects.filter(meeting=meeting)}
        wanted = [pk for pk in ids if pk in rows]
        before = [pk for pk in rows if pk in wanted]
        for order, pk in enumerate(wanted):
            rows[pk].order = order
            rows[pk].by_hand = rows[pk].by_hand or before[order] != pk
        AgendaItem.objects.bulk_update(rows.values(), ["order", "by_hand"])


def add(meeting, *, by, title: str, kind: str = Kind.OTHER) -> AgendaItem:
    """A line that somebody asks for; it comes last among those discussed."""
    with recorded("agenda.add", by=by):
        stored = refuse_closed(meeting)
        order = AgendaItem.objects.filter(meeting=stored).told_to_all().next_order()
        return AgendaItem.objects.create(
            network_id=stored.network_id,
            meeting=stored,
            title=title,
            kind=kind,
            order=order,
            place=Place.DISCUSSED,
            by_hand=True,
        )
