"""Long papers: asked for by a person, made by a worker, told of when they are ready."""

import json
import logging

from django.utils import timezone

from wksbm.core import jobs
from wksbm.core.audit import recorded
from wksbm.core.models.jobs import JobProgress, ProgressReporter
from wksbm.core.refusals import RefusedByRule
from wksbm.documents.actions import issuing
from wksbm.documents.models import PaperOrder
from wksbm.documents.models.order import KEPT_FOR
from wksbm.documents.papers import Paper, papers

log = logging.getLogger(__name__)
STEPS = 3
"""Asked, set, kept: what a progress bar can say of work that typst does in one go."""


def order(paper: Paper, network, *, by, row=None, **choices) -> PaperOrder:
    """Ask for a paper; a worker makes it within the minute, and with Redis down the sweep does."""
    with recorded("documents.order", by=by, kind=paper.name):
        made = PaperOrder.objects.create(
            network=network,
            kind=paper.name,
            origin_id=row.pk if row is not None else None,
            choices=json.dumps(choices, default=str),
            asked_by=by,
        )
        jobs.enqueue("documents.issue_ordered")
        return made


def progress_of(order: PaperOrder) -> JobProgress | None:
    return JobProgress.objects.filter(job=order.job).first()


def issue_ordered() -> int:
    """Make what waits, the oldest first; returns how many documents are new. Two workers never make the same."""
    made = 0
    for pk in list(PaperOrder.objects.waiting().order_by("asked_at").values_list("pk", flat=True)):
        made += _issue_one(pk)
    if made:
        jobs.enqueue("notifications.write_due")
    PaperOrder.objects.filter(asked_at__lt=timezone.now() - KEPT_FOR).delete()
    return made


def _issue_one(pk: int) -> int:
    with recorded("documents.issue_ordered", by=None):
        waiting = PaperOrder.objects.waiting().select_for_update(skip_locked=True, of=("self",))
        found = waiting.select_related("network", "asked_by").filter(pk=pk).first()
        if found is None:
            return 0
        paper, by = papers[found.kind], found.asked_by
        with ProgressReporter(found.job, STEPS) as progress:
            row = paper.row_for(by, found.network, found.origin_id)
            try:
                # Who has lost the office, or sight of the row, since the order gets nothing.
                if not by.has_perm(paper.issuers, found.network) or (paper.origin and row is None):
                    raise RefusedByRule("")
                progress.say(1)
                found.document = issuing.issue(
                    paper, found.network, by=by, row=row, apart=True, **json.loads(found.choices or "{}")
                )
            except RefusedByRule as refused:
                found.refused = refused.sentence[:200]
            progress.say(STEPS)
        found.ended_at = timezone.now()
        found.save(update_fields=["document", "refused", "ended_at"])
        return int(found.document_id is not None)
