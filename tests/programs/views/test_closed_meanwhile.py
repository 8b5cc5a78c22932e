"""The chair closes the minutes while another one still types: she is told, and has her words."""

import pytest

from pmks_cases.models import Case
from programs.actions import agenda, decisions, meetings
from programs.models import Addendum, AgendaItem, Decision, Element
from tests.programs.opening import opened
from tests.programs.views.test_meetings import at
from tests.programs.views.test_running_page import page_of
from wksbm.core.kept_posts import mark_for
from wksbm.core.models import KeptPost

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(meeting, secretary, chair, come):
    come(meeting, Element.RT, Element.RW, Element.FAITH)
    opened(meeting, by=chair)
    made = agenda.add(meeting, by=secretary, title="Kerja bakti")
    return decisions.note(made, by=secretary, discussion="Minggu pagi.", revision=1)


def sent(line, **typed) -> dict:
    return {"hal": line.pk, "revision": "2", "discussion": str(line.discussion), "text": "", "way": "mufakat"} | typed


def close(line, chair) -> None:
    meetings.close(line.meeting, by=chair)


class TestWhoTypesStill:
    def test_reads_who_closed_them_and_all_that_is_not_in_them(self, signed_in, secretary, chair, line):
        close(line, chair)
        words = sent(line, discussion="Minggu pagi.\r\nBawa cangkul sendiri.", text="Mulai pukul 6")
        page = signed_in(secretary).post(page_of(line), words)
        assert page.status_code == 409
        assert page.context["lost"] == "Kerja bakti\nBawa cangkul sendiri.\nUsul keputusan: Mulai pukul 6"
        told = page.content.decode()
        assert (f"{chair.name} menutupnya" in told, f"minta {chair.name} menuliskannya" in told) == (True, True)
        assert (Decision.objects.count(), AgendaItem.objects.get(pk=line.pk).discussion) == (0, "Minggu pagi.")

    def test_has_the_addendum_ready_where_she_may_write_one(self, signed_in, chair, line):
        close(line, chair)
        client = signed_in(chair)
        page = client.post(page_of(line), sent(line, discussion="Minggu pagi. Bawa cangkul."))
        form = page.context["form"]
        assert form.initial["text"] == "Kerja bakti\nBawa cangkul."
        values = {"text": form.initial["text"], "form_id": form["form_id"].value(), "for_whom": mark_for(chair)}
        assert client.post(at(line.meeting, "add_addendum"), values).url == at(line.meeting, "minutes")
        assert str(Addendum.objects.get().text) == "Kerja bakti\nBawa cangkul."

    def test_goes_to_the_minutes_where_they_hold_all_of_it(self, signed_in, secretary, chair, line):
        decisions.decide(line, by=chair, text="Mulai pukul 6")
        close(line, chair)
        client = signed_in(secretary)
        for typed in ({}, {"text": "Mulai pukul 6"}):
            assert client.post(page_of(line), sent(line, **typed)).url == at(line.meeting, "minutes")

    def test_finds_her_words_after_a_new_sign_in_as_well(self, signed_in, secretary, chair, line, client):
        close(line, chair)
        client.post(page_of(line), sent(line, discussion="Bawa cangkul.", for_whom=mark_for(secretary)))
        assert KeptPost.objects.count() == 1
        page = signed_in(secretary).get(at(line.meeting, "run_meeting"))
        assert (page.status_code, page.context["lost"]) == (409, "Kerja bakti\nBawa cangkul.")

    def test_reads_no_title_of_a_line_that_is_hidden_by_now(self, signed_in, secretary, chair, line, make_waiting_case):
        case = make_waiting_case()
        AgendaItem.objects.filter(pk=line.pk).update(kind="kasus", case=case)
        Case.objects.filter(pk=case.pk).update(secrecy="rahasia")
        close(line, chair)
        page = signed_in(secretary).post(page_of(line), sent(line, discussion="Kata mereka."))
        assert page.context["lost"] == "Kata mereka."
