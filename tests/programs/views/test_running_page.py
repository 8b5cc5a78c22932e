"""What is said and what is decided on a line go with one button; nothing typed there is lost on the way."""

import json
import re

import pytest
from django.test import Client

from pmks_cases.models.case_states import State
from programs.actions import agenda, decisions
from programs.models import AgendaItem, Decision, Element
from programs.papers.told import decided_lines
from tests.programs import joint
from tests.programs.opening import opened
from tests.programs.views.test_meetings import at, form_id
from wksbm.core.models import KeptPost

pytestmark = pytest.mark.django_db


@pytest.fixture
def running(meeting, chair, come):
    come(meeting, Element.RT, Element.RW, Element.FAITH)
    return opened(meeting, by=chair)


@pytest.fixture
def line(running, secretary):
    return agenda.add(running, by=secretary, title="Kerja bakti")


@pytest.fixture
def following(line, running, secretary):
    return agenda.add(running, by=secretary, title="Ronda")


def page_of(line) -> str:
    return f"{at(line.meeting, 'run_meeting')}?hal={line.pk}"


def press(client, line, button: str = "lanjut", **typed):
    """Open the line and press one of its buttons, as a browser without scripts sends it."""
    page = client.get(page_of(line))
    hidden = dict(re.findall(r'name="(for_whom|revision|hal)"[^>]*?value="([^"]*)"', page.content.decode()))
    sent = {**hidden, "form_id": form_id(page), "discussion": "", "text": "", "way": "mufakat", button: ""}
    return client.post(page_of(line), sent | typed)


class TestOneButton:
    def test_it_keeps_what_was_said_and_decides_and_opens_the_next_line(self, signed_in, secretary, line, following):
        answer = press(
            signed_in(secretary), line, discussion="Minggu saja", text="Minggu pagi", lanjut=str(following.pk)
        )
        line.refresh_from_db()
        assert (line.discussion, Decision.objects.get().text) == ("Minggu saja", "Minggu pagi")
        assert answer.url == f"{page_of(following)}#hal"

    def test_with_nothing_of_a_decision_it_keeps_and_goes_on(self, signed_in, secretary, line, following):
        answer = press(signed_in(secretary), line, discussion="Nanti saja", lanjut=str(following.pk))
        line.refresh_from_db()
        assert (line.discussion, Decision.objects.count()) == ("Nanti saja", 0)
        assert answer.url == f"{page_of(following)}#hal"

    def test_on_the_last_line_it_stays(self, signed_in, secretary, line):
        assert press(signed_in(secretary), line, discussion="Ya").url == f"{page_of(line)}#hal"
        assert press(signed_in(secretary), line, text="Minggu").url == f"{page_of(line)}#keputusan"

    def test_an_unknown_place_to_go_on_to_is_not_followed(self, signed_in, secretary, line):
        assert press(signed_in(secretary), line, lanjut="https://example.org").url == f"{page_of(line)}#hal"

    def test_what_is_wrong_with_the_decision_is_said_beside_it_and_the_notes_are_kept(
        self, signed_in, secretary, line, following
    ):
        answer = press(
            signed_in(secretary), line, discussion="Ramai", text="Minggu", way="suara", lanjut=str(following.pk)
        )
        line.refresh_from_db()
        assert (answer.status_code, line.discussion, Decision.objects.count()) == (422, "Ramai", 0)
        assert answer.context["form"].errors == {"votes_for": ["Tulis berapa yang setuju."]}
        page = answer.content.decode()
        assert ("Ramai</textarea>" in page, "Minggu</textarea>" in page) == (True, True)
        assert re.search(r'id="revision"\s+value="2"', page)

    def test_the_decisions_own_button_asks_for_one(self, signed_in, secretary, line):
        answer = press(signed_in(secretary), line, "putuskan", discussion="Ramai")
        assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"text"})

    def test_a_case_goes_its_way_with_the_same_button(self, signed_in, running, chair, make_waiting_case):
        case = make_waiting_case()
        agenda.propose(running, by=chair)
        line = AgendaItem.objects.get(case=case)
        press(signed_in(chair), line, discussion="Bergantian", case_decision="program_bersama")
        case.refresh_from_db()
        line.refresh_from_db()
        assert (case.state, line.discussion) == (State.PLAN, "Bergantian")

    def test_who_only_takes_notes_on_a_case_still_keeps_them(
        self, signed_in, running, secretary, chair, make_waiting_case
    ):
        make_waiting_case()
        agenda.propose(running, by=chair)
        line = AgendaItem.objects.get()
        page = signed_in(secretary).get(page_of(line)).content.decode()
        assert ('name="for_whom"' in page, "Simpan keputusan" in page) == (True, False)
        assert press(signed_in(secretary), line, discussion="Bergantian").status_code == 302
        line.refresh_from_db()
        assert (line.discussion, Decision.objects.count()) == ("Bergantian", 0)

    def test_a_double_press_decides_once(self, signed_in, secretary, line, following):
        client = signed_in(secretary)
        sent = {"form_id": form_id(client.get(page_of(line))), "revision": "1", "discussion": "Ramai"}
        sent |= {"text": "Minggu", "way": "mufakat", "lanjut": str(following.pk)}
        first, second = (client.post(page_of(line), sent) for _again in range(2))
        assert (first.url, Decision.objects.count()) == (second.url, 1)

    def test_what_was_typed_on_a_line_that_is_gone_lands_on_no_other(self, signed_in, secretary, line, following):
        client = signed_in(secretary)
        sent = {"form_id": form_id(client.get(page_of(line))), "revision": "1", "discussion": "Ramai", "text": "Ya"}
        agenda.place(line, by=secretary, place=AgendaItem.Place.DROPPED)
        answer = client.post(page_of(line), sent)
        following.refresh_from_db()
        assert (answer.url, following.discussion, Decision.objects.count()) == (
            at(line.meeting, "run_meeting"),
            "",
            0,
        )


