"""The page behind an invitation: opened by anybody and any robot, answered once."""

import datetime as dt
import threading

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from members.access import Role
from members.actions import invitations, memberships
from members.models import Invitation, Membership, User, Volunteer
from tests.conftest import make_user

PAGE = "/undangan/"
ANSWER = {"name": "Bu Tini", "phone": "0800 0000 201", "username": "bu.tini", "password": "padi-menguning-lagi"}


def open_link(browser, token: str):
    return browser.get(f"/undangan/{token}/")


def test_the_token_leaves_the_address_at_once(client, invited):
    _invitation, token = invited()
    answer = open_link(client, token)
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    assert token not in str(dict(client.session))
    page = client.get(PAGE)
    assert page.status_code == 200
    assert token not in page.content.decode()
    assert "Bu Tini" in page.content.decode()


def test_robots_that_open_the_link_change_nothing(client, invited):
    invitation, token = invited()
    before = Invitation.objects.values().get(pk=invitation.pk)
    for _visit in range(3):
        robot = Client(HTTP_USER_AGENT="WhatsApp/2.23")
        robot.head(f"/undangan/{token}/")
        robot.get(f"/undangan/{token}/", follow=True)
    assert Invitation.objects.values().get(pk=invitation.pk) == before
    open_link(client, token)
    assert client.post(PAGE, ANSWER).status_code == 302
    assert Membership.objects.filter(user__username="bu.tini", role="psm").count() == 1


def test_a_post_to_the_link_itself_is_refused(client, invited):
    _invitation, token = invited()
    assert client.post(f"/undangan/{token}/", ANSWER).status_code == 405


def test_accepting_makes_account_office_and_profile_and_signs_in(client, network, invited):
    invitation, token = invited(title="PSM Melati", decree_number="12/SK/2026", decree_on=dt.date(2026, 1, 5))
    open_link(client, token)
    answer = client.post(PAGE, ANSWER)
    assert answer["Location"] == f"/{network.slug}/"
    person = User.objects.get(username="bu.tini")
    assert person.phone == "+628000000201"
    office = Membership.objects.get(user=person)
    assert (office.role, office.network, office.title, office.decree_number) == (
        "psm",
        network,
        "PSM Melati",
        "12/SK/2026",
    )
    assert Volunteer.objects.filter(user=person).exists()
    invitation.refresh_from_db()
    assert invitation.used_by == person
    assert client.get(f"/{network.slug}/profil/").status_code == 200


def test_links_that_open_nothing_are_answered_alike(client, invited, secretary):
    used, used_token = invited()
    Invitation.objects.filter(pk=used.pk).update(used_at=timezone.now())
    late, late_token = invited()
    Invitation.objects.filter(pk=late.pk).update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    back, back_token = invited()
    invitations.withdraw(back, by=secretary)
    renewed, old_token = invited()
    invitations.renew_link(renewed, by=secretary)
    answers = set()
    for token in (used_token, late_token, back_token, old_token, "never-made", "x" * 200):
        browser = Client()
        assert open_link(browser, token)["Location"] == PAGE
        page = browser.get(PAGE)
        answers.add((page.status_code, page.content))
        refused = Client()
        open_link(refused, token)
        post = refused.post(PAGE, ANSWER)
        answers.add((post.status_code, post.content))
    bare = client.get(PAGE)
    answers.add((bare.status_code, bare.content))
    assert {status for status, _page in answers} == {410}
    assert len(answers) == 1
    assert not User.objects.filter(username="bu.tini").exists()


def test_guessing_makes_no_session(client, db):
    open_link(client, "tebak-tebakan-saja-ini")
    client.get(PAGE)
    assert not Session.objects.exists()


def test_the_second_send_finds_the_link_over(client, invited):
    _invitation, token = invited()
    open_link(client, token)
    assert client.post(PAGE, ANSWER).status_code == 302
    other = Client()
    open_link(other, token)
    assert other.post(PAGE, ANSWER | {"username": "lain.lagi", "phone": ""}).status_code == 410
    assert User.objects.filter(username="lain.lagi").count() == 0


