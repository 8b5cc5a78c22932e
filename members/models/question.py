"""Pertanyaan: what the village head has asked a network's officer, so that the same thing is not asked twice."""

from django.db import models

from members.models.follow_up import FollowUp
from wksbm.core.audit import tracked
from wksbm.core.models import Scoped, ScopedQuerySet


class QuestionQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "QuestionQuerySet":
        return self.filter(network_id__in=user.network_ids_with("portal.ask_network"))

    def open(self) -> "QuestionQuerySet":
        """Asked, and its promise is neither kept nor withdrawn."""
        return self.filter(follow_up__state=FollowUp.State.OPEN)


@tracked()
class Question(Scoped):
    """One thing asked of one network. The answer is a promise with a person and a day; its words stand there."""

    about = models.CharField(max_length=20, help_text="A concern of the village page, as its address writes it.")
    follow_up = models.OneToOneField(FollowUp, on_delete=models.PROTECT, related_name="question")

    objects = QuestionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["network", "about"], name="question_of_network")]
