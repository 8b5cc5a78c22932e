"""What the family says to a decision: told by a person, answered in their own words."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import FollowUp
from pmks_cases.models.case import Case
from pmks_cases.models.case_knowledge import OfCaseQuerySet
from pmks_cases.models.case_states import Decision
from wksbm.core.audit import tracked
from wksbm.core.fields import SealedTextField
from wksbm.core.models import Scattered

PERSONAL_FIELDS = ("told", "words")


class FamilyAnswerQuerySet(OfCaseQuerySet):
    def given(self) -> "FamilyAnswerQuerySet":
        """The family was told and has answered."""
        return self.filter(answered_at__isnull=False)

    def waiting(self) -> "FamilyAnswerQuerySet":
        """Somebody has promised to tell them and has not yet."""
        return self.filter(answered_at=None, follow_up__state=FollowUp.State.OPEN)


@tracked()
class FamilyAnswer(Scattered):
    """One decision to be told to the family, by the promise `follow_up`; then whom, their answer, and their words."""

    class Answer(models.TextChoices):
        AGREES = "setuju", _("Setuju")
        OTHER = "ingin_lain", _("Ingin lain")
        REFUSES = "menolak", _("Menolak")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="family_answers")
    follow_up = models.OneToOneField(FollowUp, on_delete=models.PROTECT, related_name="+")
    decision = models.CharField(max_length=16, choices=Decision)
    decided_at = models.DateTimeField(default=timezone.now)
    told = SealedTextField(_("Siapa yang diberi tahu"), max_length=100, blank=True)
    answer = models.CharField(_("Jawabannya"), max_length=10, choices=Answer, blank=True)
    words = SealedTextField(_("Kata mereka sendiri"), max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    objects = FamilyAnswerQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["network", "case", "-decided_at"], name="family_answer_of_case")]
