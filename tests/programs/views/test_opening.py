"""The page of a meeting before its day, and the way back for one that was opened by mistake."""

import pytest

from programs.actions import agenda, decisions
from programs.models import Meeting
from tests.programs.opening import opened
from tests.programs.views.test_meetings import at


def state_of(meeting) -> str:
    return Meeting.objects.get(pk=meeting.pk).state


def test_before_its_day_the_page_offers_to_change_the_day(signed_in, meeting, secretary):
    client = signed_in(secretary)
    page = client.get(at(meeting, "run_meeting")).content.decode()
    assert (at(meeting, "start_meeting") in page, at(meeting, "change_meeting") in page) == (False, True)
    answer = client.post(at(meeting, "start_meeting"), follow=True)
    assert "ubah dahulu harinya" in answer.content.decode()
    assert state_of(meeting) == Meeting.State.PLANNED


def test_it_is_planned_again_after_a_question(signed_in, meeting, secretary, chair):
    client = signed_in(secretary)
    opened(meeting, by=chair)
    ask = at(meeting, "unopen_meeting")
    assert ask in client.get(at(meeting, "run_meeting")).content.decode()
    assert "Belum jadi dibuka?" in client.get(ask).content.decode()
    assert state_of(meeting) == Meeting.State.RUNNING
    assert client.post(ask).url == at(meeting)
    assert state_of(meeting) == Meeting.State.PLANNED


def test_with_notes_it_is_not_offered(signed_in, meeting, secretary, chair):
    client = signed_in(secretary)
    line = agenda.add(opened(meeting, by=chair), by=secretary, title="Kerja bakti")
    decisions.note(line, by=secretary, discussion="Minggu pagi", revision=line.revision)
    ask = at(meeting, "unopen_meeting")
    assert ask not in client.get(at(meeting, "run_meeting")).content.decode()
    assert client.get(ask).status_code == 302
    assert "sudah ada catatannya" in client.post(ask, follow=True).content.decode()
    assert state_of(meeting) == Meeting.State.RUNNING


@pytest.mark.parametrize("role", ["rt_head", "psm"])
def test_only_the_board_takes_it_back(signed_in, person, meeting, chair, role):
    opened(meeting, by=chair)
    assert signed_in(person(role)).post(at(meeting, "unopen_meeting")).status_code == 403
    assert state_of(meeting) == Meeting.State.RUNNING
