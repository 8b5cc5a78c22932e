"""What was decided and what became of it, across meetings; and the photo of a signed attendance list."""

import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from members.actions import follow_ups
from members.models import FollowUp
from pmks_cases.actions import case_secrecy
from programs.actions import agenda, decisions, meetings
from programs.models import AgendaItem, Element, Meeting, Picture
from tests.programs.opening import opened
from tests.programs.views.test_aspirations import photo
from tests.programs.views.test_meetings import at, fill


@pytest.fixture
def decided(meeting, chair, secretary, come, network):
    """One line decided, with a promise that was kept and one that is late."""
    come(meeting, Element.RT, Element.RW, Element.FAITH)
    opened(meeting, by=chair)
    line = agenda.add(meeting, by=secretary, title="Kerja bakti")
    made = decisions.decide(line, by=secretary, text="Minggu pagi")
    kept = decisions.promise(made, by=secretary, what="Pinjam cangkul", doer=chair, due_on=network.today()).follow_up
    follow_ups.finish(kept, by=chair, outcome="Sudah")
    late = decisions.promise(made, by=secretary, what="Buang lumpur", doer=chair, due_on=network.today()).follow_up
    FollowUp.objects.filter(pk=late.pk).update(due_on=network.today() - dt.timedelta(days=3))
    return meeting


def results(network, query=""):
    return reverse("programs:results", args=[network.slug]) + query


def figures(page) -> tuple:
    return tuple(page.context["numbers"][name] for name in ("decided", "promises", "done", "late", "judged", "share"))


def test_each_decision_stands_with_its_promises_and_the_share_kept_on_time(signed_in, network, decided, person):
    page = signed_in(person("rt_head")).get(results(network))
    words = ("Kerja bakti", "Minggu pagi", "Pinjam cangkul", "Buang lumpur", "Terlambat 3 hari")
    assert [one in page.content.decode() for one in words] == [True] * 5
    assert figures(page) == (1, 2, 1, 1, 2, 50)


def test_the_village_head_reads_numbers_alone(signed_in, network, decided, person):
    page = signed_in(person("village_head")).get(results(network))
    assert figures(page) == (1, 2, 1, 1, 2, 50)
    assert [one in page.content.decode() for one in ("Kerja bakti", "Minggu pagi", "cangkul", "lumpur")] == [False] * 4


def test_of_one_meeting_or_period_alone(signed_in, network, decided, chair, secretary):
    Meeting.objects.filter(pk=decided.pk).update(held_on=network.today() - dt.timedelta(days=120))
    client = signed_in(secretary)
    assert [figures(client.get(results(network, query)))[0] for query in ("?masa=3", "?masa=12", "?masa=")] == [0, 1, 1]
    meetings.close(decided, by=chair)
    assert figures(client.get(results(network, f"?musyawarah={decided.pk}")))[0] == 1


def test_who_takes_part_reads_of_a_case_that_it_was_decided_and_no_more(
    signed_in, network, meeting, chair, secretary, come, make_waiting_case, person
):
    case = make_waiting_case()
    agenda.propose(meeting, by=secretary)
    come(meeting, Element.RT, Element.RW, Element.FAITH)
    decisions.decide(AgendaItem.objects.get(), by=chair, text="Dibantu takmir", case_decision="program_bersama")
    board = signed_in(chair).get(results(network)).content.decode()
    others = signed_in(person("rt_head")).get(results(network)).content.decode()
    assert ["Dibantu takmir" in page for page in (board, others)] == [True, False]
    case_secrecy.shut_out(case, by=secretary, user=person("treasurer"))
    page = signed_in(chair).get(results(network))
    assert (case.number in page.content.decode(), figures(page)[0]) == (False, 0)


def test_it_costs_the_same_for_one_row_and_for_three(signed_in, network, decided, chair, secretary):
    def cost() -> int:
        client = signed_in(type(chair).objects.get(pk=chair.pk))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(results(network)).status_code == 200
        return len(captured)

    cost()
    one = cost()
    for number in (1, 2):
        line = agenda.add(decided, by=secretary, title=f"Hal {number}")
        made = decisions.decide(line, by=secretary, text="Ya")
        decisions.promise(made, by=secretary, what=f"Janji {number}", doer=chair, due_on=network.today())
    assert (cost(), one <= 12) == (one, True), f"{one} statements"


class TestAttendanceList:
    def test_a_meeting_from_the_notebook_keeps_a_photo_of_who_signed(
        self, signed_in, network, chair, secretary, person
    ):
        day = network.today() - dt.timedelta(days=9)
        held = meetings.record_afterwards(
            network, by=secretary, held_on=day, begins=dt.time(19), place="Balai", chair=chair, note_taker=secretary
        )
        client = signed_in(secretary)
        answer = fill(client, at(held, "add_attendance_list"), photo=photo())
        assert answer.url == at(held)
        picture = Picture.objects.get()
        address = reverse("programs:picture", args=[network.slug, picture.pk])
        assert address in client.get(at(held)).content.decode()
        shown = signed_in(person("rt_head")).get(address)
        assert dict(Image.open(io.BytesIO(shown.content)).getexif()) == {}
        assert signed_in(person("village_head")).get(address).status_code == 404

    def test_once_the_minutes_are_closed_none_is_added(self, signed_in, decided, chair, secretary):
        meetings.close(decided, by=chair)
        answer = fill(signed_in(secretary), at(decided, "add_attendance_list"), photo=photo())
        assert (answer.status_code, Picture.objects.count()) == (422, 0)

    def test_what_is_no_photo_is_refused_in_plain_words(self, signed_in, decided, secretary):
        broken = io.BytesIO(b"bukan foto")
        broken.name = "daftar.jpg"
        answer = fill(signed_in(secretary), at(decided, "add_attendance_list"), photo=broken)
        assert (answer.status_code, Picture.objects.count()) == (422, 0)
        assert "tidak terbaca sebagai foto" in answer.content.decode()
