"""The one-time way back in: who makes it, what it opens, who is told."""

import datetime as dt
import threading

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.access import Role
from members.actions import sign_in_links
from members.models import Membership, SignInLink
from members.models.invitation import token_digest
from tests.conftest import give_office, make_user
from tests.members.conftest import address
from wksbm.core.refusals import RefusedByRule
from wksbm.core.registries import due_kinds
from wksbm.portal.worklist import with_any

PAGE = "/masuk-sekali/"
NEW = "sawah-hijau-sekali"


def open_link(browser, token):
    return browser.get(f"/masuk-sekali/{token}/")


def test_it_sets_a_new_password_signs_in_and_ends_other_sessions(client, network, person, way_back_in):
    member = person(Role.PSM)
    elsewhere = Client()
    elsewhere.post("/masuk/", {"login": member.username, "password": "kata-sandi-uji-coba"})
    assert elsewhere.get("/akun/").status_code == 200
    link, token = way_back_in(member)
    assert open_link(client, token)["Location"] == PAGE
    assert member.username in client.get(PAGE).content.decode()
    assert client.post(PAGE, {"password": NEW}).status_code == 302
    assert client.get(f"/{network.slug}/profil/").status_code == 200
    assert elsewhere.get("/akun/").status_code == 302
    member.refresh_from_db()
    assert member.check_password(NEW)
    link.refresh_from_db()
    assert link.used_at is not None


def test_robots_change_nothing(person, way_back_in):
    link, token = way_back_in()
    for _visit in range(3):
        robot = Client()
        robot.get(f"/masuk-sekali/{token}/", follow=True)
        robot.head(f"/masuk-sekali/{token}/")
    link.refresh_from_db()
    assert link.used_at is None


