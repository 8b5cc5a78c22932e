"""What pages show of recipients: the list of a program, and the candidates of a meeting."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Case, Exists, IntegerField, OuterRef, Value, When

from pmks_cases.actions import consents
from pmks_cases.models.case_words import said_in_meeting
from pmks_cases.models.kin import kin_by_case
from programs.actions import recipients
from programs.models import Decision, Meeting, Program, Recipient
from programs.models.recipient import Standing
from wksbm.core.templatetags.portal_tags import longdate

ROWS_SHOWN = 200
TONES = {Standing.PROPOSED: "due", Standing.CHOSEN: "done", Standing.NOT_CHOSEN: "plain"}
IN_TURN = Case(
    *(When(standing=standing, then=Value(place)) for place, standing in enumerate(TONES)), output_field=IntegerField()
)


def list_of(request, program: Program) -> dict:
    """The section of a program's page, of a `whole` program: how many for all, the rows for who may know of the cases.

    A guarded case is in no figure; who knows of it sees its row, marked so.
    """
    user = request.user
    counts = Counter(program.recipient_standings)
    found = {
        "proposed": counts[Standing.PROPOSED],
        "chosen": counts[Standing.CHOSEN],
        "may_propose": recipients.may_propose(program, user),
        "decided_in": _decided_in(request, program) if counts[Standing.CHOSEN] else [],
    }
    rows = []
    if user.has_perm("pmks_cases.view_case", request.network):
        rows = Recipient.objects.visible_to(user).filter(program=program, standing__in=TONES).with_guarded()
        told = Decision.objects.visible_to(user).filter(pk=OuterRef("decision"))
        rows = rows.annotate(is_told=Exists(told))
        rows = rows.select_related("case__resident", "case__rt", "decision__item__meeting")
        rows = list(rows.order_by(IN_TURN, "proposed_at", "pk")[:ROWS_SHOWN])
    names = consents.names_in_meeting(row.case for row in rows)
    for row in rows:
        row.named, row.tone = names.get(row.case_id, ""), TONES[row.standing]
    return found | {
        "waiting": [row for row in rows if row.is_proposed],
        "decided": [row for row in rows if not row.is_proposed],
    }


def _decided_in(request, program: Program) -> list[tuple[Decision, str]]:
    """Each decision that chose somebody, for who issues papers of it: with the day of its meeting."""
    if not request.user.has_perm("programs.issue_meeting_paper", request.network):
        return []
    found = Decision.objects.visible_to(request.user).filter(pk__in=recipients.deciding_for(program))
    found = found.filter(item__meeting__state=Meeting.State.CLOSED).select_related("item__meeting")
    return [(one, longdate(one.item.meeting.held_on)) for one in found.order_by("-item__meeting__held_on", "-pk")]


@dataclass(frozen=True)
class Candidate:
    """One who waits for the meeting: `words` as it may be said there, `kin` who of those present stands aside."""

    row: Recipient
    words: str
    kin: list[str] = field(default_factory=list)
    is_own_kin: bool = False


def candidates_of(request, program_id: int, people: Mapping[int, str]) -> list[Candidate]:
    """Who waits for a meeting on this program. `people` are those present who have an account, by id."""
    user = request.user
    rows = list(Recipient.objects.visible_to(user).to_choose(program_id).select_related("case__resident", "case__rt"))
    cases = [row.case for row in rows]
    kin, names = kin_by_case([user.pk, *people], cases), consents.names_in_meeting(cases)
    said = said_in_meeting(cases)
    return [
        Candidate(
            row=row,
            words=", ".join(part for part in (names.get(row.case_id, ""), said[row.case_id]) if part),
            kin=[name for pk, name in people.items() if pk in kin[row.case_id]],
            is_own_kin=user.pk in kin[row.case_id],
        )
        for row in rows
    ]


def settled_by(request, decisions) -> list[Recipient]:
    """Who was chosen, and who was not, by these decisions; as the meeting may read it (`words`)."""
    rows = Recipient.objects.visible_to(request.user).told_to_all().filter(decision__in=decisions)
    rows = list(rows.select_related("case__resident", "case__rt").order_by(IN_TURN, "proposed_at", "pk"))
    names = consents.names_in_meeting(row.case for row in rows)
    said = said_in_meeting(row.case for row in rows)
    for row in rows:
        row.words = ", ".join(part for part in (names.get(row.case_id, ""), said[row.case_id]) if part)
        row.tone = TONES[row.standing]
    return rows
