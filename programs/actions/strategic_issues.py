"""The verbs of a strategic issue: proposed, mended, weighed, decided in a meeting, proposed again, ended."""

from django.utils import timezone
from django.utils.translation import gettext as _

from members.models import Organization
from programs.models import IssueScore, StrategicIssue
from programs.models.strategic_issue import MOVES_BY_BOARD, MOVES_BY_MEETING, IssueState, period_of
from wksbm.core.audit import recorded
from wksbm.core.refusals import RefusedByRule


def propose(network, *, by, **values) -> StrategicIssue:
    """Any member's proposal; `organization` is the one that he speaks for, or None."""
    with recorded("strategic_issues.propose", by=by):
        return StrategicIssue.objects.create(network=network, proposed_by=by, **values)


def change(issue, *, by, **values) -> StrategicIssue:
    """Mend the words. Raises RefusedByRule once somebody has weighed it: he weighed what stood there."""
    with recorded("strategic_issues.change", by=by):
        stored = _locked(issue)
        if stored.state != IssueState.PROPOSED:
            raise RefusedByRule(_("Isu ini sudah diputuskan, jadi kata-katanya tidak diubah lagi."))
        if stored.scores.exists():
            raise RefusedByRule(_("Sudah ada yang menilai isu ini. Usulkan isu baru bila berubah."))
        for name, value in values.items():
            setattr(stored, name, value)
        return _save(stored)


def weigh(issue, *, by, organization: Organization, note: str = "", **scores: int) -> IssueScore:
    """How an organisation of the inner circle weighs it, 1 to 5 a criterion; weighing anew replaces its earlier word.

    Raises RefusedByRule for another organisation, and once a meeting has decided.
    """
    with recorded("strategic_issues.weigh", by=by):
        stored = _locked(issue)
        if stored.state != IssueState.PROPOSED:
            raise RefusedByRule(_("Isu ini sudah diputuskan, jadi tidak dinilai lagi."))
        if organization.alliance_tier != Organization.AllianceTier.CORE:
            raise RefusedByRule(_("Yang menilai lembaga lingkar inti."), field="organization")
        values = {**scores, "note": note, "by": by, "at": timezone.now()}
        found, _made = IssueScore.objects.update_or_create(
            network_id=stored.network_id, issue=stored, organization=organization, defaults=values
        )
        return found


def decided(issue, *, by, end: str, decision) -> StrategicIssue:
    """What a meeting decided about it. Raises RefusedByRule when another issue is taken up in the same half-year."""
    with recorded("strategic_issues.decided", by=by):
        stored = _moved(issue, end, MOVES_BY_MEETING)
        stored.decision = decision
        if end == IssueState.CHOSEN:
            stored.period = period_of(decision.item.meeting.held_on)
            other = StrategicIssue.objects.filter(network_id=stored.network_id, period=stored.period).first()
            if other is not None:
                raise RefusedByRule(
                    _("%(period)s sudah punya isu: %(title)s. Satu isu satu semester, jadi yang ini ditunda dahulu.")
                    % {"period": stored.period_told, "title": other.title},
                    field="outcome",
                )
        return _save(stored)


def propose_again(issue, *, by) -> StrategicIssue:
    """One that was put off comes back; its scores stay."""
    with recorded("strategic_issues.propose_again", by=by):
        return _save(_moved(issue, IssueState.PROPOSED, MOVES_BY_BOARD))


def end(issue, *, by, result: str) -> StrategicIssue:
    """What came of the issue that was taken up."""
    with recorded("strategic_issues.end", by=by):
        stored = _moved(issue, IssueState.DONE, MOVES_BY_BOARD)
        stored.result, stored.ended_at = result, timezone.now()
        return _save(stored)


def _locked(issue) -> StrategicIssue:
    return StrategicIssue.objects.select_for_update().get(pk=issue.pk)


def _moved(issue, to: str, moves: set) -> StrategicIssue:
    stored = _locked(issue)
    if (stored.state, to) not in moves:
        raise RefusedByRule(
            _("Isu ini sekarang %(state)s, jadi ini tidak bisa lagi.") % {"state": stored.get_state_display().lower()}
        )
    stored.state = to
    return stored


def _save(stored: StrategicIssue) -> StrategicIssue:
    stored.revision += 1
    stored.save()
    return stored
