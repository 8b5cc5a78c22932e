"""Pages of promises: the list, one promise, and settling it, for each who may and for nobody else."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.actions import follow_ups
from members.models import FollowUp, Organization
from tests.conftest import give_office, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def make_promise(network, secretary):
    def make(doer, *, days: int = 3, what: str = "Antar surat ke puskesmas", **more):
        due_on = network.today() + timedelta(days=days)
        more.setdefault("by", secretary)
        return follow_ups.make(network, what=what, doer=doer, due_on=due_on, **more)

    return make


@pytest.fixture
def officer(network):
    youth = Organization.objects.create(network=network, kind="karang_taruna", name="Karang Taruna")
    bagus = make_user("bagus", name="Mas Bagus")
    give_office(bagus, "organization_officer", network, organization=youth)
    bagus.youth = youth
    return bagus


def address(name, network, *pk) -> str:
    return reverse(f"members:{name}", args=[network.slug, *pk])


def sent(client, url, **values):
    return client.post(url, {"form_id": str(uuid.uuid4()), **values})


WAYS = {
    "finish_follow_up": {"outcome": "Sudah diantar"},
    "move_follow_up": {"due_on": str(date.today() + timedelta(days=60)), "reason": "Kantor libur"},
    "withdraw_follow_up": {"reason": "Sudah tidak perlu"},
}


def test_a_day_too_far_off_is_refused_beside_it_and_the_reason_stays(signed_in, person, network, make_promise):
    psm = person("psm")
    promise = make_promise(psm)
    url = address("move_follow_up", network, promise.pk)
    latest = network.today() + timedelta(days=93)
    assert f'max="{latest}"' in signed_in(psm).get(url).content.decode()
    answer = sent(signed_in(psm), url, due_on="2030-01-01", reason="Menunggu surat")
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"due_on": ["Terlalu lama. Sekali mengundur paling lama 90 hari."]}
    assert "Menunggu surat" in answer.content.decode()
    promise.refresh_from_db()
    assert promise.due_on == network.today() + timedelta(days=3)


EMPTY = {
    "finish_follow_up": {"outcome": ["Tulis dahulu apa hasilnya."]},
    "move_follow_up": {
        "due_on": ["Pilih dahulu tanggalnya."],
        "reason": ["Tulis dahulu mengapa diundur; satu kalimat cukup."],
    },
    "withdraw_follow_up": {"reason": ["Tulis dahulu alasannya; satu kalimat cukup."]},
}


@pytest.mark.parametrize("way", EMPTY)
def test_an_empty_form_says_kindly_what_is_missing(signed_in, secretary, network, make_promise, way):
    promise = make_promise(secretary)
    answer = sent(signed_in(secretary), address(way, network, promise.pk))
    assert (answer.status_code, answer.context["form"].errors) == (422, EMPTY[way])


class TestList:
    def test_it_shows_open_late_and_ended_ones(self, signed_in, person, network, make_promise):
        psm = person("psm")
        make_promise(psm, what="Yang lewat", days=-3)
        make_promise(psm, what="Yang nanti")
        done = make_promise(psm, what="Yang sudah")
        follow_ups.finish(done, by=psm, outcome="Sudah")
        client = signed_in(psm)
        shown = {
            part: [row["title"] for row in client.get(address("follow_ups", network), {"lihat": part}).context["rows"]]
            for part in ("terbuka", "terlambat", "selesai")
        }
        assert shown == {
            "terbuka": ["Yang lewat", "Yang nanti"],
            "terlambat": ["Yang lewat"],
            "selesai": ["Yang sudah"],
        }

    def test_the_board_sees_all_and_may_look_at_its_own(self, signed_in, person, secretary, network, make_promise):
        make_promise(person("psm"), what="Milik PSM")
        make_promise(secretary, what="Milik sekretaris")
        client = signed_in(secretary)
        assert len(client.get(address("follow_ups", network)).context["rows"]) == 2
        rows = client.get(address("follow_ups", network), {"siapa": "saya"}).context["rows"]
        assert [row["title"] for row in rows] == ["Milik sekretaris"]

    def test_an_organisation_reads_its_instruction_and_no_origin(
        self, signed_in, officer, network, make_promise, make_case, make_resident
    ):
        case = make_case(make_resident("Dimas Saputra"))
        make_promise(
            officer,
            what="Kursi roda Dimas",
            origin=case,
            organization=officer.youth,
            instruction="Antar kursi roda\nRT 001",
        )
        client = signed_in(officer)
        listed = client.get(address("follow_ups", network)).content.decode()
        page = client.get(address("follow_up", network, FollowUp.objects.get().pk)).content.decode()
        for html in (listed, page):
            assert html.count("Antar kursi roda") == 1
            assert "Dimas" not in html
            assert case.number not in html

    def test_who_sees_the_case_finds_the_way_to_it(
        self, signed_in, secretary, network, make_promise, make_case, make_resident
    ):
        case = make_case(make_resident("Dimas Saputra"))
        promise = make_promise(secretary, origin=case)
        html = signed_in(secretary).get(address("follow_up", network, promise.pk)).content.decode()
        assert f'href="{reverse("pmks_cases:case", args=[network.slug, case.number])}"' in html

    @pytest.mark.parametrize("shown", ["terbuka", "terlambat", "selesai"])
    def test_it_asks_the_same_for_one_row_and_for_three(
        self, signed_in, secretary, person, network, make_promise, make_case, make_resident, shown
    ):
        def one_more(number):
            promise = make_promise(
                person("psm"),
                origin=make_case(make_resident(f"Warga {number}")),
                days=-1 if shown == "terlambat" else 1,
            )
            if shown == "selesai":
                follow_ups.finish(promise, by=secretary, outcome="Sudah")

        def asked() -> int:
            with CaptureQueriesContext(connection) as statements:
                client.get(address("follow_ups", network), {"lihat": shown})
            return len(statements)

        client = signed_in(secretary)
        one_more(1)
        asked()
        one = asked()
        one_more(2)
        one_more(3)
        assert asked() == one <= 8


class TestSettling:
    @pytest.mark.parametrize("way", WAYS)
    def test_the_maker_may_do_each(self, signed_in, secretary, person, network, make_promise, way):
        promise = make_promise(person("psm"))
        page = address(way, network, promise.pk)
        client = signed_in(secretary)
        assert client.get(page).status_code == 200
        assert sent(client, page, **WAYS[way]).url == address("follow_up", network, promise.pk)
        assert promise.entries.count() == 1

    @pytest.mark.parametrize("way", WAYS)
    def test_a_stranger_finds_nothing(self, signed_in, person, other_network, network, make_promise, way):
        promise = make_promise(person("psm"))
        for stranger in (person("secretary", other_network), person("treasurer")):
            client = signed_in(stranger)
            assert client.get(address(way, network, promise.pk)).status_code == 404
            assert sent(client, address(way, network, promise.pk), **WAYS[way]).status_code == 404

    def test_its_doer_does_not_take_it_back(self, signed_in, person, network, make_promise):
        promise = make_promise(person("treasurer"))
        answer = sent(
            signed_in(person("treasurer")), address("withdraw_follow_up", network, promise.pk), reason="Malas"
        )
        assert answer.status_code == 403

    @pytest.mark.parametrize("way", WAYS)
    def test_nothing_typed_is_said_at_the_field(self, signed_in, secretary, person, network, make_promise, way):
        promise = make_promise(person("psm"))
        answer = sent(signed_in(secretary), address(way, network, promise.pk))
        assert answer.status_code == 422
        assert set(answer.context["form"].errors) == set(WAYS[way])

    def test_the_second_of_two_people_is_told_so(self, signed_in, secretary, person, network, make_promise):
        promise = make_promise(person("psm"))
        page = address("finish_follow_up", network, promise.pk)
        follow_ups.finish(promise, by=person("psm"), outcome="Sudah")
        answer = sent(signed_in(secretary), page, outcome="Sudah juga")
        assert answer.status_code == 422
        assert "sudah ditutup orang lain" in answer.content.decode()
        assert "Sudah juga" in answer.content.decode()

    def test_who_opens_the_form_too_late_is_led_to_what_was_noted(
        self, signed_in, secretary, person, network, make_promise
    ):
        promise = make_promise(person("psm"))
        follow_ups.finish(promise, by=person("psm"), outcome="Sudah diantar")
        answer = signed_in(secretary).get(address("finish_follow_up", network, promise.pk), follow=True)
        assert "sudah ditutup" in answer.content.decode()
        assert "Sudah diantar" in answer.content.decode()

    def test_pressing_twice_does_it_once(self, signed_in, secretary, person, network, make_promise):
        promise = make_promise(person("psm"))
        client = signed_in(secretary)
        page = address("finish_follow_up", network, promise.pk)
        values = {"form_id": str(uuid.uuid4()), "outcome": "Sudah"}
        first, second = client.post(page, values), client.post(page, values)
        assert first.url == second.url
        assert promise.entries.count() == 1

    def test_it_is_handed_over_to_who_holds_an_office(self, signed_in, secretary, person, network, make_promise):
        promise = make_promise(person("psm"))
        client = signed_in(secretary)
        page = address("hand_over_follow_up", network, promise.pk)
        outsider = make_user("orang-luar")
        assert sent(client, page, doer=outsider.pk, note="Tolong").status_code == 422
        assert sent(client, page, doer=person("treasurer").pk, note="Tolong").status_code == 302
        assert FollowUp.objects.get().doer == person("treasurer")

    def test_one_from_a_case_is_offered_only_to_who_sees_the_case(
        self, signed_in, secretary, person, network, make_promise, make_case, make_resident
    ):
        for role in ("chair", "psm", "rt_head", "treasurer"):
            person(role)
        promise = make_promise(secretary, origin=make_case(make_resident("Dimas")))
        offered = signed_in(secretary).get(address("hand_over_follow_up", network, promise.pk)).context["form"]
        assert set(offered.fields["doer"].queryset) == {person("chair")}

    def test_it_is_opened_again(self, signed_in, secretary, person, network, make_promise):
        promise = make_promise(person("psm"))
        follow_ups.finish(promise, by=secretary, outcome="Sudah")
        sent(signed_in(secretary), address("reopen_follow_up", network, promise.pk), reason="Keliru")
        assert FollowUp.objects.get().is_open

    def test_notes_of_others_do_not_reach_who_reads_an_instruction(
        self, signed_in, officer, secretary, network, make_promise
    ):
        promise = make_promise(officer, organization=officer.youth, instruction="Antar kursi roda")
        later = network.today() + timedelta(days=9)
        follow_ups.move(promise, by=secretary, due_on=later, reason="Ibu Dimas sedang di rumah sakit")
        follow_ups.move(promise, by=officer, due_on=later, reason="Motor rusak")
        html = signed_in(officer).get(address("follow_up", network, promise.pk)).content.decode()
        assert "Motor rusak" in html
        assert "Dimas" not in html
