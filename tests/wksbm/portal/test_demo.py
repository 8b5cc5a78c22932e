"""The demo: three networks, 250 families, a sign-in for each role, everybody invented."""

import re
from collections import Counter
from datetime import timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.urls import reverse

from members import demo_accounts
from members.access import Role
from members.models import MapArea, Membership, Network, Organization, Rt, User, Volunteer
from pmks_cases.models import Family, Resident
from pmks_cases.validators import check_kk_number, check_name, check_nik
from programs.models import Recipient
from wksbm.documents.models import IssuedDocument
from wksbm.portal.actions import demo

pytestmark = pytest.mark.django_db


def test_three_networks_with_250_families(loaded):
    networks = {network.rw: network for network in Network.objects.all()}
    assert {rw: network.slug for rw, network in networks.items()} == {
        "004": "guyub-rukun",
        "005": "rukun-sejahtera",
        "003": "tunas-bersama",
    }
    assert networks["004"].village.full_name == "Desa Garung Lor, Kec. Kaliwungu, Kab. Kudus, Jawa Tengah"
    assert 700 <= Resident.objects.count() <= 850
    families = Counter(family.network.rw for family in Family.objects.select_related("network"))
    assert families == {"004": 120, "005": 80, "003": 50}


def test_each_network_says_whom_to_call_about_violence(loaded):
    assert set(Network.objects.values_list("protection_unit_phone", flat=True)) == {"+628000000129"}


def test_every_rw_and_rt_lies_on_a_map(loaded):
    drawn = Counter(area.network.rw for area in MapArea.objects.select_related("network"))
    assert drawn == {"004": 4, "005": 3, "003": 3}
    assert {area.rt for area in MapArea.objects.select_related("rt")} == {None, *Rt.objects.all()}


def test_each_network_has_its_own_board_and_volunteers_who_sign_in(loaded, client):
    for network in Network.objects.all():
        held = Membership.objects.current().filter(network=network).select_related("user")
        offices = Counter(office.role for office in held if office.user.username in demo_accounts.EVERYBODY)
        assert (offices[Role.CHAIR], offices[Role.SECRETARY]) == (1, 1)
        assert offices[Role.PSM] == {"004": 6, "005": 2, "003": 1}[network.rw]
    for username in ("soeparman", "dewi", "nur", "iskandar", "lilis", "heru", "sugiharti", "fajar", "umi"):
        client.logout()
        answer = client.post(reverse("account_login"), {"login": username, "password": demo_accounts.PASSWORD})
        assert answer.status_code == 302, username


def test_a_second_time_changes_nothing(loaded):
    def everything():
        labels = ("members", "pmks_cases", "core")
        models = [model for label in labels for model in apps.get_app_config(label).get_models()]
        return {model._meta.label: model._base_manager.count() for model in models}

    before = everything()
    said = StringIO()
    call_command("demo", stdout=said)
    assert said.getvalue().startswith("Jejaring contoh sudah ada; tidak ada yang diubah.")
    assert everything() == before


def test_every_number_is_well_formed_and_impossible(loaded):
    for resident in Resident.objects.all():
        if resident.nik is None:
            assert resident.without_nik
            continue
        assert resident.nik.whole.startswith("99")
        assert check_nik(resident.nik.whole).blocking == []
    for family in Family.objects.all():
        assert family.kk_number.whole.startswith("99")
        assert check_kk_number(family.kk_number.whole).blocking == []
    phones = [*User.objects.values_list("phone", flat=True), *Network.objects.values_list("phone", flat=True)]
    assert all(phone.startswith("+628000000") for phone in phones)


def test_names_pass_the_forms_own_checks(loaded):
    refused = [resident.name for resident in Resident.objects.all() if check_name(resident.name).blocking]
    assert refused == []


def test_there_is_one_account_for_each_role_and_it_signs_in(loaded, client):
    assert {account.role for account in demo_accounts.ONE_FOR_EACH_ROLE} == set(Role)
    for account in demo_accounts.ONE_FOR_EACH_ROLE:
        held = Membership.objects.current().filter(user__username=account.username)
        assert [office.role for office in held] == [account.role]
        client.logout()
        answer = client.post(reverse("account_login"), {"login": account.username, "password": demo_accounts.PASSWORD})
        assert answer.status_code == 302, account.username


def test_the_door_and_the_command_name_the_same_accounts(loaded, client):
    page = client.get(reverse("account_login")).content.decode()
    said = StringIO()
    call_command("demo", accounts=True, stdout=said)
    printed = [tuple(re.split(r"\s{2,}", line.strip())) for line in said.getvalue().splitlines()[1:]]
    assert printed == demo_accounts.shown()
    for office, username, password in printed:
        assert re.search(rf"<td>{re.escape(office)}</td>\s*<td>{username}</td>\s*<td>{password}</td>", page)


@pytest.mark.parametrize("account", demo_accounts.ONE_FOR_EACH_ROLE, ids=lambda account: account.username)
def test_every_role_has_a_home(loaded, signed_in, account):
    page = signed_in(User.objects.get(username=account.username)).get("/", follow=True)
    assert page.status_code == 200
    assert "DATA REKAAN" in page.content.decode()


def test_there_is_work_to_see(loaded, signed_in):
    """A term that ends in 20 days, an office that goes on as acting, an invitation and a sign-in link that wait."""

    def waiting_for(username: str) -> str:
        return signed_in(User.objects.get(username=username)).get("/guyub-rukun/").content.decode()

    secretary = waiting_for("endang")
    assert "Masa jabatan Made Sudarma, Ketua RT\xa0001" in secretary
    assert "Maria Goreti Wea masih pelaksana tugas" in secretary
    assert "Undangan untuk Tri Handayani belum diterima" in secretary
    assert "Tautan masuk dibuatkan untuk Bagus Setiawan" in waiting_for("bambang")
    assert "Masa jabatan Anda, Ketua RT" in waiting_for("made")
    assert "Anda pelaksana tugas Bendahara" in waiting_for("maria")
    made = Membership.objects.get(user__username="made")
    assert made.ends_on - demo._days(0) == timedelta(days=20)


def test_organisations_of_every_kind_and_standing(loaded):
    kinds = set(Organization.objects.values_list("kind", flat=True))
    assert set(Organization.Kind) - kinds == {Organization.Kind.LPM, Organization.Kind.OTHER}
    assert set(Organization.objects.values_list("standing", flat=True)) == set(Organization.Standing)
    assert "Ambulans" in Organization.objects.get(kind="takmir").offers.splitlines()


def test_volunteers_have_trainings_and_areas_also_next_door(loaded):
    yati, laras = (Volunteer.objects.get(user__username=name) for name in ("yati", "laras"))
    assert [training.level for training in yati.trainings.all()] == ["lanjutan", "dasar"]
    assert {area.network.rw for area in laras.areas.all()} == {"004", "005"}


def test_old_spelling_finds_the_neighbour(loaded):
    network = Network.objects.get(rw="004")
    found = Resident.objects.of(network).named_like(network, "soelastri")
    assert sorted(resident.name for resident in found) == ["Soelastri", "Sulastri"]


def test_a_meeting_has_chosen_three_for_a_program_and_one_not_this_time(loaded):
    standings = Counter(Recipient.objects.values_list("program__title", "standing"))
    assert standings == {
        ("Makan sehat untuk lansia", "ditetapkan"): 3,
        ("Makan sehat untuk lansia", "tidak_dipilih"): 1,
    }
    assert IssuedDocument.objects.filter(kind="berita-acara-penerima").count() == 1
