"""The agenda proposes itself: at most ten lines by urgency, each with its reason; the secretary has the last word."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from members.lateness import NBSP
from members.models import FollowUp, Membership
from pmks_cases.models import Case, EarlyReport
from pmks_cases.models.case_due import is_unvisited
from pmks_cases.models.case_states import State
from pmks_cases.models.exclusion import guarded
from programs.actions.meetings import refuse_closed
from programs.models import AgendaItem, Aspiration, DecisionPromise, Meeting
from programs.models.agenda import DISCUSSED_LINES
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule

Kind, Place = AgendaItem.Kind, AgendaItem.Place
LOOKED_AT = 30
"""Rows of each kind that are looked at: more than one evening could hold, and never a whole table."""
TERM_DAYS = 90
LONG_WAIT = timedelta(days=365)


@dataclass(frozen=True)
class Proposed:
    """One line that the data asks for. The larger `weight` comes first; `about` is the row that it is about."""

    kind: str
    title: str
    reason: str
    weight: int
    about: models.Model | None = None
    case: Case | None = None


def propose(meeting, *, by) -> int:
    """Put on the agenda what the data asks for and is not on it yet; returns how many lines are new.

    The ten most urgent are discussed, small things are agreed together, the rest waits. What the secretary has kept,
    dropped or moved stays as it is.
    """
    with recorded("agenda.propose", by=by):
        stored = refuse_closed(meeting)
        have = set(
            AgendaItem.objects.filter(meeting=stored, about_id__isnull=False).values_list(
                "kind", "about_type_id", "about_id"
            )
        )
        room = DISCUSSED_LINES - AgendaItem.objects.filter(meeting=stored).discussed().count()
        order = AgendaItem.objects.filter(meeting=stored).count()
        made = 0
        for line in sorted(_proposed(stored), key=lambda line: -line.weight):
            about = line.about if line.about is not None else line.case
            kind = ContentType.objects.get_for_model(about).pk if about is not None else None
            if about is not None and (line.kind, kind, about.pk) in have:
                continue
            place = Place.DISCUSSED if room > 0 else Place.TOGETHER if line.kind in _SMALL else Place.WAITS
            room -= place == Place.DISCUSSED
            AgendaItem.objects.create(
                network_id=stored.network_id,
                meeting=stored,
                kind=line.kind,
                place=place,
                order=order + made,
                title=line.title,
                reason=line.reason,
                case=line.case,
                about_type_id=kind,
                about_id=about.pk if about is not None else None,
            )
            made += 1
        return made


_SMALL = (Kind.TERM, Kind.SILENT, Kind.REPORTS)
"""Nothing to talk about for long: agreed in one go when the evening is full."""


def _proposed(meeting: Meeting) -> Iterator[Proposed]:
    network, today = meeting.network, meeting.network.today()
    yield from _undone(network, today)
    yield from _cases(network)
    yield from _unvisited(network, today)
    yield from _reports(network, today)
    yield from _aspirations(network)
    yield from _terms(network)


def _undone(network, today: date) -> Iterator[Proposed]:
    """Promises of earlier meetings that are past their day; none that is restricted.

    One about a case is told as the case is, not in its own words, which may say a name; it leaves with its case.
    """
    late = FollowUp.objects.of(network).late(today).filter(restricted=False)
    tied = DecisionPromise.objects.filter(network=network, follow_up__in=late)
    tied = tied.exclude(decision__item__case__in=_guarded_cases(network))
    tied = tied.select_related("follow_up__doer", "decision__item__case__rt")
    for tie in tied.order_by("follow_up__due_on", "follow_up_id")[:LOOKED_AT]:
        row, case = tie.follow_up, tie.decision.item.case
        days = (today - row.due_on).days
        reason = _("Dijanjikan %(name)s, terlambat %(days)d hari") % {"name": row.doer.name, "days": days}
        title = case_line(case) if case else row.instruction.partition("\n")[0] or row.what
        yield Proposed(Kind.UNDONE, title, reason, 900 + min(days, 90), row, case)


def _guarded_cases(network):
    return Case.objects.of(network).annotate(guarded=guarded("case")).filter(guarded=True).values("pk")


def _open_to_meetings(network):
    """Cases that may come near a meeting at all: neither rahasia nor with somebody shut out."""
    found = Case.objects.of(network).annotate(guarded=guarded("case")).filter(guarded=False)
    return found.select_related("rt")


def _cases(network) -> Iterator[Proposed]:
    found = _open_to_meetings(network).filter(state=State.MEETING)
    rows = list(found.order_by("-urgency", "opened_at", "pk")[:LOOKED_AT])
    for case in rows:
        reason = _("Menunggu keputusan, %(urgency)s") % {"urgency": case.get_urgency_display().casefold()}
        yield Proposed(Kind.CASE, case_line(case), reason, 500 + 100 * case.urgency, case=case)


def _unvisited(network, today: date) -> Iterator[Proposed]:
    found = _open_to_meetings(network).filter(is_unvisited(today)).exclude(state=State.MEETING)
    rows = list(found.order_by("last_visit_on", "opened_at", "pk")[:LOOKED_AT])
    for case in rows:
        since = case.last_visit_on or timezone.localdate(case.opened_at)
        reason = _("Tidak ada yang menengok sejak %(day)s") % {"day": _told(since)}
        yield Proposed(Kind.UNHELPED, case_line(case), reason, 450 + case.urgency, case=case)


def _told(day: date) -> str:
    """`21 November 2026`, joined with no-break spaces."""
    return date_format(day, "j F Y", use_l10n=False).replace(" ", NBSP)


def case_line(case: Case) -> str:
    """How a meeting speaks of a case, on every page, paper and message: number, RT and the help needed, and no name."""
    parts = [case.number, str(case.rt) if case.rt_id else "", case.need]
    return ", ".join(part for part in parts if part)


def _reports(network, today: date) -> Iterator[Proposed]:
    """One line for all: what a report says is nobody's but its checkers'."""
    late = EarlyReport.objects.of(network).overdue(today).annotate(guarded=guarded("report")).filter(guarded=False)
    if count := late.count():
        yield Proposed(Kind.REPORTS, _("%(count)d laporan belum diperiksa") % {"count": count}, _("Lewat harinya"), 480)


def _aspirations(network) -> Iterator[Proposed]:
    for row in (
        Aspiration.objects.of(network).unanswered().select_related("rt").order_by("written_at", "pk")[:LOOKED_AT]
    ):
        kind = Kind.ASPIRATION if row.kind == Aspiration.Kind.ASPIRATION else Kind.NEIGHBOURHOOD
        place = f"{row.rt}: " if row.rt_id else ""
        days = min((timezone.now() - row.written_at).days, LONG_WAIT.days)
        reason = _("Disampaikan %(days)d hari lalu") % {"days": days}
        yield Proposed(kind, (place + row.text)[:200], reason, 300 + days // 10, row)


def _terms(network) -> Iterator[Proposed]:
    ending = Membership.objects.in_place_of(network).ending_within(TERM_DAYS)
    for office in ending.select_related("user", "organization", "rt", "dasawisma__rt")[:LOOKED_AT]:
        title = _("Masa jabatan %(name)s, %(office)s") % {"name": office.user.name, "office": office.place_and_title}
        reason = _("Berakhir %(day)s") % {"day": _told(office.ends_on)}
        yield Proposed(Kind.TERM, title, reason, 100, office)


def place(item, *, by, place: str) -> AgendaItem:
    """Keep, drop, put off or agree together; a case is never agreed in one go (RefusedByRule)."""
    with recorded("agenda.place", by=by):
        refuse_closed(item.meeting)
        if place == Place.TOGETHER and item.case_id:
            raise RefusedByRule(_("Kasus dirembuk satu per satu."))
        AgendaItem.objects.filter(pk=item.pk).update(place=place)
    item.refresh_from_db()
    return item


def reorder(meeting, *, by, ids: list[int]) -> None:
    """The lines in this order; ids that are no lines of this meeting are passed over."""
    with recorded("agenda.reorder", by=by):
        refuse_closed(meeting)
        rows = {row.pk: row for row in AgendaItem.objects.filter(meeting=meeting)}
        for order, pk in enumerate(pk for pk in ids if pk in rows):
            rows[pk].order = order
        AgendaItem.objects.bulk_update(rows.values(), ["order"])


def add(meeting, *, by, title: str, kind: str = Kind.OTHER) -> AgendaItem:
    """A line that somebody asks for; it comes last among those discussed."""
    with recorded("agenda.add", by=by):
        stored = refuse_closed(meeting)
        order = AgendaItem.objects.filter(meeting=stored).count()
        return AgendaItem.objects.create(
            network_id=stored.network_id, meeting=stored, title=title, kind=kind, order=order, place=Place.DISCUSSED
        )
