"""What the tests of this floor share: an organisation, a volunteer, links and the addresses of the pages."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from members.actions import invitations, sign_in_links
from members.models import Dasawisma, Membership, Organization, Rt, Training, Volunteer


@pytest.fixture
def organization(network):
    return Organization.objects.create(
        network=network, kind="takmir", name="Takmir Al-Hikmah", phone="+628000000301", offers="Antar berobat\nSembako"
    )


@pytest.fixture
def dasawisma(network):
    return Dasawisma.objects.create(network=network, rt=Rt.objects.of(network)[0], name="Melati 1")


@pytest.fixture
def volunteer(person):
    return Volunteer.objects.create(user=person("psm"), hours_a_week=6)


@pytest.fixture
def office():
    """`office(user)`: the one office of a person."""
    return lambda user: Membership.objects.get(user=user)


@pytest.fixture
def invited(network, secretary):
    """`invited(role="psm", …)`: an open invitation and its token."""

    def invite(role="psm", *, by=secretary, name="Bu Tini", phone="+628000000201", **more):
        return invitations.invite(by=by, network=network, role=role, name=name, phone=phone, **more)

    return invite


@pytest.fixture
def way_back_in(network, secretary, person):
    """`way_back_in(user)`: an open one-time link of a member, made by the secretary, and its token."""

    def make(user=None, *, by=secretary, forget_second_factors=False):
        user = user or person("psm")
        return sign_in_links.make(user, by=by, network=network, forget_second_factors=forget_second_factors)

    return make


@pytest.fixture
def training(volunteer):
    return Training.objects.create(
        volunteer=volunteer, level="dasar", organizer="Dinsos", held_on=timezone.localdate() - dt.timedelta(days=30)
    )


def address(name: str, network, *args) -> str:
    return reverse(f"members:{name}", args=[network.slug, *args])
