"""Promises: done, moved, handed over, taken back, opened again, and who may know of them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from members.actions import follow_ups
from members.models import FollowUp, FollowUpEntry, Organization
from tests.conftest import give_office, make_user
from wksbm.core.refusals import RefusedByRule

pytestmark = pytest.mark.django_db


@pytest.fixture
def make_promise(network, secretary):
    """`make_promise(doer)`: due in three days, made by the secretary, from nothing in particular."""

    def make(doer, *, days: int = 3, what: str = "Antar surat ke puskesmas", **more):
        due_on = network.today() + timedelta(days=days)
        more.setdefault("by", secretary)
        return follow_ups.make(network, what=what, doer=doer, due_on=due_on, **more)

    return make


@pytest.fixture
def youth(network):
    return Organization.objects.create(network=network, kind="karang_taruna", name="Karang Taruna")


@pytest.fixture
def officer(network, youth):
    bagus = make_user("bagus", name="Mas Bagus")
    give_office(bagus, "organization_officer", network, organization=youth)
    return bagus


def seen(user) -> set[str]:
    return {row.what for row in FollowUp.objects.visible_to(user)}


class TestWhoSees:
    def test_doer_maker_and_board_see_a_promise_others_do_not(self, person, secretary, make_promise):
        psm = person("psm")
        make_promise(person("treasurer"), by=psm, what="Hitung sisa beras")
        for user in (psm, secretary, person("chair"), person("treasurer")):
            assert seen(user) == {"Hitung sisa beras"}
        for user in (person("rt_head"), person("village_head"), person("auditor"), person("supervisor")):
            assert seen(user) == set()

    def test_strangers_of_another_network_see_nothing(self, person, other_network, make_promise):
        make_promise(person("psm"))
        assert seen(person("secretary", other_network)) == set()

    @pytest.mark.parametrize(("days", "left"), [(6, True), (8, False)])
    def test_an_organisations_promise_leaves_its_doer_seven_days_after_it_is_done(
        self, secretary, make_promise, youth, officer, days, left
    ):
        promise = make_promise(officer, organization=youth, instruction="Antar kursi roda")
        follow_ups.finish(promise, by=officer, outcome="Sudah diantar")
        FollowUp.objects.filter(pk=promise.pk).update(done_at=timezone.now() - timedelta(days=days))
        assert bool(seen(officer)) is left
        assert seen(secretary)

    def test_an_open_promise_of_an_organisation_stays_however_old(self, make_promise, youth, officer):
        make_promise(officer, organization=youth, instruction="Antar kursi roda", days=-40)
        assert seen(officer)

    def test_who_reads_an_instruction_reads_nothing_else(self, person, secretary, make_promise, youth, officer):
        promise = make_promise(
            officer, organization=youth, what="Kursi roda Dimas", instruction="Antar kursi roda\nRT 001"
        )
        assert promise.title_for(officer) == "Antar kursi roda"
        assert promise.title_for(secretary) == "Kursi roda Dimas"
        assert promise.title_for(person("chair")) == "Kursi roda Dimas"


class TestDone:
    def test_it_is_done_with_what_came_of_it(self, person, make_promise):
        promise = make_promise(person("psm"))
        done = follow_ups.finish(promise, by=person("psm"), outcome="Surat sudah di puskesmas")
        assert (done.state, done.outcome) == (FollowUp.State.DONE, "Surat sudah di puskesmas")
        assert [(entry.kind, entry.note, entry.by) for entry in done.entries.all()] == [
            (FollowUpEntry.Kind.DONE, "Surat sudah di puskesmas", person("psm"))
        ]

    def test_the_second_of_two_is_told_that_somebody_was_first(self, person, secretary, make_promise):
        promise = make_promise(person("psm"))
        follow_ups.finish(promise, by=secretary, outcome="Sudah")
        with pytest.raises(RefusedByRule, match="sudah ditutup orang lain"):
            follow_ups.finish(promise, by=person("psm"), outcome="Sudah juga")
        assert FollowUp.objects.get().outcome == "Sudah"

    def test_it_can_be_opened_again_and_keeps_its_story(self, person, secretary, make_promise):
        promise = make_promise(person("psm"))
        follow_ups.finish(promise, by=secretary, outcome="Sudah")
        again = follow_ups.reopen(promise, by=secretary, reason="Keliru menekan")
        assert again.is_open
        assert again.outcome == ""
        assert [entry.kind for entry in again.entries.all()] == ["done", "reopened"]
        with pytest.raises(RefusedByRule):
            follow_ups.reopen(promise, by=secretary, reason="Sekali lagi")


class TestMoved:
    def test_it_is_moved_with_its_reason_and_the_day_before(self, person, network, make_promise):
        promise = make_promise(person("psm"), days=-2)
        later = network.today() + timedelta(days=5)
        moved = follow_ups.move(promise, by=person("psm"), due_on=later, reason="Kantor desa libur")
        entry = moved.entries.get()
        assert moved.due_on == later
        assert (entry.due_on, entry.note) == (network.today() - timedelta(days=2), "Kantor desa libur")

    def test_a_day_that_is_over_is_refused(self, person, network, make_promise):
        promise = make_promise(person("psm"))
        with pytest.raises(RefusedByRule) as refused:
            follow_ups.move(promise, by=person("psm"), due_on=network.today() - timedelta(days=1), reason="Keliru")
        assert refused.value.field == "due_on"
        assert not FollowUpEntry.objects.exists()

    @pytest.mark.parametrize(("days", "farthest"), [(-30, 90), (3, 93)])
    def test_it_is_put_off_by_ninety_days_at_a_time_and_no_more(self, person, network, make_promise, days, farthest):
        psm = person("psm")
        promise = make_promise(psm, days=days)
        latest = network.today() + timedelta(days=farthest)
        with pytest.raises(RefusedByRule, match="90 hari") as refused:
            follow_ups.move(promise, by=psm, due_on=latest + timedelta(days=1), reason="Nanti saja")
        promise.refresh_from_db()
        assert (refused.value.field, promise.due_on) == ("due_on", network.today() + timedelta(days=days))
        assert follow_ups.move(promise, by=psm, due_on=latest, reason="Menunggu surat").due_on == latest


class TestHandedOver:
    def test_it_is_handed_over_with_a_note(self, person, make_promise):
        promise = make_promise(person("psm"))
        given = follow_ups.hand_over(promise, by=person("psm"), doer=person("treasurer"), note="Sudah telepon")
        assert given.doer == person("treasurer")
        assert given.entries.get().doer == person("psm")

    def test_nobody_without_an_office_gets_it(self, person, make_promise):
        promise = make_promise(person("psm"))
        with pytest.raises(RefusedByRule):
            follow_ups.hand_over(promise, by=person("psm"), doer=make_user("bekas"), note="")

    def test_an_organisations_promise_stays_in_the_organisation(self, person, network, make_promise, youth, officer):
        colleague = make_user("sari")
        give_office(colleague, "organization_officer", network, organization=youth)
        promise = make_promise(officer, organization=youth, instruction="Antar kursi roda")
        assert set(follow_ups.possible_doers(promise)) == {colleague}
        with pytest.raises(RefusedByRule, match="lembaga itu"):
            follow_ups.hand_over(promise, by=officer, doer=person("treasurer"), note="")
        assert follow_ups.hand_over(promise, by=officer, doer=colleague, note="Kunci ada di pos").doer == colleague

    def test_what_was_told_to_one_person_goes_to_nobody_else(self, person, make_promise):
        promise = make_promise(person("rt_head"), instruction="Antar surat pengantar")
        assert not follow_ups.possible_doers(promise).exists()


class TestWhoMay:
    def test_the_doer_settles_but_does_not_take_it_back(self, person, secretary, make_promise):
        promise = make_promise(person("treasurer"), by=person("psm"))
        assert [follow_ups.may_settle(person(role), promise) for role in ("treasurer", "psm", "chair", "rt_head")] == [
            True,
            True,
            True,
            False,
        ]
        assert [
            follow_ups.may_withdraw(person(role), promise) for role in ("treasurer", "psm", "chair", "rt_head")
        ] == [False, True, True, False]
