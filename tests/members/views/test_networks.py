"""The profile, RTs and dasawisma on the pages; a new network; finding a village."""

import pytest

from members.access import Role
from members.models import Dasawisma, Invitation, Network, Organization, Region, Rt
from members.models.invitation import token_digest
from tests.conftest import make_user
from tests.members.conftest import address
from tests.members.views.test_memberships import filled

START = "/jejaring/baru/"
FIND = "/wilayah/cari/"


def facts(page: str) -> dict[str, str]:
    """The words of the profile, label by label, without markup."""
    import re

    rows = re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", page, re.DOTALL)
    return {label.strip(): " ".join(re.sub(r"<[^>]+>", " ", value).split()) for label, value in rows}


def test_the_profile_is_the_row_of_the_register(network, secretary, person, signed_in, organization):
    person(Role.CHAIR)
    Organization.objects.create(network=network, kind="pkk", name="PKK", standing="bergabung")
    Network.objects.filter(pk=network.pk).update(
        phone="+628000000801", email="guyub@contoh.example", decree_number="7/SK/2025", activities="Jimpitan"
    )
    row = facts(signed_in(secretary).get(address("profile", network)).content.decode())
    register = {
        "Nama WKSBM": "Guyub Rukun , RW 004",
        "Kab/kota": "Kabupaten Rekaan, Jawa Khayal",
        "Kecamatan": "Kaliwangi",
        "Desa": "Sidomaya",
        "Nomor HP": "0800-0000-801",
        "Email": "guyub@contoh.example",
        "Nama ketua": "Chair-004",
        "Legalitas": "SK 7/SK/2025",
        "Jumlah pengurus": "2 orang",
        "Jumlah anggota": "1 lembaga bergabung",
        "Jenis kegiatan": "Jimpitan",
    }
    assert {label: row[label] for label in register} == register


def test_the_supervisor_reads_no_name(network, person, signed_in):
    person(Role.CHAIR)
    page = signed_in(person(Role.SUPERVISOR, ends_on=None)).get(address("profile", network)).content.decode()
    assert "Chair-004" not in page


def test_the_profile_is_changed(network, secretary, signed_in):
    browser = signed_in(secretary)
    url = address("change_profile", network)
    sent = filled(browser, url, name="Guyub Rukun Sejahtera", phone="0800 0000 801", time_zone="Asia/Makassar")
    assert browser.post(url, sent)["Location"] == address("profile", network)
    network.refresh_from_db()
    assert (network.name, network.phone, network.time_zone) == (
        "Guyub Rukun Sejahtera",
        "+628000000801",
        "Asia/Makassar",
    )


def test_the_quorum_of_meetings_is_set_with_the_elements_that_count(network, secretary, signed_in):
    browser = signed_in(secretary)
    url = address("change_profile", network)
    assert facts(browser.get(address("profile", network)).content.decode())["Kuorum musyawarah"] == (
        "paling sedikit 3 dari 6 unsur"
    )
    browser.post(url, filled(browser, url, quorum=4, quorum_elements=["rw", "rt", "pkk", "karang_taruna"]))
    network.refresh_from_db()
    assert (network.quorum, network.quorum_elements) == (4, ["rw", "rt", "pkk", "karang_taruna"])


@pytest.mark.parametrize("change", [{"quorum": 3}, {"quorum": 0}, {"quorum": 7}])
def test_a_quorum_beyond_the_elements_that_count_is_refused(network, secretary, signed_in, change):
    browser = signed_in(secretary)
    url = address("change_profile", network)
    answer = browser.post(url, filled(browser, url) | {"quorum_elements": ["rw", "rt"]} | change)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"quorum"}


def test_the_profile_keeps_the_number_of_the_protection_unit(network, secretary, signed_in):
    browser = signed_in(secretary)
    url = address("change_profile", network)
    browser.post(url, filled(browser, url, protection_unit_phone="0800 0000 802"))
    assert 'href="tel:+628000000802"' in browser.get(address("profile", network)).content.decode()


@pytest.mark.parametrize(
    ("change", "field"),
    [({"name": ""}, "name"), ({"email": "bukan"}, "email"), ({"phone": "7"}, "phone"), ({"stage": "x"}, "stage")],
)
def test_a_bad_profile_is_refused_beside_its_field(network, secretary, signed_in, change, field):
    browser = signed_in(secretary)
    url = address("change_profile", network)
    answer = browser.post(url, filled(browser, url) | change)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {field}


def test_rts_and_dasawisma_are_added_and_renamed(network, secretary, signed_in):
    browser = signed_in(secretary)
    url = address("add_rt", network)
    assert browser.post(url, filled(browser, url, number="9")).status_code == 302
    rt = Rt.objects.of(network).get(number="009")
    url = address("renumber_rt", network, rt.pk)
    assert browser.post(url, filled(browser, url, number="10")).status_code == 302
    url = address("add_dasawisma", network)
    assert browser.post(url, filled(browser, url, rt=rt.pk, name="Mawar")).status_code == 302
    dasawisma = Dasawisma.objects.of(network).get()
    assert str(dasawisma) == "Mawar (RT\u00a0010)"
    url = address("change_dasawisma", network, dasawisma.pk)
    assert browser.post(url, filled(browser, url, name="Melati")).status_code == 302
    assert "Melati" in browser.get(address("profile", network)).content.decode()


