"""The frame of pages that belong to no network."""

from zoneinfo import ZoneInfo

from django.apps import apps
from django.conf import settings
from django.utils import timezone


def networks_of(user) -> list:
    """The networks in which this person holds an office: one question, none for who holds none."""
    if not user.network_ids_with("members.view_network"):
        return []
    return list(apps.get_model(settings.TENANT_MODEL).objects.visible_to(user).select_related(None))


def stand_in_the_only_network(request, networks: list) -> None:
    """Who has one network finds its menu and its clock on these pages too."""
    if len(networks) == 1:
        request.network = networks[0]
        timezone.activate(ZoneInfo(request.network.time_zone))
