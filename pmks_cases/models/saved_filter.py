"""Lists of cases that somebody looks at often."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from wksbm.core.audit import tracked
from wksbm.core.models import Scoped, ScopedQuerySet


class SavedFilterQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "SavedFilterQuerySet":
        return self.filter(user=user)


@tracked()
class SavedFilter(Scoped):
    """A list of cases that somebody looks at often: its filters as a query string, without a name in it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("Nama daftar"), max_length=40)
    query = models.CharField(max_length=300)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network", "user", "name"], name="one_filter_a_name")]
