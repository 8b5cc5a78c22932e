"""Tables that left a network, kept as they were given out: once published, a figure is never drawn again."""

from django.db import models

from members.models.region import Region
from wksbm.core.models import Scoped, ScopedQuerySet


class PublishedTableQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "PublishedTableQuerySet":
        """The networks whose numbers this person may see."""
        return self.filter(network_id__in=user.network_ids_with("portal.view_numbers"))


class PublishedTable(Scoped):
    """About so many by one thing, at the end of a quarter. Written once.

    `counted_on` is the day of its figures: an earlier one where too little had happened to count again. `opened` and
    `ended` are the sums of all that had come and gone by that day.
    """

    table = models.CharField(max_length=10)
    on = models.DateField(help_text="The last day of the quarter for which it stands.")
    counted_on = models.DateField()
    figures = models.JSONField(default=dict)
    opened = models.PositiveIntegerField(default=0)
    ended = models.PositiveIntegerField(default=0)

    objects = PublishedTableQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network", "table", "on"], name="one_published_table_a_quarter")]


class PublishedVillageTable(models.Model):
    """About so many of what happened in one finished quarter, in all networks of a village together. Written once.

    Of what happens a single network has too little in a quarter to tell it apart.
    """

    village = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    table = models.CharField(max_length=10)
    on = models.DateField(help_text="The last day of the quarter.")
    figures = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["village", "table", "on"], name="one_published_village_table_a_quarter")
        ]
