"""A meeting and what comes before it, for the tests of this floor."""

import datetime as dt

import pytest

from pmks_cases.models import Case
from pmks_cases.models.case_states import State
from programs.actions import attendances, meetings
from programs.models import Attendance


@pytest.fixture
def chair(person):
    return person("chair")


@pytest.fixture
def meeting(network, secretary, chair):
    """Planned for three days from now."""
    return meetings.plan(
        network,
        by=secretary,
        held_on=network.today() + dt.timedelta(days=3),
        begins=dt.time(19, 30),
        place="Balai RW",
        chair=chair,
        note_taker=secretary,
    )


@pytest.fixture
def make_waiting_case(make_case):
    """An ordinary case that waits for what is decided together."""

    def make(**values):
        case = make_case(**values)
        Case.objects.filter(pk=case.pk).update(state=State.MEETING)
        case.refresh_from_db()
        return case

    return make


@pytest.fixture
def come(secretary):
    """`come(meeting, Element.RT, …)`: somebody of each of these elements is there."""

    def arrive(meeting, *elements, sex=Attendance.Sex.FEMALE):
        for element in elements:
            one = attendances.invite(meeting, by=secretary, name=f"Utusan {element.label}", element=element, sex=sex)
            attendances.mark(one, by=secretary, is_present=True)

    return arrive
