"""Kin of whom a line is about: shown as such, neither noting nor deciding, counted and never named in the numbers. And
the name of a case, which is said only where the family agreed."""

import pytest
from django.urls import reverse

from pmks_cases.models import Case, Consent, Kinship
from pmks_cases.models.case_states import State
from programs.actions import agenda, attendances, decisions, meetings
from programs.models import AgendaItem, Decision, Element, Meeting
from tests.programs.opening import opened
from tests.programs.views.test_meetings import at, fill
from wksbm.core.refusals import RefusedByRule


@pytest.fixture
def sulastri(make_resident):
    return make_resident("Sulastri")


@pytest.fixture
def running(meeting, chair, secretary, come, make_waiting_case, sulastri):
    """A meeting that runs, quorate, with a waiting case on its agenda; chair and secretary are there."""
    make_waiting_case(resident=sulastri)
    agenda.propose(meeting, by=secretary)
    come(meeting, Element.RT, Element.RW, Element.FAITH)
    for user in (chair, secretary):
        row = attendances.invite(meeting, by=secretary, user=user, name=user.name)
        attendances.mark(row, by=secretary, is_present=True)
    return opened(meeting, by=chair)


def kin(user, resident, relation="saudara"):
    return Kinship.objects.create(network=resident.network, user=user, resident=resident, relation=relation)


class TestKin:
    def test_who_is_on_the_same_card_is_kin_by_itself(self, network, running, chair, sulastri, make_resident):
        from pmks_cases.models import Family

        card = Family.objects.create(network=network)
        type(sulastri).objects.filter(pk=sulastri.pk).update(family=card)
        kin(chair, make_resident("Bambang", family=card), "diri")
        line = AgendaItem.objects.get()
        with pytest.raises(RefusedByRule):
            decisions.decide(line, by=chair, text="Bersama", case_decision="program_bersama")

    def test_he_neither_notes_nor_decides_nor_promises_and_the_page_says_why(
        self, signed_in, running, secretary, chair, sulastri, network
    ):
        kin(secretary, sulastri)
        line = AgendaItem.objects.get()
        client = signed_in(secretary)
        page = client.get(at(running, "run_meeting")).content.decode()
        said = ("Anda keluarganya", "Tidak ikut memutuskan", 'id="catatan"', "Simpan keputusan")
        assert [words in page for words in said] == [True, True, False, False]
        client.post(at(running, "note_discussion", line.pk), {"revision": 1, "discussion": "Adik saya baik"})
        line.refresh_from_db()
        assert (line.discussion, Decision.objects.count()) == ("", 0)
        decisions.decide(line, by=chair, text="Bersama", case_decision="program_bersama")
        answer = fill(
            client,
            at(running, "add_promise", line.pk),
            what="Antar",
            doer=secretary.pk,
            due_on=network.today().isoformat(),
        )
        assert answer.status_code == 422

    def test_where_the_chair_is_kin_the_secretary_decides(self, signed_in, running, secretary, chair, sulastri):
        page = signed_in(secretary).get(at(running, "run_meeting")).content.decode()
        assert "Keputusan kasus dicatat ketua" in page
        kin(chair, sulastri)
        fill(signed_in(secretary), at(running, "run_meeting"), case_decision="rujuk", text="Dirujuk", way="mufakat")
        assert (Case.objects.get().state, Decision.objects.get().by) == (State.PLAN, secretary)

    def test_it_is_counted_and_not_named_in_the_numbers(self, signed_in, running, secretary, chair, sulastri, network):
        kin(secretary, sulastri)
        decisions.decide(AgendaItem.objects.get(), by=chair, text="Bersama", case_decision="program_bersama")
        assert Decision.objects.get().stood_aside == 1
        Meeting.objects.filter(pk=running.pk).update(held_on=network.today())
        meetings.close(running, by=chair)
        response = signed_in(chair).get(reverse("network_numbers", args=[network.slug]) + "?masa=12")
        words = [(line.words, line.figure.value) for line in response.context["meetings"]]
        assert words == [
            ("Musyawarah yang diadakan", 1),
            ("Keputusan", 1),
            ("Pengurus tidak ikut memutuskan karena keluarganya", 1),
        ]
        assert secretary.name not in str(words)


class TestName:
    def agree(self, case, by, answer=True):
        return Consent.objects.create(
            network=case.network, case=case, purpose="disebut", answer=answer, given_by="Ibunya", way="lisan", by=by
        )

    def test_it_is_said_on_the_running_page_alone_and_only_after_a_yes(self, signed_in, running, chair, secretary):
        case = Case.objects.get()
        client = signed_in(chair)
        assert "Sulastri" not in client.get(at(running, "run_meeting")).content.decode()
        self.agree(case, secretary)
        assert "Sulastri" in client.get(at(running, "run_meeting")).content.decode()
        for route in ("meeting", "minutes"):
            assert "Sulastri" not in client.get(at(running, route)).content.decode()

    def test_a_withdrawn_yes_is_a_no(self, signed_in, running, chair, secretary):
        case = Case.objects.get()
        self.agree(case, secretary)
        self.agree(case, secretary, answer=False)
        assert "Sulastri" not in signed_in(chair).get(at(running, "run_meeting")).content.decode()

    def test_of_a_terbatas_case_it_is_never_said(self, signed_in, running, chair, secretary):
        case = Case.objects.get()
        self.agree(case, secretary)
        Case.objects.filter(pk=case.pk).update(secrecy="terbatas")
        assert "Sulastri" not in signed_in(chair).get(at(running, "run_meeting")).content.decode()

    def test_the_text_for_the_group_never_says_it(self, signed_in, meeting, secretary, make_waiting_case, sulastri):
        case = make_waiting_case(resident=sulastri)
        agenda.propose(meeting, by=secretary)
        self.agree(case, secretary)
        assert "Sulastri" not in signed_in(secretary).get(at(meeting)).context["group_text"]
