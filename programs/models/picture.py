"""Photos on this floor: of a problem in the neighbourhood, and of the attendance list that was signed on paper."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from programs.models.aspiration import Aspiration
from programs.models.meeting import Meeting
from wksbm.core.audit import tracked
from wksbm.core.models import Scoped, ScopedQuerySet


class PictureQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "PictureQuerySet":
        """Of an aspiration for who reads it; of an attendance list for who reads minutes."""
        reads = user.network_ids_with("programs.read_minutes")
        of_meeting = Q(meeting__in=Meeting.objects.visible_to(user), network_id__in=reads)
        return self.filter(of_meeting | Q(aspiration__in=Aspiration.objects.visible_to(user)))


@tracked()
class Picture(Scoped):
    """One photo: shrunk, without its hidden data, sealed. The file's name is made by chance. Of exactly one thing."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="pictures")
    aspiration = models.ForeignKey(Aspiration, on_delete=models.PROTECT, null=True, related_name="pictures")
    file = models.CharField(max_length=100, help_text="Sealed JPEG, at most 1600 pixels a side.")
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = PictureQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["network", "meeting"], name="picture_of_meeting")]
        constraints = [
            models.CheckConstraint(
                condition=Q(meeting__isnull=False, aspiration=None) | Q(meeting=None, aspiration__isnull=False),
                name="picture_of_one_thing",
            )
        ]
