"""Where the lines of an agenda come from on the lower floors: promises, cases, reports, aspirations, terms, silence."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, F, Max, OuterRef, Q, Subquery
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.lateness import NBSP
from members.models import FollowUp, Membership, Organization
from pmks_cases.models import Case, EarlyReport, FamilyAnswer
from pmks_cases.models.case import case_is_guarded
from pmks_cases.models.case_due import UNVISITED_DAYS, is_unvisited
from pmks_cases.models.case_states import State
from pmks_cases.models.case_words import said_in_meeting
from pmks_cases.models.exclusion import guarded
from programs.actions.proposals import LOOKED_AT, Proposed, register_source
from programs.models import AgendaItem, Aspiration, Attendance, DecisionPromise, Meeting

Kind, Place = AgendaItem.Kind, AgendaItem.Place
TERM_DAYS = 90
SILENT_DAYS = 90
LONGEST_WAIT = timedelta(days=365)
SENT_BACK = {
    FamilyAnswer.Answer.OTHER: gettext_lazy("Keluarga ingin lain, dirembuk lagi, %(urgency)s"),
    FamilyAnswer.Answer.REFUSES: gettext_lazy("Keluarga menolak, dirembuk lagi, %(urgency)s"),
}


def told_day(day: date) -> str:
    """`21 November 2026`, joined with no-break spaces."""
    return date_format(day, "j F Y", use_l10n=False).replace(" ", NBSP)


def _open_to_meetings(network):
    """Cases that may come near a meeting at all: neither rahasia nor with somebody shut out."""
    found = Case.objects.of(network).annotate(guarded=guarded("case")).filter(guarded=False)
    return found.select_related("rt")


def undone_promises(network, today: date) -> Iterator[Proposed]:
    """Promises of earlier meetings that are past their day; none that is restricted, none about who is to be helped by
    a program.

    One about a case is told as the case is, not in its own words, which may say a name; it leaves with its case.
    """
    late = FollowUp.objects.of(network).late(today).filter(restricted=False)
    tied = DecisionPromise.objects.filter(network=network, follow_up__in=late)
    tied = tied.exclude(decision__item__kind=Kind.RECIPIENTS).filter(~case_is_guarded("decision__item__case"))
    tied = tied.select_related("follow_up__doer", "decision__item__case__rt")
    tied = list(tied.order_by("follow_up__due_on", "follow_up_id")[:LOOKED_AT])
    said = said_in_meeting(tie.decision.item.case for tie in tied if tie.decision.item.case_id)
    for tie in tied:
        row, case = tie.follow_up, tie.decision.item.case
        days = (today - row.due_on).days
        reason = _("Dijanjikan %(name)s, terlambat %(days)d hari") % {"name": row.doer.name, "days": days}
        title = said[case.pk] if case else row.instruction.partition("\n")[0] or row.what
        yield Proposed(Kind.UNDONE, title, reason, 900 + min(days, 90), row, case)


def untold_families(network, today: date) -> Iterator[Proposed]:
    """Decisions of which the family was not told within the days promised: they come of no line of any minutes."""
    open_cases = Case.objects.annotate(guarded=guarded("case")).filter(guarded=False, pk=OuterRef("case"))
    late = FollowUp.objects.of(network).late(today).filter(restricted=False)
    found = FamilyAnswer.objects.of(network).waiting().filter(Exists(open_cases), follow_up__in=late)
    found = found.select_related("follow_up__doer", "case__rt").order_by("follow_up__due_on", "follow_up_id")
    found = list(found[:LOOKED_AT])
    said = said_in_meeting(row.case for row in found)
    for row in found:
        days = (today - row.follow_up.due_on).days
        reason = _("Keputusan belum disampaikan kepada keluarga oleh %(name)s, terlambat %(days)d hari")
        reason = reason % {"name": row.follow_up.doer.name, "days": days}
        yield Proposed(Kind.UNDONE, said[row.case_id], reason, 900 + min(days, 90), row.follow_up, row.case)


def waiting_cases(network, today: date) -> Iterator[Proposed]:
    """Cases that wait for a decision, the most urgent first; of one that the family sent back only that it did."""
    answers = FamilyAnswer.objects.filter(case=OuterRef("pk")).order_by("-decided_at", "-pk").values("answer")
    found = _open_to_meetings(network).filter(state=State.MEETING).annotate(family_says=Subquery(answers[:1]))
    found = list(found.order_by("-urgency", "opened_at", "pk")[:LOOKED_AT])
    said = said_in_meeting(found)
    for case in found:
        reason = SENT_BACK.get(case.family_says, _("Menunggu keputusan, %(urgency)s"))
        reason = str(reason) % {"urgency": case.get_urgency_display().casefold()}
        yield Proposed(Kind.CASE, said[case.pk], reason, 500 + 100 * case.urgency, case=case)


def unhelped_cases(network, today: date) -> Iterator[Proposed]:
    """Nobody has been there for 90 days, and no promise about them was kept in that time."""
    since = timezone.now() - timedelta(days=UNVISITED_DAYS)
    of_case = Q(origin_type=ContentType.objects.get_for_model(Case), origin_id=OuterRef("pk"))
    helped = FollowUp.objects.of(network).filter(of_case, state=FollowUp.State.DONE, done_at__gte=since)
    found = _open_to_meetings(network).filter(is_unvisited(today)).exclude(state=State.MEETING).filter(~Exists(helped))
    found = list(found.order_by("last_visit_on", "opened_at", "pk")[:LOOKED_AT])
    said = said_in_meeting(found)
    for case in found:
        last = case.last_visit_on or timezone.localdate(case.opened_at)
        reason = _("Belum ditengok atau dibantu sejak %(day)s") % {"day": told_day(last)}
        yield Proposed(Kind.UNHELPED, said[case.pk], reason, 450 + case.urgency, case=case)


def late_reports(network, today: date) -> Iterator[Proposed]:
    """One line for all: what a report says is nobody's but its checkers', and how many there are would tell of one
    that is shut from a reader later."""
    late = EarlyReport.objects.of(network).overdue(today).annotate(guarded=guarded("report")).filter(guarded=False)
    if late.exists():
        title, reason = _("Laporan yang lewat harinya belum diperiksa"), _("Isinya hanya dibaca pemeriksanya")
        yield Proposed(Kind.REPORTS, title, reason, 480, small=True)


def unanswered_aspirations(network, today: date) -> Iterator[Proposed]:
    """What members bring and nobody has answered yet, the longest waiting first."""
    found = Aspiration.objects.of(network).unanswered().select_related("rt")
    for row in found.order_by("written_at", "pk")[:LOOKED_AT]:
        kind = Kind.ASPIRATION if row.kind == Aspiration.Kind.ASPIRATION else Kind.NEIGHBOURHOOD
        place = f"{row.rt}: " if row.rt_id else ""
        days = min((timezone.now() - row.written_at).days, LONGEST_WAIT.days)
        reason = _("Disampaikan %(days)d hari lalu") % {"days": days} if days else _("Disampaikan hari ini")
        yield Proposed(kind, (place + " ".join(row.text.split()))[:200], reason, 300 + days // 10, row)


def ending_terms(network, today: date) -> Iterator[Proposed]:
    """Offices that end within 90 days and have no successor yet."""
    ending = Membership.objects.in_place_of(network).ending_within(TERM_DAYS)
    for office in ending.select_related("user", "organization", "rt", "dasawisma__rt")[:LOOKED_AT]:
        title = _("Masa jabatan %(name)s, %(office)s") % {"name": office.user.name, "office": office.place_and_title}
        reason = _("Berakhir %(day)s") % {"day": told_day(office.ends_on)}
        yield Proposed(Kind.TERM, title, reason, 100, office, small=True)


def silent_organizations(network, today: date) -> Iterator[Proposed]:
    """Joined organisations with an officer for 90 days that in this time came to no meeting and kept no promise."""
    since = today - timedelta(days=SILENT_DAYS)
    came = Attendance.objects.filter(network=network, organization=OuterRef("pk")).present()
    kept = _kept(network).filter(organization=OuterRef("pk"))
    in_office = Membership.objects.current().filter(network=network, organization=OuterRef("pk"), starts_on__lt=since)
    found = Organization.objects.of(network).filter(Exists(in_office), standing=Organization.Standing.JOINED)
    found = found.filter(~Exists(came.filter(meeting__held_on__gte=since)))
    found = list(found.filter(~Exists(kept.filter(done_at__date__gte=since))).order_by("name", "pk")[:LOOKED_AT])
    heard = _last_heard(network, [row.pk for row in found]) if found else {}
    for row in found:
        reason = _("Belum ada kabar sejak %(day)s") % {"day": told_day(heard[row.pk])} if row.pk in heard else ""
        yield Proposed(Kind.SILENT, row.name, reason or _("Belum ada kabar sejak bergabung"), 90, row, small=True)


def _kept(network):
    """Promises that were kept; of what became guarded nothing, not even that somebody was heard of."""
    return FollowUp.objects.of(network).filter(state=FollowUp.State.DONE, restricted=False)


def _last_heard(network, ids: list[int]) -> dict[int, date]:
    """When each of these organisations last came or kept a promise."""
    came = Attendance.objects.filter(network=network, organization__in=ids).present().order_by()
    came = came.values_list("organization").annotate(day=Max("meeting__held_on"))
    kept = _kept(network).filter(organization__in=ids).order_by()
    kept = kept.values_list("organization").annotate(day=Max(TruncDate("done_at")))
    heard: dict[int, date] = {}
    for pk, day in [*came, *kept]:
        heard[pk] = max(day, heard.get(pk, day))
    return heard


def left_over(network, today: date) -> Iterator[Proposed]:
    """What somebody asked for and an earlier meeting did not get to: put off, or its meeting was called off."""
    carried = AgendaItem.objects.filter(
        network=network, about_type=ContentType.objects.get_for_model(AgendaItem), about_id=OuterRef("pk")
    ).exclude(meeting__state=Meeting.State.CANCELLED)
    put_off = Q(place=Place.WAITS, meeting__state=Meeting.State.CLOSED)
    called_off = Q(meeting__state=Meeting.State.CANCELLED) & ~Q(place=Place.DROPPED)
    found = AgendaItem.objects.filter(put_off | called_off, ~Exists(carried), network=network, kind=Kind.OTHER)
    found = found.filter(decisions=None, meeting__held_on__gte=today - LONGEST_WAIT).annotate(day=F("meeting__held_on"))
    for line in found.order_by("-day", "order", "pk")[:LOOKED_AT]:
        reason = _("Belum sempat dirembuk pada %(day)s") % {"day": told_day(line.day)}
        yield Proposed(Kind.OTHER, line.title, reason, 460, line)


register_source(
    undone_promises,
    untold_families,
    waiting_cases,
    unhelped_cases,
    late_reports,
    unanswered_aspirations,
    ending_terms,
    silent_organizations,
    left_over,
)
