"""The six questions, asked of every page of this floor below a network."""

import pytest

from members.access import VERBS, Role
from members.models import Rt
from tests.members.conftest import address

PAGES = {
    "profile": "members.view_network",
    "change_profile": "members.change_network",
    "add_rt": "members.change_network",
    "renumber_rt": "members.change_network",
    "add_dasawisma": "members.change_network",
    "change_dasawisma": "members.change_network",
    "organizations": "members.view_organization",
    "add_organization": "members.change_organization",
    "organization": "members.view_organization",
    "change_organization": "members.change_organization",
    "memberships": "members.view_member",
    "choose_role": "members.invite_member",
    "invitation": "members.invite_member",
    "membership": "members.view_member",
    "volunteers": "members.view_volunteer",
    "volunteer": "members.view_volunteer",
    "read_log": "members.view_read_log",
}
READ_ONLY = {
    *("profile", "organizations", "organization", "memberships", "choose_role", "invitation"),
    *("membership", "volunteers", "volunteer", "read_log"),
}
WITH_OBJECT = {
    *("renumber_rt", "change_dasawisma", "organization", "change_organization", "invitation", "membership", "volunteer")
}


@pytest.fixture
def pages(network, organization, dasawisma, volunteer, invited, office, secretary, person):
    """The address of each page, with an object of RW 004 where it needs one."""
    objects = {
        "renumber_rt": Rt.objects.of(network)[0].pk,
        "change_dasawisma": dasawisma.pk,
        "organization": organization.pk,
        "change_organization": organization.pk,
        "invitation": invited()[0].pk,
        "membership": office(secretary).pk,
        "volunteer": volunteer.pk,
    }
    return {name: address(name, network, *([objects[name]] if name in objects else [])) for name in PAGES}


@pytest.mark.parametrize("role", list(Role))
def test_each_role_opens_what_the_table_says(pages, person, signed_in, role):
    browser = signed_in(person(role))
    answers = {name: browser.get(url).status_code for name, url in pages.items()}
    assert answers == {name: 200 if role in VERBS[verb].roles else 403 for name, verb in PAGES.items()}


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.CHAIR, Role.AUDITOR, Role.PSM])
def test_a_stranger_finds_nothing(pages, person, other_network, signed_in, role):
    browser = signed_in(person(role, other_network))
    assert {browser.get(url).status_code for url in pages.values()} == {404}


@pytest.mark.parametrize("name", sorted(WITH_OBJECT))
def test_a_thing_of_another_network_is_not_here(pages, network, other_network, person, signed_in, name):
    """Somebody of both networks, asking for the one's thing below the other's address."""
    from tests.conftest import give_office

    both = person(Role.SECRETARY)
    give_office(both, Role.SECRETARY, other_network)
    browser = signed_in(both)
    assert browser.get(pages[name]).status_code == 200
    assert browser.get(pages[name].replace(network.slug, other_network.slug)).status_code == 404


def test_nobody_in_particular_signs_in_first(pages, client):
    for url in pages.values():
        answer = client.get(url)
        assert (answer.status_code, answer["Location"]) == (302, f"/masuk/?next={url}")


@pytest.mark.parametrize("name", sorted(WITH_OBJECT))
def test_what_is_missing_is_missing(network, secretary, signed_in, name):
    assert signed_in(secretary).get(address(name, network, 999_999_999)).status_code == 404


def test_pages_that_only_show_refuse_a_post(pages, person, signed_in):
    browser = signed_in(person(Role.SECRETARY))
    chair = READ_ONLY - {"read_log"}
    assert {name: browser.post(pages[name]).status_code for name in chair} == dict.fromkeys(chair, 405)


def test_forms_refuse_an_empty_post_and_stay(pages, secretary, signed_in):
    browser = signed_in(secretary)
    forms = set(PAGES) - READ_ONLY
    assert {name: browser.post(pages[name], {}).status_code for name in forms} == dict.fromkeys(forms, 422)


POST_ONLY = ("renew_invitation", "withdraw_invitation", "withdraw_sign_in_link", "acknowledge_sign_in_link")


@pytest.mark.parametrize("name", POST_ONLY)
def test_a_get_changes_nothing(network, person, signed_in, invited, way_back_in, name):
    invitation, _ = invited()
    link, _ = way_back_in()
    pk = invitation.pk if "invitation" in name else link.pk
    who = Role.CHAIR if name == "acknowledge_sign_in_link" else Role.SECRETARY
    assert signed_in(person(who)).get(address(name, network, pk)).status_code == 405
    invitation.refresh_from_db()
    link.refresh_from_db()
    assert (invitation.withdrawn_at, link.withdrawn_at, link.seen_by_chair_at) == (None, None, None)


@pytest.mark.parametrize("name", POST_ONLY)
def test_a_stranger_posts_into_the_void(network, other_network, person, signed_in, invited, way_back_in, name):
    invitation, _ = invited()
    link, _ = way_back_in()
    pk = invitation.pk if "invitation" in name else link.pk
    who = person(Role.CHAIR if name == "acknowledge_sign_in_link" else Role.SECRETARY, other_network)
    browser = signed_in(who)
    assert browser.post(address(name, network, pk)).status_code == 404
    assert browser.post(address(name, other_network, pk)).status_code == 404
