"""Tim: who knows of a rahasia case."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from pmks_cases.models.case import Case
from pmks_cases.models.case_knowledge import OfCaseQuerySet
from wksbm.core.audit import tracked
from wksbm.core.models import Scoped


class CaseMemberQuerySet(OfCaseQuerySet):
    def current(self) -> "CaseMemberQuerySet":
        return self.filter(removed_at=None)


@tracked()
class CaseMember(Scoped):
    """One of the few who know of a rahasia case."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="team")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True)

    objects = CaseMemberQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network", "case", "user"], condition=Q(removed_at=None), name="once_in_a_team"
            )
        ]
