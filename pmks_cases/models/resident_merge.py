"""Two records of the same person made one, and how to undo it."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from wksbm.core.audit import tracked
from wksbm.core.models import Scoped, ScopedQuerySet

UNDO_DAYS = 30


class ResidentMergeQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "ResidentMergeQuerySet":
        return self.filter(network_id__in=user.network_ids_with("pmks_cases.merge_resident"))

    def undoable(self) -> "ResidentMergeQuerySet":
        return self.filter(undone_at=None, merged_at__gt=timezone.now() - timedelta(days=UNDO_DAYS))


@tracked(exclude=["sealed_before"])
class ResidentMerge(Scoped):
    """`duplicate` was merged into `kept`; `sealed_before` holds both rows as they were, for the undo."""

    kept = models.ForeignKey("pmks_cases.Resident", on_delete=models.PROTECT, related_name="merges_kept")
    duplicate = models.ForeignKey("pmks_cases.Resident", on_delete=models.PROTECT, related_name="merges_gone")
    sealed_before = models.BinaryField()
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    merged_at = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    objects = ResidentMergeQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["network", "-id"], name="resident_merge_newest")]
