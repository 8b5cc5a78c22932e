"""Who must have a second factor is led to it and reaches nothing else before, nor after taking it off."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from members.access import SECOND_FACTOR_ROLES, Role
from members.actions import networks

PASSWORD = "kata-sandi-uji-coba"
MUST = reverse("mfa_index")


@pytest.fixture(autouse=True)
def outside_the_demo(settings):
    settings.SECOND_FACTOR_REQUIRED = True


def sign_in(browser, login: str, password: str = PASSWORD):
    return browser.post("/masuk/", {"login": login, "password": password})


def code_of(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


@pytest.mark.parametrize("role", list(Role))
def test_it_is_asked_of_five_roles(network, person, role):
    browser = Client()
    sign_in(browser, person(role).username)
    answer = browser.get(f"/{network.slug}/profil/")
    if role in SECOND_FACTOR_ROLES:
        assert (answer.status_code, answer["Location"]) == (302, MUST)
    else:
        assert answer.status_code == 200


def plain_routes(patterns, prefix="/"):
    """Every address that needs nothing but the network's name."""
    for pattern in patterns:
        whole = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield whole, pattern.name
        else:
            yield from plain_routes(pattern.url_patterns, whole)


def test_nothing_else_is_reached_before(network, secretary):
    browser = Client()
    sign_in(browser, secretary.username)
    reached = []
    for route, name in plain_routes(get_resolver().url_patterns):
        url = route.replace("<slug:network>", network.slug)
        if "<" in url:
            continue
        answer = browser.get(url)
        led_there = answer.status_code == 302 and answer["Location"] == MUST
        if not led_there and name not in ("account_logout",):
            reached.append(name)
    open_to_all = {"healthz", "invitation_page", "sign_in_link_page", "account_login", "account_inactive"}
    open_to_all |= {"preferences_by_link"}  # from the foot of a mail, and about mail alone
    open_to_all |= {"answer_page", "answer_calendar_file"}  # from an invitation, and about that meeting alone
    open_to_all |= {"service_worker", "without_signal"}  # the same for everybody, and nobody's data
    open_to_all |= {"account_reset_password"} | {name for name in reached if name.startswith("mfa_")}
    assert set(reached) - {"account_reauthenticate"} == open_to_all


def test_an_app_code_opens_the_door_and_taking_it_off_shuts_it(network, secretary):
    browser = Client()
    sign_in(browser, secretary.username)
    home = f"/{network.slug}/profil/"
    assert browser.get(home)["Location"] == MUST
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = browser.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    assert browser.post(reverse("mfa_activate_totp"), {"code": code_of(secret)}).status_code == 302
    assert browser.get(home).status_code == 200
    assert browser.post(reverse("mfa_deactivate_totp")).status_code == 302
    assert not Authenticator.objects.filter(user=secretary).exists()
    assert browser.get(home)["Location"] == MUST


def test_recovery_codes_alone_are_no_second_factor(network, secretary):
    browser = Client()
    RecoveryCodes.activate(secretary)
    browser.force_login(secretary, backend="members.adapters.PortalBackend")
    assert browser.get(f"/{network.slug}/profil/")["Location"] == MUST


def test_a_factor_taken_off_on_another_device_shuts_this_one(network, secretary):
    TOTP.activate(secretary, generate_totp_secret())
    browser = Client()
    browser.force_login(secretary, backend="members.adapters.PortalBackend")
    home = f"/{network.slug}/profil/"
    assert browser.get(home).status_code == 200
    Authenticator.objects.filter(user=secretary).delete()
    assert browser.get(home)["Location"] == MUST


def test_the_second_step_is_asked_for_at_sign_in(network, secretary):
    secret = generate_totp_secret()
    TOTP.activate(secretary, secret)
    browser = Client()
    assert sign_in(browser, secretary.username)["Location"] == reverse("mfa_authenticate")
    assert browser.get(f"/{network.slug}/profil/").status_code == 302
    assert browser.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 200
    assert browser.get(f"/{network.slug}/profil/").status_code == 302
    assert browser.post(reverse("mfa_authenticate"), {"code": code_of(secret)}).status_code == 302
    assert browser.get(f"/{network.slug}/profil/").status_code == 200


def test_an_invited_secretary_lands_on_the_second_factor(region):
    network, paths = networks.start(
        village=region,
        rw="9",
        name="Baru Tumbuh",
        rts=["1"],
        chair=("Pak Joko", ""),
        secretary=("Bu Ani", "+628000000401"),
        by=None,
    )
    browser = Client()
    browser.get(paths["secretary"])
    answer = {"name": "Bu Ani", "phone": "08000000401", "username": "bu.ani", "password": "padi-menguning-lagi"}
    landed = browser.post("/undangan/", answer, follow=True)
    assert landed.redirect_chain[-1][0] == MUST
    assert browser.get(f"/{network.slug}/pengurus/")["Location"] == MUST
    # The way there is open at once, without typing the password a second time.
    assert browser.get(reverse("mfa_activate_totp")).status_code == 200


def test_an_office_given_later_asks_for_it_from_the_next_page_on(network, person):
    from tests.conftest import give_office

    user = person(Role.PSM)
    browser = Client()
    sign_in(browser, user.username)
    home = f"/{network.slug}/profil/"
    assert browser.get(home).status_code == 200
    give_office(user, Role.TREASURER, network)
    assert browser.get(home)["Location"] == MUST
