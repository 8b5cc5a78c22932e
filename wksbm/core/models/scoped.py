"""The base of every table that belongs to one network."""

from django.conf import settings
from django.db import models


class ScopedQuerySet(models.QuerySet):
    """Rows of one network. Each noun says in `visible_to` which of them a person sees."""

    def visible_to(self, user) -> "ScopedQuerySet":
        raise NotImplementedError(f"{type(self).__name__} does not say who sees its rows")

    def of(self, network) -> "ScopedQuerySet":
        return self.filter(network=network)


class Scoped(models.Model):
    """Carries the tenant key; every index of a scoped table begins with it."""

    network = models.ForeignKey(settings.TENANT_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True
