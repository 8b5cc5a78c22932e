"""Peta wilayah: where the RTs of an RW lie, as its network has uploaded it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models.network import AreaQuerySet
from wksbm.core.audit import tracked
from wksbm.core.models import Scoped


@tracked()
class MapArea(Scoped):
    """The border of one RT, or of the whole RW where `rt` is empty; simplified to what a page shows.

    `polygons` as in GeoJSON's MultiPolygon: polygons of rings of [longitude, latitude] in degrees (WGS 84). It says
    where an RT lies and nothing about anybody who lives there.
    """

    rt = models.ForeignKey(
        "members.Rt", on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("RT")
    )
    polygons = models.JSONField()
    uploaded_at = models.DateTimeField(auto_now_add=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        ordering = ["network", "rt__number"]
        constraints = [
            models.UniqueConstraint(fields=["network", "rt"], nulls_distinct=False, name="one_map_area_an_rt")
        ]
