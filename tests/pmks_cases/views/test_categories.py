"""The page of the categories, and its forms."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from members.access import Role
from members.models import Training, Volunteer
from pmks_cases.models import NetworkCategory
from tests.members.views.test_memberships import filled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("categories")]

REASON = "Puskesmas menitipkan pendampingan."
STIGMATISING = ("TS", "ODHA", "NAPZA", "BWBLP", "KMIN")
FORMS = ("reword_category", "switch_on_category", "switch_off_category")
READERS = {Role.CHAIR, Role.SECRETARY, Role.PSM, Role.AUDITOR}


@pytest.fixture
def url(network):
    def of(name="categories", *args, where=network):
        return reverse(f"pmks_cases:{name}", args=[where.slug, *args])

    return of


@pytest.fixture
def trained_psm(person):
    volunteer = Volunteer.objects.create(user=person(Role.PSM))
    held_on = timezone.localdate() - dt.timedelta(days=40)
    return Training.objects.create(volunteer=volunteer, level="lanjutan", organizer="Dinsos", held_on=held_on)


def entries(response) -> dict[str, str]:
    """What stands at each category, without markup."""
    found = re.findall(r'<li id="([A-Z]+)">(.*?)(?=<li id=|</section>)', response.content.decode(), re.DOTALL)
    return {code: " ".join(re.sub(r"<[^>]+>", " ", inner).split()) for code, inner in found}


def test_the_26_stand_below_the_12(signed_in, secretary, url):
    page = signed_in(secretary).get(url())
    shown = entries(page)
    assert len(shown) == 26
    assert len(re.findall(r'<h2 id="kelompok-', page.content.decode())) == 12
    assert "2 kriteria" in shown["LUT"]
    assert "telantar secara psikis dan sosial" in shown["LUT"]
    assert "menjadi saksi" in shown["ABH"]
    assert "3 kriteria" in shown["KMIN"]
    assert "menyimpang" not in page.content.decode()
    assert {code for code, words in shown.items() if words.endswith("Tidak dipakai")} == set(STIGMATISING)


@pytest.mark.parametrize("role", list(Role))
def test_who_reads_and_who_changes(signed_in, person, url, role):
    browser = signed_in(person(role))
    assert browser.get(url()).status_code == (200 if role in READERS else 403)
    may_change = role in (Role.CHAIR, Role.SECRETARY)
    for name in FORMS:
        assert browser.get(url(name, "LUT")).status_code == (200 if may_change else 403)
        assert browser.post(url(name, "LUT")).status_code == (422 if may_change else 403)
    on_profile = url() in browser.get(reverse("members:profile", args=[url().split("/")[1]])).content.decode()
    assert on_profile == (role in READERS)


def test_a_psm_is_not_told_which_label_that_hurts_is_used(signed_in, person, network, url, trained_psm):
    browser = signed_in(person(Role.PSM))
    before = entries(browser.get(url()))
    row = {"is_on": True, "reason": REASON, "wording": "Butuh pendamping kesehatan"}
    for code in STIGMATISING:
        NetworkCategory.objects.create(network=network, category_id=code, **row)
    assert entries(browser.get(url())) == before
    assert before["ODHA"].endswith("Diatur ketua")
    assert "Ubah" not in before["LUT"]


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.CHAIR, Role.AUDITOR])
def test_board_and_auditor_read_the_reason(signed_in, person, network, url, role):
    NetworkCategory.objects.create(network=network, category_id="ODHA", is_on=True, reason=REASON)
    shown = entries(signed_in(person(role)).get(url()))
    assert REASON in shown["ODHA"]
    assert shown["ODHA"].endswith(" Dipakai")


def test_a_stranger_finds_nothing(signed_in, person, other_network, url):
    browser = signed_in(person(Role.SECRETARY, other_network))
    for name, args in [("categories", []), *((form, ["LUT"]) for form in FORMS)]:
        assert browser.get(url(name, *args)).status_code == 404
        assert browser.post(url(name, *args)).status_code == 404


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("code", ["XYZ", "lut", "1"])
def test_a_category_that_is_none_is_missing(signed_in, secretary, url, name, code):
    browser = signed_in(secretary)
    assert browser.get(url(name, code)).status_code == browser.post(url(name, code)).status_code == 404


def test_the_list_takes_no_post(signed_in, secretary, url):
    assert signed_in(secretary).post(url()).status_code == 405


def test_own_words_stand_on_the_list_beside_the_official_name(signed_in, secretary, network, url):
    browser = signed_in(secretary)
    form = url("reword_category", "GLDNG")
    sent = filled(browser, form, wording="Warga tanpa rumah")
    assert browser.post(form, sent)["Location"] == f"{url()}#GLDNG"
    assert browser.post(form, sent)["Location"] == f"{url()}#GLDNG"  # the second press
    shown = entries(browser.get(url()))["GLDNG"]
    assert shown.startswith("Warga tanpa rumah Nama resmi: Gelandangan")
    assert filled(browser, form)["wording"] == "Warga tanpa rumah"
    assert NetworkCategory.objects.get().network == network


def test_words_that_are_too_long_come_back(signed_in, secretary, url):
    browser = signed_in(secretary)
    form = url("reword_category", "GLDNG")
    answer = browser.post(form, filled(browser, form, wording="a" * 101))
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"wording"})
    assert "a" * 101 in answer.content.decode()


def test_off_and_on_again(signed_in, secretary, url):
    browser = signed_in(secretary)
    for name, end in (("switch_off_category", "Tidak dipakai"), ("switch_on_category", "Dipakai")):
        form = url(name, "KAT")
        assert browser.post(form, filled(browser, form))["Location"] == f"{url()}#KAT"
        assert entries(browser.get(url()))["KAT"].endswith(f" {end}")


@pytest.mark.parametrize("code", STIGMATISING)
def test_the_secretary_is_told_that_the_chair_switches_on(signed_in, secretary, url, trained_psm, code):
    browser = signed_in(secretary)
    assert "Nyalakan" not in entries(browser.get(url()))[code]
    form = url("switch_on_category", code)
    for answer in (browser.get(form), browser.post(form, {"reason": REASON})):
        assert answer.status_code == 403
        assert "hanya bisa dinyalakan oleh ketua" in answer.content.decode()
    assert not NetworkCategory.objects.exists()


def test_the_chair_switches_on_with_a_reason(signed_in, person, url, trained_psm):
    browser = signed_in(person(Role.CHAIR))
    form = url("switch_on_category", "NAPZA")
    without = browser.post(form, filled(browser, form))
    assert (without.status_code, set(without.context["form"].errors)) == (422, {"reason"})
    assert browser.post(form, filled(browser, form, reason=REASON))["Location"] == f"{url()}#NAPZA"
    assert entries(browser.get(url()))["NAPZA"].endswith(" Dipakai")


def test_without_a_trained_psm_the_chair_reads_why_not_and_loses_nothing(signed_in, person, url):
    browser = signed_in(person(Role.CHAIR))
    form = url("switch_on_category", "NAPZA")
    answer = browser.post(form, filled(browser, form, reason=REASON))
    assert answer.status_code == 422
    assert "pelatihan lanjutan" in answer.content.decode()
    assert REASON in answer.content.decode()
    assert not NetworkCategory.objects.exists()


@pytest.mark.parametrize("role", sorted(READERS))
def test_the_list_asks_the_same_whatever_was_decided(signed_in, person, network, url, role):
    browser = signed_in(person(role))

    def questions() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(url()).status_code == 200
        return len(captured)

    questions()  # fills what is read once for each process
    none = questions()
    for code in ("LUT", "FM", "TS"):
        NetworkCategory.objects.create(network=network, category_id=code, is_on=True, wording=f"Sebutan {code}")
    assert questions() == none <= 8