@pytest.mark.django_db(transaction=True)
def test_of_two_posts_at_the_same_time_one_takes_the_office(invited):
    _invitation, token = invited()
    browsers = [Client(), Client()]
    for browser in browsers:
        open_link(browser, token)
    start = threading.Barrier(2)
    answers = []

    def send(browser, name):
        start.wait()
        answers.append(browser.post(PAGE, ANSWER | {"username": name, "phone": ""}).status_code)
        connection.close()

    threads = [threading.Thread(target=send, args=(b, f"orang-{n}")) for n, b in enumerate(browsers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [302, 410]
    assert User.objects.filter(username__startswith="orang-").count() == 1
    assert Membership.objects.filter(role="psm").count() == 1


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"username": "081234"}, "username", "tidak boleh angka semua"),
        ({"username": "0812-3456-7890"}, "username", "tidak boleh angka semua"),
        ({"username": "a b"}, "username", "tanpa spasi"),
        ({"username": "SECRETARY-004"}, "username", "sudah dipakai"),
        ({"username": ""}, "username", "Isi dahulu"),
        ({"phone": "0800"}, "phone", "belum lengkap"),
        ({"phone": "0800-0000-999"}, "phone", "sudah punya akun"),
        ({"password": "pendek"}, "password", "10"),
        ({"password": "1234567890"}, "password", ""),
        ({"password": "password123"}, "password", ""),
        ({"name": " "}, "name", "Isi dahulu"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_the_link_stays(client, invited, change, field, words):
    make_user("sudah-ada", phone="+628000000999")
    _invitation, token = invited()
    open_link(client, token)
    answer = client.post(PAGE, ANSWER | change)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {field}
    assert words in " ".join(answer.context["form"].errors[field])
    assert client.post(PAGE, ANSWER).status_code == 302


def test_who_has_an_account_takes_the_office_with_it(client, signed_in, other_network, network, invited):
    from tests.conftest import give_office

    colleague = make_user("kolega", phone="+628000000201")
    give_office(colleague, "psm", other_network)
    _invitation, token = invited()
    open_link(client, token)
    signed_in(colleague)  # the session goes on with its digest
    assert "Kolega" in client.get(PAGE).content.decode()
    assert client.post(PAGE)["Location"] == f"/{network.slug}/"
    assert set(Membership.objects.filter(user=colleague).values_list("network__slug", flat=True)) == {
        network.slug,
        other_network.slug,
    }
    assert User.objects.filter(phone="+628000000201").count() == 1


def test_nobody_takes_an_office_that_he_gave_himself(client, signed_in, secretary, invited):
    _invitation, token = invited(role="auditor")
    signed_in(secretary)
    open_link(client, token)
    assert client.post(PAGE).status_code == 422
    assert not Membership.objects.filter(role="auditor").exists()


def test_nobody_takes_an_office_that_was_meant_for_another_account(client, signed_in, person, invited):
    make_user("yang-dimaksud", phone="+628000000201")
    _invitation, token = invited(role="treasurer")
    signed_in(person(Role.RT_HEAD))
    open_link(client, token)
    assert client.post(PAGE).status_code == 422
    assert not Membership.objects.filter(role="treasurer").exists()


def test_an_invitation_without_a_number_is_for_whoever_holds_it(signed_in, invited):
    """That some other account has no phone number either says nothing."""
    make_user("tanpa.hp", phone=None)
    person = make_user("pak.umar", phone=None)
    invitation, token = invited(phone="")
    browser = signed_in(person)
    open_link(browser, token)
    assert browser.post(PAGE).status_code == 302
    assert Membership.objects.get(user=person).role == invitation.role


def test_a_removed_inviter_leaves_no_door_open(client, signed_in, person, secretary, invited):
    """A link made before the removal would let the removed person in again under another name."""
    _invitation, token = invited(role="auditor")
    late = Client()
    open_link(late, token)
    office = Membership.objects.get(user=secretary)
    memberships.end(office, by=person("village_operator"), reason="Disalahgunakan")
    assert late.post(PAGE, ANSWER).status_code == 410
    open_link(client, token)
    assert client.get(PAGE).status_code == 410
    assert not User.objects.filter(username="bu.tini").exists()


def test_a_new_link_of_the_successor_opens_the_invitation_again(client, person, secretary, invited):
    invitation, _token = invited()
    memberships.end(Membership.objects.get(user=secretary), by=person("village_operator"), reason="Pindah")
    open_link(client, invitations.renew_link(invitation, by=person("chair")))
    assert client.post(PAGE, ANSWER).status_code == 302
    assert Membership.objects.filter(user__username="bu.tini").count() == 1


def test_no_sign_up_but_by_invitation(client, db):
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")
    client.get("/undangan/")
    assert client.post("/undangan/", ANSWER).status_code == 410
    assert not User.objects.exists()


def test_the_token_stays_out_of_logs(invited):
    import logging

    from wksbm.core.audit import NothingPersonal

    _invitation, token = invited()
    line = ("%s: %s", ("Internal Server Error", f"/undangan/{token}/?x=1"))
    record = logging.LogRecord("django.request", logging.ERROR, "", 1, *line, None)
    assert NothingPersonal().filter(record)
    assert record.getMessage() == "Internal Server Error: /undangan/…/"


def test_the_token_is_stored_nowhere(invited, client):
    _invitation, token = invited()
    open_link(client, token)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s', [f"%{token}%"])  # noqa: S608
            assert cursor.fetchone() == (0,), table
