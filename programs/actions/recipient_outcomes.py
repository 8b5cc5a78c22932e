"""What a meeting decides about proposed recipients of a program, and which programs it is asked about."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from programs.actions import recipients
from programs.actions.outcomes import Outcomes, register_outcomes
from programs.actions.proposals import LOOKED_AT, Proposed, register_source
from programs.models import AgendaItem, Decision, Program, Recipient
from programs.models.program_states import UNDER_WAY
from programs.models.recipient import Standing

Outcome = Decision.Outcome


def offered(program) -> list[Outcome]:
    """Choose, put off or nobody this time; while somebody waits."""
    waits = Recipient.objects.to_choose(program.pk).exists()
    return [Outcome.CHOSEN, Outcome.POSTPONED, Outcome.REFUSED] if waits else []


def come(program, *, by, decision: Decision, ballot: recipients.Ballot | None = None) -> None:
    if decision.outcome != Outcome.POSTPONED:
        recipients.settle(program, by=by, decision=decision, ballot=ballot or recipients.Ballot())


def recipients_to_choose(network, today: date) -> Iterator[Proposed]:
    """Programs under way for which somebody is proposed. How many is not said: one may become guarded meanwhile."""
    waiting = Recipient.objects.told_to_all().filter(program=OuterRef("pk"), standing=Standing.PROPOSED)
    rows = Program.objects.of(network).filter(Exists(waiting), state__in=UNDER_WAY, ends_on__gte=today)
    for row in rows.order_by("starts_on", "pk")[:LOOKED_AT]:
        title = _("Penetapan penerima: %(title)s") % {"title": row.title}
        reason = _("Ada calon yang menunggu keputusan")
        yield Proposed(AgendaItem.Kind.RECIPIENTS, title, reason, 490, row)


register_outcomes(Outcomes(AgendaItem.Kind.RECIPIENTS, offered, come))
register_source(recipients_to_choose)
