"""An empty installation becomes a real one: from typed letters to two people who can sign in."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from members.models import Invitation, Network, Region, Rt
from wksbm.core.refusals import RefusedByRule
from wksbm.portal.actions.first_network import rt_numbers

pytestmark = pytest.mark.django_db

ANSWERS = {
    "village": "Sidomaya",
    "rw": "4",
    "name": "Guyub Rukun",
    "rts": "1-3",
    "chair": "Bambang Sutrisno, 0800-0000-0002",
    "secretary": "Endang Lestari, +62 800 0000 0001",
    "address": "https://wksbm.desa.id/",
}


def start(**changed) -> str:
    said = StringIO()
    told = {name: value for name, value in (ANSWERS | changed).items() if value is not None}
    call_command("start_network", no_input=True, stdout=said, **told)
    return said.getvalue()


@pytest.fixture
def typed(monkeypatch):
    """`typed("sid", "1", …)`: what somebody answers at the keyboard, one after the other."""

    def answers(*lines):
        left = list(lines)
        monkeypatch.setattr("builtins.input", lambda question: left.pop(0))
        return left

    return answers


def test_it_makes_the_network_and_prints_two_invitations(region):
    said = start()
    network = Network.objects.get()
    assert (network.name, network.rw, network.village) == ("Guyub Rukun", "004", region)
    assert [rt.number for rt in Rt.objects.all()] == ["001", "002", "003"]
    links = dict(re.findall(r"  (\w+): https://wksbm\.desa\.id(/undangan/\S+/)", said))
    assert list(links) == ["Ketua", "Sekretaris"]
    assert {invitation.name: invitation.phone for invitation in Invitation.objects.all()} == {
        "Bambang Sutrisno": "+6280000000002",
        "Endang Lestari": "+6280000000001",
    }


def test_an_invited_secretary_gets_in(region, client):
    link = re.search(r"Sekretaris: https://wksbm\.desa\.id(\S+)", start())[1]
    page = client.get(link, follow=True)
    assert page.status_code == 200
    assert "Guyub Rukun" in page.content.decode()


def test_the_villages_operator_is_invited_with_it(region):
    said = start(operator="Rina Wulandari, 0800-0000-0010")
    assert "Operator desa: https://wksbm.desa.id/undangan/" in said
    invitation = Invitation.objects.get(role="village_operator")
    assert (invitation.village, invitation.network) == (region, None)


def test_questions_are_asked_and_a_village_is_chosen_from_a_list(region, typed):
    Region.objects.create(code="99.01.01.2002", name="Sidomaju", name_key="sidomaju", level=4, parent=region.parent)
    left = typed("sido", "2", "4", "Guyub Rukun", "1,2", "Bambang", "Endang", "")
    said = StringIO()
    call_command("start_network", stdout=said)
    assert left == []
    assert Network.objects.get().village == region
    assert "1. 99.01.01.2002  Desa Sidomaju, Kec. Kaliwangi, Kab. Rekaan, Jawa Khayal" in said.getvalue()


def test_letters_that_no_village_has_are_asked_again(region, typed):
    Region.objects.create(code="99.01.01.2002", name="Sidomaju", name_key="sidomaju", level=4, parent=region.parent)
    left = typed("antah", "sido", "antah", "sidomaya", "4", "Guyub Rukun", "1,2", "Bambang", "Endang", "")
    said = StringIO()
    call_command("start_network", stdout=said)
    assert left == []
    assert said.getvalue().count("Tidak ada desa atau kelurahan") == 2


def test_leaving_in_the_middle_saves_nothing(region, monkeypatch):
    answers = iter(["sidomaya", "4", "Guyub Rukun", "1", "Bambang", "Endang"])

    def until_the_operator(question):
        try:
            return next(answers)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("builtins.input", until_the_operator)
    with pytest.raises(CommandError, match="belum ada yang disimpan"):
        call_command("start_network", stdout=StringIO())
    assert not Network.objects.exists()


def test_an_empty_answer_is_asked_again(region, typed):
    left = typed("", "sidomaya", "4", "Guyub Rukun", "", "1", "Bambang", "Endang", "")
    call_command("start_network", stdout=StringIO())
    assert left == []


def test_a_slip_at_the_keyboard_is_asked_again_and_what_was_answered_stays(region, typed):
    slips = ("empat", "4", "Guyub Rukun", "semua", "1-3", "Bambang, 0800", "Bambang", ", 0800-0000-0001", "Endang")
    left = typed("sidomaya", *slips, "Rina, 0800", "")
    said = StringIO()
    call_command("start_network", stdout=said)
    assert left == []
    assert [rt.number for rt in Rt.objects.all()] == ["001", "002", "003"]
    for sentence in ("Tulis nomornya dengan angka", "Tulis nomor RT seperti", "Nomor HP Bambang belum lengkap"):
        assert said.getvalue().count(sentence) == 1


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"village": "Antah"}, "Tidak ada desa atau kelurahan yang namanya diawali 'Antah'"),
        ({"rw": "empat"}, "Tulis nomornya dengan angka"),
        ({"rts": "semua"}, "Tulis nomor RT seperti 1-4 atau 1,2,5"),
        ({"chair": "Bambang, 0800"}, "Nomor HP Bambang belum lengkap"),
        ({"secretary": ", 0800-0000-0001"}, "Tulis nama lalu nomor HP"),
        ({"rts": None}, "--rts belum diisi"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_made(region, changed, sentence):
    with pytest.raises(CommandError, match=re.escape(sentence)):
        start(**changed)
    assert not Network.objects.exists()
    assert not Invitation.objects.exists()


def test_two_villages_that_fit_are_told_apart_by_code(region):
    Region.objects.create(code="99.01.01.2002", name="Sidomaya", name_key="sidomaya", level=4, parent=region.parent)
    with pytest.raises(CommandError, match="Tulis kodenya di --village"):
        start()
    start(village="99.01.01.2002")
    assert Network.objects.get().village_id == "99.01.01.2002"


def test_the_same_rw_is_not_started_twice(region):
    start()
    with pytest.raises(CommandError, match="RW ini sudah punya jejaring"):
        start()
    assert Invitation.objects.count() == 2


def test_without_regions_it_says_what_to_run_first(db):
    with pytest.raises(CommandError, match=r"manage\.py import_regions"):
        start()


def test_rts_are_written_as_people_write_them():
    assert rt_numbers("1-4") == rt_numbers("1,2, 3-4") == ["1", "2", "3", "4"]
    for wrong in ("", "4-1", "0", "a", "1-1000"):
        with pytest.raises(RefusedByRule):
            rt_numbers(wrong)
