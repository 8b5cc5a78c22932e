"""What is written about a resident follows him when two records become one, and comes back with an undo."""

from django.db import models

from pmks_cases.actions.residents import MergeFollower, merge_followers
from pmks_cases.models import Case, EarlyReport, Errand, Exclusion, Kinship, Visit

FOLLOWING: tuple[type[models.Model], ...] = (Case, EarlyReport, Errand, Exclusion, Visit)
"""Each points to the resident by a column `resident`. All of them follow, also what who merges may not see."""


def _move(duplicate, kept) -> dict:
    moved = {}
    for model in FOLLOWING:
        rows = model.objects.of(duplicate.network).filter(resident=duplicate)
        moved[model._meta.label] = list(rows.values_list("pk", flat=True))
        rows.update(resident=kept)
    # Who has named both records as kin keeps the line of the record that stays.
    lines = Kinship.objects.of(duplicate.network).filter(resident=duplicate)
    named = Kinship.objects.of(duplicate.network).filter(resident=kept).values("user_id")
    lines = lines.exclude(user_id__in=named)
    moved[Kinship._meta.label] = list(lines.values_list("pk", flat=True))
    lines.update(resident=kept)
    return moved


def _back(duplicate, kept, moved: dict) -> None:
    for model in (*FOLLOWING, Kinship):
        model.objects.filter(pk__in=moved.get(model._meta.label, ()), resident=kept).update(resident=duplicate)


merge_followers.append(MergeFollower("what is written about him", _move, _back))
