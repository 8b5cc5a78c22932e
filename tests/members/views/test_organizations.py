"""The organisations of a network on the pages."""

import pytest

from members.models import Organization, Rt
from tests.members.conftest import address
from tests.members.views.test_memberships import filled


@pytest.fixture
def browser(signed_in, secretary):
    return signed_in(secretary)


def test_an_organisation_is_recorded_with_what_it_offers_and_whom_to_call(browser, network):
    url = address("add_organization", network)
    sent = filled(
        browser,
        url,
        kind="karang_taruna",
        name="Tunas Muda",
        standing="diajak",
        offers="Angkut barang\n\nJaga malam",
        contact_name="Mas Bagus",
        phone="0800 0000 901",
        rt=Rt.objects.of(network)[1].pk,
    )
    answer = browser.post(url, sent)
    added = Organization.objects.get()
    assert answer["Location"] == address("organization", network, added.pk)
    assert browser.post(url, sent)["Location"] == answer["Location"]
    assert Organization.objects.count() == 1
    page = browser.get(answer["Location"])
    assert page.context["offers"] == ["Angkut barang", "Jaga malam"]
    text = page.content.decode()
    assert 'href="tel:+628000000901"' in text
    assert 'href="https://wa.me/628000000901"' in text
    assert "0800-0000-901" in text


@pytest.mark.parametrize("name", ["Takmir Al-Hikmah", "TAKMIR AL-HIKMAH"])
def test_a_double_name_is_said_beside_its_field_and_nothing_is_lost(browser, network, organization, name):
    url = address("add_organization", network)
    answer = browser.post(url, filled(browser, url, kind="takmir", name=name, contact_name="Pak Kaji"))
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"name": ["Lembaga dengan jenis dan nama ini sudah tercatat."]}
    assert 'value="Pak Kaji"' in answer.content.decode()
    assert Organization.objects.count() == 1


def test_the_same_name_of_another_kind_or_network_is_free(browser, network, other_network, organization):
    Organization.objects.create(network=other_network, kind="tpa", name="Al-Hikmah")
    url = address("add_organization", network)
    assert browser.post(url, filled(browser, url, kind="tpa", name="Al-Hikmah")).status_code == 302
    assert Organization.objects.of(network).count() == 2


def test_an_organisation_is_changed_but_not_into_another(browser, network, organization):
    other = Organization.objects.create(network=network, kind="takmir", name="Takmir Nurul Iman")
    url = address("change_organization", network, other.pk)
    assert browser.post(url, filled(browser, url, name=organization.name)).status_code == 422
    assert browser.post(url, filled(browser, url, standing="bergabung")).status_code == 302
    other.refresh_from_db()
    assert (other.name, other.standing) == ("Takmir Nurul Iman", "bergabung")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["A", "B", "C"]),
        ({"jenis": "pkk"}, ["B", "C"]),
        ({"keadaan": "bergabung"}, ["A", "C"]),
        ({"jenis": "pkk", "keadaan": "bergabung"}, ["C"]),
        ({"jenis": "tpa"}, []),
        ({"jenis": "tidak-ada", "keadaan": "'"}, ["A", "B", "C"]),
    ],
)
def test_the_list_is_narrowed_by_kind_and_standing(browser, network, other_network, query, found):
    for name, kind, standing in (("C", "pkk", "bergabung"), ("A", "rt", "bergabung"), ("B", "pkk", "dikenali")):
        Organization.objects.create(network=network, kind=kind, name=name, standing=standing)
    Organization.objects.create(network=other_network, kind="pkk", name="D", standing="bergabung")
    answer = browser.get(address("organizations", network), query)
    assert [row.name for row in answer.context["page"]] == found


def test_a_long_list_goes_on_with_its_filter(browser, network):
    for number in range(60):
        Organization.objects.create(network=network, kind="pkk", name=f"PKK {number:02}")
    first = browser.get(address("organizations", network), {"jenis": "pkk"})
    assert len(first.context["page"]) == 50
    page = first.content.decode()
    after = page.split('href="?after=')[1].split('"')[0].replace("&amp;", "&")
    second = browser.get(address("organizations", network) + f"?after={after}")
    assert [row.name for row in second.context["page"]] == [f"PKK {number:02}" for number in range(50, 60)]
    assert second.context["asked"]["jenis"] == "pkk"


@pytest.mark.parametrize("cursor", ["after=abc", "before=-1", "after=99999999999999999999", "after="])
def test_a_cursor_that_is_none_begins_at_the_top(browser, network, organization, cursor):
    answer = browser.get(f"{address('organizations', network)}?{cursor}")
    assert [row.name for row in answer.context["page"]] == [organization.name]


def test_an_organisation_joins_the_inner_circle_and_its_page_says_so(browser, network, organization):
    url = address("change_organization", network, organization.pk)
    sent = filled(browser, url, kind="takmir", name=organization.name, standing="bergabung", alliance_tier="inti")
    page = browser.get(browser.post(url, sent)["Location"])
    assert "Lingkar inti" in page.content.decode()
    assert list(Organization.objects.of(network).in_core()) == [organization]
    browser.post(url, {**filled(browser, url, kind="takmir", name=organization.name, standing="bergabung")})
    assert list(Organization.objects.of(network).in_core()) == [organization]
