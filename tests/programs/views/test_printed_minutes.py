"""What the browser prints of closed minutes: nothing of what was said about a case, as on the paper that is issued."""

import re

import pytest
from django.urls import reverse

from programs.actions import agenda, decisions, meetings
from programs.models import AgendaItem, Element
from tests.programs.opening import opened
from tests.programs.views.test_meetings import at

pytestmark = pytest.mark.django_db
SAID, DECIDED = "Ibunya sakit lama", "Tetangga Bu Warno mengantar"


@pytest.fixture
def closed(meeting, secretary, chair, come, make_waiting_case):
    come(meeting, Element.RT, Element.RW, Element.FAITH)
    make_waiting_case()
    agenda.propose(meeting, by=secretary)
    own = agenda.add(meeting, by=secretary, title="Kerja bakti")
    opened(meeting, by=chair)
    about = AgendaItem.objects.get(kind="kasus")
    decisions.note(about, by=secretary, discussion=SAID, revision=1)
    decisions.note(own, by=secretary, discussion="Minggu pagi saja", revision=1)
    decisions.decide(about, by=chair, text=DECIDED, case_decision="program_bersama")
    decisions.decide(own, by=chair, text="Jam enam")
    meetings.close(meeting, by=chair)
    return meeting


def printed(page: str) -> str:
    """Without what a printer leaves out."""
    return re.sub(r'<(p|span)\s+class="[^"]*no-print[^"]*">.*?</\1>', "", page, flags=re.DOTALL)


def test_it_holds_words_about_the_neighbourhood_and_of_a_case_what_was_chosen(signed_in, secretary, closed):
    page = signed_in(secretary).get(at(closed, "minutes")).content.decode()
    on_paper = printed(page)
    assert [words in page for words in (SAID, DECIDED, "Minggu pagi saja", "Jam enam")] == [True] * 4
    assert [words in on_paper for words in (SAID, DECIDED, "Minggu pagi saja", "Jam enam")] == [False] * 2 + [True] * 2
    left_out = "Yang dibicarakan tentang kasus warga tidak ditulis di notulen ini"
    assert ("Program bersama" in on_paper, left_out in on_paper) == (True, True)


def test_so_does_what_became_of_it(signed_in, secretary, closed, network):
    page = signed_in(secretary).get(reverse("programs:results", args=[network.slug])).content.decode()
    assert (DECIDED in page, DECIDED in printed(page), "Jam enam" in printed(page)) == (True, False, True)
