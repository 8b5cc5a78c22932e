"""Unsur: the kinds of people who together make a meeting of the network, and those that count for its quorum."""

from django.db import models
from django.utils.translation import gettext_lazy as _

USUAL_QUORUM = 3
"""Of the six elements at least so many are there."""


class Element(models.TextChoices):
    RW = "rw", _("RW")
    RT = "rt", _("RT")
    PKK = "pkk", _("PKK/dasawisma")
    YOUTH = "karang_taruna", _("Karang Taruna")
    COMMUNITY = "tokoh_masyarakat", _("Tokoh masyarakat")
    FAITH = "tokoh_agama", _("Tokoh agama")


def all_elements() -> list[str]:
    """What counts where a network has not said otherwise."""
    return list(Element.values)
