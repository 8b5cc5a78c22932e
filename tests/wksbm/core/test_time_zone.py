"""Instants are shown in the zone of the page's network, and only there."""

import pytest
from django.utils import timezone

from members.models import Network

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.wksbm.core.pages")]


def test_each_networks_pages_have_its_own_zone(signed_in, person, network, other_network):
    Network.objects.filter(pk=other_network.pk).update(time_zone="Asia/Jayapura")
    client = signed_in(person("village_head"))
    shown = [client.get(f"/{one.slug}/uji/zona/").content.decode() for one in (other_network, network, other_network)]
    assert shown == ["Asia/Jayapura", "Asia/Jakarta", "Asia/Jayapura"]


def test_the_zone_ends_with_the_page(signed_in, secretary, network):
    Network.objects.update(time_zone="Asia/Makassar")
    signed_in(secretary).get(f"/{network.slug}/uji/zona/")
    assert timezone.get_current_timezone_name() == "Asia/Jakarta"
