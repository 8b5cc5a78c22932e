"""Sign-in with real requests: every way of writing a login, limits, the shared phone, an office that ends."""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from members.access import Role
from members.actions import memberships
from members.models import Membership
from tests.conftest import give_office, make_user

PASSWORD = "kata-sandi-uji-coba"


@pytest.fixture(autouse=True)
def fresh_limits(db):
    cache.clear()


@pytest.fixture
def member(network):
    user = make_user("bu.Ratna", phone="+628000000701", email="ratna@contoh.example")
    give_office(user, Role.PSM, network)
    return user


def sign_in(browser, login, password=PASSWORD, **more):
    return browser.post("/masuk/", {"login": login, "password": password, **more})


@pytest.mark.parametrize(
    "login",
    [
        "bu.Ratna",
        "BU.RATNA",
        " bu.ratna ",
        "08000000701",
        "0800-0000-701",
        "0800 0000 701",
        "628000000701",
        "+62 800 0000 701",
        "+62-800-0000-701",
        "Ratna@Contoh.example",
    ],
)
def test_every_usual_way_of_writing_a_login_is_understood(client, member, login):
    assert sign_in(client, login).status_code == 302
    assert int(client.session["_auth_user_id"]) == member.pk


@pytest.mark.parametrize("login", ["bu.ratn", "08000000702", "lain@contoh.example", "", "' OR 1=1 --"])
def test_nobody_else_gets_in(client, member, login):
    assert sign_in(client, login).status_code == 200
    assert "_auth_user_id" not in client.session


def test_a_wrong_name_and_a_wrong_password_are_answered_alike(client, member):
    def answer(login, password):
        return sign_in(client, login, password).context["form"].non_field_errors()

    known = answer("bu.Ratna", "salah-sekali")
    assert known == answer("tidak-ada", PASSWORD)
    assert len(known) == 1


def test_many_other_failures_do_not_open_a_shut_account(client, member):
    for _attempt in range(5):
        sign_in(client, "bu.ratna", "salah-sekali")
    for number in range(700):  # as from many addresses: each leaves an entry, and a full cache drops living ones
        cache.set(f"allauth:rl:lain-{number}", [1], 300)
    sign_in(client, "bu.ratna")
    assert "_auth_user_id" not in client.session


def test_five_failures_shut_the_account_in_whatever_writing(client, member):
    """The limits live in the database's cache: no Redis is asked on this way."""
    for login in ("bu.ratna", "0800-0000-701", "+628000000701", "08000000701", "ratna@contoh.example"):
        assert sign_in(client, login, "salah-sekali").status_code == 200
    shut = sign_in(client, "628000000701")
    assert "_auth_user_id" not in client.session
    assert "terlalu banyak" in " ".join(shut.context["form"].non_field_errors())


def test_the_limits_of_one_account_are_not_those_of_another(client, member, network):
    other = make_user("pak.joko")
    give_office(other, Role.PSM, network)
    for _try in range(5):
        sign_in(client, "bu.ratna", "salah-sekali")
    assert sign_in(client, "pak.joko").status_code == 302


def test_a_shared_phone_ends_the_session_after_fifteen_idle_minutes(client, member, network):
    home = f"/{network.slug}/profil/"
    sign_in(client, "bu.ratna", shared_device="on")
    assert client.get(home).status_code == 200
    key = client.session.session_key
    left = Session.objects.get(pk=key).expire_date - timezone.now()
    assert dt.timedelta(minutes=14) < left <= dt.timedelta(minutes=15)

    Session.objects.filter(pk=key).update(expire_date=timezone.now() + dt.timedelta(minutes=1))
    assert client.get(home).status_code == 200  # a page in time begins the fifteen minutes anew
    left = Session.objects.get(pk=key).expire_date - timezone.now()
    assert left > dt.timedelta(minutes=14)

    Session.objects.filter(pk=key).update(expire_date=timezone.now() - dt.timedelta(seconds=1))
    assert client.get(home)["Location"] == f"/masuk/?next={home}"


def test_the_first_answer_on_a_shared_phone_is_short_lived_already(client, member):
    answer = sign_in(client, "bu.ratna", shared_device="on")
    assert int(answer.cookies["sessionid"]["max-age"]) <= 15 * 60


def test_an_own_phone_stays_signed_in(client, member, network):
    sign_in(client, "bu.ratna")
    client.get(f"/{network.slug}/profil/")
    left = Session.objects.get(pk=client.session.session_key).expire_date - timezone.now()
    assert left > dt.timedelta(days=13)


def test_an_office_that_ends_shuts_the_door_at_once(client, member, network, secretary):
    sign_in(client, "bu.ratna")
    assert client.get(f"/{network.slug}/pengurus/").status_code == 200
    memberships.end(Membership.objects.get(user=member), by=secretary, reason="Pindah rumah")
    assert client.get(f"/{network.slug}/pengurus/").status_code == 404
    assert client.get("/akun/").status_code == 200


def test_a_session_on_another_device_ends_with_a_new_password(client, member, network):
    elsewhere = Client()
    sign_in(elsewhere, "bu.ratna")
    member.set_password("kata-sandi-lain-lagi")
    member.save()
    assert elsewhere.get("/akun/").status_code == 302


def test_an_account_that_is_switched_off_does_not_get_in(client, member):
    member.is_active = False
    member.save()
    sign_in(client, "bu.ratna")
    assert client.get("/akun/").status_code == 302


@pytest.mark.parametrize("email", ["ratna@contoh.example", "lain@contoh.example"])
def test_a_forgotten_password_is_answered_alike_for_everybody_and_by_no_mail(client, member, mailoutbox, email):
    page = client.get("/akun/lupa-kata-sandi/")
    assert "tautan masuk" in page.content.decode()
    answer = client.post("/akun/lupa-kata-sandi/", {"email": email})
    assert answer.status_code == 405
    assert mailoutbox == []
