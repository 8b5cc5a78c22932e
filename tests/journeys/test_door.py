"""The door: sign-in by every name a person has, on a phone and on a laptop."""

import pytest
from playwright.sync_api import expect

from tests.conftest import give_office, make_user
from tests.journeys.conftest import no_sideways_scroll, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def endang(network):
    user = make_user("endang", name="Endang Rahayu", phone="+628000000001", email="endang@contoh.id")
    give_office(user, "secretary", network)
    return user


@pytest.mark.parametrize("typed", ["endang", "0800-0000-001", "+62 800 0000 001", "Endang@Contoh.id"])
def test_secretary_signs_in_by_any_of_her_names(open_browser, screen, endang, network, typed):
    page = open_browser(screen)
    sign_in(page, typed)
    expect(page).to_have_url(f"{page.url.split('/guyub')[0]}/guyub-rukun/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Endang")
    assert no_sideways_scroll(page)


def test_a_wrong_password_is_said_in_plain_words_and_the_name_stays(open_browser, screen, endang):
    page = open_browser(screen)
    sign_in(page, "endang", "bukan-kata-sandinya")
    expect(page.get_by_text("belum cocok").first).to_be_visible()
    expect(page.get_by_label("Nama pengguna, nomor HP, atau email")).to_have_value("endang")
