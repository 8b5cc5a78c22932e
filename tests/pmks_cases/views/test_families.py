"""The page of one family card."""

import pytest
from django.urls import reverse

from members.models import Dasawisma
from pmks_cases.codes import BasicStatus
from tests.conftest import where_rt
from tests.pmks_cases.invented import KK_NUMBER, make_family
from wksbm.core import registries
from wksbm.core.models import ReadEntry
from wksbm.core.registries import Panel

pytestmark = pytest.mark.django_db


@pytest.fixture
def family(network):
    return make_family(network)


@pytest.fixture
def url(network):
    def of(name, *args):
        return reverse(f"pmks_cases:{name}", args=[network.slug, *args])

    return of


def text(response) -> str:
    return response.content.decode().replace("\u00a0", " ")


def test_members_stand_in_the_order_of_the_card(signed_in, secretary, make_resident, family, url):
    guest = make_resident("Tamu", family=family)
    child = make_resident("Dimas", family=family, kk_level=4)
    wife = make_resident("Wati", family=family, kk_level=3)
    head = make_resident("Wagiman", family=family, kk_level=1, status=BasicStatus.DEAD)
    page = signed_in(secretary).get(url("family", family.pk))
    assert page.context["members"] == [head, wife, child, guest]
    assert "Keluarga Wagiman" in text(page)
    assert "Meninggal" in text(page)
    assert "belum tercatat" not in text(page)


def test_who_died_or_moved_is_shown_but_not_counted(signed_in, secretary, make_resident, family, url):
    make_resident("Wagiman", family=family, kk_level=1, status=BasicStatus.DEAD)
    make_resident("Sarmi", family=family, kk_level=4, status=BasicStatus.MOVED)
    make_resident("Wati", family=family, kk_level=1)
    page = text(signed_in(secretary).get(url("family", family.pk)))
    assert "1 orang tinggal di sini" in page
    assert "Keluarga Wati" in page
    assert "Sarmi" in page


def test_a_missing_head_is_said(signed_in, secretary, make_resident, family, url):
    make_resident("Dimas", family=family, kk_level=4)
    assert "Kepala keluarga belum tercatat" in text(signed_in(secretary).get(url("family", family.pk)))


def test_a_family_of_another_network_is_missing(signed_in, secretary, make_resident, other_network, url):
    stranger = make_family(other_network)
    make_resident("Sulastri", family=stranger, network=other_network)
    client = signed_in(secretary)
    for page in ("family", "assign_dasawisma"):
        assert client.get(url(page, stranger.pk)).status_code == client.get(url(page, 987654321)).status_code == 404
    assert client.post(url("reveal_kk_number", stranger.pk)).status_code == 404


def test_an_rt_head_sees_only_the_members_of_the_own_rt(signed_in, person, make_resident, network, family, url):
    own = make_resident("Wati", family=family)
    make_resident("Wagiman", family=family, rt=where_rt(network, "002"))
    page = signed_in(person("rt_head")).get(url("family", family.pk))
    assert page.context["members"] == [own]
    assert "Wagiman" not in text(page)


def test_the_whole_number_is_posted_for_and_noted(signed_in, secretary, make_resident, family, url):
    make_resident("Wati", family=family)
    client = signed_in(secretary)
    assert KK_NUMBER not in text(client.get(url("family", family.pk)))
    assert KK_NUMBER in text(client.post(url("reveal_kk_number", family.pk)))
    entry = ReadEntry.objects.get()
    assert (entry.kind, entry.object_id, entry.subject) == ("whole_number", family.pk, "nomor KK")


def test_verbs_are_for_who_holds_them(signed_in, person, make_resident, family, url):
    make_resident("Wati", family=family)
    client = signed_in(person("psm"))
    assert client.post(url("reveal_kk_number", family.pk)).status_code == 403
    assert client.get(url("assign_dasawisma", family.pk)).status_code == 403
    assert client.post(url("family", family.pk)).status_code == 405


def test_a_dasawisma_is_chosen_and_its_kader_sees_the_family(
    client, secretary, person, make_resident, network, other_network, family, url
):
    make_resident("Wati", family=family)
    melati = Dasawisma.objects.create(network=network, rt=where_rt(network, "001"), name="Melati")
    foreign = Dasawisma.objects.create(network=other_network, rt=where_rt(other_network, "001"), name="Jauh")
    client.force_login(secretary, backend="members.adapters.PortalBackend")
    form = client.get(url("assign_dasawisma", family.pk)).context["form"]
    sent = {"form_id": form["form_id"].value(), "for_whom": form["for_whom"].value()}
    assert client.post(url("assign_dasawisma", family.pk), sent | {"dasawisma": foreign.pk}).status_code == 422
    assert client.post(url("assign_dasawisma", family.pk), sent | {"dasawisma": melati.pk}).status_code == 302
    client.force_login(person("dasawisma_kader", dasawisma=melati), backend="members.adapters.PortalBackend")
    assert "Wati" in text(client.get(url("family", family.pk)))


def test_a_higher_floor_shows_its_panel_here(signed_in, secretary, make_resident, family, url):
    make_resident("Wati", family=family)
    panel = Panel(
        "family", "_components/badge.html", "pmks_cases.view_resident", lambda user, subject: f"{user} {subject.pk}"
    )
    registries.register_panel(panel)
    try:
        page = signed_in(secretary).get(url("family", family.pk))
        assert {"template": panel.template, "content": f"{secretary} {family.pk}"} in page.context["panels"]
    finally:
        registries.panels.remove(panel)
