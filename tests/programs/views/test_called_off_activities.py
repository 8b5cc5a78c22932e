"""An activity that does not take place: called off with a reason, out of the calendar, and told once."""

import datetime as dt
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from members.models import Organization
from programs.actions import activities, calendar_feeds, meetings
from programs.models import Activity
from tests.conftest import give_office, make_user
from tests.postbox import Postbox
from tests.programs import joint
from wksbm.notifications.actions import delivering, inbox, writing


@pytest.fixture(autouse=True)
def no_guesses_before(db):
    cache.clear()


@pytest.fixture
def postbox():
    with Postbox() as made:
        yield made


@pytest.fixture
def youth(network):
    return joint.organization(network)


@pytest.fixture
def dimas(network, youth):
    person = make_user("dimas", name="Dimas Anggara")
    give_office(person, "organization_officer", network, organization=youth)
    return person


@pytest.fixture
def training(network, secretary, youth):
    """In three days, by the secretary for Karang Taruna."""
    return activities.add(
        network,
        by=secretary,
        title="Latihan voli",
        organization=youth,
        held_on=network.today() + dt.timedelta(days=3),
        begins=dt.time(16),
        place="Lapangan RW",
        in_charge=secretary,
    )


def at(activity, route: str) -> str:
    return reverse(f"programs:{route}", args=[activity.network.slug, activity.pk])


def call_off(client, activity, why: str = "Lapangan banjir"):
    return client.post(at(activity, "cancel_activity"), {"form_id": uuid4(), "why": why})


def entries(feed: str) -> list[tuple]:
    """UID, sequence and status of what a calendar reads at this address."""
    read = Calendar.from_ical(Client().get(feed).content)
    return [(str(one["UID"]), one["SEQUENCE"], str(one["STATUS"])) for one in read.walk("VEVENT")]


def test_it_is_asked_about_first_and_needs_a_reason(signed_in, training, secretary):
    client = signed_in(secretary)
    asked = client.get(at(training, "cancel_activity")).content.decode()
    assert ("Batalkan kegiatan?" in asked, "Latihan voli" in asked) == (True, True)
    assert call_off(client, training, why=" ").status_code == 422
    training.refresh_from_db()
    assert training.cancelled_at is None
    assert call_off(client, training).status_code == 302
    assert "Lapangan banjir" in client.get(at(training, "activity")).content.decode()
    calendar = f"{reverse('programs:calendar', args=[training.network.slug])}?bulan={training.held_on:%Y-%m}"
    assert "Latihan voli" not in client.get(calendar).content.decode().partition("</main>")[0].partition("<main")[2]


def test_a_calendar_that_has_it_is_told_by_the_same_uid(training, secretary, dimas):
    feed = calendar_feeds.make(dimas)
    ((uid, sequence, status),) = entries(feed)
    assert (sequence, status) == (0, "CONFIRMED")
    activities.cancel(training, by=secretary, why="Lapangan banjir")
    assert entries(feed) == [(uid, 1, "CANCELLED")]


def test_a_meeting_that_was_called_off_stays_in_the_calendar_as_such(meeting, secretary, chair):
    feed = calendar_feeds.make(chair)
    ((uid, sequence, _status),) = entries(feed)
    meetings.cancel(meeting, by=secretary, why="Hujan")
    assert entries(feed) == [(uid, sequence + 1, "CANCELLED")]


def test_only_who_answers_for_it_has_it_in_his_calendar(training, person):
    assert entries(calendar_feeds.make(person("psm"))) == []


def test_who_has_it_is_told_once_and_who_did_it_is_not(training, network, secretary, dimas, person):
    bystander = person("psm")
    for _again in range(2):
        activities.cancel(training, by=secretary, why="Lapangan banjir")
    told = {who: [words.title for _row, words in inbox.newest(who).lines] for who in (secretary, dimas, bystander)}
    assert [len(told[who]) for who in (secretary, dimas, bystander)] == [0, 1, 0]
    assert told[dimas][0].startswith("Latihan voli, ")
    assert told[dimas][0].endswith(", dibatalkan")


def test_it_is_mailed_by_itself_once(postbox, training, network, secretary, dimas):
    dimas.email = "dimas@contoh.invalid"
    dimas.save()
    activities.cancel(training, by=secretary, why="Lapangan banjir")
    noon = dt.datetime.combine(network.today(), dt.time(12), tzinfo=ZoneInfo(network.time_zone))
    sent = []
    for _again in range(2):
        writing.write_due(noon)
        sent.append(delivering.deliver(now=noon))
    (letter,) = postbox.read
    assert (sent, letter["To"]) == ([1, 0], "dimas@contoh.invalid")
    assert "Lapangan banjir" in letter.get_body(("plain",)).get_content()


class TestFromItsProgram:
    @pytest.fixture
    def program(self, network, secretary, youth):
        return joint.ready(network, by=secretary, lead=youth)

    def test_who_writes_the_program_calls_it_off_there(self, signed_in, program, dimas):
        (activity,) = Activity.objects.filter(program=program)
        Activity.objects.update(organization=joint.organization(program.network, "PKK RW 004", "pkk"))
        client = signed_in(dimas)
        page = client.get(at(program, "program")).content.decode()
        assert at(activity, "cancel_activity") in page
        assert call_off(client, activity).url == at(program, "program") + "#kegiatan"
        assert client.get(at(program, "program")).context["activities"] == []

    def test_who_does_not_write_it_sees_no_button_and_is_refused(self, signed_in, network, program):
        (activity,) = Activity.objects.filter(program=program)
        stranger = make_user("lain", name="Pak Lain")
        pkk = Organization.objects.create(network=network, kind="pkk", name="PKK RW 004")
        give_office(stranger, "organization_officer", network, organization=pkk)
        client = signed_in(stranger)
        assert at(activity, "cancel_activity") not in client.get(at(program, "program")).content.decode()
        assert call_off(client, activity).status_code == 403
        activity.refresh_from_db()
        assert activity.cancelled_at is None
