"""Cuti: a volunteer or officer is away for a while and is given nothing new."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from wksbm.core.audit import tracked
from wksbm.core.models import Scoped, ScopedQuerySet


class LeaveQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "LeaveQuerySet":
        """The own ones, and those of the networks whose volunteers this person may see."""
        networks = user.network_ids_with("members.view_volunteer")
        return self.filter(Q(network_id__in=networks) | Q(user=user))

    def on(self, day: date) -> "LeaveQuerySet":
        """Those that hold on this day: the one definition of "on leave"."""
        return self.filter(Q(until_on=None) | Q(until_on__gte=day), since_on__lte=day, ended_at=None)


@tracked()
class Leave(Scoped):
    """From a day until a day, both included, or open; over at once when the person says that she is back."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    since_on = models.DateField(_("Mulai cuti"))
    until_on = models.DateField(_("Cuti sampai"), null=True, blank=True)
    ended_at = models.DateTimeField(null=True, editable=False)

    objects = LeaveQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="leave_ends_after_it_starts", condition=Q(until_on__gte=F("since_on"))),
            models.UniqueConstraint(fields=["network", "user"], condition=Q(ended_at=None), name="one_leave_at_a_time"),
        ]

    def __str__(self) -> str:
        return leave_in_words(self.until_on)


def leave_in_words(until_on: date | None) -> str:
    """`cuti sampai 31 Januari 2027`, or `sedang cuti` where nobody knows until when."""
    if until_on is None:
        return _now("sedang cuti")
    return _now("cuti sampai %(day)s") % {"day": date_format(until_on, "j F Y", use_l10n=False)}
