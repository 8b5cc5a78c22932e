"""A meeting that is written down afterwards has a list of people, and nobody who was invited."""

import datetime as dt
import re

import pytest

from programs.actions import attendances, meetings
from tests.programs.views.test_meetings import at
from wksbm.core.refusals import RefusedByRule
from wksbm.documents.actions import issuing
from wksbm.documents.papers import papers

pytestmark = pytest.mark.django_db


@pytest.fixture
def recorded(network, secretary, chair):
    made = meetings.record_afterwards(
        network,
        by=secretary,
        held_on=network.today() - dt.timedelta(days=2),
        begins=dt.time(19, 30),
        place="Balai RW",
        chair=chair,
        note_taker=secretary,
    )
    attendances.invite(made, by=secretary, name="Bu Sumiyem", sex="P")
    return made


def main_of(page) -> str:
    return page.content.decode().split("<main")[1].split("</main>")[0].lower()


@pytest.mark.parametrize("route", ["meeting", "invitations", "run_meeting"])
def test_no_page_of_it_speaks_of_an_invitation(signed_in, secretary, recorded, meeting, route):
    client = signed_in(secretary)
    assert visible(main_of(client.get(at(recorded, route)))) == 0
    assert visible(main_of(client.get(at(meeting, route)))) > 0


def visible(page: str) -> int:
    """How often the word stands there; addresses keep theirs."""
    return re.sub(r"<[^>]*>", " ", page).count("undang")


def test_of_one_person_neither(signed_in, secretary, recorded):
    row = recorded.attendances.get()
    assert visible(main_of(signed_in(secretary).get(at(recorded, "change_invitation", row.pk)))) == 0


def test_no_invitation_on_paper_is_issued_for_it(recorded, secretary):
    with pytest.raises(RefusedByRule, match="dicatat dari buku"):
        issuing.issue(papers["undangan"], recorded.network, by=secretary, row=recorded)