class TestChoice:
    @pytest.mark.parametrize(
        ("text", "beside"), [("", ""), ("program bersama.", ""), ("Bergantian antar", "Program bersama")]
    )
    def test_what_was_chosen_is_told_beside_the_words_unless_they_say_just_that(
        self, signed_in, running, chair, make_waiting_case, text, beside
    ):
        make_waiting_case()
        agenda.propose(running, by=chair)
        line = AgendaItem.objects.get()
        client = signed_in(chair)
        press(client, line, "putuskan", case_decision="program_bersama", text=text)
        made = Decision.objects.get()
        assert made.choice == beside
        shown = [
            client.get(page_of(line)).content.decode().split('id="keputusan"')[1].split("Janji")[0],
            client.get(at(running, "minutes")).content.decode().split("Keputusan:")[1].split("only-print")[0],
        ]
        times = {page.lower().count("program bersama") for page in shown}
        assert (times, str(made.text) in shown[0]) == ({1}, True)

    def test_on_paper_an_outcome_is_told_once(self, network, chair, secretary):
        program = joint.proposed(network, by=secretary)
        meeting = joint.decided(program, "disetujui", chair=chair, secretary=secretary, text="Disetujui").item.meeting
        (line,) = [row for row in decided_lines(meeting, secretary) if row["decisions"]]
        assert line["decisions"] == ["Disetujui (mufakat)"]


