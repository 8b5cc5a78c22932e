"""Who signs stands on one page with the last words of the paper; and the minutes say what they leave out."""

import datetime as dt
from io import BytesIO

import pytest
from pypdf import PdfReader

from programs.actions import agenda, meetings
from programs.models import AgendaItem, Element
from tests.programs.opening import opened
from tests.programs.papers.test_meeting_papers import text_of
from tests.programs.views.test_meetings import at
from wksbm.documents.actions import issuing
from wksbm.documents.papers import papers

pytestmark = pytest.mark.django_db
LEFT_OUT = "Yang dibicarakan tentang kasus warga tidak ditulis di notulen ini"
LAST_WORDS = {"notulen": "Notulen ditutup", "berita-acara": "Demikian berita acara"}


@pytest.fixture
def closed(network, secretary, chair, come):
    """`closed(12)`: one with so many lines, and somebody of each element."""

    def of(lines: int, case=None):
        made = meetings.plan(
            network,
            by=secretary,
            held_on=network.today() + dt.timedelta(days=1),
            begins=dt.time(19, 30),
            place="Balai RW",
            chair=chair,
            note_taker=secretary,
        )
        come(made, *Element)
        for number in range(lines):
            agenda.add(made, by=secretary, title=f"Hal nomor {number}")
        if case:
            AgendaItem.objects.create(network=network, meeting=made, kind="kasus", title="Kasus", case=case, order=99)
        opened(made, by=chair)
        meetings.close(made, by=chair)
        made.refresh_from_db()
        return made

    return of


def pages_of(document) -> list[str]:
    pages = PdfReader(BytesIO(issuing.content_of(document))).pages
    return [" ".join(page.extract_text().replace("\N{NO-BREAK SPACE}", " ").split()) for page in pages]


@pytest.mark.parametrize(("kind", "signs"), [("notulen", 1), ("berita-acara", 7)])
def test_no_signature_stands_alone_on_a_page(closed, secretary, kind, signs):
    lengths = set()
    for lines in range(1, 40, 3):
        made = issuing.issue(papers[kind], secretary_network(secretary), by=secretary, row=closed(lines))
        pages = pages_of(made)
        lengths.add(len(pages))
        signed = [sum(words.count(one) for one in ("Pemimpin musyawarah", "Wakil unsur")) for words in pages]
        last = next(number for number, words in enumerate(pages) if LAST_WORDS[kind] in words)
        assert [signed[last], sum(signed[last + 1 :])] == [signs, 0]
    assert len(lengths) > 1


def secretary_network(secretary):
    return secretary.current_memberships[0].network


def test_the_minutes_say_that_they_leave_out_what_was_said_about_a_case(closed, secretary, make_waiting_case):
    network = secretary_network(secretary)
    without = issuing.issue(papers["notulen"], network, by=secretary, row=closed(1))
    about = issuing.issue(papers["notulen"], network, by=secretary, row=closed(1, make_waiting_case()))
    assert (LEFT_OUT in text_of(without), LEFT_OUT in text_of(about)) == (False, True)


def test_who_closes_them_is_told_so_too(meeting, secretary, chair, signed_in, make_waiting_case):
    words = "Pembahasan tentang kasus tidak ikut tercetak di notulen"
    agenda.add(meeting, by=secretary, title="Kerja bakti")
    opened(meeting, by=chair)
    client = signed_in(chair)
    assert words not in client.get(at(meeting, "close_meeting")).content.decode()
    AgendaItem.objects.create(
        network=meeting.network, meeting=meeting, kind="kasus", title="Kasus", case=make_waiting_case(), order=9
    )
    assert words in client.get(at(meeting, "close_meeting")).content.decode()


def test_an_office_that_ends_says_when(meeting, secretary, chair):
    AgendaItem.objects.create(
        network=meeting.network,
        meeting=meeting,
        kind="masa_jabatan",
        place="sekaligus",
        title="Masa jabatan Maria, Bendahara",
        reason="Berakhir 13 Oktober 2026",
    )
    opened(meeting, by=chair)
    meetings.close(meeting, by=chair)
    meeting.refresh_from_db()
    words = text_of(issuing.issue(papers["notulen"], meeting.network, by=secretary, row=meeting))
    assert "Masa jabatan Maria, Bendahara (berakhir 13 Oktober 2026)" in words
