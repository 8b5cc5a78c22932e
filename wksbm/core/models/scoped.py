"""The base of every table that belongs to one network."""

import secrets

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


def scattered_id() -> int:
    """Eighteen digits by chance: such an id tells neither when its row came nor how many there are."""
    return 10**17 + secrets.randbelow(9 * 10**17)


class Scattered(Scoped):
    """A scoped table of which some people must not know that a row exists: its ids leave no gap to count."""

    id = models.BigIntegerField(primary_key=True, default=scattered_id, editable=False)

    class Meta:
        abstract = True
