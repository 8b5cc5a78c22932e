"""The term of official reports: chosen on the profile, read by the reports."""

import pytest

from members.access import Role
from members.models import Network
from pmks_cases.official_terms import OFFICIAL_TERMS, official_term
from tests.members.conftest import address
from tests.members.views.test_memberships import filled

pytestmark = pytest.mark.django_db


def test_a_new_network_says_ppks(network):
    assert (official_term(network).short, official_term(network).words) == (
        "PPKS",
        "Pemerlu Pelayanan Kesejahteraan Sosial",
    )


def test_each_term_has_its_words_and_its_instrument():
    assert {term.short: (term.words, term.source) for term in OFFICIAL_TERMS.values()} == {
        "PMKS": ("Penyandang Masalah Kesejahteraan Sosial", "Permensos 08/2012"),
        "PPKS": ("Pemerlu Pelayanan Kesejahteraan Sosial", "Permensos 15/2025"),
        "PAS": ("Pemerlu Atensi Sosial", "Kepmensos 103/HUK/2025"),
    }
    assert set(OFFICIAL_TERMS) == set(Network.CaseTerm)


def test_the_board_chooses_the_term_on_the_profile(network, secretary, signed_in):
    browser = signed_in(secretary)
    url = address("change_profile", network)
    assert browser.post(url, filled(browser, url, case_term="PAS"))["Location"] == address("profile", network)
    network.refresh_from_db()
    assert official_term(network).short == "PAS"


def test_a_term_that_no_law_knows_is_refused_beside_its_field(network, secretary, signed_in):
    browser = signed_in(secretary)
    url = address("change_profile", network)
    answer = browser.post(url, filled(browser, url) | {"case_term": "PMS"})
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"case_term"})
    network.refresh_from_db()
    assert official_term(network).short == "PPKS"


def test_only_the_board_changes_it(network, person, signed_in):
    assert signed_in(person(Role.PSM)).get(address("change_profile", network)).status_code == 403