def test_links_that_open_nothing_are_answered_alike(client, secretary, way_back_in):
    used, used_token = way_back_in()
    SignInLink.objects.filter(pk=used.pk).update(used_at=timezone.now())
    late, late_token = way_back_in()
    SignInLink.objects.filter(pk=late.pk).update(expires_at=timezone.now())
    _earlier, earlier_token = way_back_in()
    back, back_token = way_back_in()
    sign_in_links.withdraw(back, by=secretary)
    answers = set()
    for token in (used_token, late_token, earlier_token, back_token, "never-made"):
        browser = Client()
        open_link(browser, token)
        page = browser.get(PAGE)
        answers.add((page.status_code, page.content))
    page = client.get("/undangan/")
    answers.add((page.status_code, page.content))
    assert {status for status, _page in answers} == {410}
    assert len(answers) == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_posts_at_the_same_time_one_sets_the_password(person, way_back_in):
    member = person(Role.PSM)
    _link, token = way_back_in(member)
    browsers = [Client(), Client()]
    for browser in browsers:
        open_link(browser, token)
    start = threading.Barrier(2)
    answers = {}

    def send(browser, password):
        start.wait()
        answers[password] = browser.post(PAGE, {"password": password}).status_code
        connection.close()

    passwords = ["sawah-hijau-sekali", "kebun-kopi-pagi-hari"]
    threads = [threading.Thread(target=send, args=pair) for pair in zip(browsers, passwords, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers.values()) == [302, 410]
    member.refresh_from_db()
    winner = next(password for password, status in answers.items() if status == 302)
    assert member.check_password(winner)


def test_a_standing_second_factor_is_still_asked_for(client, network, person, way_back_in):
    member = person(Role.TREASURER)
    TOTP.activate(member, generate_totp_secret())
    _link, token = way_back_in(member)
    open_link(client, token)
    assert client.post(PAGE, {"password": NEW})["Location"] == reverse("mfa_authenticate")
    assert client.get(f"/{network.slug}/profil/").status_code == 302


def test_a_lost_phone_is_forgotten_only_when_asked_and_only_by_the_post(client, network, person, way_back_in, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    member = person(Role.TREASURER)
    TOTP.activate(member, generate_totp_secret())
    _link, token = way_back_in(member, forget_second_factors=True)
    open_link(client, token)
    client.get(PAGE)
    assert Authenticator.objects.filter(user=member).exists()
    client.post(PAGE, {"password": NEW})
    assert not Authenticator.objects.filter(user=member).exists()
    assert client.get(f"/{network.slug}/profil/")["Location"] == reverse("mfa_index")


@pytest.mark.parametrize("password", ["", "pendek", "1234567890", "password123"])
def test_an_easy_password_is_refused_beside_its_field(client, way_back_in, password):
    link, token = way_back_in()
    open_link(client, token)
    answer = client.post(PAGE, {"password": password})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"password"}
    link.refresh_from_db()
    assert link.used_at is None


@pytest.mark.parametrize("role", list(Role))
def test_the_secretary_makes_it_for_all_but_chair_secretary_and_village(person, secretary, role):
    if role == Role.SECRETARY:
        member = make_user("sekretaris-lama")
        give_office(member, role, *[person(role).memberships.get().network])
        # a second secretary has followed the first; the first one asks for the second
        assert sign_in_links.may_make(person(role), member) is False
        return
    from_operator = {Role.CHAIR, Role.VILLAGE_HEAD, Role.VILLAGE_OPERATOR}
    assert sign_in_links.may_make(secretary, person(role)) is (role not in from_operator)


@pytest.mark.parametrize("role", [Role.CHAIR, Role.SECRETARY, Role.VILLAGE_HEAD])
def test_the_operator_makes_it_for_them(person, role):
    assert sign_in_links.may_make(person(Role.VILLAGE_OPERATOR), person(role)) is True


def test_the_operator_leaves_the_others_to_the_secretary(person):
    assert sign_in_links.may_make(person(Role.VILLAGE_OPERATOR), person(Role.PSM)) is False


@pytest.mark.parametrize("role", [Role.CHAIR, Role.TREASURER, Role.PSM, Role.AUDITOR])
def test_nobody_else_makes_it(person, role):
    assert sign_in_links.may_make(person(role), person(Role.RT_HEAD)) is False


def test_an_office_elsewhere_is_never_opened_by_this_secretary(person, network, other_network, secretary):
    member = person(Role.PSM)
    give_office(member, Role.CHAIR, other_network)
    assert sign_in_links.may_make(secretary, member) is False
    assert sign_in_links.may_make(person(Role.SECRETARY, other_network), member) is False
    assert sign_in_links.may_make(person(Role.VILLAGE_OPERATOR), member) is True
    with pytest.raises(RefusedByRule):
        sign_in_links.make(member, by=secretary, network=network, forget_second_factors=False)


def test_an_office_to_come_counts_as_held(person, network, secretary):
    member = person(Role.PSM)
    give_office(member, Role.CHAIR, network, starts_on=timezone.localdate() + dt.timedelta(days=3))
    assert sign_in_links.may_make(secretary, member) is False


def test_a_link_loses_its_power_when_its_maker_does(client, network, person, way_back_in):
    member = person(Role.PSM)
    _link, token = way_back_in(member)
    give_office(member, Role.CHAIR, network)
    open_link(client, token)
    assert client.post(PAGE, {"password": NEW}).status_code == 410
    member.refresh_from_db()
    assert not member.check_password(NEW)


def test_nobody_makes_it_for_oneself(secretary, person):
    assert sign_in_links.may_make(secretary, secretary) is False
    operator = person(Role.VILLAGE_OPERATOR)
    assert sign_in_links.may_make(operator, operator) is False


def test_it_is_made_shown_and_withdrawn_on_the_pages(network, secretary, person, signed_in, office):
    member = person(Role.PSM)
    browser = signed_in(secretary)
    make = address("make_sign_in_link", network, office(member).pk)
    form = browser.get(make).context["form"]
    sent = {"form_id": form["form_id"].value(), "forget_second_factors": "on"}
    answer = browser.post(make, sent)
    link = SignInLink.objects.get()
    assert answer["Location"] == address("sign_in_link", network, link.pk)
    assert browser.post(make, sent)["Location"] == answer["Location"]
    assert SignInLink.objects.count() == 1
    assert (link.user, link.made_by, link.forget_second_factors) == (member, secretary, True)
    page = browser.get(answer["Location"]).content.decode()
    assert "http://testserver/masuk-sekali/" in page
    token = page.split("http://testserver/masuk-sekali/")[1].split("/")[0]
    assert SignInLink.objects.open_for(token_digest(token)).get() == link
    # Another browser of the same person does not know the link any more.
    other = Client()
    other.force_login(secretary, backend="members.adapters.PortalBackend")
    assert "/masuk-sekali/" not in other.get(answer["Location"]).content.decode()
    assert browser.post(address("withdraw_sign_in_link", network, link.pk)).status_code == 302
    assert not SignInLink.objects.open().exists()
    assert browser.get(answer["Location"]).status_code == 404


def test_a_colleague_without_the_verb_is_told_in_one_sentence(network, person, signed_in, office):
    make = address("make_sign_in_link", network, office(person(Role.PSM)).pk)
    assert signed_in(person(Role.TREASURER)).get(make).status_code == 403
    assert signed_in(person(Role.TREASURER)).post(make, {}).status_code == 403
    assert not SignInLink.objects.exists()


def test_the_secretary_is_sent_to_the_operator_for_the_chair(network, person, secretary, signed_in, office):
    answer = signed_in(secretary).get(address("make_sign_in_link", network, office(person(Role.CHAIR)).pk))
    assert answer.status_code == 403
    assert "operator desa" in answer.content.decode()


def test_the_chair_is_told_until_seen_and_nobody_else(network, person, signed_in, way_back_in):
    link, _token = way_back_in()
    kind = next(kind for kind in due_kinds if kind.name == "sign_in_links_made")
    chair = person(Role.CHAIR)
    assert [due.title for due in kind.find(chair, network)] == [f"Tautan masuk dibuatkan untuk {link.user.name}"]
    assert with_any([kind], chair, network) == [kind]
    holders = {role for role in Role if person(role).has_perm(kind.audience, network)}
    assert holders == {Role.CHAIR}
    browser = signed_in(chair)
    seen = address("acknowledge_sign_in_link", network, link.pk)
    assert browser.post(seen)["Location"] == address("read_log", network)
    assert list(kind.find(chair, network)) == with_any([kind], chair, network) == []
    assert link.user.name in browser.get(address("read_log", network)).content.decode()


def test_who_made_it_stands_in_the_history(way_back_in, secretary):
    link, _token = way_back_in()
    event = link.events.get()
    assert event.pgh_context.metadata["action"] == "sign_in_links.make"
    assert event.pgh_context.metadata["user"] == secretary.pk
    assert not hasattr(event, "token_digest")


def test_a_link_is_over_after_a_day(way_back_in):
    link, token = way_back_in()
    assert dt.timedelta(hours=23) < link.expires_at - timezone.now() <= dt.timedelta(hours=24)
    assert SignInLink.objects.open_for(token_digest(token)).exists()
    assert Membership.objects.current().filter(user=link.user).exists()