class TestTwoNoteTakers:
    @pytest.fixture
    def clash(self, signed_in, secretary, chair, line):
        client = signed_in(secretary)
        sent = {"form_id": form_id(client.get(page_of(line))), "revision": "1", "discussion": "Sabtu sore"}
        decisions.note(line, by=chair, discussion="Minggu pagi", revision=1)
        sent |= {"text": "Bawa cangkul", "way": "suara", "votes_for": "3"}
        return client, sent, client.post(page_of(line), sent | {"lanjut": ""})

    def shown(self, answer) -> list[bool]:
        page = answer.content.decode()
        return [words in page for words in ("Sabtu sore</textarea>", "Bawa cangkul</textarea>", 'value="3"')]

    def test_both_texts_are_shown_and_nothing_of_the_decision_is_lost(self, clash):
        _client, _sent, answer = clash
        page = answer.content.decode()
        assert (answer.status_code, Decision.objects.count()) == (422, 0)
        assert ("Orang lain menulis" in page, "Minggu pagi" in page, self.shown(answer)) == (True, True, [True] * 3)
        assert 'value="suara"' in re.search(r"<input[^>]*checked[^>]*>", page)[0]

    @pytest.mark.parametrize(
        ("choice", "kept"),
        [("gabung", "Minggu pagi\nSabtu sore"), ("saya", "Sabtu sore"), ("tersimpan", "Minggu pagi")],
    )
    def test_choosing_one_keeps_it_and_leaves_the_decision_to_its_own_button(self, clash, line, choice, kept):
        client, sent, _answer = clash
        answer = client.post(page_of(line), sent | {"seen": "2", "pilih": choice})
        line.refresh_from_db()
        assert (answer.status_code, line.discussion, Decision.objects.count()) == (200, kept, 0)
        assert self.shown(answer)[1:] == [True, True]
        assert "Orang lain menulis" not in answer.content.decode()

    def test_where_nothing_is_decided_yet_choosing_leads_back_to_the_line(self, clash, line):
        client, sent, _answer = clash
        sent |= {"text": "", "way": "mufakat", "votes_for": "", "seen": "2", "pilih": "saya"}
        assert client.post(page_of(line), sent).url == f"{page_of(line)}#hal"


class TestSignedOut:
    def test_after_signing_in_the_same_line_stands_there_with_all_that_was_typed(
        self, signed_in, secretary, line, following
    ):
        client = signed_in(secretary)
        page = client.get(page_of(following)).content.decode()
        hidden = dict(re.findall(r'name="(for_whom|revision|hal|form_id)"[^>]*?value="([^"]*)"', page))
        typed = {"discussion": "Bergilir", "text": "Mulai Jumat", "way": "suara", "votes_for": "3", "lanjut": ""}
        answer = Client().post(page_of(following), hidden | typed)
        assert "/masuk/" in answer.url
        again = client.get(at(line.meeting, "run_meeting"))
        shown = again.content.decode()
        assert (again.context["line"], again.context["form"].errors) == (following, {})
        words = ("Bergilir</textarea>", "Mulai Jumat</textarea>", 'value="3"', "belum sempat tersimpan")
        assert [one for one in words if one not in shown] == []
        assert client.get(at(line.meeting, "run_meeting")).content.decode().count("Mulai Jumat</textarea>") == 1
        assert "Mulai Jumat" not in client.get(page_of(line)).content.decode()
        press(client, following, discussion="Bergilir", text="Mulai Jumat")
        assert Decision.objects.get().item == following
        assert not KeptPost.objects.exists()

    def test_what_somebody_else_wrote_meanwhile_is_still_noticed(self, signed_in, secretary, chair, line):
        client = signed_in(secretary)
        page = client.get(page_of(line)).content.decode()
        hidden = dict(re.findall(r'name="(for_whom|revision|hal|form_id)"[^>]*?value="([^"]*)"', page))
        Client().post(page_of(line), hidden | {"discussion": "Sabtu sore"})
        decisions.note(line, by=chair, discussion="Minggu pagi", revision=1)
        shown = client.get(at(line.meeting, "run_meeting")).content.decode()
        assert re.search(r'id="revision"\s+value="1"', shown)

    def test_the_notes_own_sending_is_told_so_and_keeps_nothing(self, line):
        address = at(line.meeting, "note_discussion", line.pk)
        htmx = {"HX-Request": "true", "HX-Trigger-Name": "discussion"}
        answer = Client().post(address, {"revision": "1", "discussion": "Bergilir"}, headers=htmx)
        assert (answer.status_code, KeptPost.objects.count()) == (401, 0)


def test_what_a_browser_puts_on_an_element_as_style_is_not_copied_to_the_new_one(signed_in, secretary, line):
    """A text field that was drawn larger has a style of the browser's; setting it again is what the CSP refuses."""
    page = signed_in(secretary).get(page_of(line)).content.decode()
    config = json.loads(re.search(r"name=\"htmx-config\"\s+content='([^']*)'", page)[1])
    assert config["attributesToSettle"] == ["class"]
