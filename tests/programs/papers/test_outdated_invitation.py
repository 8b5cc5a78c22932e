"""An invitation on paper that was issued before the meeting was moved or called off: its file is served to nobody, and
the meeting's page says why where it names another day."""

import datetime as dt

import pytest
from django.urls import reverse

from programs.actions import agenda, attendances, meetings
from programs.models import AgendaItem
from tests.programs.papers.test_meeting_papers import text_of
from wksbm.documents.actions import issuing, lapsing
from wksbm.documents.models import IssuedDocument
from wksbm.documents.papers import papers

pytestmark = pytest.mark.django_db


@pytest.fixture
def issued(meeting, secretary) -> IssuedDocument:
    attendances.invite(meeting, by=secretary, name="Bu Sumiyem", sex="P")
    agenda.add(meeting, by=secretary, title="Kerja bakti")
    return issuing.issue(papers["undangan"], meeting.network, by=secretary, row=meeting)


def move(meeting, by, **values) -> None:
    meetings.change(meeting, by=by, **values)
    meeting.refresh_from_db()


def page_of(meeting, client) -> str:
    return client.get(reverse("programs:meeting", args=[meeting.network.slug, meeting.pk])).content.decode()


@pytest.mark.parametrize(
    "values",
    [
        {"held_on": dt.date(2199, 1, 7)},
        {"begins": dt.time(16, 0)},
        {"ends": dt.time(23, 0)},
        {"place": "Rumah Bu Endang"},
    ],
)
def test_it_lapses_with_every_day_hour_and_place(meeting, issued, secretary, values):
    before = {name: getattr(meeting, name) for name in values}
    move(meeting, secretary, **values)
    assert lapsing.has_lapsed(issued, to=secretary) is True
    move(meeting, secretary, **before)
    assert lapsing.has_lapsed(issued, to=secretary) is False


def test_it_outlives_a_change_that_it_does_not_tell_of(meeting, issued, secretary):
    move(meeting, secretary, note_taker=meeting.chair, bring_along="Bawa kue")
    assert lapsing.has_lapsed(issued, to=secretary) is False


def test_it_lapses_when_the_meeting_is_called_off(meeting, issued, secretary, signed_in):
    meetings.cancel(meeting, by=secretary, why="Hujan")
    assert lapsing.has_lapsed(issued, to=secretary) is True
    page = signed_in(secretary).get(reverse("documents:document", args=[meeting.network.slug, issued.pk]))
    assert "Perlu diterbitkan lagi" in page.content.decode()


def test_the_meetings_page_says_that_it_names_another_day_until_a_new_one_is_issued(
    meeting, issued, secretary, chair, person, signed_in
):
    client = signed_in(secretary)
    words = f"{issued.number} menyebut tanggal lama. Terbitkan undangan baru."
    assert words not in page_of(meeting, client)
    move(meeting, secretary, held_on=meeting.held_on + dt.timedelta(days=1))
    assert words in page_of(meeting, client)
    assert words not in page_of(meeting, signed_in(person("treasurer")))
    issuing.issue(papers["undangan"], meeting.network, by=secretary, row=meeting)
    assert words not in page_of(meeting, client)


def test_another_place_is_told_without_a_word_of_the_day(meeting, issued, secretary, signed_in):
    move(meeting, secretary, place="Rumah Bu Endang")
    page = page_of(meeting, signed_in(secretary))
    assert ("tidak cocok lagi dengan musyawarah ini" in page, "menyebut tanggal lama" in page) == (True, False)


def test_its_topics_stand_in_the_order_of_the_agenda(meeting, secretary):
    attendances.invite(meeting, by=secretary, name="Bu Sumiyem", sex="P")
    kinds = ("janji", "lain", "aspirasi", "lain", "janji")
    for order, kind in enumerate(kinds):
        AgendaItem.objects.create(
            network=meeting.network, meeting=meeting, kind=kind, order=order, title=f"Hal ke-{order}"
        )
    words = text_of(issuing.issue(papers["undangan"], meeting.network, by=secretary, row=meeting))
    said = ("Janji yang belum selesai (2)", "Hal ke-1", "Aspirasi warga (1)", "Hal ke-3")
    places = [words.find(one) for one in said]
    assert places == sorted(places)
    assert min(places) > 0
