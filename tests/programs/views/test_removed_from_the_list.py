"""Somebody who was put on the list by mistake leaves it again, as long as no invitation was sent."""

import pytest

from programs.actions import attendances, invitations
from programs.models import Attendance, Element
from tests.programs.views.test_meetings import at


@pytest.fixture
def elder(meeting, secretary):
    return attendances.invite(meeting, by=secretary, name="Pak Anwar", element=Element.FAITH)


def test_before_it_is_sent_it_is_offered_and_done(signed_in, meeting, secretary, elder):
    client = signed_in(secretary)
    remove = at(meeting, "remove_invitation", elder.pk)
    assert remove in client.get(at(meeting, "change_invitation", elder.pk)).content.decode()
    assert "Pak Anwar tidak lagi di daftar." in client.post(remove, follow=True).content.decode()
    assert not Attendance.objects.filter(pk=elder.pk).exists()


TOUCHES = {
    "invited": lambda elder, by: invitations.send(elder.meeting, by=by),
    "there": lambda elder, by: attendances.mark(elder, by=by, is_present=True),
}


@pytest.mark.parametrize("touch", TOUCHES)
def test_who_was_invited_or_is_there_stays(signed_in, meeting, secretary, elder, touch):
    TOUCHES[touch](elder, secretary)
    client = signed_in(secretary)
    remove = at(meeting, "remove_invitation", elder.pk)
    assert remove not in client.get(at(meeting, "change_invitation", elder.pk)).content.decode()
    assert "jadi tetap di daftar" in client.post(remove, follow=True).content.decode()
    assert Attendance.objects.filter(pk=elder.pk).exists()


def test_only_the_board_removes(signed_in, person, meeting, elder):
    assert signed_in(person("rt_head")).post(at(meeting, "remove_invitation", elder.pk)).status_code == 403
    assert Attendance.objects.filter(pk=elder.pk).exists()
