"""What is said and decided on a line of the agenda, and the promises that come of it."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.actions import follow_ups
from pmks_cases.actions import case_secrecy, cases
from pmks_cases.models import Case
from pmks_cases.models.case_states import Decision as CaseDecision
from pmks_cases.models.case_states import State
from pmks_cases.models.kin import kin_by_case
from programs.actions import aspirations, outcomes, recipients
from programs.actions.meetings import refuse_closed
from programs.models import AgendaItem, Attendance, Decision, DecisionPromise, Recipient
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule

TICKED = gettext_lazy("Dipilih dengan mencentang.")
"""The words of every decision about recipients of a program."""


class WrittenMeanwhile(Exception):  # noqa: N818  it is an answer, not an error
    """Somebody else has written on this line since it was opened; `item` is how it stands now."""

    def __init__(self, item: AgendaItem):
        super().__init__()
        self.item = item


def note(item, *, by, discussion: str, revision: int) -> AgendaItem:
    """Keep what was said. Raises WrittenMeanwhile when another note taker was quicker: nothing of either is lost; and
    RefusedByRule for kin of the person that the line is about, and where people are chosen from."""
    with recorded("decisions.note", by=by):
        refuse_closed(item.meeting)
        refuse_words(item)
        refuse_kin(by, item)
        stored = AgendaItem.objects.select_for_update().get(pk=item.pk)
        if stored.revision != revision and stored.discussion != discussion:
            raise WrittenMeanwhile(stored)
        if stored.discussion != discussion:
            stored.discussion, stored.revision = discussion, stored.revision + 1
            stored.save(update_fields=["discussion", "revision"])
        return stored


def decide(
    item,
    *,
    by,
    text: str = "",
    way: str = Decision.Way.CONSENSUS,
    case_decision: str = "",
    outcome: str = "",
    ballot: recipients.Ballot | None = None,
    **votes,
) -> Decision:
    """Decide on a line; of a case also where it goes, of a program or an issue what becomes of it, which moves it, of
    recipients who is ticked (`ballot`), and nothing in words.

    Raises RefusedByRule without quorum, for votes that decide nothing or are more than who is there, for kin of whom
    the line is about, and for what the states of the case, the program or the issue refuse.
    """
    with recorded("decisions.decide", by=by):
        meeting = refuse_closed(item.meeting)
        if not Attendance.objects.quorum_of(meeting)["is_quorate"]:
            raise RefusedByRule(_("Belum kuorum: keputusan dicatat bila unsur yang hadir sudah cukup."))
        refuse_kin(by, item)
        if way == Decision.Way.VOTE:
            _refuse_votes(meeting, **votes)
        if item.is_ticked:
            text = str(TICKED)
            if not outcomes.offered(item):
                raise RefusedByRule(_("Tidak ada calon yang menunggu keputusan."))
        if item.case_id:
            _move_case(item.case, by=by, case_decision=case_decision, why=text)
        made = Decision.objects.create(
            network_id=item.network_id,
            item=item,
            text=text,
            way=way,
            case_decision=case_decision,
            outcome=outcome,
            stood_aside=0 if item.is_ticked else _kin_there(item),
            by=by,
            **votes,
        )
        outcomes.come(made, by=by, **({"ballot": ballot} if ballot else {}))
        aspirations.answer_by(made, by=by)
        return made


def agree_together(meeting, *, by) -> int:
    """Agree in one go to every line that stands for it and has no decision yet; returns how many there were."""
    with recorded("decisions.agree_together", by=by):
        lines = AgendaItem.objects.filter(meeting=meeting, place=AgendaItem.Place.TOGETHER, case=None, decisions=None)
        return len([decide(line, by=by, text=_("Disetujui sekaligus")) for line in lines])


def promise(decision, *, by, what: str, doer, due_on: date, organization=None):
    """A promise that comes of a decision: what, who, by when. One about a case is made on the case itself, where
    consent says what an organisation may be told (`pmks_cases.actions.case_promises`), and then tied by `tie`. Raises
    RefusedByRule where recipients are chosen: what is promised to one of them is promised in his case.
    """
    with recorded("decisions.promise", by=by):
        refuse_closed(decision.item.meeting)
        refuse_words(decision.item)
        made = follow_ups.make(
            decision.item.meeting.network,
            by=by,
            what=what,
            doer=doer,
            due_on=due_on,
            origin=decision,
            organization=organization,
        )
        return tie(decision, made)


def tie(decision, follow_up) -> DecisionPromise:
    """Say of a promise that it came of this decision."""
    return DecisionPromise.objects.create(network_id=decision.network_id, decision=decision, follow_up=follow_up)


def refuse_kin(user, item) -> None:
    """Who is kin of whom a line is about neither takes notes on it nor decides nor promises."""
    if any(kin_by_case([user.pk], _about(item)).values()):
        raise RefusedByRule(_("Anda keluarganya, jadi orang lain yang mencatat hal ini."))


def refuse_words(item) -> None:
    """Where recipients of a program are chosen nothing is written in free words."""
    if item.is_ticked:
        raise RefusedByRule(_("Tentang calon penerima ditulis di kasusnya masing-masing."))


def _refuse_votes(meeting, *, votes_for=None, votes_against=None, votes_none=None) -> None:
    """More are for it than against it, and nobody votes who is not there."""
    if (votes_for or 0) <= (votes_against or 0):
        raise RefusedByRule(_("Yang setuju harus lebih banyak daripada yang menolak."), field="votes_for")
    there = Attendance.objects.filter(meeting=meeting).present().count()
    if (votes_for or 0) + (votes_against or 0) + (votes_none or 0) > there:
        raise RefusedByRule(
            _("Jumlah suaranya lebih banyak daripada yang tercatat hadir: %(count)d orang.") % {"count": there},
            field="votes_for",
        )


def _about(item) -> list[Case]:
    """Of whom it is decided there; no candidate of whom not all may know."""
    if item.is_ticked:
        return recipients.cases_of(Recipient.objects.to_choose(item.about_id))
    return [item.case] if item.case_id else []


def _kin_there(item) -> int:
    """How many officers who are there are kin of whom the line is about."""
    there = Attendance.objects.filter(meeting=item.meeting, user__isnull=False).present()
    return len(set().union(*kin_by_case(there.values_list("user_id", flat=True), _about(item)).values()))


def _move_case(case, *, by, case_decision: str, why: str) -> None:
    if case_secrecy.is_guarded(case):
        raise RefusedByRule(_("Hal ini tidak dirembuk lagi."))
    if case.state != State.MEETING:
        return
    if case_decision not in CaseDecision.values:
        raise RefusedByRule(_("Pilih keputusannya."), field="case_decision")
    end = State.MONITORING if case_decision == CaseDecision.WATCH else State.PLAN
    cases.move(case, by=by, end=end, decision=case_decision, why=why)
