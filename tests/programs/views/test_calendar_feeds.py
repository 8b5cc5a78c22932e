"""The own calendar of a phone: a secret address, and what is read there without sign-in."""

import datetime as dt
import logging

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from members.actions import follow_ups
from members.models import Membership
from pmks_cases.models import Case
from pmks_cases.models.case_states import State
from programs.actions import attendances, calendar_feeds, invitations
from programs.models import CalendarFeed
from wksbm.core.audit import NothingPersonal

ADDRESS = "/akun/kalender/"


@pytest.fixture(autouse=True)
def no_guesses_before(db):
    cache.clear()


@pytest.fixture
def psm(person):
    return person("psm")


@pytest.fixture
def secret(psm):
    return calendar_feeds.make(psm)


def read(address: str, **headers):
    return Client(headers=headers).get(address)


def events(address: str) -> list[str]:
    response = read(address)
    assert response.status_code == 200
    return [str(event["SUMMARY"]) for event in Calendar.from_ical(response.content).walk("VEVENT")]


def visited(make_case, make_resident, psm, name: str, days: int = 2, **values):
    case = make_case(make_resident(name), another_need=True, **values)
    day = case.network.today() + dt.timedelta(days=days)
    Case.objects.filter(pk=case.pk).update(state=State.MONITORING, psm=psm, next_visit_on=day)
    return case


def test_meetings_visits_and_promises_without_a_name(
    secret, network, psm, secretary, meeting, make_case, make_resident
):
    attendances.invite(meeting, by=secretary, user=psm, name=psm.name)
    case = visited(make_case, make_resident, psm, "Sulastri")
    follow_ups.make(network, by=secretary, what="Antar beras ke Bu Sulastri", doer=psm, due_on=network.today())
    assert events(secret) == ["Musyawarah bulanan, Guyub Rukun", "Kunjungan, RT\N{NO-BREAK SPACE}001", "Janji Anda"]
    text = read(secret).content.decode()
    assert [word for word in ("Sulastri", "beras", "kursi roda", case.number, str(case.pk)) if word in text] == []


def test_of_what_is_guarded_only_that_something_waits(
    secret, network, trained_psm, secretary, psm, make_case, make_resident
):
    case = visited(make_case, make_resident, psm, "Rani", by=psm, secrecy="rahasia")
    follow_ups.make(network, by=psm, what="Antar", doer=psm, due_on=network.today(), origin=case, restricted=True)
    assert events(secret) == ["Ada yang menunggu Anda", "Ada yang menunggu Anda"]
    assert "RT" not in read(secret).content.decode().replace("DTSTART", "").replace("DTSTAMP", "").replace("START", "")


def test_nobody_elses_work_stands_in_it(secret, network, person, secretary, meeting, make_case, make_resident):
    visited(make_case, make_resident, person("psm", network), "Sulastri", days=400)
    follow_ups.make(network, by=secretary, what="Antar", doer=secretary, due_on=network.today())
    assert events(secret) == []


def test_a_void_address_and_one_that_was_renewed_open_nothing(secret, psm):
    newer = calendar_feeds.make(psm)
    assert [read(address).status_code for address in (secret, newer, "/kalender/tebakan/jejaring.ics")] == [
        404,
        200,
        404,
    ]
    calendar_feeds.end(psm)
    assert read(newer).status_code == 404


def test_it_ends_with_the_office_and_with_the_account(secret, psm):
    Membership.objects.filter(user=psm).update(removed_at=dt.datetime.now(dt.UTC))
    assert read(secret).status_code == 404
    Membership.objects.filter(user=psm).update(removed_at=None)
    assert read(secret).status_code == 200
    type(psm).objects.filter(pk=psm.pk).update(is_active=False)
    assert read(secret).status_code == 404


def test_who_tries_many_addresses_is_stopped(secret):
    for number in range(20):
        assert read(f"/kalender/tebakan-{number}/jejaring.ics").status_code == 404
    assert read(secret).status_code == 429


def test_a_calendar_that_asks_too_often_waits(secret):
    answers = [read(secret).status_code for _number in range(61)]
    assert answers == [200] * 60 + [429]


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_what_has_not_changed_is_not_sent_again(secret, network, psm, secretary, encoding):
    for day in range(12):  # long enough to be compressed
        due_on = network.today() + dt.timedelta(days=day)
        follow_ups.make(network, by=secretary, what="Antar", doer=psm, due_on=due_on)
    headers = {"accept-encoding": encoding}
    first = read(secret, **headers)
    again = read(secret, **headers, **{"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    follow_ups.make(network, by=secretary, what="Antar", doer=psm, due_on=network.today())
    assert read(secret, **headers, **{"if-none-match": first["ETag"]}).status_code == 200
    assert first["Cache-Control"] == "private, no-cache"


def test_reading_costs_the_same_for_one_and_for_three(secret, network, psm, secretary, make_case, make_resident):
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            read(secret)
        return len([one for one in captured if "core_cache" not in one["sql"]])

    found = []
    for number in range(3):
        visited(make_case, make_resident, psm, f"Sulastri {number}")
        follow_ups.make(network, by=secretary, what="Antar", doer=psm, due_on=network.today())
        read(secret)
        found.append(cost())
    assert (found[0], found[0] <= 12) == (found[2], True)


def test_the_address_stays_out_of_logs(secret):
    record = logging.makeLogRecord({"msg": "Not Found: %s", "args": (secret,)})
    assert NothingPersonal().filter(record)
    assert record.getMessage() == "Not Found: /kalender/…/jejaring.ics"


def test_the_address_is_shown_once_and_stored_hashed(signed_in, psm):
    client = signed_in(psm)
    assert "Buat alamat kalender" in client.get(ADDRESS).content.decode()
    assert CalendarFeed.objects.count() == 0  # looking makes nothing
    assert client.post(ADDRESS).status_code == 302
    words = client.get(ADDRESS).content.decode()
    token = words.partition("/jejaring.ics")[0].rpartition("/")[2]
    assert read(reverse("calendar_feed", args=[token])).status_code == 200
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(f)::text FROM programs_calendarfeed f")
        assert token not in cursor.fetchone()[0]
    other = Client()
    other.force_login(psm, backend="members.adapters.PortalBackend")
    assert "jejaring.ics" not in other.get(ADDRESS).content.decode()
    client.post(ADDRESS, {"hapus": "1"})
    assert (CalendarFeed.objects.count(), read(reverse("calendar_feed", args=[token])).status_code) == (0, 404)


def test_the_meeting_has_the_same_uid_in_the_feed_and_in_the_file(secret, psm, meeting, secretary, signed_in):
    attendances.invite(meeting, by=secretary, user=psm, name=psm.name)
    invitations.send(meeting, by=secretary)
    address = reverse("programs:calendar_file", args=[meeting.network.slug, meeting.pk])
    uids = {
        event["UID"]
        for content in (read(secret).content, signed_in(psm).get(address).content)
        for event in Calendar.from_ical(content).walk("VEVENT")
    }
    assert len(uids) == 1
