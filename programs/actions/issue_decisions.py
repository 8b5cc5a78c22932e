"""What a meeting may decide about a strategic issue, what becomes of it then, and which issues it is asked about."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from programs.actions import strategic_issues
from programs.actions.outcomes import Outcomes, register_outcomes
from programs.actions.proposals import LOOKED_AT, Proposed, register_source
from programs.models import AgendaItem, Decision, StrategicIssue
from programs.models.strategic_issue import IssueState, period_of, weights

Outcome = Decision.Outcome
LEADS_TO = {
    Outcome.CHOSEN: IssueState.CHOSEN,
    Outcome.POSTPONED: IssueState.POSTPONED,
    Outcome.REFUSED: IssueState.REFUSED,
}
WEIGHT = 480
"""Below what has to be decided for somebody's sake, above what can wait."""


def offered(issue) -> list[Outcome]:
    """Choose, put off or not go on; before enough organisations have weighed it only put off or not go on."""
    if issue.state != IssueState.PROPOSED:
        return []
    enough = StrategicIssue.objects.weighed().filter(pk=issue.pk).exists()
    return [outcome for outcome in LEADS_TO if enough or outcome != Outcome.CHOSEN]


def come(issue, *, by, decision: Decision) -> None:
    strategic_issues.decided(issue, by=by, end=LEADS_TO[decision.outcome], decision=decision)


def issues_to_choose(network, today: date) -> Iterator[Proposed]:
    """The issues that enough organisations have weighed, the heaviest first; none while the half-year has its issue."""
    if StrategicIssue.objects.of(network).filter(period=period_of(today)).exists():
        return
    found = StrategicIssue.objects.of(network).weighed().prefetch_related("scores").order_by("proposed_at", "pk")
    for row in found[:LOOKED_AT]:
        heavy = sum(weight.median for weight in weights(list(row.scores.all())))
        reason = _("Dinilai %(count)d lembaga, %(sum)s dari 25") % {
            "count": row.weighed_by,
            "sum": f"{heavy:g}".replace(".", ","),
        }
        yield Proposed(AgendaItem.Kind.ISSUE, row.title, reason, WEIGHT + int(heavy), row)


register_outcomes(Outcomes(AgendaItem.Kind.ISSUE, offered, come))
register_source(issues_to_choose)
