"""Each move of a case on its way: from which state to which, by whom, why."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from pmks_cases.models.case import Case
from pmks_cases.models.case_knowledge import OfCaseQuerySet
from pmks_cases.models.case_states import ENDED_STATES, Decision, State
from wksbm.core.audit import tracked
from wksbm.core.fields import SealedTextField
from wksbm.core.models import Scattered

PERSONAL_FIELDS = ("why",)


@tracked()
class CaseMove(Scattered):
    """One move of a case from a state to another: who, when, why. Written once."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="moves")
    start = models.CharField(max_length=20, choices=State, blank=True)
    end = models.CharField(max_length=20, choices=State)
    decision = models.CharField(max_length=16, choices=Decision, blank=True)
    why = SealedTextField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["network", "case", "-at"], name="move_of_case"),
            models.Index(fields=["network", "at"], condition=Q(end__in=ENDED_STATES), name="move_to_the_end"),
        ]