@pytest.mark.parametrize("number", ["1", "001", "nol", "0", "1234", "-1"])
def test_an_rt_that_is_there_or_no_number_is_refused_beside_its_field(network, secretary, signed_in, number):
    browser = signed_in(secretary)
    url = address("add_rt", network)
    answer = browser.post(url, filled(browser, url, number=number))
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"number"}
    assert Rt.objects.of(network).count() == 3


def test_a_dasawisma_is_not_moved_to_another_networks_rt(network, other_network, secretary, signed_in):
    browser = signed_in(secretary)
    url = address("add_dasawisma", network)
    answer = browser.post(url, filled(browser, url, rt=Rt.objects.of(other_network)[0].pk, name="Mawar"))
    assert set(answer.context["form"].errors) == {"rt"}


# A new network ---------------------------------------------------------------------------------------

NEW = {
    "rw": "6",
    "name": "Rukun Sentosa",
    "rts": "1-3, 7",
    "chair_name": "Pak Wiryo",
    "chair_phone": "0800-0000-101",
    "secretary_name": "Bu Ratna",
    "secretary_phone": "",
}


@pytest.fixture
def operator(person, signed_in, network):
    return signed_in(person(Role.VILLAGE_OPERATOR))


def test_the_operator_starts_a_network_and_hands_over_two_links(operator, region):
    sent = filled(operator, START, **NEW)
    answer = operator.post(START, sent)
    network = Network.objects.get(slug="rukun-sentosa")
    assert answer["Location"] == address("memberships", network)
    assert operator.post(START, sent)["Location"] == answer["Location"]
    assert Network.objects.filter(name="Rukun Sentosa").count() == 1
    assert [rt.number for rt in Rt.objects.of(network)] == ["001", "002", "003", "007"]
    for invitation in Invitation.objects.filter(network=network):
        link = operator.get(address("invitation", network, invitation.pk)).context["address"]
        assert Invitation.objects.open_for(token_digest(link.rstrip("/").rsplit("/", 1)[1])).get() == invitation


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"rw": "4"}, "rw"),
        ({"rw": "empat"}, "rw"),
        ({"rts": "satu"}, "rts"),
        ({"rts": "5-1"}, "rts"),
        ({"rts": "1-999999999999"}, "rts"),
        ({"rts": "0"}, "rts"),
        ({"chair_phone": "99"}, "chair_phone"),
        ({"secretary_name": ""}, "secretary_name"),
        ({"village": "99.01.01.2002"}, "village"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(operator, region, change, field):
    Region.objects.create(code="99.01.01.2002", name="Seberang", name_key="seberang", level=4, parent=region.parent)
    answer = operator.post(START, filled(operator, START, **NEW) | change)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {field}
    assert not Network.objects.filter(name="Rukun Sentosa").exists()


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.CHAIR, Role.VILLAGE_HEAD, Role.PSM])
def test_nobody_else_starts_one(person, signed_in, role):
    browser = signed_in(person(role))
    assert browser.get(START).status_code == 403
    assert browser.post(START, NEW).status_code == 403


@pytest.mark.parametrize("url", [START, FIND, "/akun/"])
def test_who_is_not_signed_in_signs_in_first(client, db, url):
    assert client.get(url)["Location"] == f"/masuk/?next={url}"


# Finding a village ------------------------------------------------------------------------------------


@pytest.fixture
def villages(region):
    other = Region.objects.create(
        code="99.01.02", name="Kaliasri", name_key="kaliasri", level=3, parent=region.parent.parent
    )
    for number, name in enumerate(("Sidomaya", "Sido Makmur", "Karangrejo"), start=1):
        Region.objects.create(
            code=f"99.01.02.200{number}", name=name, name_key=name.replace(" ", "").casefold(), level=4, parent=other
        )


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("sidom", ["Sido Makmur", "Sidomaya", "Sidomaya"]),
        ("SIDO MAYA", ["Sidomaya", "Sidomaya"]),
        ("sidomak", ["Sido Makmur"]),
        ("maya", []),
        ("si", []),
        ("", []),
        ("%%%", []),
        ("kaliw", []),
    ],
)
def test_a_village_is_found_by_its_first_letters(villages, secretary, signed_in, typed, found):
    answer = signed_in(secretary).get(FIND, {"q": typed})
    assert [village.name for village in answer.context["found"]] == found


def test_two_villages_of_one_name_are_told_apart_by_their_district(villages, secretary, signed_in):
    page = signed_in(secretary).get(FIND, {"q": "sidomaya"}).content.decode()
    assert "Desa Sidomaya, Kec. Kaliwangi, Kab. Rekaan, Jawa Khayal" in page
    assert "Desa Sidomaya, Kec. Kaliasri, Kab. Rekaan, Jawa Khayal" in page


def test_the_fragment_is_the_list_alone(villages, secretary, signed_in):
    page = signed_in(secretary).get(FIND, {"q": "sidomaya"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in page
    assert page.count("<li") == 2


def test_the_operator_goes_on_from_the_own_village_only(villages, operator, region):
    page = operator.get(FIND, {"q": "sidomaya"}).content.decode()
    assert page.count("/jejaring/baru/?desa=") == 1
    assert f"/jejaring/baru/?desa={region.code}" in page


def test_the_search_page_refuses_a_post(secretary, signed_in):
    assert signed_in(secretary).post(FIND).status_code == 405


def test_a_person_without_office_reaches_the_own_account_only(db, signed_in, network):
    browser = signed_in(make_user("tanpa-jabatan"))
    assert browser.get("/akun/").status_code == 200
    assert browser.get(address("profile", network)).status_code == 404
