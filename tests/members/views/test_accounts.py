"""The own account."""

import pytest
from django.test import Client
from django.urls import reverse

from members.models import User
from tests.conftest import make_user
from tests.members.views.test_memberships import filled

PAGE = "/akun/"
PASSWORD = "kata-sandi-uji-coba"


@pytest.fixture
def member(secretary):
    User.objects.filter(pk=secretary.pk).update(phone="+628000000701", email="ratna@contoh.example")
    return User.objects.get(pk=secretary.pk)


@pytest.fixture
def browser(member):
    """Signed in by the door, and the password just confirmed."""
    made = Client()
    made.post("/masuk/", {"login": member.username, "password": PASSWORD})
    made.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return made


def test_the_own_name_number_and_address_are_changed(browser, member):
    page = browser.get(PAGE)
    assert page.context["form"]["phone"].value() == "0800-0000-701"
    sent = filled(browser, PAGE, name="Bu Ratna Dewi", phone="+62 800 0000 702", email="Dewi@Contoh.example")
    assert browser.post(PAGE, sent)["Location"] == PAGE
    member.refresh_from_db()
    assert (member.name, member.phone, member.email) == ("Bu Ratna Dewi", "+628000000702", "dewi@contoh.example")
    event = member.events.latest("pgh_id")
    assert event.pgh_context.metadata["action"] == "accounts.change"


def test_number_and_address_may_be_left_empty(browser, member):
    assert browser.post(PAGE, filled(browser, PAGE, phone="", email="")).status_code == 302
    member.refresh_from_db()
    assert (member.phone, member.email) == (None, None)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"phone": "12"}, "phone"),
        ({"email": "bukan"}, "email"),
        ({"phone": "0800-0000-709"}, "phone"),
        ({"email": "ORANG@contoh.example"}, "email"),
    ],
)
def test_what_cannot_be_or_belongs_to_another_is_said_beside_its_field(browser, member, change, field):
    make_user("orang-lain", phone="+628000000709", email="orang@contoh.example")
    answer = browser.post(PAGE, filled(browser, PAGE) | change)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {field}
    assert "secretary-004" in answer.content.decode().casefold()
    again = User.objects.get(pk=member.pk)
    assert (again.name, again.phone, again.email) == (member.name, member.phone, member.email)


def test_a_new_number_asks_for_the_password_first_and_loses_nothing(member):
    browser = Client()
    browser.force_login(member, backend="members.adapters.PortalBackend")
    sent = filled(browser, PAGE, phone="0800-0000-702")
    answer = browser.post(PAGE, sent)
    assert answer["Location"] == f"{reverse('account_reauthenticate')}?next=%2Fakun%2F"
    assert User.objects.get(pk=member.pk).phone == "+628000000701"
    resumed = browser.post(answer["Location"], {"password": PASSWORD})
    assert resumed["Location"] == PAGE
    assert User.objects.get(pk=member.pk).phone == "+628000000702"


def test_a_name_alone_asks_for_nothing(member):
    browser = Client()
    browser.force_login(member, backend="members.adapters.PortalBackend")
    assert browser.post(PAGE, filled(browser, PAGE, name="Bu Ratna"))["Location"] == PAGE
    assert User.objects.get(pk=member.pk).name == "Bu Ratna"


def test_the_page_shows_the_offices_of_this_person_alone(browser, person):
    person("chair")
    page = browser.get(PAGE).content.decode()
    assert "Sekretaris" in page
    assert "Ketua" not in page.replace("Ketua dan sekretaris", "")


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(browser, method):
    assert getattr(browser, method)(PAGE).status_code == 405
